"""Replies: held for a moment, then delivered once or taken back, never both; into the chat where there is one."""

import asyncio
from dataclasses import replace

import pytest

from server.chats import actions as chats
from server.chats import reading
from server.errors import Conflict, NotFound
from server.events import sentence
from server.files.keeping import keep
from server.followers import do_duties
from server.jobs import sweeps
from server.tickets import actions as tickets
from server.tickets import replies
from server.tickets.timeline import timeline
from server.tickets.undo import undo
from tests.desks import events_of, messages_once, replay_equals_document, settle, visible_to_visitors
from tests.plays import accepted, ended, make_ticket, open_ticket, pass_holding, read, say


async def types(desk, number: int) -> list[str]:
    return [event["type"] for event in await events_of(desk, f"ticket/{number}")]


async def test_held_then_sent(desk, cast, clock):
    number = await open_ticket(desk, cast.alice.actor)
    written = await replies.reply(desk, cast.alice.actor, number, "**Sorry** about that.")
    assert list(written.state["held"]) == [written.event["_id"]]
    (held,) = await read(desk, number, type="reply")
    assert (held["delivery"], held["audience"], held["body"]) == ("held", "public", "**Sorry** about that.")
    await sweeps.duties(desk)
    assert (await types(desk, number))[1:] == ["reply"], "not before its time"
    await pass_holding(desk, clock)
    assert (await types(desk, number))[1:] == ["reply", "reply.sent"]
    reply, sent = await read(desk, number, type="reply")
    assert (reply["delivery"], sent["data"]["event"], sent["audience"]) == ("sent", reply["id"], "agents")
    assert (await tickets.find(desk, cast.bob.actor, number))["held"] == {}
    assert not await desk.store.events.count_documents({"todo": {"$exists": True}})
    await replay_equals_document(desk)


async def test_the_process_that_wrote_it_delivers_it_itself(desk, cast):
    desk.settings = replace(desk.settings, undo_seconds=0)
    number = await open_ticket(desk, cast.alice.actor)
    await replies.reply(desk, cast.alice.actor, number, "At once")
    await settle(desk)
    assert (await types(desk, number))[1:] == ["reply", "reply.sent"]


@pytest.mark.parametrize(("then", "status"), [("send", "in_progress"), ("wait", "waiting"), ("resolve", "resolved")])
async def test_the_status_is_part_of_the_reply(desk, cast, api, then, status):
    number = await open_ticket(desk, cast.alice.actor, assignee=cast.alice.actor.ref())
    answer = await api.post(
        f"/api/v1/tickets/{number}/replies", json={"body": " Done ", "then": then}, headers=cast.alice.bearer
    )
    entry = answer.json()
    assert (answer.status_code, entry["type"], entry["body"], entry["delivery"]) == (201, "reply", "Done", "held")
    assert entry["held_until"] > entry["at"]
    assert entry["data"]["then"] == then
    assert (await tickets.find(desk, cast.alice.actor, number))["status"] == status
    assert len(await events_of(desk)) == 2, "one action, one entry"
    await replay_equals_document(desk)


async def test_without_then_nothing_changes_and_nobody_becomes_the_owner(desk, cast, api):
    number = await open_ticket(desk, cast.alice.actor)
    await api.post(f"/api/v1/tickets/{number}/replies", json={"body": "Hello"}, headers=cast.bob.bearer)
    state = await tickets.find(desk, cast.bob.actor, number)
    assert (state["status"], state["assignee"]) == ("open", None)


