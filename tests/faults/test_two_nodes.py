"""Two web processes on two ports: visitor on one, agent on the other; also after Redis was away."""

import asyncio

import pytest

from server.desk import open_redis
from server.realtime.bus import Publisher
from tests.cast import SHOP_ORIGIN


@pytest.fixture
async def pair(cast, nodes, connect):
    """Vera at the first node, Alice at the second, in a running chat."""
    vera = await connect(nodes.one.url, "/visitor", {"site": cast.site["_id"], "token": cast.vera.token}, SHOP_ORIGIN)
    alice = await connect(nodes.two.url, "/agent", {"token": cast.alice.token})
    await alice.does("watch", {"what": "queue"})
    chat = (await vera.does("chat.start", {"client_id": "first", "body": "Hello"}))["chat"]["id"]
    await alice.hears("queue.changed", lambda push: push["chat"]["id"] == chat)
    await alice.does("chat.accept", {"chat": chat})
    await vera.hears("chat.updated", lambda push: push["chat"]["agent"])
    return vera, alice, chat


async def crosses(vera, alice, chat: str, name: str, seconds: float = 5) -> None:
    """A message each way."""
    for sender, hearer in ((vera, alice), (alice, vera)):
        body = f"{name} {id(sender)}"
        await sender.does("message.send", {"chat": chat, "client_id": body, "body": body})
        await hearer.hears("message.new", lambda push, body=body: push["message"]["body"] == body, seconds)


async def test_messages_typing_reading_and_notes_cross(cast, pair, nodes, connect):
    vera, alice, chat = pair
    bob = await connect(nodes.one.url, "/agent", {"token": cast.bob.token})
    await bob.does("watch", {"what": "chat", "id": chat})
    await crosses(vera, alice, chat, "crossing")
    await vera.does("typing", {"chat": chat, "on": True})
    assert (await alice.hears("typing"))["from"]["id"] == cast.vera.id
    await alice.does("typing", {"chat": chat, "on": True})
    assert (await vera.hears("typing"))["from"]["id"] == cast.alice.id
    await vera.does("read", {"chat": chat, "seq": 4})
    assert (await alice.hears("read"))["seq"] == 4
    await alice.does("read", {"chat": chat, "seq": 3})
    assert (await vera.hears("read"))["seq"] == 3
    await alice.does("chat.note", {"chat": chat, "client_id": "n", "body": "a secret of the house"})
    assert await bob.hears("message.new", lambda push: push["message"]["kind"] == "note")
    await alice.does("chat.transfer", {"chat": chat, "agent": cast.bob.id})
    await bob.does("typing", {"chat": chat, "on": True})
    assert await vera.hears("typing", lambda push: push["from"]["id"] == cast.bob.id)
    tickets = await asyncio.gather(*(agent.does("chat.convert", {"chat": chat}) for agent in (alice, bob)))
    assert tickets[0]["ticket"] == tickets[1]["ticket"]
    assert "secret" not in str(vera.heard)


async def reached_by_a_worker(vera, alice, cast, redis_url: str) -> None:
    redis = open_redis(redis_url)
    worker = Publisher(redis)
    worker.send("/visitor", [f"visitor:{cast.vera.id}"], "site", {"online": False})
    worker.send("/agent", ["queue"], "people", {})
    await worker.drain()
    await vera.hears("site", lambda push: push["online"] is False)
    await alice.hears("people", lambda push: push == {})
    await redis.aclose()


async def test_a_worker_reaches_browsers_also_after_redis_was_away(pair, databases, cast):
    vera, alice, chat = pair
    await reached_by_a_worker(vera, alice, cast, databases.redis_url)
    await crosses(vera, alice, chat, "before")
    databases.kill("redis-server")
    sent = await vera.does("message.send", {"chat": chat, "client_id": "dark", "body": "while Redis is away"})
    await asyncio.sleep(1)
    databases.revive()
    for client in (vera, alice):
        await client.hears("resync", lambda push: push == {}, 3)
    await crosses(vera, alice, chat, "after", 3)
    vera.forget()
    alice.forget()
    await reached_by_a_worker(vera, alice, cast, databases.redis_url)
    missed = await alice.does("sync", {"chat": chat, "after": sent["message"]["seq"] - 1})
    assert missed["messages"][0]["body"] == "while Redis is away"
