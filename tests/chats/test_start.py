"""Opening a chat: one visitor, one open chat, however often and wherever they knock."""

import asyncio
from uuid import uuid4

from server.chats import actions as chats
from server.chats.shapes import chat_for, positions
from tests.cast import make_visitor
from tests.desks import events_of, replay_equals_document
from tests.plays import accepted, begin, ended, opening


async def start(desk, guest, body="Hello", client_id=None):
    return await chats.start(desk, guest.actor, await opening(desk, guest, body, client_id))


async def test_a_chat_begins_waiting(desk, cast):
    written = await start(desk, cast.vera)
    state = written.state
    assert (state["status"], state["seq"], state["agent"], state["ticket"]) == ("waiting", 1, None, None)
    assert state["visitor"]["id"] == cast.vera.id
    assert state["waiting_since"] is not None
    await replay_equals_document(desk)


async def test_two_first_messages_at_once_make_one_chat(desk, other_desk, cast):
    bodies = [f"first {n}" for n in range(6)]
    written = await asyncio.gather(
        *(start(node, cast.vera, body) for node, body in zip([desk, other_desk] * 3, bodies, strict=True))
    )
    assert len({one.state["_id"] for one in written}) == 1
    said = await events_of(desk)
    assert sorted(event["body"] for event in said) == bodies
    await replay_equals_document(desk, other_desk)


async def test_one_first_message_sent_many_times_at_once(desk, other_desk, cast):
    again = str(uuid4())
    written = await asyncio.gather(
        *(start(node, cast.vera, "Hello", again) for node in (desk, other_desk) for _ in range(5))
    )
    assert len({one.event["_id"] for one in written}) == 1
    assert len(await events_of(desk)) == 1
    await replay_equals_document(desk, other_desk)


async def test_a_start_in_an_open_chat_adds_to_it(desk, cast):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    written = await start(desk, cast.vera, "and another thing")
    assert (written.state["_id"], written.event["seq"]) == (chat, 3)
    await replay_equals_document(desk)


async def test_after_the_end_a_new_chat_begins(desk, other_desk, cast):
    seen = {await ended(desk, cast.vera, cast.alice.actor) for _ in range(3)}
    written = await start(other_desk, cast.vera)
    assert len(seen | {written.state["_id"]}) == 4
    assert written.state["status"] == "waiting"
    await replay_equals_document(desk, other_desk)


async def test_visitors_do_not_meet(desk, cast):
    chats_of = {guest.id: await begin(desk, guest) for guest in (cast.vera, cast.sam)}
    assert len(set(chats_of.values())) == 2


async def test_places_in_the_queue(desk, cast, clock):
    guests = [make_visitor(desk, cast.site, f"Guest {n}") for n in range(4)]
    waiting = []
    for guest in guests:
        waiting.append(await begin(desk, guest))
        clock.advance(seconds=1)
    assert await positions(desk) == {chat: place for place, chat in enumerate(waiting, 1)}
    desk.bus.forget()
    await chats.accept(desk, cast.alice.actor, waiting[1])
    await replay_equals_document(desk)
    assert await positions(desk) == {waiting[0]: 1, waiting[2]: 2, waiting[3]: 3}
    told = {push["chat"]["id"]: push["chat"]["position"] for push in desk.bus.to("/visitor", "chat.updated")}
    assert told == {waiting[0]: 1, waiting[1]: None, waiting[2]: 2, waiting[3]: 3}
    state = await desk.ledger.state(f"chat/{waiting[3]}")
    assert (await chat_for(desk, state, "visitor"))["position"] == 3


async def test_who_goes_back_to_the_queue_keeps_their_place(desk, cast, clock):
    first = await accepted(desk, cast.vera, cast.alice.actor)
    clock.advance(seconds=1)
    second = await begin(desk, cast.sam)
    clock.advance(seconds=1)
    await chats.return_to_queue(desk, first, cast.alice.actor.ref(), "silence")
    await replay_equals_document(desk)
    assert await positions(desk) == {first: 1, second: 2}


async def test_a_late_repeat_of_the_first_message_finds_its_old_chat(desk, cast):
    first = await chats.start(desk, cast.vera.actor, await opening(desk, cast.vera, "Hello", "same"))
    await chats.end(desk, cast.vera.actor, first.state["_id"])
    await begin(desk, cast.vera, "Something else")
    again = await chats.start(desk, cast.vera.actor, await opening(desk, cast.vera, "Hello", "same"))
    assert again.event["_id"] == first.event["_id"]
    said = [event["body"] for event in await events_of(desk) if event["type"] == "message"]
    assert sorted(said) == ["Hello", "Something else"]
