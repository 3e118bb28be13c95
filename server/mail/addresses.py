"""Addresses in headers: one well-formed address or none. Pure, never raises, one pass over the letters.

Words are decoded after the address was found and only in names, so that an encoded word can't hide a sender.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from server.mail.charsets import clean_line
from server.mail.headers import Headers, decode_words
from server.mail.incoming import Address
from server.mail.limits import MOST_ADDRESSES, NAME_LETTERS, Problems

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u0080-\U0010ffff-]+"
_LABEL = r"[A-Za-z0-9\u0080-\U0010ffff](?:[A-Za-z0-9\u0080-\U0010ffff-]{0,61}[A-Za-z0-9\u0080-\U0010ffff])?"
_EMAIL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*\.?")
# An encoded word is one piece, whatever its sender forgot to encode in it.
_TOKEN = re.compile(r"\\.|=\?[^?\s]{1,80}\?[bBqQ]\?[^?\s\"()<>]*\?=|[^\\\"()<>,;:=]+|.", re.DOTALL)
_INSIDE = re.compile(rf"[\w.+-]{{1,64}}@{_LABEL}(?:\.{_LABEL})+")
_HIDDEN = re.compile(r"[\s\u0080-\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ud800-\udfff]")


def well_formed(text: str) -> str | None:
    """The address in lower case, or None. Encoded words, quotes, address literals and hidden letters are none."""
    text = text.strip()
    if len(text) > 254 or "=?" in text or _HIDDEN.search(text) or not _EMAIL.fullmatch(text):
        return None
    local, _, domain = text.rpartition("@")
    domain = domain.rstrip(".").lower()
    return f"{local.lower()}@{domain}" if len(local) <= 64 and ("." in domain or domain == "localhost") else None


def parse(value: str, most: int = MOST_ADDRESSES) -> list[Address]:
    """The well-formed mailboxes of a header's value, also those inside groups, at most `most`."""
    found: dict[str, Address] = {}
    for box in _mailboxes(value):
        if address := _address(box):
            found.setdefault(address.email, address)
        if len(found) >= most:
            break
    return list(found.values())


def sender(headers: Headers, problems: Problems) -> Address | None:
    """Who wrote, if exactly one address can be told: two From headers that disagree are none."""
    values = headers.all("from")
    if not any(value.strip() for value in values):
        problems.add("It does not say who sent it.")
        return _first(headers.get("sender"))
    firsts = [_first(value) for value in values]
    if len({address.email if address else "" for address in firsts}) > 1:
        problems.add("It has several From headers that disagree, so its sender is not known.")
        return None
    if not firsts[0]:
        problems.add(f"Its sender's address can't be used: {clean_line(values[0], 100)}")
    elif len(parse(values[0], 2)) > 1:
        problems.add("It names several senders; the first one is taken.")
    return firsts[0]


def listed(headers: Headers, name: str, problems: Problems) -> tuple[Address, ...]:
    """All mailboxes in the headers of that name."""
    found = parse(", ".join(headers.all(name)), MOST_ADDRESSES + 1)
    if len(found) > MOST_ADDRESSES:
        problems.add(f"It has more than {MOST_ADDRESSES} recipients; the others were not kept.")
    return tuple(found[:MOST_ADDRESSES])


def _first(value: str) -> Address | None:
    return next(iter(parse(value, 1)), None)


def _address(box: "_Mailbox") -> Address | None:
    if box.angle is not None:
        # An old route, <@relay:ada@example.com>, leads only to the address behind it.
        angle = box.angle.strip()
        email = well_formed(angle.rpartition(":")[2] if angle.startswith(("@", "mailto:")) else angle)
        return Address(email, _name(box.display or box.comment)) if email else None
    bare = re.sub(r"\s*([@.])\s*", r"\1", box.display.strip().removeprefix("mailto:"))
    if email := well_formed(bare):
        return Address(email, _name(box.comment))
    inside = _INSIDE.findall(box.display)
    if len(inside) == 1 and not box.quoted and "=?" not in box.display and (email := well_formed(inside[0])):
        return Address(email, _name(box.display.replace(inside[0], "") or box.comment))
    return None


def _name(text: str) -> str:
    name = clean_line(decode_words(text), NAME_LETTERS)
    if len(name) > 1 and name[0] == name[-1] and name[0] in "\"'":
        name = name[1:-1].strip()
    return "" if well_formed(name.strip("<> ")) else name


@dataclass(slots=True)
class _Mailbox:
    """`angle`: what stands in <>, None without them."""

    display: str = ""
    angle: str | None = None
    comment: str = ""
    quoted: bool = False


def _mailboxes(value: str) -> Iterator[_Mailbox]:
    """The mailboxes as they stand there; the name of a group is left out."""
    box, in_angle = _Mailbox(), False
    for kind, text in _pieces(value):
        if kind == "comment":
            box.comment += f" {text}"
        elif kind == "mark" and text == "<":
            box.angle, in_angle = "", True
        elif kind == "mark" and text == ">":
            in_angle = False
        elif kind == "mark" and text in ",;" and not in_angle:
            yield box
            box = _Mailbox()
        elif kind == "mark" and text == ":" and not in_angle and "@" not in box.display:
            box.display = "mailto:" if box.display.strip() == "mailto" else ""
        elif in_angle:
            # With its quotes, which make it one that is not taken.
            box.angle += f'"{text}"' if kind == "quoted" else text
        elif box.angle is None:
            box.display += text
            box.quoted = box.quoted or kind == "quoted"
    yield box


def _pieces(value: str) -> Iterator[tuple[str, str]]:
    """(text, quoted, comment or mark; what stands there)."""
    depth, kind, held = 0, "text", ""
    for piece in _TOKEN.findall(value):
        letter = piece[1:] if len(piece) == 2 and piece[0] == "\\" else piece
        if kind == "comment":
            depth += (piece == "(") - (piece == ")")
            if depth:
                held += letter
                continue
        elif kind == "quoted" and piece != '"':
            held += letter
            continue
        if kind != "text":
            yield kind, held
            kind = "text"
        elif piece in ("(", '"'):
            kind, depth, held = "comment" if piece == "(" else "quoted", 1, ""
        else:
            yield "mark" if piece in "<>,;:" else "text", letter
    if kind != "text":
        yield kind, held
