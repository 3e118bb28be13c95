"""Names the browser and the operating system behind a User-Agent header. Pure."""

from functools import lru_cache

LONGEST = 500


@lru_cache(maxsize=1000)
def describe(user_agent: str) -> tuple[str, str]:
    """("Chrome 126", "Windows 10"); empty words for what can't be told."""
    # Imported late: its tables cost a tenth of a second that a start need not wait for.
    from ua_parser import parse

    if not user_agent:
        return "", ""
    found = parse(user_agent[:LONGEST])
    browser = found.user_agent
    system = found.os
    return (
        " ".join(filter(None, (browser.family, browser.major))) if browser else "",
        " ".join(filter(None, (system.family, system.major))) if system else "",
    )
