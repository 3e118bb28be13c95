"""Pages: templates with a strict Content-Security-Policy, and data blocks that can't break out of their tag."""

import re
from pathlib import Path

import msgspec
from jinja2 import Environment, FileSystemLoader, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse

_HOST = re.compile(r"[\w.-]+(:\d+)?|\[[\da-fA-F:.]+\](:\d+)?")
_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=select_autoescape(), auto_reload=False,
)


def page(
    request: Request, template: str, *, ancestors: str = "'none'", frames: str = "'none'", images: str = "", **values,
):
    """The rendered template. `ancestors`: who may frame it, `frames`: what it may frame, `images`: where else
    than from here its pictures may come from (CSP source lists)."""
    host = request.headers.get("host", "")
    # The header is the client's word; what is no host would be taken for a directive.
    sockets = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    policy = "; ".join((
        "default-src 'none'", "script-src 'self'", "style-src 'self'", f"img-src 'self' data: blob: {images}".rstrip(),
        "font-src 'self'", "media-src 'self' data: blob:", f"connect-src 'self'{sockets}",
        "base-uri 'none'", "form-action 'self'", f"frame-src {frames}", f"frame-ancestors {ancestors}",
    ))
    headers = {
        "content-security-policy": policy, "x-content-type-options": "nosniff", "cache-control": "no-cache",
        "referrer-policy": "strict-origin-when-cross-origin",
    }
    return HTMLResponse(_templates.get_template(template).render(**values), headers=headers)


def data_block(value) -> str:
    """JSON for a <script type="application/json">: no `<` in it can end the tag."""
    return msgspec.json.encode(value).decode().replace("<", "\\u003c")
