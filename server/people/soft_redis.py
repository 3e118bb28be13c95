"""Calls to Redis whose failure must not fail an action: presence and the counting of sign-ins."""

import logging
from collections.abc import Awaitable
from typing import TypeVar

from redis.exceptions import RedisError

log = logging.getLogger("frontdesk.redis")
T = TypeVar("T")


class _Outage:
    """Whether Redis is known to be away in this process, so that the log says it once and not per call."""

    known = False


async def softly(call: Awaitable[T], otherwise: T) -> T:
    """What Redis answers, or `otherwise` when it does not."""
    try:
        found = await call
    except (RedisError, OSError) as error:
        if not _Outage.known:
            log.warning("Redis does not answer (%s); presence and sign-in limits wait for it", error)
        _Outage.known = True
        return otherwise
    if _Outage.known:
        log.info("Redis answers again")
        _Outage.known = False
    return found
