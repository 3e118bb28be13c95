"""Who sends an HTTP request to the console's API: by session cookie, or by the token of a session or script."""

from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from server.actor import Actor
from server.door import desk_of, require_same_origin
from server.errors import Unauthenticated
from server.people import tokens
from server.people.sessions import authenticate

COOKIE = "frontdesk_session"
_READS = ("GET", "HEAD", "OPTIONS")


async def actor_of(request: Request) -> Actor:
    """The signed-in agent or the API token. Writes on the strength of a cookie must come from our own pages.

    Raises Unauthenticated or Forbidden; leaves a person's session in `request.state.session_id`.
    """
    token = _bearer(request)
    if token is not None and token.startswith(tokens.PREFIX):
        return await tokens.authenticate_token(desk_of(request), token)
    if token is None:
        token = request.cookies.get(COOKIE)
        if token and request.method not in _READS:
            require_same_origin(request)
    actor, request.state.session_id = await authenticate(desk_of(request), token)
    return actor


def set_cookie(request: Request, response: Response, token: str) -> None:
    days = desk_of(request).settings.session_days
    response.set_cookie(
        COOKIE, token, max_age=days * 86_400, path="/", httponly=True, samesite="lax", secure=_secure(request)
    )


def clear_cookie(request: Request, response: Response) -> None:
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax", secure=_secure(request))


def caller(request: Request) -> tuple[str, str]:
    """(ip, User-Agent) of the request, as far as trusted proxies tell."""
    return request.client.host if request.client else "", request.headers.get("user-agent", "")


def _bearer(connection: HTTPConnection) -> str | None:
    header = connection.headers.get("authorization")
    if header is None:
        return None
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Unauthenticated("The Authorization header must be 'Bearer' and a token.")
    return token.strip()


def _secure(request: Request) -> bool:
    return request.url.scheme == "https" or desk_of(request).settings.address.startswith("https:")
