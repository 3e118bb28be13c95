"""A chat becomes a ticket once, while both sides go on writing; nothing falls between the two."""

import asyncio

import pytest

from server.chats import actions as chats
from server.errors import Conflict, NotFound, Unavailable
from server.events import Draft, chat_subject, sentence, ticket_subject
from server.tickets import actions as tickets
from tests.desks import events_of, messages_once, replay_equals_document, settle
from tests.plays import accepted, begin, make_ticket, note, open_ticket, say


async def test_twenty_clicks_on_two_nodes_while_both_write(desk, other_desk, cast):
    chat = await accepted(desk, cast.vera, cast.alice.actor)

    async def talk(node, actor):
        for n in range(15):
            await say(node, actor, chat, f"{actor.name} {n}")

    async def click(node, actor, delay):
        await asyncio.sleep(delay)
        return await make_ticket(node, actor, chat)

    clicks = [
        click(node, actor, 0.005 * n)
        for n in range(5) for node in (desk, other_desk) for actor in (cast.alice.actor, cast.max.actor)
    ]
    numbers = await asyncio.gather(*clicks, talk(desk, cast.vera.actor), talk(other_desk, cast.alice.actor))
    assert len({number for number in numbers if number}) == 1
    assert await desk.store.tickets.count_documents({}) == 1
    await replay_equals_document(desk, other_desk)
    await messages_once(desk, chat)


async def test_the_ticket_carries_the_whole_chat(desk, cast):
    chat = await begin(desk, cast.vera, "  My kettle\nleaks  ", email="vera@customer.example")
    await chats.accept(desk, cast.alice.actor, chat)
    await say(desk, cast.alice.actor, chat, "Since when?")
    await note(desk, cast.alice.actor, chat, "third one this week")
    number = await make_ticket(desk, cast.alice.actor, chat)
    ticket = await tickets.find(desk, cast.bob.actor, number)
    assert (number, ticket["channel"], ticket["chat"]) == (1001, "chat", chat)
    assert (ticket["status"], ticket["priority"], ticket["assignee"]["name"]) == ("in_progress", "medium", "Alice")
    assert ticket["subject"] == "My kettle leaks"
    assert (ticket["customer"]["email"], ticket["visitor"]["name"]) == ("vera@customer.example", "Vera")
    assert ticket["visitor"]["browser"] == "Firefox 140"
    assert [line["body"].strip() for line in ticket["transcript"]] == ["My kettle\nleaks", "Since when?"]
    assert [line["type"] for line in ticket["chat_timeline"]] == ["chat.started", "chat.accepted", "note"]
    await replay_equals_document(desk)


async def test_before_and_after_and_again(desk, cast):
    waiting = await begin(desk, cast.vera)
    first = await make_ticket(desk, cast.alice.actor, waiting)
    assert (await tickets.find(desk, cast.alice.actor, first))["status"] == "open"
    await chats.end(desk, cast.vera.actor, waiting)
    assert await make_ticket(desk, cast.bob.actor, waiting) == first
    ended = await accepted(desk, cast.vera, cast.alice.actor)
    await chats.end(desk, cast.alice.actor, ended)
    second = await make_ticket(desk, cast.alice.actor, ended)
    assert second > first
    await replay_equals_document(desk)
    await messages_once(desk, waiting)
    await messages_once(desk, ended)


async def test_what_comes_later_follows_into_the_ticket(desk, cast):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    number = await make_ticket(desk, cast.alice.actor, chat)
    await tickets.set_status(desk, cast.alice.actor, number, "waiting")
    await note(desk, cast.alice.actor, chat, "keep an eye on this")
    await say(desk, cast.vera.actor, chat, "One more thing")
    await chats.end(desk, cast.vera.actor, chat)
    await settle(desk)
    entries = await events_of(desk, f"ticket/{number}")
    assert [(entry["type"], entry["audience"]) for entry in entries] == [
        ("chat.opened", "public"), ("status", "public"), ("note.chat", "agents"), ("status", "public"),
        ("message.chat", "public"), ("chat.ended", "public"),
    ]
    assert entries[3]["data"] == {
        "was": "Waiting", "to": "In Progress", "change": "wrote again: Waiting became In Progress",
    }
    assert sentence(entries[3]) == entries[3]["data"]["change"]
    await replay_equals_document(desk)


async def test_a_stranger_makes_no_ticket(desk, cast):
    chat = await begin(desk, cast.vera)
    for somebody in (cast.sam, cast.vera):
        with pytest.raises(NotFound):
            await make_ticket(desk, somebody.actor, "000000000000000000000000")
    with pytest.raises(NotFound):
        await make_ticket(desk, cast.sam.actor, chat)
    assert await desk.store.tickets.count_documents({}) == 0


async def test_together_is_all_or_nothing(desk, cast):
    chat = await begin(desk, cast.vera)
    number = await open_ticket(desk, cast.alice.actor)

    def refuse(state):
        raise Conflict("No.")

    def agree(state):
        return Draft("note", cast.alice.actor, body="half of it")

    for parts in ([agree, refuse], [refuse, agree], [agree, lambda state: None]):
        subjects = (chat_subject(chat), ticket_subject(number))
        try:
            written = await desk.ledger.write_together(list(zip(subjects, parts, strict=True)))
            assert not any(part.fresh for part in written)
        except Conflict:
            pass
    assert [event["type"] for event in await events_of(desk)] == ["message", "message.opened"]
    await replay_equals_document(desk)


async def test_together_stores_nothing_when_the_second_insert_fails(desk, cast):
    chat = await begin(desk, cast.vera)
    number = await open_ticket(desk, cast.alice.actor)

    def first(state):
        return Draft("note", cast.alice.actor, body="half of it")

    def unstorable(state):
        return Draft("note", cast.alice.actor, body="x" * (17 * 1024 * 1024))

    with pytest.raises(Unavailable):
        await desk.ledger.write_together([(chat_subject(chat), first), (ticket_subject(number), unstorable)])
    assert "half of it" not in str(await events_of(desk))
    await say(desk, cast.vera.actor, chat, "and on")
    await replay_equals_document(desk)
