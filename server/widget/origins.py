"""The web origins that may embed a widget: read, brought into one form, compared. Pure."""

import re
from urllib.parse import urlsplit

from server.errors import Invalid

MOST = 50
_HOST = re.compile(r"(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*")
_DEFAULT_PORTS = {"http": 80, "https": 443}


def clean_origins(entries: list[str]) -> list[str]:
    """Each entry as 'scheme://host[:port]' in lower case, without doubles. Invalid names the wrong one."""
    if len(entries) > MOST:
        raise Invalid(f"origins may have at most {MOST} entries.", field="origins")
    return list(dict.fromkeys(clean_origin(entry) for entry in entries))


def clean_origin(entry: str) -> str:
    """'https://shop.example', or 'https://*.shop.example' for every host below it but not itself."""
    try:
        parts = urlsplit(entry.strip())
        port = parts.port
        host = _ascii(parts.hostname or "")
    except (ValueError, UnicodeError):
        raise _wrong(entry, "is not a web address") from None
    if parts.scheme not in _DEFAULT_PORTS:
        raise _wrong(entry, "must begin with https:// or http://")
    if parts.path not in ("", "/") or parts.query or parts.fragment or "@" in parts.netloc:
        raise _wrong(entry, "must be the address of the site only, without a page or a user name")
    if not (_HOST.fullmatch(host) or _is_ipv6(parts.netloc, host)):
        raise _wrong(entry, "has no valid host")
    if host.startswith("*.") and host.count(".") < 2:
        raise _wrong(entry, "would let in everybody; name at least *.your-domain.example")
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}" + (f":{port}" if port and port != _DEFAULT_PORTS[parts.scheme] else "")


def allows(origins: list[str], origin: str) -> bool:
    """Whether a browser's Origin header is among a site's origins. Not for our own pages: check those first."""
    if origin in origins:
        return True
    scheme, _, host = origin.partition("://")
    above = host.partition(".")[2]
    while above:
        if f"{scheme}://*.{above}" in origins:
            return True
        above = above.partition(".")[2]
    return False


def _ascii(host: str) -> str:
    star = host.startswith("*.")
    bare = host[2:] if star else host
    return ("*." if star else "") + (bare if bare.isascii() else bare.encode("idna").decode())


def _is_ipv6(netloc: str, host: str) -> bool:
    return netloc.startswith("[") and re.fullmatch(r"[0-9a-f:.]{2,45}", host) is not None


def _wrong(entry: str, why: str) -> Invalid:
    return Invalid(f"origins: {entry[:100]!r} {why}.", field="origins", entry=entry[:100])
