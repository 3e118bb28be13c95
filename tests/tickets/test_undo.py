"""Taking back: one's own reply or change, for some seconds and only while it is still so."""

import asyncio

import pytest

from server.errors import Conflict, Forbidden, NotFound
from server.people.agents import update_agent
from server.tickets import actions as tickets
from server.tickets import replies
from server.tickets.shapes import ticket_shape
from server.tickets.undo import undo
from tests.desks import events_of, replay_equals_document, settle
from tests.plays import accepted, ended, make_ticket, open_ticket, pass_holding, read, say

FIELDS = ("subject", "status", "priority", "assignee", "team", "labels", "category")


def fields(state: dict) -> dict:
    return {name: state[name] for name in FIELDS}


ACTS = {
    "taken": lambda desk, cast, n: tickets.assign(desk, cast.alice.actor, n, agent=cast.alice.actor.ref()),
    "given": lambda desk, cast, n: tickets.assign(desk, cast.alice.actor, n, agent=cast.bob.actor.ref()),
    "to a team": lambda desk, cast, n: tickets.assign(
        desk, cast.alice.actor, n, team={"id": cast.billing, "name": "Billing"}
    ),
    "status": lambda desk, cast, n: tickets.set_status(desk, cast.alice.actor, n, "waiting"),
    "in progress": lambda desk, cast, n: tickets.set_status(desk, cast.alice.actor, n, "in_progress"),
    "priority": lambda desk, cast, n: tickets.set_priority(desk, cast.alice.actor, n, "urgent"),
    "labels": lambda desk, cast, n: tickets.set_labels(desk, cast.alice.actor, n, ["Refund"]),
    "category": lambda desk, cast, n: tickets.set_category(desk, cast.alice.actor, n, "Billing"),
    "subject": lambda desk, cast, n: tickets.rename(desk, cast.alice.actor, n, "Renamed"),
    "reply": lambda desk, cast, n: replies.reply(desk, cast.alice.actor, n, "Hello", "send"),
    "reply and wait": lambda desk, cast, n: replies.reply(desk, cast.alice.actor, n, "Hello", "wait"),
    "reply and resolve": lambda desk, cast, n: replies.reply(desk, cast.alice.actor, n, "Hello", "resolve"),
}


@pytest.mark.parametrize("act", ACTS)
async def test_what_was_is_again(desk, cast, api, act):
    number = await open_ticket(desk, cast.alice.actor, labels=["Bug"])
    before = await tickets.find(desk, cast.alice.actor, number)
    written = await ACTS[act](desk, cast, number)
    path, body = f"/api/v1/tickets/{number}/undo", {"event": written.event["_id"]}
    answer = await api.post(path, json=body, headers=cast.alice.bearer)
    assert (answer.status_code, answer.json()["number"]) == (200, number)
    assert fields(await tickets.find(desk, cast.alice.actor, number)) == fields(before)
    *_, done, back = await read(desk, number)
    assert done["undone_by"] == back["id"]
    assert back["text"].startswith("took ")
    again = await api.post(path, json=body, headers=cast.alice.bearer)
    assert (again.status_code, again.json()["error"]["code"]) == (409, "conflict")
    await replay_equals_document(desk)


@pytest.mark.parametrize("act", [act for act in ACTS if not act.startswith("reply")])
async def test_too_late(desk, cast, clock, act):
    number = await open_ticket(desk, cast.alice.actor, labels=["Bug"])
    written = await ACTS[act](desk, cast, number)
    clock.advance(seconds=16)
    with pytest.raises(Conflict, match="too long ago"):
        await undo(desk, cast.alice.actor, number, written.event["_id"])
    assert len(await events_of(desk)) == 2


async def test_a_reply_that_is_sent_stays(desk, cast, clock):
    number = await open_ticket(desk, cast.alice.actor)
    written = await replies.reply(desk, cast.alice.actor, number, "Hello")
    await pass_holding(desk, clock)
    with pytest.raises(Conflict, match="on its way already"):
        await undo(desk, cast.alice.actor, number, written.event["_id"])


async def test_what_a_colleague_did_is_theirs(desk, cast):
    number = await open_ticket(desk, cast.alice.actor)
    for act in ("priority", "reply"):
        written = await ACTS[act](desk, cast, number)
        with pytest.raises(Forbidden, match="Alice did this"):
            await undo(desk, cast.max.actor, number, written.event["_id"])


