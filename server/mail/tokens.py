"""The mark by which a ticket is known again in an address, a subject or a body. Signed, so nobody makes one up. Pure.

    support+t1234-k3vq2m7xw4zp@example.com    the plus-address in Reply-To
    [#1234]                                   the tag in the subject, not signed
    [t1234-k3vq2m7xw4zp]                      the hidden marker in the html
"""

import base64
import hashlib
import hmac
import re

_SIGNATURE_LETTERS = 12
_TOKEN = re.compile(r"t([0-9]{1,15})-([a-z2-7]{12})", re.IGNORECASE)
_MARKER = re.compile(r"\[t[0-9]{1,15}-[a-z2-7]{12}\]", re.IGNORECASE)
_TAG = re.compile(r"\[#([0-9]{1,15})\]")
# More than this many marks in one body are nobody's honest quote.
_MOST_MARKERS = 20


def token(secret: str, number: int) -> str:
    """The signed mark of a ticket, in letters that survive an address in any case."""
    digest = hmac.new(secret.encode(), f"mail-thread:{number}".encode(), hashlib.sha256).digest()
    return f"t{number}-{base64.b32encode(digest).decode().lower()[:_SIGNATURE_LETTERS]}"


def number_of(secret: str, text: str) -> int | None:
    """The ticket whose token `text` is, or None if it is not one of ours."""
    found = _TOKEN.fullmatch(text)
    if not found or not hmac.compare_digest(token(secret, int(found[1])), text.lower()):
        return None
    return int(found[1])


def plus_address(secret: str, number: int, address: str) -> str:
    """The mailbox's address with the ticket's token in it. An own plus-part of it stays in front."""
    local, _, domain = address.rpartition("@")
    return f"{local}+{token(secret, number)}@{domain}"


def marker(secret: str, number: int) -> str:
    """What stands hidden in the html of our mails and comes back in quotes."""
    return f"[{token(secret, number)}]"


def tag(number: int) -> str:
    """What stands in the subject of our mails."""
    return f"[#{number}]"


def numbers_in_address(secret: str, address: str) -> list[int]:
    """The ticket that a plus-address names, if its token is ours."""
    number = number_of(secret, address.rpartition("@")[0].rpartition("+")[2])
    return [] if number is None else [number]


def numbers_in_subject(subject: str) -> list[int]:
    """The tickets that the tags in a subject name, in their order."""
    return list(dict.fromkeys(int(number) for number in _TAG.findall(subject)))


def numbers_in_body(secret: str, *texts: str) -> list[int]:
    """The tickets whose hidden markers are in the texts, if the markers are ours."""
    found = [mark for text in texts for mark in _MARKER.findall(text)[:_MOST_MARKERS]]
    numbers = (number_of(secret, mark[1:-1]) for mark in found)
    return list(dict.fromkeys(number for number in numbers if number is not None))
