"""What a file really is, from its first bytes; what the upload claims only decides between equals. Pure."""

import codecs
import mimetypes
import re
import struct

import puremagic

from server.people.image_kind import image_kind

UNKNOWN, PLAIN = "application/octet-stream", "text/plain"
HEAD_BYTES = 256 * 1024
LOOKED_AT = 8 * 1024
# A small file can unpack to gigabytes in every colleague's browser.
MOST_PIXELS = 60_000_000
# What every browser shows, and what we therefore look into ourselves.
SHOWN = ("image/png", "image/jpeg", "image/gif", "image/webp")
# Text has no signature: of these the claim is believed, for none of them can run.
TEXTS = ("text/csv", "text/markdown", "text/calendar", "text/vcard", "application/json", "message/rfc822")
DOCUMENTS = ("application/pdf", "application/rtf")
_RUNS = re.compile(r"html|svg|script|flash|[/+]xml$|^text/")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_names = mimetypes.MimeTypes()
_OFFICE = "application/vnd.openxmlformats-officedocument."
for _type, _ending in (
    (_OFFICE + "wordprocessingml.document", ".docx"), (_OFFICE + "spreadsheetml.sheet", ".xlsx"),
    (_OFFICE + "presentationml.presentation", ".pptx"), ("text/markdown", ".md"), ("image/webp", ".webp"),
):
    _names.add_type(_type, _ending)


def kind_of(head: bytes, name: str, claimed: str) -> dict:
    """{type, image, width?, height?} of a file that begins with `head` (up to HEAD_BYTES of it).

    `image`: a browser may show it in place. What claims to be a picture and is none is UNKNOWN.
    """
    if size := _picture(head):
        type, width, height = size
        shown = 0 < width * height <= MOST_PIXELS
        return {"type": type, "image": shown, **({"width": width, "height": height} if shown else {})}
    claims = {(_names.guess_type(name)[0] or "").lower(), claimed.partition(";")[0].strip().lower()}
    return {"type": _told(head, claims), "image": False}


def _picture(head: bytes) -> tuple[str, int, int] | None:
    if head[:6] in (b"GIF87a", b"GIF89a") and len(head) >= 10:
        return "image/gif", *struct.unpack("<HH", head[6:10])
    return image_kind(head)


def _told(head: bytes, claims: set[str]) -> str:
    found = [match for match in _signatures(head) if match not in SHOWN and not _RUNS.search(match)]
    likely = [match for match in found if match in claims]
    if claims.intersection(SHOWN):
        return UNKNOWN
    if _is_text(head) and not (found and found[0] in DOCUMENTS):
        if any(claim.startswith("image/") for claim in claims):
            return UNKNOWN
        return next((text for text in TEXTS if text in claims), PLAIN)
    if likely:
        return likely[0]
    # An archive that claims nothing known: the first guess would be a kind of office document.
    if head[:4] == b"PK\x03\x04":
        return "application/zip"
    return found[0] if found else UNKNOWN


def _signatures(head: bytes) -> list[str]:
    """The types whose signatures fit, the surest first."""
    try:
        return [match.mime_type for match in puremagic.magic_string(head[:LOOKED_AT]) if match.mime_type]
    except (puremagic.PureError, ValueError):
        return []


def _is_text(head: bytes) -> bool:
    # The cut may go through a character.
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        text = decoder.decode(head[:LOOKED_AT], final=len(head) <= LOOKED_AT)
    except UnicodeDecodeError:
        return False
    return not _CONTROL.search(text)
