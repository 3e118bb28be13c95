"""What is inside a mail that was signed as a whole: S/MIME's opaque form and PGP's armour. Pure, never raises.

Nothing is verified: no keys are kept here. The content is shown, and that it was signed.
"""

import re

# The content of a SignedData, in the order in which it is wrapped: tags of BER.
_SEQUENCE, _SET, _INTEGER, _OID, _CONTEXT_0, _OCTETS, _OCTETS_IN_PARTS = 0x30, 0x31, 0x02, 0x06, 0xA0, 0x04, 0x24
_MOST_PIECES = 100_000

_SIGNED = re.compile(
    r"-----BEGIN PGP SIGNED MESSAGE-----\n(?:[A-Za-z-]+:[^\n]*\n)*\n?(.*?)\n"
    r"(-----BEGIN PGP SIGNATURE-----.*?-----END PGP SIGNATURE-----)", re.DOTALL,
)


def unarmoured(text: str) -> tuple[str, str]:
    """(text without PGP's clear-signature armour, the signature or "")."""
    found = _SIGNED.search(text) if "-----BEGIN PGP SIGNED MESSAGE-----" in text else None
    if not found:
        return text, ""
    said = re.sub(r"^- ", "", found[1], flags=re.MULTILINE)
    return text[: found.start()] + said + text[found.end() :], found[2]


def is_pgp_message(text: str) -> bool:
    """Whether the text is an encrypted message in PGP's armour."""
    return text.lstrip().startswith("-----BEGIN PGP MESSAGE-----")


def signed_content(data: bytes) -> bytes | None:
    """The mail inside an application/pkcs7-mime of type signed-data, or None."""
    try:
        return _content(data)
    except (IndexError, ValueError):
        return None


def _content(data: bytes) -> bytes:
    at = _enter(data, 0, _SEQUENCE)
    at = _enter(data, _skip(data, at, _OID), _CONTEXT_0)
    at = _enter(data, at, _SEQUENCE)
    at = _skip(data, _skip(data, at, _INTEGER), _SET)
    at = _enter(data, at, _SEQUENCE)
    at = _enter(data, _skip(data, at, _OID), _CONTEXT_0)
    if data[at] == _OCTETS:
        return _octets(data, at)[0]
    at, end = _bounds(data, at, _OCTETS_IN_PARTS)
    pieces: list[bytes] = []
    while len(pieces) < _MOST_PIECES and (at < end if end else data[at : at + 2] != b"\x00\x00"):
        piece, at = _octets(data, at)
        pieces.append(piece)
    return b"".join(pieces)


def _length(data: bytes, at: int) -> tuple[int | None, int]:
    """(length, where the content begins); None where the length is indefinite."""
    first = data[at + 1]
    if first < 0x80:
        return first, at + 2
    count = first & 0x7F
    if count > 8:
        raise ValueError(count)
    return (int.from_bytes(data[at + 2 : at + 2 + count], "big") if count else None), at + 2 + count


def _bounds(data: bytes, at: int, tag: int) -> tuple[int, int | None]:
    if data[at] != tag:
        raise ValueError(tag)
    length, inside = _length(data, at)
    return inside, None if length is None else inside + length


def _enter(data: bytes, at: int, tag: int) -> int:
    return _bounds(data, at, tag)[0]


def _skip(data: bytes, at: int, tag: int) -> int:
    _, end = _bounds(data, at, tag)
    if end is None:
        raise ValueError(tag)
    return end


def _octets(data: bytes, at: int) -> tuple[bytes, int]:
    start, end = _bounds(data, at, _OCTETS)
    if end is None or end > len(data):
        raise ValueError(at)
    return data[start:end], end
