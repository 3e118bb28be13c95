"""The same client id twice is one entry: at once, on two nodes, after the end, and never somebody else's."""

import asyncio
from uuid import uuid4

import pytest
from msgspec import ValidationError, convert

from server import followers
from server.chats import actions as chats
from server.errors import Conflict, FrontdeskError, NotFound, Unavailable
from server.jobs.sweeps import duties
from server.realtime import wire
from server.tickets import actions as tickets
from server.tickets import replies
from tests.desks import events_of, replay_equals_document, settle
from tests.plays import accepted, begin, make_ticket, note, open_ticket, opening, pass_holding, read, say


async def test_sent_twenty_times_at_once_on_two_nodes(desk, other_desk, cast):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    again = str(uuid4())
    written = await asyncio.gather(
        *(say(node, cast.vera.actor, chat, "once", again) for node in (desk, other_desk) for _ in range(10))
    )
    assert {one.event["_id"] for one in written} == {written[0].event["_id"]}
    assert sum(one.fresh for one in written) == 1
    assert [event["seq"] for event in await events_of(desk, f"chat/{chat}")] == [1, 2, 3]
    await replay_equals_document(desk, other_desk)


async def test_sent_again_after_the_chat_ended(desk, other_desk, cast):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    first = await say(desk, cast.vera.actor, chat, "last words", "mine")
    await chats.end(other_desk, cast.alice.actor, chat)
    for node in (desk, other_desk):
        repeated = await say(node, cast.vera.actor, chat, "last words", "mine")
        assert (repeated.event["_id"], repeated.fresh) == (first.event["_id"], False)
    with pytest.raises(Conflict):
        await say(desk, cast.vera.actor, chat, "too late")
    await replay_equals_document(desk, other_desk)


async def test_a_note_sent_again_in_chat_and_ticket(desk, other_desk, cast):
    chat = await begin(desk, cast.vera)
    number = await open_ticket(desk, cast.alice.actor)
    for node in (desk, other_desk):
        await note(node, cast.alice.actor, chat, "a refund, I think", "one")
        await replies.note(node, cast.alice.actor, number, "asked the shop", "one")
    assert [event["type"] for event in await events_of(desk)] == ["message", "note", "message.opened", "note"]
    await replay_equals_document(desk, other_desk)


async def test_the_start_sent_again_gives_the_same_chat(desk, other_desk, cast):
    first = await chats.start(desk, cast.vera.actor, await opening(desk, cast.vera, "Hello", "first"))
    await chats.end(desk, cast.vera.actor, first.state["_id"])
    again = await chats.start(other_desk, cast.vera.actor, await opening(desk, cast.vera, "Hello", "first"))
    assert (again.event["_id"], again.fresh) == (first.event["_id"], False)
    assert await desk.store.chats.count_documents({}) == 1


async def test_a_repeat_is_pushed_again(desk, other_desk, cast):
    """The first writer may have failed after the write and before the push."""
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    await say(desk, cast.vera.actor, chat, "heard?", "mine")
    await settle(desk)
    await say(other_desk, cast.vera.actor, chat, "heard?", "mine")
    assert [push["message"]["body"] for push in other_desk.bus.to("/agent", "message.new")] == ["heard?"]


async def test_a_visitor_does_not_get_a_note_by_its_client_id(desk, cast):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    await note(desk, cast.alice.actor, chat, "a difficult customer", "guessed")
    for _ in range(2):
        with pytest.raises(Conflict) as refused:
            await say(desk, cast.vera.actor, chat, "what did they say?", "guessed")
        assert "difficult" not in str(refused.value.shape())
    await chats.end(desk, cast.alice.actor, chat)
    with pytest.raises(Conflict):
        await say(desk, cast.vera.actor, chat, "what did they say?", "guessed")
    assert "what did they say?" not in str(await events_of(desk))


async def test_a_stranger_does_not_get_a_message_by_its_client_id(desk, cast):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    await say(desk, cast.vera.actor, chat, "my address is ...", "guessed")
    with pytest.raises(NotFound):
        await say(desk, cast.sam.actor, chat, "x", "guessed")


