"""A node's memory is never trusted further than the next write."""

import asyncio

import pytest

from server.chats import actions as chats
from server.errors import Conflict
from server.tickets import actions as tickets
from tests.desks import messages_once, replay_equals_document, settle
from tests.plays import accepted, begin, make_ticket, open_ticket, say


async def test_two_nodes_write_to_one_chat_at_once(desk, other_desk, cast):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    writers = [(node, actor) for node in (desk, other_desk) for actor in (cast.vera.actor, cast.alice.actor)]

    async def talk(node, actor, name):
        return [(await say(node, actor, chat, f"{name} {n}")).event["seq"] for n in range(15)]

    numbers = await asyncio.gather(*(talk(node, actor, i) for i, (node, actor) in enumerate(writers)))
    assert sorted(number for own in numbers for number in own) == list(range(3, 63))
    assert all(own == sorted(own) for own in numbers), "each writer's messages stay in order"
    await replay_equals_document(desk, other_desk)


async def test_a_decision_to_do_nothing_rests_on_what_is_true_now(desk, other_desk, cast):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    await chats.return_to_queue(other_desk, chat, cast.alice.actor.ref(), "silence")
    await chats.accept(desk, cast.alice.actor, chat)
    written = await chats.return_to_queue(other_desk, chat, cast.alice.actor.ref(), "silence")
    assert written.fresh
    assert written.state["status"] == "waiting"
    await replay_equals_document(desk, other_desk)


async def test_a_status_set_again_where_another_node_changed_it(desk, other_desk, cast):
    number = await open_ticket(desk, cast.alice.actor)
    await tickets.set_status(desk, cast.alice.actor, number, "waiting")
    await tickets.set_status(other_desk, cast.bob.actor, number, "resolved")
    await tickets.set_status(desk, cast.alice.actor, number, "waiting")
    assert (await tickets.find(desk, cast.alice.actor, number))["status"] == "waiting"
    await replay_equals_document(desk, other_desk)


async def test_conversion_on_a_node_that_has_not_heard_the_last_words(desk, other_desk, cast):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    for n in range(3):
        await say(other_desk, cast.vera.actor, chat, f"more {n}")
    await make_ticket(desk, cast.alice.actor, chat)
    await replay_equals_document(desk, other_desk)
    await messages_once(desk, chat)


async def test_an_agent_who_lost_the_chat_elsewhere_is_told(desk, other_desk, cast):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    await chats.transfer(other_desk, cast.max.actor, chat, agent=cast.bob.actor)
    with pytest.raises(Conflict) as refused:
        await chats.accept(desk, cast.alice.actor, chat)
    assert refused.value.details["agent"]["name"] == "Bob"


@pytest.mark.parametrize("lost", ["accepted", "everything"])
async def test_a_document_that_mongod_lost_in_a_crash_is_made_whole(desk, cast, lost):
    """Documents are not journaled: after a kill they may be older than this node believes."""
    chat = await begin(desk, cast.vera)
    await settle(desk)
    before = await desk.store.chats.find_one({"_id": chat})
    await chats.accept(desk, cast.alice.actor, chat)
    await settle(desk)
    await desk.store.chats.delete_one({"_id": chat})
    if lost == "accepted":
        await desk.store.chats.insert_one(before)
    await say(desk, cast.alice.actor, chat, "Here I am")
    await replay_equals_document(desk)


async def test_changes_of_a_ticket_at_once_are_all_in_its_document(desk, cast):
    number = await open_ticket(desk, cast.ada.actor)
    for turn in range(15):
        await asyncio.gather(
            tickets.rename(desk, cast.ada.actor, number, f"Turn {turn}"),
            tickets.set_priority(desk, cast.ada.actor, number, ("high", "low")[turn % 2]),
            tickets.set_category(desk, cast.ada.actor, number, f"Category {turn}"),
        )
    await replay_equals_document(desk)
