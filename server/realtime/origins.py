"""Which web pages may open a socket. Each namespace has its own answer: the widget's is the site's list,
the console's is our own address alone."""

from server.desk import Desk
from server.door import origin_of
from server.widget.sites import allows_origin


def allowed_for_site(desk: Desk, environ: dict, site: dict, origin: str | None) -> bool:
    """Our own frame, a page of the site, or a client that is no browser."""
    return origin is None or origin in own(desk, environ) or allows_origin(site, origin)


def allowed_for_agents(desk: Desk, environ: dict, origin: str | None) -> bool:
    return origin is None or origin in own(desk, environ)


def own(desk: Desk, environ: dict) -> set[str]:
    """Our address as configured, and as this request reached us."""
    host = environ.get("HTTP_HOST", "")
    scheme = environ.get("asgi.scope", {}).get("scheme", "http")
    secure = scheme in ("https", "wss") or environ.get("wsgi.url_scheme") == "https"
    return {origin_of(desk.settings.address), f"{'https' if secure else 'http'}://{host}"}


def client_ip(environ: dict) -> str:
    client = environ.get("asgi.scope", {}).get("client")
    return client[0] if client else ""