async def test_only_while_it_is_still_so(desk, cast):
    number = await open_ticket(desk, cast.alice.actor)
    written = await tickets.set_priority(desk, cast.alice.actor, number, "high")
    await tickets.set_priority(desk, cast.bob.actor, number, "urgent")
    with pytest.raises(Conflict, match="changed since"):
        await undo(desk, cast.alice.actor, number, written.event["_id"])
    assert (await tickets.find(desk, cast.alice.actor, number))["priority"] == "urgent"


async def test_a_later_change_of_another_field_is_no_hindrance(desk, cast):
    number = await open_ticket(desk, cast.alice.actor)
    written = await tickets.set_status(desk, cast.alice.actor, number, "waiting")
    await tickets.assign(desk, cast.bob.actor, number, agent=cast.bob.actor.ref())
    await undo(desk, cast.alice.actor, number, written.event["_id"])
    state = await tickets.find(desk, cast.alice.actor, number)
    assert (state["status"], state["assignee"]["name"]) == ("in_progress", "Bob"), "Open is not for what has an owner"
    reply = await replies.reply(desk, cast.bob.actor, number, "Hello", "resolve")
    await tickets.assign(desk, cast.bob.actor, number, agent=None)
    await undo(desk, cast.bob.actor, number, reply.event["_id"])
    assert (await tickets.find(desk, cast.alice.actor, number))["status"] == "open"
    await replay_equals_document(desk)


async def test_a_status_that_was_changed_since_stays_when_the_reply_is_taken_back(desk, cast):
    number = await open_ticket(desk, cast.alice.actor)
    written = await replies.reply(desk, cast.alice.actor, number, "Hello", "wait")
    await tickets.set_status(desk, cast.bob.actor, number, "resolved")
    await undo(desk, cast.alice.actor, number, written.event["_id"])
    assert (await tickets.find(desk, cast.alice.actor, number))["status"] == "resolved"


async def test_giving_away_can_be_taken_back_by_an_agent(desk, cast):
    number = await open_ticket(desk, cast.alice.actor, assignee=cast.alice.actor.ref())
    written = await tickets.assign(desk, cast.alice.actor, number, agent=cast.bob.actor.ref())
    await undo(desk, cast.alice.actor, number, written.event["_id"])
    assert (await tickets.find(desk, cast.alice.actor, number))["assignee"]["name"] == "Alice"


async def test_closing_is_taken_back_unless_the_customer_wrote(desk, cast):
    chat = await ended(desk, cast.vera, cast.alice.actor)
    number = await make_ticket(desk, cast.alice.actor, chat)
    await tickets.set_status(desk, cast.alice.actor, number, "resolved")
    written = await tickets.set_status(desk, cast.alice.actor, number, "closed")
    await undo(desk, cast.alice.actor, number, written.event["_id"])
    assert (await tickets.find(desk, cast.alice.actor, number))["status"] == "resolved"


async def test_a_closed_ticket_that_was_followed_stays_closed(desk, cast):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    number = await make_ticket(desk, cast.alice.actor, chat)
    await tickets.set_status(desk, cast.alice.actor, number, "resolved")
    written = await tickets.set_status(desk, cast.alice.actor, number, "closed")
    await say(desk, cast.vera.actor, chat, "Wait!")
    await settle(desk)
    with pytest.raises(Conflict, match=f"#{number + 1} goes on"):
        await undo(desk, cast.alice.actor, number, written.event["_id"])
    shape = ticket_shape(await tickets.find(desk, cast.alice.actor, number))
    assert (shape["status"], shape["followed_by"]) == ("closed", number + 1)


async def test_what_can_not_be_taken_back(desk, cast, api):
    number = await open_ticket(desk, cast.alice.actor)
    other = await open_ticket(desk, cast.alice.actor)
    written = await replies.note(desk, cast.alice.actor, number, "noted")
    elsewhere = await tickets.set_priority(desk, cast.alice.actor, other, "low")
    (opened, _) = await events_of(desk, f"ticket/{number}")
    for event, status in (
        (written.event["_id"], 409), (opened["_id"], 409), (elsewhere.event["_id"], 404), ("none", 404),
    ):
        answer = await api.post(f"/api/v1/tickets/{number}/undo", json={"event": event}, headers=cast.alice.bearer)
        assert answer.status_code == status
    for body, field in (({}, "event"), ({"event": ""}, "event"), ({"event": {"$ne": 1}}, "event")):
        answer = await api.post(f"/api/v1/tickets/{number}/undo", json=body, headers=cast.alice.bearer)
        assert (answer.status_code, answer.json()["error"]["details"]["field"]) == (400, field)
    with pytest.raises(NotFound):
        await undo(desk, cast.alice.actor, 999, written.event["_id"])


