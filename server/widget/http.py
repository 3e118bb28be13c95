"""The widget's door: the loader, the frame, and a demo shop that embeds it as a customer would."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server import built
from server.door import desk_of
from server.pages import data_block, page
from server.people.presence import presence_of
from server.widget import sites

LANGUAGES = ("en", "de", "ar")


async def loader(request: Request) -> Response:
    return built.file(request, "widget/loader.js")


async def frame(request: Request) -> Response:
    """The page inside the iframe. Only the site's own pages (and ours) may embed it."""
    desk = desk_of(request)
    site = await sites.find(desk, request.path_params["site"])
    config = {
        "site": site["_id"], "origins": site["origins"], "public_url": desk.settings.address,
        **{key: site[key] for key in ("name", "colour", "greeting", "prechat")},
        "online": "online" in (await presence_of(desk)).values(),
    }
    return page(
        request, "widget/frame.html", ancestors=" ".join(["'self'", *site["origins"]]),
        lang=_language(request), config_json=data_block(config), **built.entry("widget"),
    )


async def demo(request: Request) -> Response:
    site = await sites.first_site(desk_of(request))
    return page(request, "demo.html", frames="'self'", site_key=site["_id"], site_name=site["name"])


def _language(request: Request) -> str:
    first = request.headers.get("accept-language", "en")[:2].lower()
    return first if first in LANGUAGES else "en"


routes = [
    Route("/widget.js", loader), Route("/widget/{site}", frame), Route("/demo", demo),
    Route("/demo/{page}", demo),
]
