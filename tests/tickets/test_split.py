"""Splitting: entries move to a ticket of their own, each read in one place; taken back, they come home."""

import asyncio

import pytest

from server.errors import Conflict, NotFound, Unprocessable
from server.tickets import actions as tickets
from server.tickets import replies
from server.tickets.merge import merge
from server.tickets.split import split
from server.tickets.undo import undo
from tests.desks import events_of, replay_equals_document, settle
from tests.plays import accepted, ended, make_ticket, open_ticket, pass_holding, read, say


async def talk(desk, cast, clock) -> tuple[int, dict[str, str]]:
    """A ticket of a chat with words before and after the conversion; ids by body."""
    chat = await accepted(desk, cast.vera, cast.alice.actor, "kettle", email="carla@customer.example")
    await say(desk, cast.vera.actor, chat, "toaster")
    number = await make_ticket(desk, cast.alice.actor, chat)
    clock.advance(minutes=1)
    await say(desk, cast.vera.actor, chat, "toaster again")
    await settle(desk)
    clock.advance(minutes=1)
    await replies.note(desk, cast.bob.actor, number, "toaster note")
    clock.advance(minutes=1)
    await replies.reply(desk, cast.bob.actor, number, "about the toaster")
    await pass_holding(desk, clock)
    return number, {entry["body"]: entry["id"] for entry in await read(desk, number) if "body" in entry}


def bodies(entries: list[dict]) -> list[str]:
    return [entry["body"] for entry in entries if "body" in entry]


TOASTER = ["toaster", "toaster again", "toaster note", "about the toaster"]


async def test_entries_of_all_kinds_move(desk, cast, api, clock):
    number, ids = await talk(desk, cast, clock)
    asked = {"events": [ids[body] for body in TOASTER], "subject": " The toaster "}
    answer = await api.post(f"/api/v1/tickets/{number}/split", json=asked, headers=cast.bob.bearer)
    new = answer.json()
    assert (answer.status_code, new["subject"], new["split_from"]) == (201, "The toaster", number)
    origin = await tickets.find(desk, cast.bob.actor, number)
    assert (new["customer"]["id"], new["status"]) == (origin["customer"]["id"], "in_progress")
    moved = await read(desk, new["number"])
    assert bodies(moved) == TOASTER
    assert {entry["from"] for entry in moved if "body" in entry} == {number}
    assert [entry["text"] for entry in moved if entry["type"] == "split.from"] == [
        f"split this ticket off from #{number}"
    ]
    assert [entry.get("delivery") for entry in moved if entry["type"] == "reply"] == ["sent"]
    left = await read(desk, number)
    assert bodies(left) == ["kettle"]
    assert [entry["moved_to"] for entry in left if "moved_to" in entry] == [new["number"]] * 4
    assert "about the toaster" not in str(left)
    (line,) = [entry for entry in left if entry["type"] == "split"]
    assert line["text"] == f"split 4 entries off into #{new['number']}"
    await replay_equals_document(desk)


async def test_taken_back_they_come_home(desk, cast, clock):
    number, ids = await talk(desk, cast, clock)
    before = await read(desk, number)
    new = (await split(desk, cast.alice.actor, number, [ids[body] for body in TOASTER], "Toaster"))["_id"]
    (line,) = [entry for entry in await read(desk, number) if entry["type"] == "split"]
    await undo(desk, cast.bob.actor, number, line["id"])
    after = await read(desk, number)
    assert [entry for entry in after if not entry["type"].startswith("split")] == before
    state = await tickets.find(desk, cast.bob.actor, new)
    assert (state["status"], state["merged_into"]) == ("closed", number)
    with pytest.raises(Conflict, match="taken back already"):
        await undo(desk, cast.bob.actor, number, line["id"])
    await replay_equals_document(desk)


async def test_where_something_was_written_the_new_ticket_stays(desk, cast, clock):
    number, ids = await talk(desk, cast, clock)
    new = (await split(desk, cast.alice.actor, number, [ids["toaster"]], "Toaster"))["_id"]
    await replies.note(desk, cast.alice.actor, new, "only here")
    (line,) = [entry for entry in await read(desk, new) if entry["type"] == "split.from"]
    await undo(desk, cast.bob.actor, new, line["id"])
    assert bodies(await read(desk, new)) == ["only here"]
    assert (await tickets.find(desk, cast.bob.actor, new))["status"] == "in_progress"
    assert "toaster" in bodies(await read(desk, number))
    await replay_equals_document(desk)


