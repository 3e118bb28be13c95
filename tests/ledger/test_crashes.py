"""What a crash leaves half done is finished by the next reader, the next writer, or the sweep; once."""

import asyncio

import pytest

from server import followers
from server.chats import actions as chats
from server.chats import reading
from server.jobs import sweeps
from server.tickets import actions as tickets
from tests.desks import events_of, messages_once, replay_equals_document, settle
from tests.plays import accepted, begin, make_ticket, say


@pytest.fixture
async def dying(make_desk, desk, monkeypatch):
    """A node that dies right after each write: nothing folded, nobody told, no duty done."""
    node = await make_desk()

    async def not_any_more(*args, **kwargs): ...

    monkeypatch.setattr(node.ledger.folding, "store", not_any_more)
    node.ledger.woken = lambda event, state, actor: None
    return node


async def test_the_next_reader_sees_what_was_not_folded(dying, desk, cast):
    chat = await begin(desk, cast.vera)
    await chats.accept(dying, cast.alice.actor, chat)
    await say(dying, cast.alice.actor, chat, "Hello Vera")
    assert (await desk.store.chats.find_one({"_id": chat}))["seq"] == 1
    state = await reading.find(desk, cast.vera.actor, chat)
    assert (state["seq"], state["status"], state["agent"]["name"]) == (3, "active", "Alice")
    lines, complete, _ = await reading.messages_after(desk, cast.vera.actor, chat, 0)
    assert (len(lines), complete) == (3, 3)


async def test_the_next_writer_folds_it_too(dying, desk, cast):
    chat = await begin(desk, cast.vera)
    await chats.accept(dying, cast.alice.actor, chat)
    await say(desk, cast.vera.actor, chat, "Anybody?")
    await replay_equals_document(desk)


@pytest.mark.parametrize("at_once", [1, 3])
async def test_the_sweep_heals_and_tells(dying, desk, other_desk, cast, clock, at_once):
    fresh = await begin(dying, cast.vera)
    chat = await accepted(desk, cast.sam, cast.alice.actor)
    number = await make_ticket(desk, cast.alice.actor, chat)
    await settle(desk)
    desk.bus.forget()
    await chats.end(dying, cast.alice.actor, chat)
    await tickets.set_priority(dying, cast.alice.actor, number, "urgent")
    clock.advance(seconds=6)
    await asyncio.gather(*(sweeps.heal(node) for node in (desk, other_desk, desk)[:at_once]))
    told = desk.bus.sent + other_desk.bus.sent
    changed = [push.payload for push in told if push.event == "queue.changed"]
    assert {payload["chat"]["id"] for payload in changed if "chat" in payload} >= {fresh, chat}
    await sweeps.duties(desk)
    await replay_equals_document(desk, other_desk)
    await messages_once(desk, chat)


async def test_the_sweep_leaves_what_is_still_in_hands(dying, desk, cast):
    await begin(dying, cast.vera)
    await sweeps.heal(desk)
    assert await desk.store.chats.count_documents({}) == 0, "the writer is about to fold it itself"


async def test_an_old_gap_is_found_after_later_sweeps(dying, desk, cast, clock):
    await begin(dying, cast.vera)
    for _ in range(3):
        await sweeps.heal(desk)
        clock.advance(seconds=4)
    await sweeps.heal(desk)
    await replay_equals_document(desk)


async def test_duties_left_undone_are_done_once(dying, desk, other_desk, cast, clock):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    await make_ticket(desk, cast.alice.actor, chat)
    await settle(desk)
    for n in range(5):
        await say(dying, cast.vera.actor, chat, f"while the follower was dead {n}")
    assert await desk.store.events.count_documents({"todo": {"$exists": True}}) == 5
    await sweeps.duties(desk)
    assert await desk.store.events.count_documents({"todo": {"$exists": True}}) == 5, "they are too young"
    clock.advance(seconds=6)
    await asyncio.gather(*(sweeps.duties(node) for node in (desk, other_desk, desk, other_desk)))
    assert await desk.store.events.count_documents({"todo": {"$exists": True}}) == 0
    await sweeps.heal(desk)
    await replay_equals_document(desk, other_desk)
    await messages_once(desk, chat)


async def test_a_missed_chat_becomes_one_ticket_after_a_crash(dying, desk, other_desk, cast, clock):
    chat = await begin(desk, cast.vera, email="vera@customer.example")
    await chats.miss(dying, chat, "nobody is on duty")
    clock.advance(seconds=6)
    await asyncio.gather(*(sweeps.duties(node) for node in (desk, other_desk)))
    await settle(desk, other_desk)
    assert await desk.store.tickets.count_documents({"chat": chat}) == 1
    assert await desk.store.events.count_documents({"todo": {"$exists": True}}) == 0
    await replay_equals_document(desk, other_desk)


async def test_a_duty_that_fails_stays_for_the_sweep(desk, cast, clock, monkeypatch):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    number = await make_ticket(desk, cast.alice.actor, chat)
    await settle(desk)

    async def fails(desk, chat):
        raise followers.PyMongoError("away")

    monkeypatch.setitem(followers.DUTIES, "ticket", fails)
    await say(desk, cast.vera.actor, chat, "one more thing")
    await settle(desk)
    assert await desk.store.events.count_documents({"todo": "ticket"}) == 1
    monkeypatch.undo()
    clock.advance(seconds=6)
    await sweeps.duties(desk)
    assert [entry["type"] for entry in await events_of(desk, f"ticket/{number}")] == ["chat.opened", "message.chat"]
