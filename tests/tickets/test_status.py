"""Moving a ticket through its states."""

import asyncio

import pytest

from server.errors import Conflict, NotFound
from server.tickets import actions as tickets
from server.tickets import replies
from server.tickets.workflow import BY_HAND, NAMES, STATUSES
from tests.desks import events_of, replay_equals_document
from tests.plays import open_ticket

# How to bring a new ticket into each state.
WAYS = {
    "open": [], "in_progress": ["in_progress"], "waiting": ["waiting"], "resolved": ["resolved"],
    "closed": ["resolved", "closed"],
}


async def ticket_in(desk, actor, status: str) -> int:
    number = await open_ticket(desk, actor)
    for step in WAYS[status]:
        await tickets.set_status(desk, actor, number, step)
    return number


@pytest.mark.parametrize("was", STATUSES)
async def test_every_move_from(desk, cast, was):
    for to in STATUSES:
        number = await ticket_in(desk, cast.alice.actor, was)
        before = len(await events_of(desk, f"ticket/{number}"))
        if to == was or to in BY_HAND[was]:
            written = await tickets.set_status(desk, cast.alice.actor, number, to)
            assert written.fresh == (to != was)
            assert (await tickets.find(desk, cast.alice.actor, number))["status"] == to
            continue
        with pytest.raises(Conflict) as refused:
            await tickets.set_status(desk, cast.alice.actor, number, to)
        assert NAMES[was] in refused.value.message
        assert NAMES[to] in refused.value.message
        assert len(await events_of(desk, f"ticket/{number}")) == before
    await replay_equals_document(desk)


async def test_in_progress_without_an_owner_takes_it(desk, cast):
    number = await open_ticket(desk, cast.alice.actor)
    await tickets.set_status(desk, cast.bob.actor, number, "in_progress")
    assert (await tickets.find(desk, cast.bob.actor, number))["assignee"] == cast.bob.actor.ref()
    (_, moved) = await events_of(desk, f"ticket/{number}")
    assert moved["data"] == {"was": "Open", "to": "In Progress", "owner": "Bob"}
    await replay_equals_document(desk)


async def test_an_owned_ticket_does_not_go_back_to_open(desk, cast):
    number = await open_ticket(desk, cast.alice.actor, assignee=cast.alice.actor.ref())
    await tickets.set_status(desk, cast.alice.actor, number, "waiting")
    with pytest.raises(Conflict, match="while it has an owner"):
        await tickets.set_status(desk, cast.alice.actor, number, "open")


async def test_two_moves_at_once_are_two_moves_in_a_row(desk, other_desk, cast):
    number = await open_ticket(desk, cast.alice.actor)
    await asyncio.gather(
        tickets.set_status(desk, cast.alice.actor, number, "waiting"),
        tickets.set_status(other_desk, cast.bob.actor, number, "resolved"),
    )
    first, second = (await events_of(desk, f"ticket/{number}"))[1:]
    assert second["data"]["was"] == first["data"]["to"]
    await replay_equals_document(desk, other_desk)


@pytest.mark.parametrize("act", [
    lambda desk, actor, number: tickets.set_priority(desk, actor, number, "urgent"),
    lambda desk, actor, number: tickets.set_labels(desk, actor, number, ["Bug"]),
    lambda desk, actor, number: tickets.set_category(desk, actor, number, "Technical"),
    lambda desk, actor, number: tickets.rename(desk, actor, number, "Another kettle"),
    lambda desk, actor, number: tickets.assign(desk, actor, number, agent=actor.ref()),
    lambda desk, actor, number: tickets.assign(desk, actor, number, team={"id": "t", "name": "T"}),
])
async def test_a_closed_ticket_keeps_as_it_is(desk, cast, act):
    number = await ticket_in(desk, cast.alice.actor, "closed")
    before = await tickets.find(desk, cast.alice.actor, number)
    with pytest.raises(Conflict, match="closed"):
        await act(desk, cast.ada.actor, number)
    assert await tickets.find(desk, cast.alice.actor, number) == before


async def test_a_note_on_a_closed_ticket(desk, cast):
    number = await ticket_in(desk, cast.alice.actor, "closed")
    await replies.note(desk, cast.bob.actor, number, "they called again", "c1")
    assert (await tickets.find(desk, cast.alice.actor, number))["status"] == "closed"
    await replay_equals_document(desk)


async def test_for_visitors_there_are_no_tickets(desk, cast):
    number = await open_ticket(desk, cast.alice.actor)
    for guest in (cast.vera, cast.sam):
        for act in (
            tickets.find(desk, guest.actor, number), tickets.set_status(desk, guest.actor, number, "resolved"),
            replies.note(desk, guest.actor, number, "x", None), tickets.rename(desk, guest.actor, number, "x"),
            tickets.assign(desk, guest.actor, number, agent=None),
            replies.reply(desk, guest.actor, number, "x"), replies.reply(desk, guest.actor, number, "x", base_seq=0),
        ):
            with pytest.raises(NotFound):
                await act
    assert len(await events_of(desk)) == 1
