"""A private note reaches no visitor by any path; and a stranger reaches nothing at all."""

import msgspec
import pytest

from server.chats import actions as chats
from server.chats import reading
from server.chats.shapes import chat_for
from server.errors import Conflict, NotFound
from tests.desks import public, replay_equals_document, settle
from tests.plays import accepted, begin, make_ticket, note, say

SECRET = "he is lying about the kettle"


@pytest.fixture
async def chat(desk, cast):
    """A chat with a note at every stage of its life."""
    chat = await begin(desk, cast.vera)
    await note(desk, cast.bob.actor, chat, SECRET)
    await chats.accept(desk, cast.alice.actor, chat)
    await say(desk, cast.alice.actor, chat, "Hello")
    await note(desk, cast.alice.actor, chat, SECRET)
    await make_ticket(desk, cast.alice.actor, chat)
    await note(desk, cast.alice.actor, chat, SECRET)
    await chats.end(desk, cast.vera.actor, chat)
    await note(desk, cast.max.actor, chat, SECRET)
    await chats.rate(desk, cast.vera.actor, chat, 1, "rude")
    await settle(desk)
    return chat


def text(value) -> str:
    return msgspec.json.encode(value, enc_hook=str).decode()


async def test_agents_see_the_notes(desk, cast, chat):
    lines, _, _ = await reading.messages_after(desk, cast.bob.actor, chat, 0)
    assert [line["body"] for line in lines if line["kind"] == "note"] == [SECRET] * 4
    assert text(desk.bus.to("/agent", "message.new")).count(SECRET) == 4


async def test_no_push_carries_a_note_to_a_visitor(desk, cast, chat):
    assert desk.bus.to("/visitor", "message.new")
    assert SECRET not in text(desk.bus.to("/visitor"))
    for push in desk.bus.sent:
        reaches_visitors = push.namespace == "/visitor" or any(room.startswith("visitor:") for room in push.rooms)
        assert not (reaches_visitors and push.namespace != "/visitor")


async def test_sync_leaves_notes_out_and_says_that_nothing_is_missing(desk, cast, chat):
    for after in range(11):
        lines, complete, more = await reading.messages_after(desk, cast.vera.actor, chat, after)
        assert SECRET not in text(lines)
        assert "rude" not in text(lines)
        assert (complete, more) == (max(after, 10), False), "the gap that a note leaves is accounted for"
    events = await desk.store.events.find({"subject": f"chat/{chat}"}).sort("seq", 1).to_list(None)
    lines, _, _ = await reading.messages_after(desk, cast.vera.actor, chat, 0)
    assert [line["seq"] for line in lines] == public(events)


async def test_the_chat_as_the_visitor_sees_it(desk, cast, chat):
    state = await reading.find(desk, cast.vera.actor, chat)
    assert SECRET not in text(await chat_for(desk, state, "visitor"))


async def test_a_note_is_neither_last_line_nor_transcript(desk, cast, chat):
    state = await reading.find(desk, cast.alice.actor, chat)
    assert state["last"]["text"] == "Hello"
    ticket = await desk.store.tickets.find_one({"chat": chat})
    assert SECRET not in text(ticket["transcript"])
    assert text(ticket["chat_timeline"]).count(SECRET) == 2
    await replay_equals_document(desk)


async def test_visitors_write_no_notes(desk, cast, chat):
    with pytest.raises(NotFound):
        await note(desk, cast.sam.actor, chat, "x")


async def test_a_stranger_sees_nothing(desk, cast, chat):
    for read in (reading.find, reading.recent):
        with pytest.raises(NotFound):
            await read(desk, cast.sam.actor, chat)
    with pytest.raises(NotFound):
        await reading.mark_read(desk, cast.sam.actor, chat, 5)
    assert await desk.store.reads.count_documents({}) == 0
    told = {room for push in desk.bus.sent for room in push.rooms}
    assert f"visitor:{cast.sam.id}" not in told


async def test_http_is_for_agents(desk, cast, chat, api):
    number = (await desk.store.chats.find_one({"_id": chat}))["ticket"]
    ticket = f"/api/v1/tickets/{number}"
    for path in ("/api/v1/chats", f"/api/v1/chats/{chat}", ticket, f"{ticket}/timeline"):
        for token in ("", cast.vera.token, cast.sam.token):
            answer = await api.get(path, headers={"authorization": f"Bearer {token}"} if token else {})
            assert answer.status_code == 401, path
            assert answer.json()["error"]["code"] == "unauthenticated"
        assert (await api.get(path, headers=cast.bob.bearer)).status_code == 200
    answer = await api.post(f"/api/v1/chats/{chat}/ticket", headers={"authorization": f"Bearer {cast.vera.token}"})
    assert answer.status_code == 401


async def test_a_message_under_the_client_id_of_a_note_is_refused(desk, cast):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    await note(desk, cast.alice.actor, chat, "between us", "k")
    with pytest.raises(Conflict):
        await say(desk, cast.alice.actor, chat, "for you", "k")
