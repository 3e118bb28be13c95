"""For the tests of people: the console's API over the test's own desk, without a network; Redis gone away."""

import httpx
import pytest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException

from server import door
from server.console import doors
from server.desk import open_redis
from server.errors import FrontdeskError
from server.store import PyMongoError

OURS = "http://desk.example"


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
        routes=doors.routes,
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
