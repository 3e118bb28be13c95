"""Who takes a chat, who may write in it, and how it is passed on."""

import asyncio

import pytest

from server.chats import actions as chats
from server.errors import Conflict, Forbidden, Invalid, NotFound
from tests.cast import make_agent
from tests.desks import events_of, replay_equals_document
from tests.plays import accepted, begin, ended, say


async def test_twenty_agents_at_once_one_wins(desk, other_desk, cast):
    chat = await begin(desk, cast.vera)
    crowd = [(await make_agent(desk, cast.ada.actor, f"Agent{n}", "agent", [])).actor for n in range(20)]
    outcomes = await asyncio.gather(
        *(chats.accept((desk, other_desk)[n % 2], agent, chat) for n, agent in enumerate(crowd)),
        return_exceptions=True,
    )
    (winner,) = [agent for agent, outcome in zip(crowd, outcomes, strict=True) if not isinstance(outcome, Exception)]
    lost = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert len(lost) == 19
    for refusal in lost:
        assert isinstance(refusal, Conflict)
        assert refusal.message == f"{winner.name} took this chat first."
        assert refusal.details["agent"] == winner.ref()
    assert [event["type"] for event in await events_of(desk)] == ["message", "chat.accepted"]
    await replay_equals_document(desk, other_desk)


async def test_accepting_twice_is_accepting_once(desk, other_desk, cast):
    chat = await begin(desk, cast.vera)
    for node in (desk, other_desk, desk):
        assert (await chats.accept(node, cast.alice.actor, chat)).state["agent"] == cast.alice.actor.ref()
    assert len(await events_of(desk)) == 2
    await replay_equals_document(desk, other_desk)


@pytest.mark.parametrize("over", ["ended", "missed"])
async def test_a_chat_that_is_over_is_not_accepted(desk, cast, over):
    chat = await begin(desk, cast.vera)
    await (chats.end(desk, cast.alice.actor, chat) if over == "ended" else chats.end(desk, cast.vera.actor, chat))
    with pytest.raises(Conflict) as refused:
        await chats.accept(desk, cast.alice.actor, chat)
    assert refused.value.details["status"] == over


async def test_who_may_write(desk, cast):
    chat = await begin(desk, cast.vera)
    with pytest.raises(Conflict, match="Accept the chat"):
        await say(desk, cast.alice.actor, chat, "not yet")
    await chats.accept(desk, cast.alice.actor, chat)
    await say(desk, cast.alice.actor, chat, "Hello")
    await say(desk, cast.vera.actor, chat, "Hello too")
    for other in (cast.bob, cast.max, cast.ada):
        with pytest.raises(Conflict, match="Alice has this chat"):
            await say(desk, other.actor, chat, "let me")
    with pytest.raises(NotFound):
        await say(desk, cast.sam.actor, chat, "and me?")
    assert [event["actor"]["name"] for event in await events_of(desk)] == ["Vera", "Alice", "Alice", "Vera"]
    await replay_equals_document(desk)


async def test_nobody_writes_after_the_end(desk, cast):
    chat = await ended(desk, cast.vera, cast.alice.actor)
    for actor in (cast.vera.actor, cast.alice.actor):
        with pytest.raises(Conflict, match="has ended"):
            await say(desk, actor, chat, "one more")


async def test_a_chat_that_does_not_exist(desk, cast):
    for act in (chats.accept, chats.end):
        with pytest.raises(NotFound):
            await act(desk, cast.alice.actor, "ffffffffffffffffffffffff")
    with pytest.raises(NotFound):
        await say(desk, cast.vera.actor, "ffffffffffffffffffffffff", "hello?")
    assert await events_of(desk) == []


async def test_transfer_to_a_colleague(desk, other_desk, cast):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    written = await chats.transfer(desk, cast.alice.actor, chat, agent=cast.bob.actor)
    assert (written.state["status"], written.state["agent"]["name"]) == ("active", "Bob")
    await say(other_desk, cast.bob.actor, chat, "Bob here")
    with pytest.raises(Conflict, match="Bob has this chat"):
        await say(desk, cast.alice.actor, chat, "still me")
    with pytest.raises(Conflict, match="has this chat already"):
        await chats.transfer(desk, cast.bob.actor, chat, agent=cast.bob.actor)
    await replay_equals_document(desk, other_desk)


async def test_transfer_to_a_team_puts_it_back_in_the_queue(desk, cast):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    team = {"id": cast.billing, "name": "Billing"}
    written = await chats.transfer(desk, cast.alice.actor, chat, team=team)
    assert (written.state["status"], written.state["agent"], written.state["team"]) == ("waiting", None, team)
    await chats.accept(desk, cast.bob.actor, chat)
    await replay_equals_document(desk)


async def test_a_waiting_chat_goes_straight_to_an_agent(desk, cast):
    chat = await begin(desk, cast.vera)
    written = await chats.transfer(desk, cast.max.actor, chat, agent=cast.bob.actor)
    assert (written.state["status"], written.state["agent"]["name"]) == ("active", "Bob")
    assert written.state["accepted_at"] is not None
    await replay_equals_document(desk)


async def test_who_may_transfer_and_end(desk, cast):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    with pytest.raises(Forbidden, match="Only Alice or a manager"):
        await chats.transfer(desk, cast.bob.actor, chat, agent=cast.bob.actor)
    with pytest.raises(Forbidden):
        await chats.end(desk, cast.bob.actor, chat)
    with pytest.raises(NotFound):
        await chats.transfer(desk, cast.sam.actor, chat, agent=cast.bob.actor)
    await chats.transfer(desk, cast.max.actor, chat, agent=cast.bob.actor)
    await chats.end(desk, cast.ada.actor, chat)
    with pytest.raises(Conflict, match="has ended"):
        await chats.transfer(desk, cast.max.actor, chat, agent=cast.alice.actor)
    await replay_equals_document(desk)


@pytest.mark.parametrize("both", [True, False])
async def test_a_transfer_names_one_target(desk, cast, both):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    targets = {"agent": cast.bob.actor, "team": {"id": cast.billing, "name": "Billing"}} if both else {}
    with pytest.raises(Invalid) as refused:
        await chats.transfer(desk, cast.alice.actor, chat, **targets)
    assert refused.value.details["field"] == "agent"


async def test_transferred_and_accepted_at_once(desk, other_desk, cast):
    """Whatever comes first, the chat has one agent in the end, and everybody knows who."""
    chat = await begin(desk, cast.vera)
    outcomes = await asyncio.gather(
        chats.accept(desk, cast.alice.actor, chat),
        chats.transfer(other_desk, cast.max.actor, chat, agent=cast.bob.actor),
        return_exceptions=True,
    )
    assert all(not isinstance(outcome, Exception) or isinstance(outcome, Conflict) for outcome in outcomes)
    state = await desk.ledger.state(f"chat/{chat}")
    assert state["agent"]["name"] == "Bob", "a manager's transfer holds, before the acceptance or after it"
    await replay_equals_document(desk, other_desk)


async def test_returning_takes_it_only_from_the_silent_agent(desk, cast):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    await chats.transfer(desk, cast.alice.actor, chat, agent=cast.bob.actor)
    assert not (await chats.return_to_queue(desk, chat, cast.alice.actor.ref(), "silence")).fresh
    assert (await desk.ledger.state(f"chat/{chat}"))["agent"]["name"] == "Bob"
    await replay_equals_document(desk)
