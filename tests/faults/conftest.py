"""Databases that may be killed, and two web processes on them."""

import asyncio
from types import SimpleNamespace

import pytest

from server import embedded
from tests.realtime.conftest import connect  # noqa: F401 - a fixture, for these tests too
from tests.stubborn import Stubborn


@pytest.fixture(scope="session")
def mortal(tmp_path_factory):
    """A second mongod and redis-server, so that killing them hurts no other test."""
    with embedded.start(tmp_path_factory.mktemp("mortal")) as running:
        yield running


@pytest.fixture
def databases(mortal):
    """As the shared ones, but `kill` and `revive` may be called; a dead one is revived for the next test."""
    children = {child.name: child for child in mortal.children}

    def kill(name: str) -> None:
        children[name].process.kill()
        children[name].process.wait()

    def revive() -> None:
        for child in children.values():
            if not child.alive:
                child.start()
        mortal.wait()

    yield SimpleNamespace(mongodb_url=mortal.mongodb_url, redis_url=mortal.redis_url, kill=kill, revive=revive)
    revive()


@pytest.fixture
def dropped():
    """The few databases of these tests stay: the mongod may be dead just then."""
    return lambda database: None


@pytest.fixture
async def nodes(cast, start_web):
    """Two web processes of one installation."""
    one, two = await asyncio.gather(asyncio.to_thread(start_web), asyncio.to_thread(start_web))
    return SimpleNamespace(one=one, two=two)


@pytest.fixture
async def stubborn():
    """Clients that do not give up: see stubborn.py."""
    made = []

    async def enter(url, namespace, auth, origin=None) -> Stubborn:
        made.append(Stubborn(url, namespace, auth, origin))
        await made[-1].start()
        return made[-1]

    yield enter
    for client in made:
        await client.stop()
