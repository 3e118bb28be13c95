"""What many people ask at the same moment, after the same push: worked out once for all of them."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any
from weakref import WeakKeyDictionary

from server.store import Store

REMEMBERED = 500

_made: WeakKeyDictionary[Store, dict[str, tuple[float, asyncio.Future]]] = WeakKeyDictionary()


async def of_this_moment(store: Store, key: str, seconds: float, make: Callable[[], Awaitable[Any]]) -> Any:
    """What `make` gives, or what it gave for this key at most `seconds` ago, also while it is still at work."""
    kept, now = _made.setdefault(store, {}), time.monotonic()
    at, found = kept.get(key, (0.0, None))
    if found is None or now - at > seconds or (found.done() and (found.cancelled() or found.exception())):
        if len(kept) > REMEMBERED:
            kept.clear()
        found = asyncio.ensure_future(make())
        kept[key] = now, found
    return await asyncio.shield(found)
