"""Desk: what every action needs, handed to it as its first argument."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import ConstantBackoff

from server.ledger import Ledger
from server.settings import Settings
from server.store import Store, connect, now

READY_SECONDS = 2
log = logging.getLogger("frontdesk.action")


class Bus(Protocol):
    """Carries pushes to the browsers of every node. Best effort: `seq` repairs what it drops."""

    def send(self, namespace: str, rooms: list[str], event: str, payload: dict, skip: str | None = None) -> None:
        """To everybody in any of the rooms, once each, but for the connection `skip`."""

    def drop(self, namespace: str, room: str, reason: str) -> None:
        """Ends every connection in the room, on every node."""


class NoBus:
    """For commands that nobody watches (create-admin, export)."""

    def send(self, namespace, rooms, event, payload, skip=None) -> None: ...

    def drop(self, namespace, room, reason) -> None: ...


@dataclass(slots=True)
class Desk:
    settings: Settings
    store: Store
    redis: Redis
    clock: Callable[[], datetime]
    ledger: Ledger
    bus: Bus
    secret: str
    # Told the ids of customers' records that changed. Set by followers.py, as the ledger's `woken`.
    renewed: Callable[[list[str]], None] = lambda ids: None
    # What must still be done at a clean stop.
    at_close: list[Callable[[], Awaitable[None]]] = field(default_factory=list)

    def now(self) -> datetime:
        return self.clock()

    async def close(self) -> None:
        await self.ledger.folding.drain()
        for finish in self.at_close:
            await finish()
        await self.redis.aclose()
        self.store.close()


def open_desk(
    settings: Settings,
    *,
    secret: str,
    bus: Bus | None = None,
    clock: Callable[[], datetime] = now,
) -> Desk:
    """A Desk on the databases that the settings name. Connects lazily; see `ready`."""
    store = connect(settings.mongodb_url, settings.mongodb_name)
    redis = open_redis(settings.redis_url)
    return Desk(settings, store, redis, clock, Ledger(store, clock), bus or NoBus(), secret)


def open_redis(url: str) -> Redis:
    # Many at once wait a moment for a connection; without that the pool would say that Redis is away.
    return Redis.from_pool(BlockingConnectionPool.from_url(
        url, max_connections=40, timeout=2, decode_responses=True, socket_connect_timeout=1, socket_timeout=2,
        health_check_interval=15, retry=Retry(ConstantBackoff(0.05), 1),
    ))


async def ready(desk: Desk) -> dict[str, str]:
    """Each part and 'ok' or what is wrong with it, after READY_SECONDS at most: a load balancer is waiting."""

    async def look(ping) -> str:
        try:
            await asyncio.wait_for(ping(), READY_SECONDS)
        except Exception as error:
            return f"does not answer ({type(error).__name__})"
        return "ok"

    mongodb, redis = await asyncio.gather(look(desk.store.ping), look(desk.redis.ping))
    return {"mongodb": mongodb, "redis": redis}


def noted(actor, verb: str, subject: str, **facts) -> None:
    """One log line per action; the request id is added by the log's formatter."""
    log.info(verb, extra={"actor": f"{actor.kind}:{actor.id}", "subject": subject, **facts})
