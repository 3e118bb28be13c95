"""For the tests of people: a desk that records its pushes, and the console's API over it, without a network."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import httpx
import pytest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException

from server import door
from server.console import people_http, session_http, sites_http
from server.desk import open_desk, open_redis
from server.errors import FrontdeskError
from server.store import PyMongoError, now
from tests.cast import make_cast

OURS = "http://desk.example"


@dataclass
class RecordingBus:
    """Keeps what was pushed and who was cut off."""

    sent: list[tuple[str, dict]] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)

    def send(self, namespace, rooms, event, payload, skip=None) -> None:
        assert (namespace, rooms) == ("/agent", ["queue"])
        door.encode(payload)
        self.sent.append((event, payload))

    def drop(self, namespace, room, reason) -> None:
        assert namespace == "/agent"
        self.dropped.append(room)

    def forget(self) -> None:
        self.sent.clear()
        self.dropped.clear()


class Clock:
    """The present, which a test may move on."""

    def __init__(self):
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return now() + self.ahead

    def advance(self, **span) -> None:
        self.ahead += timedelta(**span)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
async def desk(settings, clock):
    desk = open_desk(settings, secret=settings.secret_key, bus=RecordingBus(), clock=clock)
    await desk.store.ensure_indexes()
    yield desk
    await desk.close()


@pytest.fixture
async def cast(desk):
    cast = await make_cast(desk)
    desk.bus.forget()
    return cast


@pytest.fixture
async def redis_away(desk):
    """Redis does not answer any more: nothing listens where the desk asks."""
    there, desk.redis = desk.redis, open_redis("redis://127.0.0.1:1/0")
    yield
    await desk.redis.aclose()
    desk.redis = there


@pytest.fixture
def app(desk):
    app = Starlette(
        routes=session_http.routes + people_http.routes + sites_http.routes,
        exception_handlers={
            FrontdeskError: door.on_refusal, HTTPException: door.on_http, PyMongoError: door.on_database,
        },
    )
    app.state.desk = desk
    return app


@pytest.fixture
async def api(app):
    """Nobody's client: each request says who sends it."""
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=OURS) as client:
        yield client
