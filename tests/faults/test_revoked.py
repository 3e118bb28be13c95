"""A revoked agent is out within five seconds: on this node, on another, and with Redis down."""

import asyncio
import time

import httpx
import pytest

from tests.cast import sign_person_in
from tests.sockets import Refused

SECONDS = 5


async def request(node, person, method: str, path: str, **options) -> None:
    async with httpx.AsyncClient(base_url=node.url, headers=person.bearer) as client:
        (await client.request(method, path, **options)).raise_for_status()


@pytest.fixture
def revoked_in_time(desk, cast, nodes, connect):
    """Signs Alice in at both nodes, does `how` to her, and sees both consoles go."""

    async def check(how) -> None:
        alice = await sign_person_in(desk, cast.alice.email)
        consoles = [await connect(node.url, "/agent", {"token": alice.token}) for node in (nodes.one, nodes.two)]
        since = time.monotonic()
        await how(alice)
        await asyncio.wait_for(asyncio.gather(*(console.gone.wait() for console in consoles)), SECONDS + 3)
        assert time.monotonic() - since <= SECONDS
        assert all(console.all_of("signed_out")[0]["reason"] for console in consoles)
        with pytest.raises(Refused):
            await connect(nodes.two.url, "/agent", {"token": alice.token})

    return check


async def test_every_way_on_both_nodes(desk, cast, nodes, connect, revoked_in_time):
    bystander = await connect(nodes.two.url, "/agent", {"token": cast.bob.token})

    async def run_out(alice) -> None:
        await desk.store.sessions.update_one({"_id": alice.session_id}, {"$set": {"expires_at": desk.now()}})

    await revoked_in_time(lambda alice: request(nodes.one, alice, "DELETE", "/api/v1/session"))
    await revoked_in_time(lambda alice: request(nodes.one, alice, "DELETE", "/api/v1/me/sessions"))
    path = f"/api/v1/agents/{cast.alice.id}"
    await revoked_in_time(lambda alice: request(nodes.one, cast.ada, "DELETE", f"{path}/sessions"))
    await revoked_in_time(run_out)
    await revoked_in_time(lambda alice: request(nodes.one, cast.ada, "PATCH", path, json={"active": False}))
    assert bystander.connected


async def test_with_redis_down(cast, nodes, databases, revoked_in_time):
    databases.kill("redis-server")
    await revoked_in_time(lambda alice: request(nodes.one, alice, "DELETE", "/api/v1/me/sessions"))