async def test_what_can_not_be_split(desk, cast, clock):
    number, ids = await talk(desk, cast, clock)
    count = len(await events_of(desk))
    entries = await read(desk, number)
    opened = next(entry["id"] for entry in entries if entry["type"] == "chat.opened")
    other = await open_ticket(desk, cast.alice.actor)
    (elsewhere,) = [entry["id"] for entry in await read(desk, other)]
    for events, error, words in (
        (list(ids.values()), Conflict, "At least one message"),
        ([ids["kettle"], ids["toaster"], ids["toaster again"]], Conflict, "At least one message"),
        ([opened], Unprocessable, "is no message, reply or note"), ([elsewhere], Unprocessable, "is no message"),
        (["none"], Unprocessable, "is no message"),
    ):
        with pytest.raises(error, match=words):
            await split(desk, cast.alice.actor, number, events, "x")
    with pytest.raises(NotFound):
        await split(desk, cast.vera.actor, number, [ids["toaster"]], "x")
    with pytest.raises(NotFound):
        await split(desk, cast.alice.actor, 999, [ids["toaster"]], "x")
    for status in ("resolved", "closed"):
        await tickets.set_status(desk, cast.alice.actor, number, status)
    with pytest.raises(Conflict, match="closed"):
        await split(desk, cast.alice.actor, number, [ids["toaster"]], "x")
    assert len(await events_of(desk)) == count + 3
    await replay_equals_document(desk)


@pytest.mark.parametrize(("body", "field"), [
    ({"subject": "x"}, "events"), ({"events": [], "subject": "x"}, "events"), ({"events": ["x"]}, "subject"),
    ({"events": ["x"], "subject": " "}, "subject"), ({"events": ["x"], "subject": "x" * 201}, "subject"),
    ({"events": "x", "subject": "x"}, "events"), ({"events": [1], "subject": "x"}, "events[0]"),
])
async def test_a_bad_request(desk, cast, api, body, field):
    number = await open_ticket(desk, cast.alice.actor)
    answer = await api.post(f"/api/v1/tickets/{number}/split", json=body, headers=cast.alice.bearer)
    assert (answer.status_code, answer.json()["error"]["details"]["field"]) == (400, field)


async def test_what_was_split_is_split_again_and_comes_back_step_by_step(desk, cast, clock):
    number, ids = await talk(desk, cast, clock)
    first = (await split(desk, cast.alice.actor, number, [ids["toaster"], ids["toaster again"]], "One"))["_id"]
    second = (await split(desk, cast.alice.actor, first, [ids["toaster again"]], "Two"))["_id"]
    assert bodies(await read(desk, second)) == ["toaster again"]
    assert bodies(await read(desk, first)) == ["toaster"]
    places = {entry["id"]: entry["moved_to"] for entry in await read(desk, number) if "moved_to" in entry}
    assert places == {ids["toaster"]: first, ids["toaster again"]: second}
    (line,) = [entry for entry in await read(desk, second) if entry["type"] == "split.from"]
    await undo(desk, cast.alice.actor, second, line["id"])
    assert bodies(await read(desk, first)) == ["toaster", "toaster again"]
    line, _ = [entry for entry in await read(desk, number) if entry["type"] == "split"]
    await undo(desk, cast.alice.actor, number, line["id"])
    assert sorted(bodies(await read(desk, number))) == sorted(ids)
    assert bodies(await read(desk, first)) == []
    await replay_equals_document(desk)


async def test_the_first_split_taken_back_first(desk, cast, clock):
    number, ids = await talk(desk, cast, clock)
    first = (await split(desk, cast.alice.actor, number, [ids["toaster"], ids["toaster again"]], "One"))["_id"]
    second = (await split(desk, cast.alice.actor, first, [ids["toaster again"]], "Two"))["_id"]
    line, _ = [entry for entry in await read(desk, number) if entry["type"] == "split"]
    await undo(desk, cast.alice.actor, number, line["id"])
    assert bodies(await read(desk, second)) == ["toaster again"], "it had moved on"
    (line,) = [entry for entry in await read(desk, second) if entry["type"] == "split.from"]
    await undo(desk, cast.alice.actor, second, line["id"])
    assert sorted(bodies(await read(desk, number))) == sorted(ids), "the ticket it goes back to leads home"
    await replay_equals_document(desk)


