"""Who is connected: told by heartbeats, over all nodes, and never an error when Redis is away."""

import pytest

from server.errors import Forbidden, Invalid
from server.people import presence


async def state(desk, person) -> str:
    return (await presence.presence_of(desk, [person.id]))[person.id]


async def test_offline_until_connected_and_after_the_last_connection(desk, cast):
    assert await state(desk, cast.alice) == "offline"
    await presence.connected(desk, cast.alice.id, "one")
    await presence.connected(desk, cast.alice.id, "two")
    assert await state(desk, cast.alice) == "online"
    await presence.gone(desk, cast.alice.id, "one")
    assert await state(desk, cast.alice) == "online"
    await presence.gone(desk, cast.alice.id, "two")
    assert await state(desk, cast.alice) == "offline"


async def test_a_node_that_died_takes_its_connections_with_it(desk, cast, clock):
    await presence.connected(desk, cast.alice.id, "here")
    await presence.connected(desk, cast.bob.id, "there")
    last = desk.now()
    for _ in range(4):
        clock.advance(seconds=10)
        await presence.heartbeat(desk, [(cast.alice.id, "here")])
    assert await presence.presence_of(desk) == {
        cast.ada.id: "offline", cast.max.id: "offline", cast.alice.id: "online", cast.bob.id: "offline",
    }
    assert abs((await presence.last_seen(desk, cast.bob.id) - last).total_seconds()) < 1
    assert (desk.now() - await presence.last_seen(desk, cast.alice.id)).total_seconds() < 1
    assert await presence.last_seen(desk, cast.ada.id) is None


async def test_the_chosen_state_outlives_the_connection(desk, cast):
    await presence.set_state(desk, cast.alice.actor, "away")
    assert await state(desk, cast.alice) == "offline"
    await presence.connected(desk, cast.alice.id, "one")
    assert await state(desk, cast.alice) == "away"
    await presence.set_state(desk, cast.alice.actor, "online")
    told = desk.bus.to("/agent", "presence")[-1]["agent"]
    assert (told["id"], told["presence"]) == (cast.alice.id, "online")


async def test_the_state_is_one_of_three_and_an_agents(desk, cast):
    with pytest.raises(Invalid):
        await presence.set_state(desk, cast.alice.actor, "asleep")
    with pytest.raises(Forbidden):
        await presence.set_state(desk, cast.vera.actor, "online")


async def test_visitors_and_since_when_they_are_gone(desk, cast, clock):
    await presence.visitor_connected(desk, "here", "1")
    await presence.visitor_connected(desk, "left", "2")
    await presence.visitor_gone(desk, "left", "2")
    left = desk.now()
    clock.advance(seconds=20)
    await presence.visitor_heartbeat(desk, [("here", "1")])
    found = await presence.visitors_gone_since(desk, ["here", "left", "never"])
    assert set(found) == {"here", "left"}
    assert found["here"] is None
    assert abs((found["left"] - left).total_seconds()) < 1
    assert await presence.visitors_gone_since(desk, []) == {}


async def test_heartbeats_are_steady_after_a_while_without_a_gap(desk, cast, clock):
    assert not await presence.steady(desk, 60)
    for _ in range(7):
        await presence.heartbeat(desk, [])
        clock.advance(seconds=10)
    assert await presence.steady(desk, 60)
    clock.advance(seconds=31)
    assert not await presence.steady(desk, 60), "no node beats any more"
    await presence.heartbeat(desk, [])
    assert not await presence.steady(desk, 60), "the silence before was an outage"
    assert await presence.steady(desk, 0)


async def test_with_redis_away_everybody_counts_as_here(desk, cast, redis_away):
    await presence.connected(desk, cast.alice.id, "one")
    await presence.heartbeat(desk, [(cast.alice.id, "one")])
    await presence.gone(desk, cast.alice.id, "one")
    await presence.set_state(desk, cast.alice.actor, "away")
    assert set((await presence.presence_of(desk)).values()) == {"online"}
    assert await presence.visitors_gone_since(desk, ["a", "b"]) == {"a": None, "b": None}
    assert await presence.last_seen(desk, cast.alice.id) is None
    assert not await presence.steady(desk, 60)
