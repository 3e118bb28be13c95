"""Takes a mail apart into its parts, by RFC 2045 and 2046 and by what is really sent. Pure, never raises.

Parts are places in the raw bytes: nothing is copied before somebody asks for a part's content. There is no recursion,
and each level is searched once, so the time is bounded by size times MOST_DEPTH.
"""

import binascii
import re
from dataclasses import dataclass, field

from server.mail.headers import Headers, from_base64, read
from server.mail.limits import HEADER_BYTES, MOST_DEPTH, MOST_PARTS, Problems

# A line of blanks ends the headers, too, unless what follows is folded.
_HEAD_END = re.compile(rb"\r?\n(?:\r?\n|[ \t]+\r?\n(?![ \t]))")
_SURE_HEADER = re.compile(
    rb"^(?:From|To|Subject|Date|Message-ID|MIME-Version|Content-Type|Received|Reply-To)[ \t]*:",
    re.MULTILINE | re.IGNORECASE,
)
_UNIX_FROM = re.compile(rb">?From [^\n]*\n")
_HEADER_LIKE = re.compile(rb"[!-9;-~]{1,200}[ \t]*:|[ \t]")
_WORD_SPACE = re.compile(rb"[A-Za-z,] (?=[A-Za-z])")
_CHILD_OF_DIGEST = "message/rfc822"
# A boundary may have 70 letters; some programs write more.
_BOUNDARY_LETTERS = 250


@dataclass(slots=True)
class Part:
    """A part of a mail: its headers, where its body is, and the parts inside it."""

    raw: bytes = field(repr=False)
    headers: Headers = field(repr=False)
    start: int
    end: int
    depth: int = 0
    type: str = "text/plain"
    parameters: dict[str, str] = field(default_factory=dict)
    disposition: str = ""
    filename: str = ""
    parts: list["Part"] = field(default_factory=list, repr=False)

    @property
    def main_type(self) -> str:
        return self.type.partition("/")[0]

    @property
    def cid(self) -> str:
        return self.headers.get("content-id").strip().strip("<>").strip()[:998]

    def body(self) -> bytes:
        """The bytes as they were sent."""
        return self.raw[self.start : self.end]

    def content(self) -> bytes:
        """The bytes that were meant, whatever is wrong with their encoding."""
        encoding = self.headers.get("content-transfer-encoding").split(";")[0].strip().strip("\"'").lower()
        if encoding == "base64":
            data = memoryview(self.raw)[self.start : self.end]
            # Some programs say base64 and send the text itself.
            return self.body() if _is_prose(data[:4096].tobytes()) else from_base64(data)
        if encoding in ("quoted-printable", "quotedprintable", "qp"):
            return binascii.a2b_qp(self.body())
        if encoding in ("x-uuencode", "x-uue", "uuencode"):
            return uudecoded(self.body())
        return self.body()


def _is_prose(data: bytes) -> bool:
    return len(_WORD_SPACE.findall(data)) * 20 > len(data)


def take_apart(raw: bytes, problems: Problems, depth: int = 0) -> Part:
    """The mail as a tree of parts. What is beyond the limits is left out and said. `depth`: of what it came out of."""
    if b"\n" not in raw:
        raw = raw.replace(b"\r", b"\n")
    unix = _UNIX_FROM.match(raw, 0, 1000)
    root = _part(raw, unix.end() if unix else 0, len(raw), depth, "text/plain", problems)
    todo, count = [root], 1
    while todo:
        part = todo.pop()
        if part.main_type != "multipart":
            continue
        if part.depth >= MOST_DEPTH:
            problems.add(f"Its parts are nested more than {MOST_DEPTH} deep; what is deeper was left out.")
            continue
        default = _CHILD_OF_DIGEST if part.type == "multipart/digest" else "text/plain"
        for start, end in _places(part, MOST_PARTS - count + 1, problems):
            if count >= MOST_PARTS:
                problems.add(f"It has more than {MOST_PARTS} parts; the others were left out.")
                break
            part.parts.append(_part(raw, start, end, part.depth + 1, default, problems))
            count += 1
        todo.extend(part.parts)
    return root