@pytest.mark.parametrize(("body", "status", "field"), [
    ({}, 400, "body"), ({"body": " \n"}, 400, "body"), ({"body": "x" * 50_001}, 400, "body"),
    ({"body": "x", "then": "close"}, 400, "then"), ({"body": "x", "attachments": ["none"]}, 422, "attachments"),
    ({"body": "x", "attachments": "a"}, 400, "attachments"), ({"body": "x", "base_seq": -1}, 400, "base_seq"),
    ({"body": "x", "client_id": ""}, 400, "client_id"), ({"body": "x", "status": "closed"}, 400, "status"),
    ({"body": ["x"]}, 400, "body"),
])
async def test_a_bad_reply(desk, cast, api, body, status, field):
    number = await open_ticket(desk, cast.alice.actor)
    for kind in ("replies", "notes"):
        if kind == "notes" and "then" in body:
            continue
        answer = await api.post(f"/api/v1/tickets/{number}/{kind}", json=body, headers=cast.alice.bearer)
        assert (answer.status_code, answer.json()["error"]["details"]["field"]) == (status, field)
    assert len(await events_of(desk)) == 1


async def test_a_repeat_is_the_same_reply_also_when_something_came_between(desk, cast, api):
    number = await open_ticket(desk, cast.alice.actor)
    path, body = f"/api/v1/tickets/{number}/replies", {"body": "Once", "client_id": "c1", "base_seq": 1}
    first = await api.post(path, json=body, headers=cast.alice.bearer)
    await replies.note(desk, cast.bob.actor, number, "meanwhile")
    again = await api.post(path, json=body, headers=cast.alice.bearer)
    assert (again.status_code, again.json()) == (201, first.json())
    assert (await types(desk, number))[1:] == ["reply", "note"]


async def test_a_repeat_tells_what_became_of_it(desk, cast, api, clock):
    number = await open_ticket(desk, cast.alice.actor)
    path, body = f"/api/v1/tickets/{number}/replies", {"body": "Once", "client_id": "c1"}
    await api.post(path, json=body, headers=cast.alice.bearer)
    await pass_holding(desk, clock)
    assert (await api.post(path, json=body, headers=cast.alice.bearer)).json()["delivery"] == "sent"


async def test_a_closed_ticket_takes_notes_only(desk, cast, api):
    number = await open_ticket(desk, cast.alice.actor)
    for status in ("resolved", "closed"):
        await tickets.set_status(desk, cast.alice.actor, number, status)
    for then in ("send", "wait", "resolve"):
        answer = await api.post(
            f"/api/v1/tickets/{number}/replies", json={"body": "x", "then": then}, headers=cast.alice.bearer
        )
        assert (answer.status_code, answer.json()["error"]["code"]) == (409, "conflict")
    await replies.note(desk, cast.alice.actor, number, "they called")
    await replay_equals_document(desk)


async def test_what_others_wrote_stops_it_and_is_shown(desk, cast, api):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    number = await make_ticket(desk, cast.alice.actor, chat)
    seen = (await tickets.find(desk, cast.bob.actor, number))["seq"]
    await say(desk, cast.vera.actor, chat, "One more thing")
    await settle(desk)
    await replies.note(desk, cast.alice.actor, number, "I call her")
    for kind, seq in (("replies", seen + 2), ("notes", seen + 3)):
        path = f"/api/v1/tickets/{number}/{kind}"
        answer = await api.post(path, json={"body": "x", "base_seq": seen}, headers=cast.bob.bearer)
        error = answer.json()["error"]
        assert (answer.status_code, error["code"]) == (409, "conflict")
        assert [entry["body"] for entry in error["details"]["new"]] == ["One more thing", "I call her"]
        assert (error["details"]["base_seq"], error["details"]["seq"]) == (seen, seq)
        assert "Vera and Alice" in error["message"]
        answer = await api.post(path, json={"body": "x", "base_seq": seen + 2}, headers=cast.bob.bearer)
        assert answer.status_code == 201


async def test_ones_own_entries_and_bookkeeping_never_stop_it(desk, cast, clock):
    number = await open_ticket(desk, cast.alice.actor)
    for n in range(3):
        await replies.reply(desk, cast.alice.actor, number, f"{n}", base_seq=1)
    await pass_holding(desk, clock)
    await replies.reply(desk, cast.alice.actor, number, "last", base_seq=1)
    with pytest.raises(Conflict):
        await replies.reply(desk, cast.bob.actor, number, "blind", base_seq=1)


