"""kill -9 in the middle of two hundred messages: of a web process, of mongod, of Redis. Nothing is lost, doubled
or out of order."""

import asyncio
from uuid import uuid4

import pytest

from tests.cast import SHOP_ORIGIN
from tests.desks import replay_equals_document

MESSAGES = 100


@pytest.fixture
async def both(cast, nodes, stubborn):
    """Vera on one node, Alice on the other, in a running chat: (vera, alice, chat)."""
    vera = await stubborn(
        nodes.one.url, "/visitor", {"site": cast.site["_id"], "token": cast.vera.token}, SHOP_ORIGIN
    )
    alice = await stubborn(nodes.two.url, "/agent", {"token": cast.alice.token})
    started = await vera.ask("chat.start", {"client_id": str(uuid4()), "body": "Hello"})
    chat = started["chat"]["id"]
    assert (await alice.ask("chat.accept", {"chat": chat}))["ok"]
    return vera, alice, chat


async def talk(client, name: str, chat: str) -> list[dict]:
    return [await client.say(chat, f"{name} {n}") for n in range(MESSAGES)]


async def during(both, trouble) -> None:
    """Both talk while `trouble()` happens; then every message is there, once, and in each speaker's order."""
    vera, alice, chat = both
    acked = asyncio.gather(talk(vera, "vera", chat), talk(alice, "alice", chat))
    await asyncio.sleep(0.15)
    assert not acked.done(), "the trouble must come in the middle"
    await trouble()
    own = await asyncio.wait_for(acked, 60)
    for client in (vera, alice):
        lines = await client.lines(chat)
        assert [line["seq"] for line in lines] == list(range(1, 2 * MESSAGES + 3))
        for name, sent in zip(("vera", "alice"), own, strict=True):
            said = [line for line in lines if line["body"].startswith(f"{name} ")]
            assert [line["body"] for line in said] == [f"{name} {n}" for n in range(MESSAGES)]
            assert [line["id"] for line in said] == [message["id"] for message in sent], "acked is what is there"


async def test_a_web_process_is_killed(desk, both, nodes):
    async def kill():
        nodes.one.kill()
        await asyncio.sleep(0.3)
        await asyncio.to_thread(nodes.one.start)

    await during(both, kill)
    assert both[0].resent or both[1].resent, "the kill must have been felt"
    await replay_equals_document(desk)


async def test_mongod_is_killed(desk, both, databases):
    async def kill():
        databases.kill("mongod")
        await asyncio.sleep(0.3)
        databases.revive()

    await during(both, kill)
    await replay_equals_document(desk)


async def test_mongod_is_away_longer_than_a_writer_waits(desk, both, databases):
    """Errors meanwhile, never a wrong answer; and the memory of each process is right afterwards."""
    async def kill():
        databases.kill("mongod")
        await asyncio.sleep(8)
        databases.revive()

    await during(both, kill)
    assert both[0].resent
    await replay_equals_document(desk)


async def test_redis_is_killed(desk, both, databases):
    async def kill():
        databases.kill("redis-server")
        await asyncio.sleep(0.5)
        databases.revive()

    await during(both, kill)
    await replay_equals_document(desk)
