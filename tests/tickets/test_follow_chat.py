"""What is said in a chat with a ticket reaches the ticket in order and once, also where much is said at once."""

import asyncio

from server.tickets.follow_chat import follow_chat
from tests.desks import events_of, messages_once, replay_equals_document, settle
from tests.plays import accepted, make_ticket, read, say

BURST = 60


async def questions(desk) -> int:
    """How often MongoDB was asked or told something until now."""
    counts = (await desk.store.database.client.admin.command("serverStatus"))["opcounters"]
    return counts["query"] + counts["insert"] + counts["update"]


async def test_a_burst_costs_each_message_its_own_work_only(desk, cast):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    number = await make_ticket(desk, cast.alice.actor, chat)
    await settle(desk)
    before = await questions(desk)
    await asyncio.gather(*(say(desk, cast.vera.actor, chat, f"line {n}") for n in range(BURST)))
    await settle(desk)
    cost = await questions(desk) - before
    said = [event["body"] for event in await events_of(desk, f"chat/{chat}") if event["type"] == "message"]
    assert [entry["body"] for entry in await read(desk, number, type="message")] == said
    assert cost < 40 * BURST, "each follower going over all that is new would be a multiple"
    await messages_once(desk, chat)
    await replay_equals_document(desk)


async def test_whoever_returns_has_their_message_in_the_ticket(desk, other_desk, cast):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    number = await make_ticket(desk, cast.alice.actor, chat)

    async def say_and_look(node, n):
        written = await say(node, cast.vera.actor, chat, f"line {n}")
        await follow_chat(node, chat)
        assert written.event["_id"] in [event.get("cause") for event in await events_of(desk, f"ticket/{number}")]

    await asyncio.gather(*(say_and_look(node, n) for n in range(10) for node in (desk, other_desk)))
    await settle(desk, other_desk)
    await messages_once(desk, chat)
    await replay_equals_document(desk, other_desk)