async def test_an_unsure_write_is_done_again_once(desk, cast, monkeypatch):
    """The insert arrives, its answer does not: the writer is told `unavailable` and sends again."""
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    commit = desk.ledger._commit
    add = commit.add

    async def lose_the_answer(event):
        await add(event)
        raise Unavailable("The database does not answer right now.")

    monkeypatch.setattr(commit, "add", lose_the_answer)
    with pytest.raises(Unavailable):
        await say(desk, cast.vera.actor, chat, "did it arrive?", "mine")
    monkeypatch.setattr(commit, "add", add)
    desk.bus.forget()
    repeated = await say(desk, cast.vera.actor, chat, "did it arrive?", "mine")
    assert repeated.event["seq"] == 3
    assert len(desk.bus.to("/agent", "message.new")) == 1, "the agent hears of it now at the latest"
    await say(desk, cast.vera.actor, chat, "and this?")
    await replay_equals_document(desk)


async def test_an_insert_that_the_driver_repeats_counts_as_new(desk, cast, monkeypatch):
    """The driver's own retry meets our own event: it is the first one, and must be pushed and followed."""
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    commit = desk.ledger._commit
    add = commit.add

    async def twice(event):
        await add(event)
        await add(event)

    monkeypatch.setattr(commit, "add", twice)
    desk.bus.forget()
    written = await say(desk, cast.vera.actor, chat, "twice?")
    assert (written.fresh, written.event["seq"]) == (True, 3)
    assert len(desk.bus.to("/agent", "message.new")) == 1
    await replay_equals_document(desk)


async def test_refusals_are_refusals_each_time(desk, cast):
    chat = await begin(desk, cast.vera)
    for _ in range(2):
        with pytest.raises(FrontdeskError):
            await say(desk, cast.alice.actor, chat, "not accepted yet", "mine")
    assert len(await events_of(desk)) == 1


async def test_a_note_is_no_reply_though_its_client_id_is_the_same(desk, cast, api):
    number = await open_ticket(desk, cast.alice.actor)
    path, asked = f"/api/v1/tickets/{number}", {"body": "whispered", "client_id": "one"}
    assert (await api.post(f"{path}/notes", json=asked, headers=cast.alice.bearer)).status_code == 201
    for status in ("open", "resolved", "closed"):
        await tickets.set_status(desk, cast.alice.actor, number, status)
        answer = await api.post(f"{path}/replies", json=asked, headers=cast.alice.bearer)
        error = answer.json()["error"]
        assert (answer.status_code, error["details"]) == (409, {"field": "client_id"}), status
        assert "another entry" in error["message"]


async def test_no_visitor_can_take_the_client_id_of_what_the_server_writes(desk, cast, clock, api):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    number = await make_ticket(desk, cast.alice.actor, chat)
    written = await replies.reply(desk, cast.alice.actor, number, "From the ticket")
    taken = written.event["_id"]
    said = await say(desk, cast.vera.actor, chat, "Mine", taken)
    await replies.note(desk, cast.alice.actor, number, "noted", said.event["_id"])
    await pass_holding(desk, clock)
    bodies = [event.get("body") for event in await events_of(desk, f"chat/{chat}") if event["type"] == "message"]
    assert bodies == ["Hello", "Mine", "From the ticket"]
    assert "Mine" in [entry.get("body") for entry in await read(desk, number)]
    assert not await desk.store.events.count_documents({"todo": {"$exists": True}})
    with pytest.raises(ValidationError, match="client_id"):
        convert({"chat": chat, "client_id": f"~{taken}", "body": "x"}, wire.MessageSend)
    asked = {"body": "x", "client_id": "~one"}
    answer = await api.post(f"/api/v1/tickets/{number}/notes", json=asked, headers=cast.alice.bearer)
    assert (answer.status_code, answer.json()["error"]["details"]) == (400, {"field": "client_id"})


async def test_what_can_never_be_done_is_put_aside_and_told_once(desk, cast, clock, caplog, monkeypatch):
    async def refuse(desk, event):
        raise Conflict("No.")

    async def away(desk, event):
        raise Unavailable("Not now.")

    number = await open_ticket(desk, cast.alice.actor)
    written = await replies.reply(desk, cast.alice.actor, number, "Hello")
    row = {"_id": written.event["_id"]}
    clock.advance(minutes=1)
    monkeypatch.setitem(followers.DUTIES, "deliver", away)
    for _ in range(followers.TRIES + 1):
        await duties(desk)
    assert (await desk.store.events.find_one(row))["todo"] == ["deliver"]
    monkeypatch.setitem(followers.DUTIES, "deliver", refuse)
    for _ in range(followers.TRIES + 3):
        await duties(desk)
    assert "todo" not in await desk.store.events.find_one(row)
    assert [record.levelname for record in caplog.records if "put aside" in record.message] == ["ERROR"]
