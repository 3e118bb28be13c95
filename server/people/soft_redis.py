"""Calls to Redis whose failure must not fail an action: presence and the counting of sign-ins."""

import asyncio
import logging
import time
from collections.abc import Awaitable
from typing import TypeVar

from redis.exceptions import RedisError

log = logging.getLogger("frontdesk.redis")
T = TypeVar("T")


PATIENCE_SECONDS = 2
# A Redis known to be away is asked again only now and then: it may be silent, and everybody would wait.
PAUSE_SECONDS = 2


class _Outage:
    """Whether Redis is known to be away in this process: the log says it once, and calls do not queue up."""

    known = False
    until = 0.0


def forget() -> None:
    """As if Redis had never been away."""
    _Outage.known = False


async def softly(call: Awaitable[T], otherwise: T) -> T:
    """What Redis answers, or `otherwise` when it does not answer soon."""
    if _Outage.known and time.monotonic() < _Outage.until:
        if asyncio.iscoroutine(call):
            call.close()
        return otherwise
    try:
        found = await asyncio.wait_for(call, PATIENCE_SECONDS)
    except (RedisError, OSError, TimeoutError) as error:
        if not _Outage.known:
            log.warning("Redis does not answer (%s); presence and sign-in limits wait for it", error)
        _Outage.known, _Outage.until = True, time.monotonic() + PAUSE_SECONDS
        return otherwise
    if _Outage.known:
        log.info("Redis answers again")
        _Outage.known = False
    return found