async def test_of_two_blind_replies_at_once_one_is_stopped(desk, other_desk, cast):
    for _ in range(10):
        number = await open_ticket(desk, cast.alice.actor)
        outcomes = await asyncio.gather(
            replies.reply(desk, cast.alice.actor, number, "a", base_seq=1),
            replies.reply(other_desk, cast.bob.actor, number, "b", base_seq=1), return_exceptions=True,
        )
        (refusal,) = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
        assert isinstance(refusal, Conflict)
        assert len(refusal.details["new"]) == 1
    await replay_equals_document(desk, other_desk)


async def test_it_reaches_the_visitor_in_the_chat_once(desk, other_desk, cast, clock):
    chat = await ended(desk, cast.vera, cast.alice.actor)
    number = await make_ticket(desk, cast.alice.actor, chat)
    written = await replies.reply(desk, cast.bob.actor, number, "It is **on its way**.", "wait")
    desk.bus.forget()
    await pass_holding(desk, clock)
    await asyncio.gather(*[do_duties(node, {**written.event}) for node in (desk, other_desk)])
    await settle(desk, other_desk)
    lines, _, _ = await reading.messages_after(desk, cast.vera.actor, chat, 0)
    (line,) = [line for line in lines if line["body"] == "It is on its way."]
    assert (line["kind"], line["author"]["name"], line["client_id"]) == ("message", "Bob", f"~{written.event['_id']}")
    pushed = visible_to_visitors(desk.bus) + visible_to_visitors(other_desk.bus)
    assert {line["body"] for line in pushed} == {"It is on its way."}
    assert len(await read(desk, number, q="on its way")) == 1, "the ticket has it already"
    await messages_once(desk, chat)
    await replay_equals_document(desk, other_desk)


async def test_that_files_stay_behind_is_said(desk, cast, clock):
    chat = await ended(desk, cast.vera, cast.alice.actor)
    of_chat, by_hand = await make_ticket(desk, cast.alice.actor, chat), await open_ticket(desk, cast.alice.actor)
    for number, words in (
        (of_chat, "sent the reply into the chat, which can't carry its files yet"), (by_hand, "sent the reply"),
    ):
        file = await keep(desk, cast.bob.actor, "a.txt", "text/plain", b"hello")
        await replies.reply(desk, cast.bob.actor, number, "See the file", attachments=[file["_id"]])
        await pass_holding(desk, clock)
        assert (await read(desk, number))[-1]["text"] == words


async def test_the_talk_goes_on_after_a_reply(desk, cast, clock):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    number = await make_ticket(desk, cast.alice.actor, chat)
    await replies.reply(desk, cast.bob.actor, number, "From the ticket", "wait")
    await pass_holding(desk, clock)
    await say(desk, cast.vera.actor, chat, "Thanks")
    await say(desk, cast.alice.actor, chat, "Welcome")
    await settle(desk)
    bodies = [entry["body"] for entry in await read(desk, number, type="message,reply") if "body" in entry]
    assert bodies == ["Hello", "From the ticket", "Thanks", "Welcome"]
    assert (await tickets.find(desk, cast.bob.actor, number))["status"] == "in_progress"
    await messages_once(desk, chat)
    await replay_equals_document(desk)


async def test_a_note_goes_nowhere(desk, cast, clock):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    number = await make_ticket(desk, cast.alice.actor, chat)
    await replies.note(desk, cast.bob.actor, number, "a secret doubt", "n1")
    written = await replies.reply(desk, cast.bob.actor, number, "a secret slip")
    await undo(desk, cast.bob.actor, number, written.event["_id"])
    await pass_holding(desk, clock)
    lines, _, _ = await reading.messages_after(desk, cast.vera.actor, chat, 0)
    assert "secret" not in str(lines)
    assert "secret" not in str(desk.bus.to("/visitor"))
    for guest in (cast.vera, cast.sam):
        for act in (
            replies.note(desk, guest.actor, number, "x"), replies.reply(desk, guest.actor, number, "x"),
            undo(desk, guest.actor, number, written.event["_id"]), timeline(desk, guest.actor, number),
        ):
            with pytest.raises(NotFound):
                await act


