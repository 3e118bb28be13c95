"""The console's page: one document for every address that nothing else answers to."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route

from server import built
from server.door import desk_of
from server.errors import NotFound
from server.pages import data_block, page


async def console(request: Request) -> Response:
    if request.url.path.startswith(("/api/", "/static/", "/pictures/", "/socket.io")):
        raise NotFound("There is nothing at this address.")
    config = {"public_url": desk_of(request).settings.address}
    # A picture that a message names elsewhere is fetched when the agent asks for it, never by itself.
    return page(request, "console.html", images="https:", config_json=data_block(config), **built.entry("console"))


async def nothing(request: Request) -> Response:
    here = [route for route in request.app.routes if route not in routes]
    known = {method for route in here if route.matches(request.scope)[0] is Match.PARTIAL for method in route.methods}
    if not known:
        raise NotFound("There is nothing at this address.")
    allowed = ", ".join(sorted(known))
    raise HTTPException(405, f"This address takes {allowed}, but not {request.method}.", {"allow": allowed})


routes = [
    Route("/api/{path:path}", nothing, methods=["GET", "POST", "PUT", "PATCH", "DELETE"]),
    Route("/{path:path}", console, methods=["GET"]),
]
