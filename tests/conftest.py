"""What every test may use: a real MongoDB and Redis for each test process, and a database of its own."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import httpx
import hypothesis
import pytest
import redis
from argon2 import PasswordHasher
from pymongo import MongoClient
from starlette.applications import Starlette
from starlette.exceptions import HTTPException

from server import door, embedded, followers
from server.console import doors
from server.desk import open_desk
from server.errors import FrontdeskError
from server.people import passwords, soft_redis
from server.settings import Settings
from server.store import PyMongoError
from tests.cast import make_cast
from tests.desks import Clock, RecordingBus, settle
from tests.servers import ProcessServer, ThreadServer

# How long an example takes says how busy the machine is, not whether the code is right.
hypothesis.settings.register_profile(
    "frontdesk", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("frontdesk")

_numbers, _drops = count(1), count(1)
DROPS_A_CHECKPOINT = 20
MEMORY, ROOM = Path("/dev/shm"), 2_000_000_000


@pytest.fixture(scope="session")
def databases(tmp_path_factory):
    """mongod and redis-server, started once for each pytest worker; in memory where there is room, for every
    test makes a database and a slow disk would be most of its time."""
    folder = tmp_path_factory.mktemp("data")
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        folder = Path(tempfile.mkdtemp(prefix="frontdesk-tests-", dir=MEMORY))
    try:
        with embedded.start(folder) as running:
            yield running
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def database() -> str:
    """A name no other test has used."""
    return f"test_{os.getpid()}_{next(_numbers)}"


@pytest.fixture(scope="session")
def dropped(databases):
    """Called with a database's name when its test is over: a mongod holds some hundred files open for each, and
    lets them go at the checkpoint after the drop, once nobody may read the past any more."""
    with MongoClient(databases.mongodb_url) as client:
        client.admin.command("setParameter", 1, minSnapshotHistoryWindowInSeconds=0)

        def drop(name: str) -> None:
            client.drop_database(name)
            if next(_drops) % DROPS_A_CHECKPOINT == 0:
                client.admin.command("fsync")

        yield drop


@pytest.fixture
def settings(databases, database, dropped, tmp_path) -> Iterator[Settings]:
    """Settings on the test databases, with an empty Redis."""
    with redis.Redis.from_url(databases.redis_url) as cache:
        cache.flushdb()
    yield Settings(
        mongodb_url=databases.mongodb_url,
        mongodb_name=database,
        redis_url=databases.redis_url,
        data=str(tmp_path),
        secret_key="a key for tests, long enough to be taken",
        port=0,
    )
    dropped(database)


@pytest.fixture
def server(settings):
    """The real web server on a free port, in this process: `server.url`, `server.settings`."""
    running = ThreadServer(settings).start()
    yield running
    running.stop()


@pytest.fixture
def start_web(settings):
    """Starts `frontdesk web` as a process, as many as asked for, on the test's database."""
    started = []

    def start(**changes) -> ProcessServer:
        started.append(ProcessServer(replace(settings, **changes)).start())
        return started[-1]

    yield start
    for web in started:
        web.stop()


@pytest.fixture(scope="session", autouse=True)
def quick_hashes():
    """Argon2 at its least: the cast signs in thousands of times."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


@pytest.fixture(autouse=True)
def redis_is_there():
    """What one test knew of an outage is not the next one's."""
    soft_redis.forget()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
async def make_desk(settings, clock):
    """Opens desks on the test's database: each is a node of its own, with its own memory."""
    opened = []

    async def make():
        desk = open_desk(settings, secret=settings.secret_key, bus=RecordingBus(), clock=clock)
        followers.attach(desk)
        if not opened:
            await desk.store.ensure_indexes()
        opened.append(desk)
        return desk

    yield make
    await settle(*opened)
    for desk in opened:
        await desk.close()


@pytest.fixture
async def desk(make_desk):
    return await make_desk()


@pytest.fixture
async def other_desk(desk, make_desk):
    """A second node on the same databases."""
    return await make_desk()


@pytest.fixture
async def cast(desk):
    cast = await make_cast(desk)
    desk.bus.forget()
    return cast


@pytest.fixture
async def api(desk):
    """The console's API over the test's desk, without a network. Nobody's client: each request says who sends it."""
    app = Starlette(
        routes=[*doors.routes],
        exception_handlers={
            FrontdeskError: door.on_refusal, HTTPException: door.on_http, PyMongoError: door.on_database,
        },
    )
    app.state.desk = desk
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://desk.example") as client:
        yield client
