"""The end of a chat: by either side, missed, rated, and with an address left behind."""

import asyncio

import pytest

from server.chats import actions as chats
from server.chats.shapes import chat_for
from server.errors import Conflict, Invalid, NotFound
from server.events import sentence
from tests.desks import events_of, messages_once, replay_equals_document, settle
from tests.plays import accepted, begin, ended


@pytest.mark.parametrize("who", ["vera", "alice", "max"])
async def test_an_active_chat_ends_by_either_side(desk, cast, who):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    actor = getattr(cast, who).actor
    state = (await chats.end(desk, actor, chat)).state
    assert (state["status"], state["ended_by"], state["waiting_since"]) == ("ended", actor.kind, None)
    assert state["ended_at"] is not None
    await replay_equals_document(desk)


async def test_ending_twice_changes_nothing(desk, other_desk, cast):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    await asyncio.gather(*(
        chats.end(node, actor, chat) for node in (desk, other_desk) for actor in (cast.vera.actor, cast.alice.actor)
    ))
    assert [event["type"] for event in await events_of(desk)].count("chat.ended") == 1
    await replay_equals_document(desk, other_desk)


async def test_a_stranger_ends_nothing(desk, cast):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    with pytest.raises(NotFound):
        await chats.end(desk, cast.sam.actor, chat)
    assert (await desk.ledger.state(f"chat/{chat}"))["status"] == "active"


async def test_a_visitor_who_leaves_unanswered_was_missed(desk, cast):
    chat = await begin(desk, cast.vera)
    assert (await chats.end(desk, cast.vera.actor, chat)).state["status"] == "missed"
    await settle(desk)
    assert await desk.store.tickets.count_documents({}) == 0, "no address, no ticket"
    await replay_equals_document(desk)


async def test_a_missed_chat_with_an_address_becomes_a_ticket(desk, cast):
    chat = await begin(desk, cast.vera, "Do you ship to Wales?", email="vera@customer.example")
    await chats.miss(desk, chat, "nobody is on duty")
    await replay_equals_document(desk)
    ticket = await desk.store.tickets.find_one({"chat": chat})
    assert (ticket["subject"], ticket["status"], ticket["assignee"]) == ("Do you ship to Wales?", "open", None)
    assert ticket["customer"]["email"] == "vera@customer.example"
    await messages_once(desk, chat)


async def test_an_address_left_after_the_miss_makes_the_ticket(desk, cast):
    chat = await begin(desk, cast.vera)
    await chats.miss(desk, chat, "nobody is on duty")
    await settle(desk)
    assert await desk.store.tickets.count_documents({}) == 0
    await chats.leave_address(desk, cast.vera.actor, chat, "Vera V.", "vera@customer.example")
    await replay_equals_document(desk)
    ticket = await desk.store.tickets.find_one({"chat": chat})
    assert (ticket["customer"]["name"], ticket["customer"]["email"]) == ("Vera V.", "vera@customer.example")


async def test_an_address_in_a_running_chat_makes_none(desk, cast):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    await chats.leave_address(desk, cast.vera.actor, chat, None, "vera@customer.example")
    await chats.end(desk, cast.alice.actor, chat)
    await replay_equals_document(desk)
    assert await desk.store.tickets.count_documents({}) == 0
    assert (await desk.ledger.state(f"chat/{chat}"))["visitor"]["name"] == "Vera", "what is not given stays"


async def test_leaving_nothing_is_refused(desk, cast):
    chat = await begin(desk, cast.vera)
    with pytest.raises(Invalid) as refused:
        await chats.leave_address(desk, cast.vera.actor, chat, None, None)
    assert refused.value.details["field"] == "email"
    with pytest.raises(NotFound):
        await chats.leave_address(desk, cast.sam.actor, chat, "Sam", "sam@customer.example")
    assert len(await events_of(desk)) == 1


async def test_missed_and_accepted_at_once(desk, other_desk, cast):
    chat = await begin(desk, cast.vera)
    await asyncio.gather(
        chats.miss(desk, chat, "nobody is on duty"), chats.accept(other_desk, cast.alice.actor, chat),
        return_exceptions=True,
    )
    assert len(await events_of(desk, f"chat/{chat}")) == 2
    await replay_equals_document(desk, other_desk)


async def test_only_a_waiting_chat_is_missed(desk, cast):
    for chat in (await accepted(desk, cast.vera, cast.alice.actor), await ended(desk, cast.sam, cast.bob.actor)):
        assert not (await chats.miss(desk, chat, "nobody is on duty")).fresh
    await replay_equals_document(desk)


async def test_the_rating_may_be_changed_and_stays_among_agents(desk, cast):
    chat = await ended(desk, cast.vera, cast.alice.actor)
    await settle(desk)
    desk.bus.forget()
    for score in (2, 5):
        state = (await chats.rate(desk, cast.vera.actor, chat, score, "better now")).state
    assert (state["rating"], state["rating_comment"]) == (5, "better now")
    await replay_equals_document(desk)
    assert (await chat_for(desk, state, "agent"))["rating_comment"] == "better now"
    assert sentence((await events_of(desk))[-1]) == "rated the chat 5 of 5: better now"
    assert not desk.bus.to("/visitor")
    with pytest.raises(NotFound):
        await chats.rate(desk, cast.sam.actor, chat, 1, "")


async def test_nothing_to_rate_before_an_answer(desk, cast):
    chat = await begin(desk, cast.vera)
    with pytest.raises(Conflict, match="nobody has answered"):
        await chats.rate(desk, cast.vera.actor, chat, 1, "slow")
    await replay_equals_document(desk)