async def test_two_undo_clicks_at_once_are_one(desk, other_desk, cast):
    for act in ("priority", "reply and wait"):
        number = await open_ticket(desk, cast.alice.actor)
        written = await ACTS[act](desk, cast, number)
        outcomes = await asyncio.gather(*[
            undo(node, cast.alice.actor, number, written.event["_id"]) for node in (desk, other_desk)
        ], return_exceptions=True)
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Conflict", "dict"]
        assert len(await events_of(desk, f"ticket/{number}")) == 3
    await replay_equals_document(desk, other_desk)


async def test_a_value_that_is_there_again_is_not_this_change(desk, cast):
    number = await open_ticket(desk, cast.alice.actor)
    first = await tickets.set_priority(desk, cast.alice.actor, number, "high")
    await tickets.set_priority(desk, cast.bob.actor, number, "urgent")
    await tickets.set_priority(desk, cast.bob.actor, number, "high")
    with pytest.raises(Conflict, match="changed since"):
        await undo(desk, cast.alice.actor, number, first.event["_id"])
    assert (await tickets.find(desk, cast.alice.actor, number))["priority"] == "high"


async def test_what_was_taken_back_and_done_again_is_another_change(desk, cast):
    number = await open_ticket(desk, cast.alice.actor)
    first = await tickets.set_priority(desk, cast.alice.actor, number, "high")
    await undo(desk, cast.alice.actor, number, first.event["_id"])
    again = await tickets.set_priority(desk, cast.alice.actor, number, "high")
    with pytest.raises(Conflict, match="taken back already"):
        await undo(desk, cast.alice.actor, number, first.event["_id"])
    await undo(desk, cast.alice.actor, number, again.event["_id"])
    assert (await tickets.find(desk, cast.alice.actor, number))["priority"] == "medium"


async def test_what_a_colleague_took_back_is_no_hindrance(desk, cast):
    number = await open_ticket(desk, cast.alice.actor)
    mine = await tickets.set_priority(desk, cast.alice.actor, number, "high")
    theirs = await tickets.set_priority(desk, cast.bob.actor, number, "urgent")
    await undo(desk, cast.bob.actor, number, theirs.event["_id"])
    await undo(desk, cast.alice.actor, number, mine.event["_id"])
    assert (await tickets.find(desk, cast.alice.actor, number))["priority"] == "medium"
    await replay_equals_document(desk)


async def test_a_closed_ticket_is_changed_by_no_undo_but_that_of_its_closing(desk, cast):
    number = await open_ticket(desk, cast.alice.actor)
    acts = [
        await tickets.set_priority(desk, cast.alice.actor, number, "high"),
        await tickets.assign(desk, cast.alice.actor, number, team={"id": cast.billing, "name": "Billing"}),
    ]
    await tickets.set_status(desk, cast.alice.actor, number, "resolved")
    closed = await tickets.set_status(desk, cast.alice.actor, number, "closed")
    for written in acts:
        with pytest.raises(Conflict, match="is closed"):
            await undo(desk, cast.alice.actor, number, written.event["_id"])
    await undo(desk, cast.alice.actor, number, closed.event["_id"])
    await undo(desk, cast.alice.actor, number, acts[0].event["_id"])
    state = await tickets.find(desk, cast.alice.actor, number)
    assert (state["status"], state["priority"]) == ("resolved", "medium")


async def test_nothing_goes_back_to_who_is_gone(desk, cast):
    number = await open_ticket(desk, cast.alice.actor, assignee=cast.bob.actor.ref())
    agent = await tickets.assign(desk, cast.max.actor, number, agent=cast.max.actor.ref())
    await update_agent(desk, cast.ada.actor, cast.bob.id, active=False)
    with pytest.raises(Conflict, match="Bob is not here any more"):
        await undo(desk, cast.max.actor, number, agent.event["_id"])
    assert (await tickets.find(desk, cast.max.actor, number))["assignee"]["name"] == "Max"
