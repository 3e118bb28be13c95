"""The console's page: one document for every address that nothing else answers to."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server import built
from server.console.auth import actor_of
from server.door import answer, desk_of
from server.errors import NotFound
from server.pages import data_block, page


async def console(request: Request) -> Response:
    if request.url.path.startswith(("/api/", "/static/", "/pictures/", "/socket.io")):
        raise NotFound("There is nothing at this address.")
    config = {"public_url": desk_of(request).settings.address}
    # A picture that a message names elsewhere is fetched when the agent asks for it, never by itself.
    return page(request, "console.html", images="https:", config_json=data_block(config), **built.entry("console"))


async def setup(request: Request) -> Response:
    """What the console shows of the installation: addresses to copy."""
    await actor_of(request)
    address = desk_of(request).settings.address
    return answer({"public_url": address, "demo_url": f"{address}/demo"})


async def nothing(request: Request) -> Response:
    raise NotFound("There is nothing at this address, or not by this method.")


routes = [
    Route("/api/v1/setup", setup, methods=["GET"]),
    Route("/api/{path:path}", nothing, methods=["GET", "POST", "PUT", "PATCH", "DELETE"]),
    Route("/{path:path}", console, methods=["GET"]),
]
