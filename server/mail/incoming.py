"""What a mail is once it has been read: `IncomingMail` and its parts. Values only; `parse.py` makes them.

All texts are valid unicode without control characters (a line break only in `text`, `quoted` and `signature`), so
that whatever a stranger sends can be stored, shown and put into a header.
"""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime

HEAD_BYTES = 256 * 1024
_MESSAGE_ID = re.compile(rb"^Message-ID[ \t]*:(.*(?:\r?\n[ \t].*)*)", re.IGNORECASE | re.MULTILINE)
_BRACKETS = re.compile(r"<([^<>]*)>")


@dataclass(frozen=True, slots=True)
class Address:
    """One well-formed mailbox: `email` in lower case, `name` for people ("" if none was given)."""

    email: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came along. `name` is what the sender claims, made safe by server/files when it is kept.

    `cid`: the Content-ID by which the html shows it; `inline`: the html does show it.
    `signature`: part of an S/MIME or PGP signature, of interest to programs only.
    """

    name: str
    type: str
    content: bytes = field(repr=False)
    cid: str = ""
    inline: bool = False
    signature: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """An invitation: `method` REQUEST, REPLY, CANCEL, …; times as the calendar writes them, in words."""

    method: str
    summary: str = ""
    start: str = ""
    end: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class IncomingMail:
    """A mail in the product's words.

    `message_id`, `in_reply_to`, `references`: without angle brackets. `to`, `cc`: well-formed ones only.
    `text`: what the sender wrote now; `quoted` and `signature` were taken off it; together they are the whole text.
    `html`: sanitised ("" if there was none); remote images have src="remote:URL", shown attachments src="cid:INDEX"
    with the index into `attachments`; quoted history is inside <details>. `html.shown` fills these in.
    `automatic`: the name of the check that says no person wrote it. `signed`, `encrypted`: "smime", "pgp" or "".
    `problems`: sentences about what was wrong or left out. `unreadable`: why there is nothing but headers, or "".
    """

    message_id: str = ""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    from_: Address | None = None
    reply_to: Address | None = None
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    # Where the mail was really delivered to, as the headers of mail servers tell.
    delivered_to: tuple[str, ...] = ()
    subject: str = ""
    date: datetime | None = None
    text: str = ""
    html: str = ""
    quoted: str = ""
    signature: str = ""
    attachments: tuple[Attachment, ...] = ()
    automatic: str | None = None
    calendar: Calendar | None = None
    signed: str = ""
    encrypted: str = ""
    language: str = ""
    problems: tuple[str, ...] = ()
    unreadable: str = ""

    @property
    def answer_to(self) -> Address | None:
        """Where an answer goes: Reply-To, else From."""
        return self.reply_to or self.from_


def mail_key(raw: bytes) -> str:
    """What two deliveries of the same mail have in common: its Message-ID, else a hash of all of it.

    Cheap and never raises, so that a door can ask before anything is parsed.
    """
    head = raw[:HEAD_BYTES]
    ends = [end for end in (head.find(b"\r\n\r\n"), head.find(b"\n\n")) if end >= 0]
    found = _MESSAGE_ID.search(head[: min(ends)] if ends else head)
    ids = message_ids(found[1].decode("ascii", "replace")) if found else ()
    return f"id:{ids[0]}" if ids else f"sha256:{hashlib.sha256(raw).hexdigest()}"


def message_ids(value: str, most: int = 200) -> tuple[str, ...]:
    """The ids in a Message-ID, In-Reply-To or References header, without brackets, the last `most` of them."""
    found = _BRACKETS.findall(value) or [value]
    ids = ("".join(one.split()) for one in found)
    return tuple(dict.fromkeys(one for one in ids if 3 <= len(one) <= 998 and _plain(one)))[-most:]


def _plain(text: str) -> bool:
    return all(" " < character < "\x7f" for character in text)
