"""What every HTTP door shares: reading a body once, shaping answers and errors, cookies and origins."""

import logging
import re
from datetime import UTC, datetime
from typing import TypeVar
from urllib.parse import urlsplit

import msgspec
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from server.desk import Desk
from server.errors import Forbidden, FrontdeskError, Invalid, NotFound, TooLarge, Unavailable
from server.store import PyMongoError

BODY_LIMIT = 512 * 1024
log = logging.getLogger("frontdesk.door")
T = TypeVar("T")


def stamp(moment: datetime | None) -> str | None:
    """RFC 3339 in UTC with milliseconds, as the contract writes times."""
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")[:-6] + "Z"


def encode(value) -> bytes:
    return msgspec.json.encode(value, enc_hook=_plain)


def _plain(value):
    raise TypeError(f"{type(value).__name__} has no JSON form; the shape must convert it")


def answer(value, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    said = {"cache-control": "no-store", "x-content-type-options": "nosniff", **(headers or {})}
    return Response(encode(value), status, said, media_type="application/json")


def refusal(error: FrontdeskError) -> Response:
    return answer({"error": error.shape()}, error.status)


def desk_of(connection: HTTPConnection) -> Desk:
    return connection.app.state.desk


async def read_body(request: Request, shape: type[T], limit: int = BODY_LIMIT) -> T:
    """The JSON body as `shape` (a msgspec Struct). Raises Invalid (field named) or TooLarge."""
    raw = await read_bytes(request, limit)
    try:
        return msgspec.json.decode(raw or b"{}", type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise invalid(error) from None


async def read_bytes(request: Request, limit: int) -> bytes:
    raw = bytearray()
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > limit:
            raise TooLarge(f"The body may have at most {limit:,} bytes.", limit=limit)
    return bytes(raw)


def invalid(error: Exception) -> Invalid:
    """A validation failure in words that name the field and what was expected."""
    text = str(error)
    found = re.search(r" - at `\$\.?([^`]*)`$", text)
    field = found.group(1) if found else ""
    reason = text[: found.start()] if found else text
    missing = re.fullmatch(r"Object missing required field `(.+)`", reason)
    unknown = re.fullmatch(r"Object contains unknown field `(.+)`", reason)
    if missing:
        field = f"{field}.{missing.group(1)}".lstrip(".")
        return Invalid(f"{field} is required.", field=field)
    if unknown:
        field = f"{field}.{unknown.group(1)}".lstrip(".")
        return Invalid(f"{field} is not a field of this request.", field=field)
    if not field:
        return Invalid(f"The request can't be read: {reason}.")
    return Invalid(f"{field}: {reason[0].lower()}{reason[1:]}.", field=field)


def same_origin(connection: HTTPConnection) -> bool:
    """True when the request's Origin is our own address, or there is none (not a cross-site browser)."""
    origin = connection.headers.get("origin")
    return origin is None or origin in own_origins(connection)


def own_origins(connection: HTTPConnection) -> set[str]:
    """Our address as configured, and as this request reached us (the Host header)."""
    host = connection.headers.get("host", "")
    secure = connection.url.scheme in ("https", "wss")
    return {origin_of(desk_of(connection).settings.address), f"{'https' if secure else 'http'}://{host}"}


def origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def require_same_origin(request: Request) -> None:
    """For writes that a cookie authorises. Raises Forbidden."""
    if not same_origin(request):
        raise Forbidden("This request comes from another site; sign in there with a token instead.")


async def on_refusal(request: Request, error: FrontdeskError) -> Response:
    return refusal(error)


async def on_http(request: Request, error) -> Response:
    if error.status_code == 404:
        return refusal(NotFound("There is nothing at this address."))
    shape = {"code": "invalid", "message": str(error.detail)}
    return answer({"error": shape}, error.status_code, error.headers)


async def on_database(request: Request, error: PyMongoError) -> Response:
    log.warning("database: %s", error)
    return refusal(Unavailable("The database does not answer right now; please try again."))


async def on_crash(request: Request, error: Exception) -> Response:
    # Starlette logs the traceback; the client gets a sentence and never the stack.
    return answer({"error": {"code": "internal", "message": "Something went wrong on our side."}}, 500)
