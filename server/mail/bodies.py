"""Which parts of a mail are what somebody wrote, and which are files. Pure.

The answer is a list of segments, each in plain text, html or both, and a list of files in the order they were sent.
"""

import mimetypes
from dataclasses import dataclass, field

from server.files.names import NAMELESS, clean_file_name
from server.mail import calendars, sealed, tnef
from server.mail.charsets import clean, clean_line, decode
from server.mail.flowed import unflow
from server.mail.html import bare
from server.mail.incoming import Attachment, Calendar
from server.mail.limits import MOST_DEPTH, Problems
from server.mail.mime import Part, take_apart

# The subject of a mail inside a mail is somewhere in here.
_HEAD_BYTES = 64 * 1024
_SIGNATURES = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")
_ENVELOPES = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_WINMAIL = ("application/ms-tnef", "application/vnd.ms-tnef")
_NAMES = {
    "message/rfc822": "message.eml", "text/calendar": "invite.ics", "message/delivery-status": "delivery-status.txt",
    "text/rfc822-headers": "headers.txt", "message/disposition-notification": "notification.txt",
    "application/pkcs7-mime": "smime.p7m", "application/x-pkcs7-mime": "smime.p7m", "text/html": "page.html",
    "application/pgp-signature": "signature.asc", "application/pkcs7-signature": "smime.p7s",
    "application/ms-tnef": "winmail.dat", "text/plain": "text.txt", "application/octet-stream": NAMELESS,
}


@dataclass(slots=True)
class Segment:
    """A piece of what was written; None where it was not sent in that form."""

    plain: str | None = None
    html: str | None = None


@dataclass(slots=True)
class Content:
    """All that a mail holds."""

    segments: list[Segment] = field(default_factory=list)
    files: list[Attachment] = field(default_factory=list)
    # Outlook puts the text into winmail.dat too; it counts where there is no other.
    spare: list[Segment] = field(default_factory=list)
    calendar: Calendar | None = None
    signed: str = ""
    encrypted: str = ""

    def add(self, other: "Content") -> None:
        self.segments += other.segments
        self.take_files(other)

    def take_files(self, other: "Content") -> None:
        self.files += other.files
        self.spare += other.spare
        self.calendar = self.calendar or other.calendar
        self.signed, self.encrypted = self.signed or other.signed, self.encrypted or other.encrypted


def collect(part: Part, problems: Problems) -> Content:
    """What is in a part and in all parts inside it. As deep as take_apart went, so within MOST_DEPTH."""
    if part.main_type != "multipart":
        return _leaf(part, problems)
    if part.type == "multipart/alternative":
        return _alternatives([collect(child, problems) for child in part.parts])
    content = Content()
    if part.type == "multipart/encrypted":
        content.encrypted = "pgp"
        content.files = [_file(child) for child in part.parts if child.main_type != "multipart"]
        return content
    for index, child in enumerate(part.parts):
        if index and part.type == "multipart/related" and child.main_type != "multipart":
            content.files.append(_file(child))
        else:
            content.add(collect(child, problems))
    if part.type == "multipart/signed":
        content.signed = "pgp" if "pgp" in part.parameters.get("protocol", "").lower() else "smime"
    return content


def _alternatives(choices: list[Content]) -> Content:
    """The same in several forms: the first plain one and the last in html, for the best comes last."""
    content = Content()
    for choice in choices:
        content.take_files(choice)
    plain = next((one for one in choices if any(each.plain is not None for each in one.segments)), None)
    html = next((one for one in reversed(choices) if any(each.html is not None for each in one.segments)), None)
    if html is None:
        content.segments = plain.segments if plain else []
    elif plain is None or plain is html:
        content.segments = html.segments
    else:
        said = "\n".join(each.plain for each in plain.segments if each.plain is not None)
        content.segments = [Segment(said, each.html) for each in html.segments if each.html is not None][:1]
        content.segments += [Segment("", each.html) for each in html.segments if each.html is not None][1:]
    return content


def _leaf(part: Part, problems: Problems) -> Content:
    if part.type in _WINMAIL or part.filename.lower() == "winmail.dat":
        return _winmail(part, problems)
    if part.type in _ENVELOPES:
        return _envelope(part, problems)
    if _is_written(part):
        return Content([_segment(part, problems)])
    content = Content(files=[_file(part)])
    if part.type == "text/calendar":
        text, _ = decode(part.content(), part.parameters.get("charset", "utf-8"))
        content.calendar = calendars.read(clean(text), part.parameters.get("method", ""))
    if part.type in _SIGNATURES:
        content.signed = "pgp" if "pgp" in part.type else "smime"
    return content


def _is_written(part: Part) -> bool:
    if part.type not in ("text/plain", "text/html", "text/enriched", "text/richtext"):
        return False
    return part.disposition != "attachment" and (not part.filename or (part.depth == 0 and not part.disposition))


def _segment(part: Part, problems: Problems) -> Segment:
    text, as_promised = decode(part.content(), part.parameters.get("charset", ""))
    if not as_promised and "\ufffd" in text:
        problems.add("Some of its letters could not be read.")
    text = clean(text)
    if part.type == "text/html":
        return Segment(html=text)
    if part.type != "text/plain":
        return Segment(bare(text))
    if part.parameters.get("format", "").lower() == "flowed":
        text = unflow(text, part.parameters.get("delsp", "").lower() == "yes")
    return Segment(text)


def _file(part: Part) -> Attachment:
    return Attachment(
        name=_name(part), type=clean_line(part.type, 100), content=part.content(), cid=clean_line(part.cid, 998),
        signature=part.type in _SIGNATURES,
    )


def _name(part: Part) -> str:
    if part.filename.strip():
        return clean_file_name(part.filename)
    if part.type == "message/rfc822":
        subject = take_apart(part.content()[:_HEAD_BYTES], Problems()).headers.text("subject", 80)
        return clean_file_name(f"{subject}.eml") if subject else _NAMES[part.type]
    return _NAMES.get(part.type) or f"{part.main_type}{mimetypes.guess_extension(part.type) or ''}"


def _winmail(part: Part, problems: Problems) -> Content:
    data = part.content()
    found = tnef.unpack(data)
    if found is None or not (found.files or found.text.strip() or found.html.strip()):
        problems.add("Its winmail.dat was kept as it is, for nothing could be taken out of it.")
        return Content(files=[_file(part)])
    content = Content()
    if found.text.strip() or found.html.strip():
        content.spare = [Segment(clean(found.text) or None, clean(found.html) or None)]
    for file in found.files:
        kind = file.type or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        content.files.append(Attachment(clean_file_name(file.name), clean_line(kind, 100), file.content, file.cid))
    return content


def _envelope(part: Part, problems: Problems) -> Content:
    """S/MIME that wraps the whole mail: what was only signed is opened."""
    inside = sealed.signed_content(part.content()) if part.depth < MOST_DEPTH else None
    if inside is None:
        return Content(files=[_file(part)], encrypted="smime")
    content = collect(take_apart(inside, problems, part.depth + 1), problems)
    content.signed = "smime"
    return content
