"""Owner, team, priority, labels, category, subject: each change is an entry, and no change is none."""

import asyncio

import pytest

from server.errors import Conflict, Forbidden, Unprocessable
from server.events import sentence
from server.tickets import actions as tickets
from server.tickets import replies
from tests.desks import events_of, replay_equals_document
from tests.plays import open_ticket


async def said(desk, number: int) -> list[str]:
    return [f"{event['actor']['name']} {sentence(event)}" for event in (await events_of(desk, f"ticket/{number}"))[1:]]


async def test_taking_giving_and_giving_back(desk, cast):
    number = await open_ticket(desk, cast.alice.actor)
    await tickets.assign(desk, cast.alice.actor, number, agent=cast.alice.actor.ref())
    assert (await tickets.find(desk, cast.alice.actor, number))["status"] == "in_progress"
    await tickets.assign(desk, cast.alice.actor, number, agent=cast.bob.actor.ref())
    await tickets.assign(desk, cast.bob.actor, number, agent=None)
    assert (await tickets.find(desk, cast.alice.actor, number))["status"] == "open"
    assert await said(desk, number) == [
        "Alice took this; now In Progress", "Alice gave this to Bob", "Bob gave this back to the inbox; now Open",
    ]
    await replay_equals_document(desk)


async def test_a_colleagues_work_is_moved_by_managers(desk, cast):
    number = await open_ticket(desk, cast.alice.actor, assignee=cast.alice.actor.ref())
    for to in (cast.max.actor.ref(), None):
        with pytest.raises(Forbidden, match="Alice owns this ticket"):
            await tickets.assign(desk, cast.bob.actor, number, agent=to)
    with pytest.raises(Conflict, match="Alice took this ticket first"):
        await tickets.assign(desk, cast.bob.actor, number, agent=cast.bob.actor.ref())
    await tickets.assign(desk, cast.max.actor, number, agent=cast.bob.actor.ref())
    await tickets.assign(desk, cast.ada.actor, number, agent=None)
    assert await said(desk, number) == ["Max gave this to Bob", "Ada took this from Bob; now Open"]
    await replay_equals_document(desk)


async def test_two_agents_take_it_at_once(desk, other_desk, cast):
    number = await open_ticket(desk, cast.max.actor)
    outcomes = await asyncio.gather(
        tickets.assign(desk, cast.alice.actor, number, agent=cast.alice.actor.ref()),
        tickets.assign(other_desk, cast.bob.actor, number, agent=cast.bob.actor.ref()), return_exceptions=True,
    )
    (refusal,) = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    winner = (await tickets.find(desk, cast.max.actor, number))["assignee"]["name"]
    assert isinstance(refusal, Conflict)
    assert (winner, refusal.message) == (refusal.details["agent"]["name"], f"{winner} took this ticket first.")
    await replay_equals_document(desk, other_desk)


async def test_a_team_alone_leaves_it_open(desk, cast):
    number = await open_ticket(desk, cast.alice.actor)
    team = {"id": cast.billing, "name": "Billing"}
    await tickets.assign(desk, cast.alice.actor, number, team=team)
    state = await tickets.find(desk, cast.alice.actor, number)
    assert (state["status"], state["team"]) == ("open", team)
    await tickets.assign(desk, cast.alice.actor, number, agent=cast.alice.actor.ref(), team=None)
    assert await said(desk, number) == [
        "Alice gave this to team Billing", "Alice took this from team Billing and took this; now In Progress",
    ]
    await replay_equals_document(desk)


async def test_an_owner_does_not_wake_what_waits(desk, cast):
    number = await open_ticket(desk, cast.alice.actor)
    await tickets.set_status(desk, cast.alice.actor, number, "waiting")
    await tickets.assign(desk, cast.alice.actor, number, agent=cast.alice.actor.ref())
    assert (await tickets.find(desk, cast.alice.actor, number))["status"] == "waiting"


async def test_labels_are_added_and_removed(desk, cast):
    number = await open_ticket(desk, cast.alice.actor, labels=["Bug"])
    await tickets.set_labels(desk, cast.alice.actor, number, ["Refund", "Onboarding", "Refund"])
    assert (await tickets.find(desk, cast.alice.actor, number))["labels"] == ["Refund", "Onboarding"]
    with pytest.raises(Unprocessable) as refused:
        await tickets.set_labels(desk, cast.alice.actor, number, ["Refund", "Nonsense"])
    assert refused.value.details["field"] == "labels"
    await tickets.set_labels(desk, cast.alice.actor, number, [])
    assert await said(desk, number) == [
        "Alice added the labels Refund, Onboarding and removed the label Bug",
        "Alice removed the labels Refund, Onboarding",
    ]
    await replay_equals_document(desk)


async def test_priority_category_and_subject(desk, cast):
    number = await open_ticket(desk, cast.alice.actor)
    await tickets.set_priority(desk, cast.alice.actor, number, "urgent")
    await tickets.set_category(desk, cast.alice.actor, number, "Technical")
    await tickets.set_category(desk, cast.alice.actor, number, None)
    await tickets.rename(desk, cast.alice.actor, number, "A leaking kettle")
    assert await said(desk, number) == [
        "Alice set the priority from Medium to Urgent", "Alice set the category to Technical",
        "Alice set the category to none", "Alice renamed the ticket from “A broken kettle”",
    ]
    await replay_equals_document(desk)


async def test_the_same_again_is_no_entry(desk, other_desk, cast):
    number = await open_ticket(desk, cast.alice.actor, labels=["Bug"], assignee=cast.alice.actor.ref())
    for node in (desk, other_desk):
        await tickets.set_priority(node, cast.alice.actor, number, "medium")
        await tickets.set_labels(node, cast.alice.actor, number, ["Bug"])
        await tickets.set_category(node, cast.alice.actor, number, None)
        await tickets.rename(node, cast.alice.actor, number, "A broken kettle")
        await tickets.assign(node, cast.bob.actor, number, agent=cast.alice.actor.ref(), team=None)
        await tickets.set_status(node, cast.alice.actor, number, "in_progress")
    assert len(await events_of(desk)) == 1


async def test_each_change_reaches_every_agents_screen(desk, cast):
    number = await open_ticket(desk, cast.alice.actor)
    await replay_equals_document(desk)
    desk.bus.forget()
    await tickets.set_priority(desk, cast.alice.actor, number, "high")
    await replies.note(desk, cast.alice.actor, number, "asked the shop", "n1")
    await replay_equals_document(desk)
    assert [push["event"]["type"] for push in desk.bus.to("/agent", "ticket.event")] == ["priority", "note"]
    assert [push["seq"] for push in desk.bus.to("/agent", "queue.changed")] == [2, 3]
    assert not desk.bus.to("/visitor")
    assert {tuple(push.rooms) for push in desk.bus.sent} == {(f"ticket:{number}",), ("queue",)}
