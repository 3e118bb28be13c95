"""The built browser code: served compressed and cacheable for ever, and found through Vite's manifests."""

import json
import mimetypes
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from server.errors import Misconfigured, NotFound

STATIC = Path(__file__).parent / "static"
FOR_EVER = "public, max-age=31536000, immutable"
SHORTLY = "public, max-age=300"
# In the order of preference: Brotli is a fifth smaller than gzip.
CODINGS = (("br", ".br"), ("gzip", ".gz"))


async def serve(request: Request) -> Response:
    """A file of the build. Hashed names never change what is behind them; others are asked for again soon."""
    return file(request, request.path_params["path"])


def file(request: Request, path: str) -> Response:
    found = (STATIC / path).resolve()
    if not found.is_relative_to(STATIC) or not found.is_file() or found.suffix in (".br", ".gz"):
        raise NotFound("There is nothing at this address.")
    type = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
    headers = {
        "cache-control": FOR_EVER if "/assets/" in f"/{path}" else SHORTLY,
        "vary": "accept-encoding", "x-content-type-options": "nosniff",
    }
    accepted = request.headers.get("accept-encoding", "")
    for coding, suffix in CODINGS:
        compressed = found.with_name(found.name + suffix)
        if coding in accepted and compressed.is_file():
            return FileResponse(compressed, media_type=type, headers={**headers, "content-encoding": coding})
    return FileResponse(found, media_type=type, headers=headers)


@lru_cache
def entry(part: str) -> dict:
    """{script, styles} of 'console' or 'widget': addresses of what its page loads first."""
    chunks, base = _manifest(part), f"/static/{part}/"
    first = next(chunk for chunk in chunks.values() if chunk.get("isEntry") and chunk["file"].endswith(".js"))
    return {"script": base + first["file"], "styles": [base + name for name in _styles(chunks, first, set())]}


@lru_cache
def stylesheet(part: str, source: str) -> str:
    """The address of a stylesheet that is built by itself, by its path in the part's folder."""
    return f"/static/{part}/{_manifest(part)[source]['file']}"


def _manifest(part: str) -> dict:
    manifest = STATIC / part / ".vite" / "manifest.json"
    if not manifest.is_file():
        raise Misconfigured("The browser code is not built. Run `npm ci && npm run build` (or `make run`).")
    return json.loads(manifest.read_text())


def _styles(chunks: dict, chunk: dict, seen: set[str]) -> list[str]:
    found = list(chunk.get("css", []))
    for name in chunk.get("imports", []):
        if name not in seen:
            seen.add(name)
            found += _styles(chunks, chunks[name], seen)
    return found