def _part(raw: bytes, start: int, end: int, depth: int, default: str, problems: Problems) -> Part:
    head_end, body = _head(raw, start, end)
    headers = read(raw[start:head_end], problems)
    type, parameters = headers.parameters("content-type")
    disposition, of_disposition = headers.parameters("content-disposition")
    # A type that is none is what RFC 2045 says of a missing one, unless the part has a name.
    if not re.fullmatch(r"[\w.+-]{1,100}/[\w.+-]{1,150}", type, re.ASCII):
        named = of_disposition.get("filename") or parameters.get("name")
        type = {"text": "text/plain", "html": "text/html"}.get(type, "application/octet-stream" if named else default)
    filename = of_disposition.get("filename") or parameters.get("name") or of_disposition.get("name") or ""
    return Part(raw, headers, body, end, depth, type, parameters, disposition, filename)


def _head(raw: bytes, start: int, end: int) -> tuple[int, int]:
    """Where the headers end and where the body begins."""
    if raw[start : start + 1] == b"\n" or raw[start : start + 2] == b"\r\n":
        return start, raw.index(b"\n", start) + 1
    found = _HEAD_END.search(raw, start, end)
    head_end, body = (found.start(), found.end()) if found else (end, end)
    # A line that can't be a header begins the body, for some program forgot the blank line; unless headers follow it.
    at, last = start, None
    while at < min(head_end, start + HEADER_BYTES):
        if not _HEADER_LIKE.match(raw, at, end):
            if last is None:
                sure = _SURE_HEADER.finditer(raw, at, min(head_end, start + HEADER_BYTES))
                last = max((found.start() for found in sure), default=-1)
            if last < at:
                return at, at
        line_end = raw.find(b"\n", at, head_end)
        if line_end < 0:
            break
        at = line_end + 1
    return head_end, body


def _places(part: Part, most: int, problems: Problems) -> list[tuple[int, int]]:
    """(start, end) of the parts inside a multipart, at most one more than `most`."""
    boundary = part.parameters.get("boundary", "").strip()[:_BOUNDARY_LETTERS].encode("utf-8", "surrogateescape")
    if not boundary:
        boundary = _likely_boundary(part)
        problems.add("A part of it has no boundary; it was read as it seemed meant.")
    line = re.compile(rb"^--" + re.escape(boundary) + rb"(--)?[ \t]*\r?$", re.MULTILINE)
    places: list[tuple[int, int]] = []
    start = None
    for found in line.finditer(part.raw, part.start, part.end):
        if start is not None:
            places.append((start, _before_break(part.raw, start, found.start())))
        start = None if found[1] else min(found.end() + 1, part.end)
        if found[1] or len(places) > most:
            break
    if start is not None and len(places) <= most:
        places.append((start, part.end))
    if not places and part.raw[part.start : part.end].strip():
        problems.add("Its parts could not be told apart, so it is shown as one text.")
        part.type, part.parameters = "text/plain", {}
    return places


def _likely_boundary(part: Part) -> bytes:
    first = re.compile(rb"^--([^\r\n]{1,200}?)[ \t]*\r?$", re.MULTILINE).search(part.raw, part.start, part.end)
    return first[1] if first else b"\x00"


def _before_break(raw: bytes, start: int, at: int) -> int:
    """The line break before a boundary belongs to it."""
    at -= raw[at - 1 : at] == b"\n" and at > start
    return at - (raw[at - 1 : at] == b"\r" and at > start)


def uudecoded(data: bytes) -> bytes:
    """What stands between `begin` and `end`; lines that are none are left out."""
    said = bytearray()
    for line in data.splitlines():
        if line.startswith(b"begin ") or line.strip() in (b"", b"`"):
            continue
        if line.strip() == b"end":
            break
        try:
            said += binascii.a2b_uu(line)
        except binascii.Error:
            continue
    return bytes(said)
