"""The cast at their sockets, on the real server."""

import contextlib

import pytest

from tests.cast import OTHER_ORIGIN, SHOP_ORIGIN
from tests.sockets import Client


@pytest.fixture
async def connect():
    """Connects; everything is closed at the end."""
    open_ones = []

    async def connected(url, namespace, auth, origin=None, **options) -> Client:
        client = Client(url, namespace, auth, origin, **options)
        open_ones.append(client)
        return await client.connect()

    yield connected
    for client in open_ones:
        with contextlib.suppress(Exception):
            await client.close()


@pytest.fixture
def visitor(cast, connect, server):
    """A visitor's socket: of Vera's, if nobody else is named."""

    async def enter(guest=None, url=None, **options) -> Client:
        guest = guest or cast.vera
        origin = SHOP_ORIGIN if guest.actor.site == cast.site["_id"] else OTHER_ORIGIN
        auth = {"site": guest.actor.site, "token": guest.token}
        return await connect(url or server.url, "/visitor", auth, origin, **options)

    return enter


@pytest.fixture
def agent(cast, connect, server):
    """An agent's socket: of Alice's, if nobody else is named."""

    async def enter(person=None, url=None, **options) -> Client:
        return await connect(url or server.url, "/agent", {"token": (person or cast.alice).token}, **options)

    return enter
