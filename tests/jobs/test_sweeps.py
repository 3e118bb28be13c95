"""Nobody waits on an empty chair: silent agents, visitors who left, and nobody on duty."""

import asyncio

import pytest

from server.chats import actions as chats
from server.desk import open_redis
from server.jobs import sweeps
from server.people import presence
from server.people.agents import update_agent
from tests.desks import events_of, replay_equals_document
from tests.plays import accepted, begin


@pytest.fixture
async def beat(desk, clock):
    """Lets time pass while a node's heart beats for those named."""

    async def pass_time(seconds: int, agents=(), visitors=()) -> None:
        for _ in range(seconds // 10):
            clock.advance(seconds=10)
            await presence.heartbeat(desk, [(agent.id, "a") for agent in agents])
            await presence.visitor_heartbeat(desk, [(visitor.id, "v") for visitor in visitors])

    await presence.heartbeat(desk, [])
    return pass_time


async def status(desk, chat: str) -> str:
    return (await desk.ledger.state(f"chat/{chat}"))["status"]


async def sweep(*desks) -> None:
    """Every sweep, on every desk, at once."""
    await asyncio.gather(*(one(desk) for desk in desks for one in sweeps.SWEEPS.values()))


async def test_the_chat_of_a_silent_agent_goes_back(desk, other_desk, cast, beat):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    kept = await accepted(desk, cast.sam, cast.bob.actor)
    await presence.connected(desk, cast.alice.id, "a")
    await beat(40, [cast.bob], [cast.vera, cast.sam])
    await sweep(desk, other_desk)
    assert await status(desk, chat) == "active", "not before the minute is over"
    await beat(50, [cast.bob], [cast.vera, cast.sam])
    await sweep(desk, other_desk, desk)
    assert (await status(desk, chat), await status(desk, kept)) == ("waiting", "active")
    (returned,) = [event for event in await events_of(desk) if event["type"] == "chat.returned"]
    assert returned["data"]["reason"] == "Alice lost the connection"
    assert returned["audience"] == "public", "the visitor is told"
    await replay_equals_document(desk, other_desk)


async def test_the_same_chat_again(desk, other_desk, cast, beat):
    """The worker that sweeps is another process than the one where the chat is accepted again."""
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    for agent in (cast.bob, cast.alice, cast.bob):
        await beat(120, [cast.max], [cast.vera])
        await sweeps.empty_chairs(other_desk)
        assert await status(desk, chat) == "waiting"
        await chats.accept(desk, agent.actor, chat)
    await replay_equals_document(desk, other_desk)


async def test_an_agent_who_is_there_keeps_the_chat(desk, cast, beat):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    await presence.set_state(desk, cast.alice.actor, "away")
    await beat(300, [cast.alice], [cast.vera])
    await sweep(desk, desk)
    assert await status(desk, chat) == "active"


async def test_who_goes_offline_or_is_deactivated_leaves_no_chat_behind(desk, cast, beat):
    offline = await accepted(desk, cast.vera, cast.alice.actor)
    gone = await accepted(desk, cast.sam, cast.bob.actor)
    await beat(20, [cast.alice, cast.bob], [cast.vera, cast.sam])
    await presence.set_state(desk, cast.alice.actor, "offline")
    await update_agent(desk, cast.ada.actor, cast.bob.id, active=False)
    await sweep(desk, desk)
    assert (await status(desk, offline), await status(desk, gone)) == ("waiting", "waiting")
    reasons = [event["data"]["reason"] for event in await events_of(desk) if event["type"] == "chat.returned"]
    assert sorted(reasons) == ["Alice went offline", "Bob is not here any more"]
    await replay_equals_document(desk)


async def test_after_an_outage_silence_proves_nothing(desk, cast, clock, beat):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    await beat(120, [cast.alice], [cast.vera])
    clock.advance(seconds=600)
    await sweep(desk)
    assert await status(desk, chat) == "active", "no heart has beaten for ten minutes"
    await beat(30, [cast.bob], [cast.vera])
    await sweep(desk)
    assert await status(desk, chat) == "active", "Alice has had no minute to come back"
    await beat(60, [cast.bob], [cast.vera])
    await sweep(desk)
    assert await status(desk, chat) == "waiting"


async def test_with_redis_away_nobody_loses_anything(desk, cast, beat, monkeypatch):
    active = await accepted(desk, cast.vera, cast.alice.actor)
    waiting = await begin(desk, cast.sam)
    await beat(300)
    there, desk.redis = desk.redis, open_redis("redis://127.0.0.1:1/0")
    await sweep(desk)
    assert (await status(desk, active), await status(desk, waiting)) == ("active", "waiting")
    await desk.redis.aclose()
    desk.redis = there


async def test_redis_that_goes_away_in_mid_sweep(desk, cast, beat, monkeypatch):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    await beat(300, [cast.alice], [cast.vera])
    steady = presence.steady
    there, away = desk.redis, open_redis("redis://127.0.0.1:1/0")

    async def steady_and_then_gone(asked, seconds):
        answer = await steady(asked, seconds)
        desk.redis = away
        return answer

    monkeypatch.setattr(presence, "steady", steady_and_then_gone)
    await sweeps.empty_chairs(desk)
    desk.redis = there
    await away.aclose()
    assert await status(desk, chat) == "active"


async def test_a_visitor_who_left_unanswered_is_missed_once(desk, other_desk, cast, beat):
    chat = await begin(desk, cast.vera, email="vera@customer.example")
    stays = await begin(desk, cast.sam)
    await presence.visitor_connected(desk, cast.vera.id, "v")
    await beat(100, [cast.alice], [cast.sam])
    await sweep(desk)
    assert await status(desk, chat) == "waiting"
    await beat(60, [cast.alice], [cast.sam])
    await sweep(desk, other_desk, desk, other_desk)
    assert (await status(desk, chat), await status(desk, stays)) == ("missed", "waiting")
    await replay_equals_document(desk, other_desk)
    assert await desk.store.tickets.count_documents({"chat": chat}) == 1


async def test_nobody_on_duty(desk, cast, beat):
    chat = await begin(desk, cast.vera)
    await presence.set_state(desk, cast.alice.actor, "offline")
    await beat(200, [cast.alice], [cast.vera])
    await sweep(desk, desk)
    state = await desk.ledger.state(f"chat/{chat}")
    assert state["status"] == "missed"
    assert (await events_of(desk, f"chat/{chat}"))[-1]["data"] == {"reason": "nobody is on duty"}


async def test_an_agent_who_is_away_is_still_on_duty(desk, cast, beat):
    chat = await begin(desk, cast.vera)
    await presence.set_state(desk, cast.alice.actor, "away")
    await beat(200, [cast.alice], [cast.vera])
    await sweep(desk)
    assert await status(desk, chat) == "waiting"
