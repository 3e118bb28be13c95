"""The headers of a mail or of a part: taken apart, unfolded, decoded. Pure, never raises, linear in their length.

Python's own reader is not used here: it recurses into hostile values, and decodes words inside addresses.
"""

import binascii
import quopri
import re
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from server.mail.charsets import clean_line, decode, guess
from server.mail.limits import HEAD_BYTES, HEADER_BYTES, MOST_HEADERS, Problems

_NAME = re.compile(rb"([!-9;-~]{1,200})[ \t]*:")
_WORD = re.compile(r"=\?([^?\s*]{0,60})(?:\*[^?\s]{0,20})?\?([bBqQ])\?([^\r\n]*?)\?=")
_PARAMETER = re.compile(
    r""";[\s;]*([^\s=;"*]{1,80})(?:\*(\d{1,3}))?(\*)?\s*=\s*("(?:[^"\\]|\\.)*+"?|[^;]*)""", re.DOTALL
)
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_MOST_PARAMETERS = 100
_PARAMETER_LETTERS = 20_000


@dataclass(slots=True)
class Headers:
    """The headers in their order. Names are in lower case, values unfolded but not decoded."""

    items: list[tuple[str, str]] = field(default_factory=list)

    def all(self, name: str) -> list[str]:
        return [value for known, value in self.items if known == name]

    def get(self, name: str) -> str:
        """The first one's value, or ""."""
        return next((value for known, value in self.items if known == name), "")

    def text(self, name: str, most: int = 998) -> str:
        """The first one's value as people read it: decoded, on one line, at most `most` letters."""
        return clean_line(decode_words(self.get(name)), most)

    def parameters(self, name: str) -> tuple[str, dict[str, str]]:
        """(value in lower case, its parameters with names in lower case), decoded by RFC 2231 and, as many
        programs write them, by RFC 2047."""
        return _parameters(self.get(name))


def read(head: bytes, problems: Problems) -> Headers:
    """The headers that `head` holds. What is too much is left out and said."""
    if len(head) > HEAD_BYTES:
        problems.add(f"Its headers have {len(head) // 1024} kB; only the first {HEAD_BYTES // 1024} kB were read.")
        head = head[:HEAD_BYTES]
    found: list[tuple[str, list[bytes]]] = []
    for line in re.split(rb"\r?\n", head):
        match = _NAME.match(line)
        if line[:1] in (b" ", b"\t"):
            if found:
                found[-1][1].append(line)
        elif match:
            found.append((match[1].decode("ascii").lower(), [line[match.end() :]]))
            if len(found) >= MOST_HEADERS:
                problems.add(f"It has more than {MOST_HEADERS} headers; the others were not read.")
                break
    headers = Headers()
    for name, lines in found:
        value = b"".join(lines)
        if len(value) > HEADER_BYTES:
            problems.add(f"Its header {name[:40]} is longer than {HEADER_BYTES // 1024} kB and was cut.")
            value = value[:HEADER_BYTES]
        headers.items.append((name, _text(value).strip()))
    return headers


def _text(value: bytes) -> str:
    return value.decode("ascii") if value.isascii() else guess(value)


def decode_words(value: str) -> str:
    """The value with its encoded words decoded (RFC 2047). Words that split one character are joined first."""
    if "=?" not in value:
        return value
    said: list[str] = []
    held, charset, end = b"", "", 0
    for word in _WORD.finditer(value):
        between = value[end : word.start()]
        if end and not between.strip() and word[1].lower() == charset:
            held += _bytes(word[2], word[3])
        else:
            said.append(decode(held, charset)[0] if end else "")
            # Blanks between two encoded words are not said.
            said.append("" if end and not between.strip() else between)
            held, charset = _bytes(word[2], word[3]), word[1].lower()
        end = word.end()
    said.append(decode(held, charset)[0] if end else "")
    return "".join(said) + value[end:]


def _bytes(kind: str, text: str) -> bytes:
    data = text.encode("utf-8", "surrogateescape")
    return from_base64(data) if kind in "bB" else quopri.decodestring(data.replace(b" ", b"_"), header=True)


def from_base64(data: bytes | memoryview) -> bytes:
    """What base64 means even if letters were lost or added."""
    try:
        said = binascii.a2b_base64(data)
    except binascii.Error:
        said = b""
    # Padding in the middle ends it for Python; then, and if letters were lost, the letters are taken by themselves.
    if len(said) * 10 >= len(data) * 6:
        return said
    pieces = (_NOT_BASE64.sub(b"", piece) for piece in bytes(data).split(b"="))
    return b"".join(binascii.a2b_base64(one[: len(one) - (len(one) % 4 == 1)] + b"==") for one in pieces if one)


def _parameters(value: str) -> tuple[str, dict[str, str]]:
    value = value[:_PARAMETER_LETTERS]
    kind, semicolon, _ = value.partition(";")
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for found in list(_PARAMETER.finditer(value, len(kind)))[:_MOST_PARAMETERS] if semicolon else ():
        name, number, percent, text = found[1].lower(), found[2], bool(found[3]), found[4].strip()
        if text.startswith('"'):
            text = re.sub(r"\\(.)", r"\1", text[1:].removesuffix('"'), flags=re.DOTALL)
        pieces.setdefault(name, []).append((int(number or 0), percent, text))
    parameters = {name: _joined(sorted(parts, key=lambda part: part[0])) for name, parts in pieces.items()}
    return " ".join(kind.split()).lower(), parameters


def _joined(parts: list[tuple[int, bool, str]]) -> str:
    if not any(percent for _, percent, _ in parts):
        numbers = [number for number, _, _ in parts]
        # The same parameter twice without numbers: the first counts.
        return decode_words("".join(text for _, _, text in parts) if len({*numbers}) > 1 else parts[0][2])
    charset, data = "", b""
    for at, (_, percent, text) in enumerate(parts):
        if at == 0 and percent and text.count("'") >= 2:
            charset, _, text = text.split("'", 2)
        data += unquote_to_bytes(text) if percent else text.encode()
    return decode(data, charset)[0]
