"""The files inside a winmail.dat, which Outlook sends to people who don't use Outlook. Pure, never raises.

The format is Microsoft's MS-OXTNEF: a list of attributes; an attachment begins with one, and the properties of MAPI
inside another have its long name and, sometimes, its content.
"""

import struct
from dataclasses import dataclass, field

from server.mail.charsets import guess

_SIGNATURE = b"\x78\x9f\x3e\x22"
_ATTACH_START, _ATTACH_DATA, _ATTACH_TITLE, _ATTACH_PROPERTIES = 0x9002, 0x800F, 0x8010, 0x9005
_MESSAGE_PROPERTIES, _BODY = 0x9003, 0x800C
_PR_BODY, _PR_HTML, _PR_FILENAME, _PR_LONG_FILENAME = 0x1000, 0x1013, 0x3704, 0x3707
_PR_DATA, _PR_MIME, _PR_CID = 0x3701, 0x370E, 0x3712
_STRING, _UNICODE, _BINARY, _OBJECT = 0x1E, 0x1F, 0x102, 0x0D
_SIZES = {0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16}
_MOST_FILES, _MOST_PROPERTIES, _MOST_VALUES = 200, 2000, 1000


@dataclass(slots=True)
class File:
    name: str = ""
    type: str = ""
    cid: str = ""
    content: bytes = field(default=b"", repr=False)


@dataclass(slots=True)
class Winmail:
    """What was inside: the text and html of the message, often "", and its files."""

    text: str = ""
    html: str = ""
    files: list[File] = field(default_factory=list)


def unpack(data: bytes) -> Winmail | None:
    """What `data` holds, as far as it can be read; None if it is no TNEF."""
    if data[:4] != _SIGNATURE:
        return None
    found = Winmail()
    for attribute, content in _attributes(data):
        if attribute == _ATTACH_START and len(found.files) < _MOST_FILES:
            found.files.append(File())
        file = found.files[-1] if found.files else None
        if attribute == _BODY:
            found.text = found.text or guess(content).rstrip("\x00")
        elif attribute == _MESSAGE_PROPERTIES:
            _message(found, dict(_properties(content)))
        elif file and attribute == _ATTACH_DATA:
            file.content = content
        elif file and attribute == _ATTACH_TITLE:
            file.name = file.name or guess(content).rstrip("\x00")
        elif file and attribute == _ATTACH_PROPERTIES:
            _attachment(file, dict(_properties(content)))
    found.files = [file for file in found.files if file.content or file.name]
    return found


def _message(found: Winmail, properties: dict[int, bytes | str]) -> None:
    found.text = _as_text(properties.get(_PR_BODY)) or found.text
    found.html = _as_text(properties.get(_PR_HTML))


def _attachment(file: File, properties: dict[int, bytes | str]) -> None:
    name = properties.get(_PR_LONG_FILENAME) or properties.get(_PR_FILENAME)
    file.name = _as_text(name) or file.name
    file.type = _as_text(properties.get(_PR_MIME))
    file.cid = _as_text(properties.get(_PR_CID))
    data = properties.get(_PR_DATA)
    if isinstance(data, bytes) and not file.content:
        # A message in a message begins with the name of its interface.
        file.content = data[16:] if data[16:20] == _SIGNATURE else data


def _as_text(value: bytes | str | None) -> str:
    return (guess(value) if isinstance(value, bytes) else value or "").rstrip("\x00")


def _attributes(data: bytes):
    """(id, content) of each attribute, as far as they are whole."""
    at = 6
    while at + 9 <= len(data):
        attribute, _, length = struct.unpack_from("<xHHI", data, at)
        if length > len(data) - at - 9:
            return
        yield attribute, data[at + 9 : at + 9 + length]
        at += 9 + length + 2


def _properties(data: bytes):
    """(id, value) of each property that we know how to read, up to the first that is broken."""
    if len(data) < 4:
        return
    count, at = min(struct.unpack_from("<I", data)[0], _MOST_PROPERTIES), 4
    try:
        for _ in range(count):
            kind, name = struct.unpack_from("<HH", data, at)
            at += 4
            if name >= 0x8000:
                at = _after_name(data, at)
            value, at = _value(data, at, kind & 0x0FFF, bool(kind & 0x1000))
            if value is not None:
                yield name, value
    except (struct.error, ValueError):
        return


def _after_name(data: bytes, at: int) -> int:
    at += 16
    (kind,) = struct.unpack_from("<I", data, at)
    if kind == 0:
        return at + 8
    (length,) = struct.unpack_from("<I", data, at + 4)
    return at + 8 + (length + 3) // 4 * 4


def _value(data: bytes, at: int, kind: int, many: bool) -> tuple[bytes | str | None, int]:
    counted = many or kind in (_STRING, _UNICODE, _BINARY, _OBJECT)
    count = struct.unpack_from("<I", data, at)[0] if counted else 1
    at += 4 if counted else 0
    if kind in _SIZES:
        return None, at + _SIZES[kind] * count
    if kind not in (_STRING, _UNICODE, _BINARY, _OBJECT) or count > _MOST_VALUES:
        raise ValueError(kind)
    value: bytes | str | None = None
    for _ in range(count):
        (length,) = struct.unpack_from("<I", data, at)
        if length > len(data) - at - 4:
            raise ValueError(length)
        value = data[at + 4 : at + 4 + length]
        at += 4 + (length + 3) // 4 * 4
    return value.decode("utf-16-le", "replace") if kind == _UNICODE and value is not None else value, at
