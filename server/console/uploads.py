"""Takes a file from a request as it streams in: as the raw body, or as the part `file` of a form."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from python_multipart import MultipartParser
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import parse_options_header
from starlette.requests import Request

from server.errors import Invalid

FORM = "multipart/form-data"
FORM_OVERHEAD = 16 * 1024
HEADERS_LIMIT = 8 * 1024


@dataclass(slots=True)
class Upload:
    """What the sender says of the file, and its bytes as they come."""

    name: str
    claimed: str
    content: AsyncIterator[bytes]


async def upload_of(request: Request, name: str) -> Upload:
    """The file in the request; `name` for the raw form, where nothing else says it. Raises Invalid."""
    claimed = request.headers.get("content-type", "")
    if not claimed.lower().startswith(FORM):
        return Upload(name, claimed, request.stream())
    form = _Form(claimed)
    stream = request.stream()
    async for chunk in stream:
        form.feed(chunk)
        if form.found:
            return Upload(form.name or name, form.claimed, form.rest(stream))
    raise Invalid("file: expected a form with the file in a field called file.", field="file")


@dataclass(slots=True)
class _Form:
    """Reads a form piece by piece and hands on the part called `file`; other parts are passed over."""

    content_type: str
    found: bool = False
    name: str = ""
    claimed: str = ""
    _parser: MultipartParser = None
    _inside: bool = False
    _headers: dict[bytes, bytes] = field(default_factory=dict)
    _field: bytes = b""
    _said: bytes = b""
    _ready: list[bytes] = field(default_factory=list)
    _over: bool = False

    def __post_init__(self):
        boundary = parse_options_header(self.content_type)[1].get(b"boundary")
        if not boundary:
            raise Invalid("content-type: expected the boundary of the form.", field="content-type")
        self._parser = MultipartParser(boundary, {
            "on_part_begin": self._begin, "on_header_field": self._header, "on_header_value": self._value,
            "on_header_end": self._header_done, "on_headers_finished": self._headers_done,
            "on_part_data": self._data, "on_part_end": self._end, "on_end": self._ended,
        })

    def feed(self, chunk: bytes) -> None:
        try:
            self._parser.write(chunk)
        except FormParserError as error:
            raise Invalid(f"file: the form can't be read: {error}", field="file") from None

    async def rest(self, stream: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        """The bytes of the part, from what was read already and from the stream."""
        while True:
            ready, self._ready = self._ready, []
            for piece in ready:
                yield piece
            try:
                self.feed(await anext(stream))
            except StopAsyncIteration:
                break
        if not self._over:
            raise Invalid("file: the form ends in the middle.", field="file")

    def _begin(self) -> None:
        self._headers = {}

    def _header(self, data: bytes, start: int, end: int) -> None:
        self._field += data[start:end].lower()

    def _value(self, data: bytes, start: int, end: int) -> None:
        self._said += data[start:end]
        if len(self._said) > HEADERS_LIMIT:
            raise Invalid("file: the headers of the form are too long.", field="file")

    def _header_done(self) -> None:
        self._headers[self._field] = self._said
        self._field = self._said = b""

    def _headers_done(self) -> None:
        _, said = parse_options_header(self._headers.get(b"content-disposition", b""))
        self._inside = said.get(b"name") == b"file"
        if self._inside and self.found:
            raise Invalid("file: one file at a time.", field="file")
        if self._inside:
            self.found = True
            self.name = said.get(b"filename", b"").decode("utf-8", "replace")
            self.claimed = self._headers.get(b"content-type", b"").decode("latin-1")

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._inside:
            self._ready.append(data[start:end])

    def _end(self) -> None:
        self._inside = False

    def _ended(self) -> None:
        self._over = True
