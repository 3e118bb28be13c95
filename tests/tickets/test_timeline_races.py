"""A timeline that is read while others split and merge: as it was or as it is, and never an error."""

import asyncio

import pytest

from server.tickets import replies
from server.tickets.merge import merge, preview
from server.tickets.split import split
from server.tickets.timeline import places_of
from server.tickets.undo import undo
from tests.desks import replay_equals_document
from tests.plays import open_ticket, read


@pytest.fixture
async def parted(desk, cast):
    """(a ticket, what was split off it, the ids of the entries): and the documents as they were before."""
    number = await open_ticket(desk, cast.alice.actor)
    id = (await replies.note(desk, cast.bob.actor, number, "a toaster")).event["_id"]
    before = await desk.store.tickets.find_one({"_id": number})
    new = (await split(desk, cast.alice.actor, number, [id], "The toaster"))["_id"]
    return number, new, id, before


async def test_a_new_ticket_that_only_stands_in_its_events(desk, cast, parted):
    number, new, id, _ = parted
    await desk.store.tickets.delete_one({"_id": new})
    assert [entry["id"] for entry in await read(desk, number) if entry.get("moved_to") == new] == [id]
    assert [entry["id"] for entry in await read(desk, new, type="note")] == [id]
    assert (await preview(desk, cast.bob.actor, number, [new]))["refused"] == []


async def test_a_home_that_does_not_know_of_the_split_yet(desk, cast, parted):
    number, new, id, before = parted
    await desk.store.tickets.replace_one({"_id": number}, before)
    assert [entry["id"] for entry in await read(desk, new, type="note")] == [id]


async def test_merges_that_seem_to_lead_in_a_circle(desk, cast):
    one, two = [await open_ticket(desk, cast.alice.actor) for _ in range(2)]
    for number, to in ((one, two), (two, one)):
        await desk.store.tickets.update_one({"_id": number}, {"$set": {"merged_into": to, "merged": [to]}})
    assert (await places_of(desk, [one, two])).keys() == {one, two}
    assert await read(desk, one)


async def test_reading_while_others_split_and_merge(desk, other_desk, cast):
    number = await open_ticket(desk, cast.alice.actor)
    ids = [(await replies.note(desk, cast.bob.actor, number, f"note {n}")).event["_id"] for n in range(6)]
    done = asyncio.Event()

    async def write():
        for id in ids:
            new = (await split(desk, cast.alice.actor, number, [id], "Apart"))["_id"]
            await merge(desk, cast.alice.actor, number, [new])
            line = next(entry for entry in await read(desk, new) if entry["type"] == "merge.into")
            await undo(desk, cast.alice.actor, new, line["id"])
        done.set()

    async def look(which):
        while not done.is_set():
            entries = await read(which, number)
            assert {entry["id"] for entry in entries} >= set(ids), "each stands there, or where it went"
            for to in {entry["moved_to"] for entry in entries if "moved_to" in entry}:
                assert await read(which, to)

    await asyncio.gather(write(), *(look(which) for which in (desk, other_desk) * 2))
    await replay_equals_document(desk, other_desk)
