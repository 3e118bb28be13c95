"""`parse(raw) -> IncomingMail`: bytes to a mail in the product's words. Pure, never raises, within limits.py.

It may be slow or take much memory on a hostile mail, so what comes from strangers goes through reader.py, which asks a
child process that can be killed.
"""

import re
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import escape

from server.mail import addresses, automatic, bodies, html, limits, quotes, sealed
from server.mail.charsets import clean_line
from server.mail.headers import Headers, read
from server.mail.html_text import tidy
from server.mail.incoming import Attachment, IncomingMail, message_ids
from server.mail.limits import MEGABYTE, MOST_BYTES, Problems
from server.mail.mime import take_apart

_DELIVERED = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-forwarded-to", "apparently-to")
_MOST_DELIVERED = 20
NOT_READ = "It could not be read, so only its headers are shown. The mail itself is kept as it came."


def parse(raw: bytes, most: int = MOST_BYTES) -> IncomingMail:
    """The mail. What could not be read or was left out is said in its `problems`.

    `most`: how many bytes of it are read.
    """
    try:
        return _parse(raw, most)
    except Exception as error:  # whatever else a stranger can think of
        return unreadable(raw, f"{NOT_READ} ({type(error).__name__})")


def _parse(raw: bytes, most: int) -> IncomingMail:
    problems = Problems()
    if len(raw) > most:
        size, limit = len(raw) // MEGABYTE, most // MEGABYTE
        problems.add(f"It has {size} MB; what is after the first {limit} MB was left out.")
        raw = raw[:most]
    root = take_apart(raw, problems)
    content = bodies.collect(root, problems)
    return _with_content(_head(root.headers, root.type, problems), content, problems)


def unreadable(raw: bytes, why: str) -> IncomingMail:
    """The little that can be said of a mail that can't be read: its headers, if even they can."""
    problems = Problems()
    problems.add(why)
    try:
        headers = read(re.split(rb"\r?\n\r?\n", raw[:limits.HEAD_BYTES], maxsplit=1)[0], problems)
        return replace(_head(headers, "", problems), unreadable=why, problems=problems.all())
    except Exception:
        return IncomingMail(unreadable=why, problems=problems.all())


def _head(headers: Headers, type: str, problems: Problems) -> IncomingMail:
    sender = addresses.sender(headers, problems)
    delivered = (one.email for name in _DELIVERED for value in headers.all(name)[:_MOST_DELIVERED]
                 for one in addresses.parse(value, 1))
    return IncomingMail(
        message_id=next(iter(message_ids(headers.get("message-id"))), ""),
        in_reply_to=message_ids(headers.get("in-reply-to")),
        references=message_ids(" ".join(headers.all("references"))),
        from_=sender,
        reply_to=next(iter(addresses.parse(headers.get("reply-to"), 1)), None),
        to=addresses.listed(headers, "to", problems),
        cc=addresses.listed(headers, "cc", problems),
        delivered_to=tuple(dict.fromkeys(delivered)),
        subject=headers.text("subject", limits.SUBJECT_LETTERS),
        date=_date(headers.get("date"), problems),
        automatic=automatic.why(headers, type),
        language=_language(headers),
    )


def _date(value: str, problems: Problems) -> datetime | None:
    if not value:
        return None
    try:
        date = parsedate_to_datetime(value[:200])
        date = date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
    except Exception:  # email.utils raises what its parts happen to raise
        date = None
    if date and 1970 <= date.year <= 2200:
        return date.replace(microsecond=0)
    problems.add(f"Its date can't be read: {clean_line(value, 60)}")
    return None


def _language(headers: Headers) -> str:
    """The language that the sender's program speaks, such as "de"; "" where it does not say."""
    said = headers.get("content-language") or headers.get("accept-language")
    found = re.match(r"\s*([a-zA-Z]{2,3})(?:[-_,;\s]|$)", said)
    return found[1].lower() if found else ""


def _with_content(mail: IncomingMail, content: bodies.Content, problems: Problems) -> IncomingMail:
    files = list(content.files)
    segments = content.segments or content.spare
    if not segments and not files:
        problems.add("It is empty.")
    source = _html_of(segments, problems)
    texts = [one.plain for one in segments if one.plain and one.plain.strip()]
    complete = all(one.html is None or (one.plain or "").strip() for one in segments)
    safe, from_html, quoted_html, shown = _clean(source, files, problems) if source else ("", "", "", set())
    if texts and complete:
        text, quoted_html = "\n\n".join(texts), ""
    else:
        text = from_html
    text = _cut(text, files, problems)
    text, pgp = sealed.unarmoured(text)
    split = quotes.split(tidy(text)) if not sealed.is_pgp_message(text) else quotes.Split(text)
    return replace(
        mail,
        text=split.text,
        html=safe,
        quoted="\n\n".join(one for one in (split.quoted, quoted_html) if one),
        signature="\n\n".join(one for one in (split.signature, pgp) if one),
        attachments=tuple(replace(file, inline=at in shown) for at, file in enumerate(files)),
        calendar=content.calendar,
        signed=content.signed or ("pgp" if pgp else ""),
        encrypted=content.encrypted or ("pgp" if sealed.is_pgp_message(text) else ""),
        problems=problems.all(),
    )


def _html_of(segments: list[bodies.Segment], problems: Problems) -> str:
    """All segments as one html, "" if none was sent as html."""
    if not any(one.html for one in segments):
        return ""
    # Each in an element of its own: their bodies would become one.
    source = "\n".join(
        f"<div>{one.html}</div>" if one.html is not None
        else f'<div style="white-space:pre-wrap">{escape(one.plain or "")}</div>'
        for one in segments
    ) if len(segments) > 1 else segments[0].html
    if len(source) > limits.HTML_LETTERS:
        problems.add("Its html is too long; the end of it is not shown.")
    return source[:limits.HTML_LETTERS]


def _clean(source: str, files: list[Attachment], problems: Problems) -> tuple[str, str, str, set[int]]:
    if html.too_deep(source):
        problems.add("Its html is nested too deep, so only its text is shown.")
        return "", html.bare(source), "", set()
    cids = {file.cid.lower(): at for at, file in reversed(list(enumerate(files))) if file.cid}
    try:
        return html.clean(source, cids)
    except BaseException as error:  # a panic of Rust is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        problems.add("Its html could not be read, so only its text is shown.")
        return "", html.bare(source), "", set()


def _cut(text: str, files: list[Attachment], problems: Problems) -> str:
    if len(text) <= limits.TEXT_LETTERS:
        return text
    problems.add("Its text is too long to be shown; the whole of it is in the file message.txt.")
    files.append(Attachment("message.txt", "text/plain", text.encode()))
    return text[:limits.TEXT_LETTERS]