async def test_sending_and_taking_back_at_once_is_never_both(desk, other_desk, cast, clock):
    for _ in range(15):
        chat = await ended(desk, cast.vera, cast.alice.actor)
        number = await make_ticket(desk, cast.alice.actor, chat)
        written = await replies.reply(desk, cast.alice.actor, number, "now or never", "resolve")
        clock.advance(seconds=11)
        await asyncio.gather(
            undo(desk, cast.alice.actor, number, written.event["_id"]),
            do_duties(other_desk, {**written.event}), return_exceptions=True,
        )
        await settle(desk, other_desk)
        fate = (await types(desk, number))[-1]
        lines, _, _ = await reading.messages_after(desk, cast.vera.actor, chat, 0)
        assert [line["body"] for line in lines].count("now or never") == (fate == "reply.sent")
        state = await tickets.find(desk, cast.alice.actor, number)
        assert state["status"] == ("resolved" if fate == "reply.sent" else "in_progress")
        assert (await types(desk, number)).count("reply.sent") + (await types(desk, number)).count("reply.undone") == 1
    await replay_equals_document(desk, other_desk)


async def test_a_killed_process_loses_no_reply(desk, cast, clock, make_desk):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    number = await make_ticket(desk, cast.alice.actor, chat)
    written = await replies.reply(desk, cast.alice.actor, number, "after the crash")
    await settle(desk)
    # As if it had died between the two steps of sending.
    clock.advance(seconds=11)
    await replies.deliver(desk, written.event)
    heir = await make_desk()
    clock.advance(seconds=11)
    for _ in range(3):
        await sweeps.duties(heir)
        await settle(desk, heir)
    lines, _, _ = await reading.messages_after(heir, cast.vera.actor, chat, 0)
    assert [line["body"] for line in lines].count("after the crash") == 1
    assert not await desk.store.events.count_documents({"todo": {"$exists": True}})


async def test_consoles_are_told_of_each_step(desk, cast, clock):
    number = await open_ticket(desk, cast.alice.actor)
    await settle(desk)
    desk.bus.forget()
    await replies.reply(desk, cast.alice.actor, number, "Hello", "wait")
    await settle(desk)
    (told,) = desk.bus.to("/agent", "ticket.event")
    assert (told["event"]["delivery"], told["ticket"]["status"]) == ("held", "waiting")
    await pass_holding(desk, clock)
    assert [told["event"]["type"] for told in desk.bus.to("/agent", "ticket.event")] == ["reply", "reply.sent"]


async def test_the_chat_of_a_deleted_agent_still_gets_the_reply(desk, cast, clock):
    chat = await ended(desk, cast.vera, cast.alice.actor)
    number = await make_ticket(desk, cast.alice.actor, chat)
    written = await replies.reply(desk, cast.bob.actor, number, "From Bob")
    await desk.store.agents.delete_one({"_id": cast.bob.id})
    await pass_holding(desk, clock)
    assert (await types(desk, number))[-1] == "reply.sent"
    state = await reading.find(desk, cast.alice.actor, chat)
    assert state["last"]["text"] == "From Bob"
    assert sentence({"type": "reply.sent", "data": {"event": written.event["_id"]}}) == "sent the reply"


async def test_messages_of_the_chat_alone_have_no_cause(desk, cast):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    await chats.post(desk, cast.alice.actor, chat, "c", "plain")
    assert not [event for event in await events_of(desk, f"chat/{chat}") if "cause" in event]