async def test_out_of_a_merged_ticket_and_then_unmerged(desk, cast, clock):
    source, ids = await talk(desk, cast, clock)
    target = await open_ticket(desk, cast.alice.actor)
    await merge(desk, cast.alice.actor, target, [source])
    new = (await split(desk, cast.alice.actor, target, [ids["toaster"], ids["about the toaster"]], "Toaster"))["_id"]
    assert bodies(await read(desk, new)) == ["toaster", "about the toaster"]
    assert "toaster" not in bodies(await read(desk, target))
    lines = [entry for entry in await read(desk, target) if entry["type"] == "split"]
    assert [line["text"] for line in lines] == [f"split 2 entries off into #{new}"], "told once"
    (line,) = [entry for entry in await read(desk, target) if entry["type"] == "merge"]
    await undo(desk, cast.alice.actor, target, line["id"])
    assert bodies(await read(desk, source)) == ["kettle", "toaster again", "toaster note"]
    await undo(desk, cast.alice.actor, target, lines[0]["id"])
    assert sorted(bodies(await read(desk, source))) == sorted(ids)
    await replay_equals_document(desk)


async def test_a_ticket_that_was_split_off_is_merged_home(desk, cast, clock):
    number, ids = await talk(desk, cast, clock)
    new = (await split(desk, cast.alice.actor, number, [ids["toaster"]], "Toaster"))["_id"]
    await merge(desk, cast.alice.actor, number, [new])
    entries = await read(desk, number)
    assert bodies(entries) == ["kettle", "toaster", "toaster again", "toaster note", "about the toaster"]
    assert not [entry for entry in entries if "moved_to" in entry]
    await replay_equals_document(desk)


async def test_of_two_splits_of_one_message_at_once_one_wins(desk, other_desk, cast, clock):
    for _ in range(6):
        number, ids = await talk(desk, cast, clock)
        outcomes = await asyncio.gather(
            split(desk, cast.alice.actor, number, [ids["toaster"]], "a"),
            split(other_desk, cast.bob.actor, number, [ids["toaster"], ids["toaster note"]], "b"),
            return_exceptions=True,
        )
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Unprocessable", "dict"]
    await replay_equals_document(desk, other_desk)


async def test_a_reply_in_the_new_ticket_reaches_the_customers_chat(desk, cast, clock):
    chat = await ended(desk, cast.vera, cast.alice.actor)
    number = await make_ticket(desk, cast.alice.actor, chat)
    written = await replies.note(desk, cast.alice.actor, number, "another matter")
    new = (await split(desk, cast.alice.actor, number, [written.event["_id"]], "Other"))["_id"]
    await replies.reply(desk, cast.bob.actor, new, "From the new one")
    await pass_holding(desk, clock)
    said = [event["body"] for event in await events_of(desk, f"chat/{chat}") if event["type"] == "message"]
    assert said == ["Hello", "From the new one"]
    assert len(await read(desk, new, q="from the new one")) == 1
    assert await read(desk, number, q="from the new one") == []


async def test_a_held_reply_is_taken_back_where_it_is_read(desk, cast):
    number = await open_ticket(desk, cast.alice.actor)
    written = await replies.reply(desk, cast.alice.actor, number, "too quick", "wait")
    new = (await split(desk, cast.alice.actor, number, [written.event["_id"]], "Other"))["_id"]
    await undo(desk, cast.alice.actor, new, written.event["_id"])
    entry, line = await read(desk, new, type="reply")
    assert (entry["delivery"], entry["from"]) == ("undone", number)
    assert (line["type"], "from" in line) == ("reply.undone", False)
    assert (await tickets.find(desk, cast.alice.actor, number))["status"] == "open"
    await replay_equals_document(desk)


@pytest.mark.parametrize("taken_back", [False, True])
async def test_who_has_the_new_ticket_open_is_told_what_becomes_of_a_held_reply(desk, cast, clock, taken_back):
    number = await open_ticket(desk, cast.alice.actor)
    written = await replies.reply(desk, cast.alice.actor, number, "too quick")
    new = (await split(desk, cast.alice.actor, number, [written.event["_id"]], "Other"))["_id"]
    await settle(desk)
    desk.bus.forget()
    if taken_back:
        await undo(desk, cast.alice.actor, number, written.event["_id"])
    await pass_holding(desk, clock)
    told = [push["event"] for push in desk.bus.to("/agent", "ticket.event") if push["number"] == new]
    assert [event["type"] for event in told] == ["reply.undone" if taken_back else "reply.sent"]
    assert told[0]["data"]["event"] == written.event["_id"]
