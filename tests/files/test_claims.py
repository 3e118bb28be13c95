"""A file and the entry that sends it: bound to one ticket, and swept if it is never sent."""

import asyncio

import pytest

from server.errors import Conflict, Invalid, NotFound, TooLarge, Unprocessable
from server.files import blobs, keeping
from server.jobs import sweeps
from server.tickets import actions as tickets
from server.tickets.replies import note, reply
from tests.desks import replay_equals_document
from tests.people.images import png
from tests.plays import open_ticket

BYTES = png(9, 9)


async def kept(desk, actor, name: str = "kettle.png") -> str:
    return (await keeping.keep(desk, actor, name, "image/png", BYTES))["_id"]


@pytest.fixture
async def number(desk, cast):
    return await open_ticket(desk, cast.alice.actor)


async def remaining(desk) -> tuple[int, int, int]:
    """Rows, files and chunks."""
    return tuple([
        await desk.store.database[name].count_documents({}) for name in ("attachments", "blobs.files", "blobs.chunks")
    ])


async def test_an_entry_keeps_the_shape_of_its_files(desk, cast, number):
    ids = [await kept(desk, cast.alice.actor, name) for name in ("one.png", "two.png")]
    event = (await reply(desk, cast.alice.actor, number, "Look", attachments=[*ids, ids[0]])).event
    shapes = event["data"]["attachments"]
    assert [(shape["id"], shape["name"], shape["width"]) for shape in shapes] == [(ids[0], "one.png", 9),
    (ids[1], "two.png", 9)]
    assert shapes[0]["url"] == f"/api/v1/attachments/{ids[0]}"
    await replay_equals_document(desk)


async def test_a_repeat_claims_again_and_two_entries_of_a_ticket_may_share(desk, cast, number):
    id = await kept(desk, cast.alice.actor)
    first = await note(desk, cast.alice.actor, number, "see", "k", attachments=[id])
    again = await note(desk, cast.alice.actor, number, "see", "k", attachments=[id])
    assert first.event["_id"] == again.event["_id"]
    assert (await reply(desk, cast.alice.actor, number, "see", attachments=[id])).fresh


async def test_what_may_not_be_claimed(desk, cast, number):
    mine, bobs = await kept(desk, cast.alice.actor), await kept(desk, cast.bob.actor)
    other = await open_ticket(desk, cast.alice.actor)
    sent = await kept(desk, cast.alice.actor)
    await note(desk, cast.alice.actor, other, "see", attachments=[sent])
    for ids in ([mine, "unknown"], [bobs], [sent], [""], ["x"] * 3, [f"{turn}" for turn in range(21)]):
        with pytest.raises(Unprocessable) as refused:
            await note(desk, cast.alice.actor, number, "see", attachments=ids)
        assert refused.value.details["field"] == "attachments"
    with pytest.raises(Unprocessable):
        await note(desk, cast.bob.actor, other, "mine now", attachments=[sent])
    assert await desk.store.events.count_documents({"subject": f"ticket/{number}"}) == 1


async def test_a_refused_entry_leaves_its_files_to_the_next_try(desk, cast, number):
    id = await kept(desk, cast.alice.actor)
    other = await open_ticket(desk, cast.alice.actor)
    await tickets.set_status(desk, cast.alice.actor, number, "resolved")
    await tickets.set_status(desk, cast.alice.actor, number, "closed")
    with pytest.raises(Conflict):
        await reply(desk, cast.alice.actor, number, "see", attachments=[id])
    assert (await reply(desk, cast.alice.actor, other, "see", attachments=[id])).fresh


async def test_the_file_of_a_refused_entry_is_still_its_owners_alone(desk, cast, number):
    id = await kept(desk, cast.alice.actor)
    for status in ("resolved", "closed"):
        await tickets.set_status(desk, cast.alice.actor, number, status)
    with pytest.raises(Conflict):
        await reply(desk, cast.alice.actor, number, "see", attachments=[id])
    with pytest.raises(NotFound):
        await keeping.find(desk, cast.bob.actor, id)
    with pytest.raises(NotFound):
        await keeping.discard(desk, cast.bob.actor, id)
    assert (await keeping.find(desk, cast.alice.actor, id))["_id"] == id
    await keeping.discard(desk, cast.alice.actor, id)
    assert await remaining(desk) == (0, 0, 0)
    sent = await kept(desk, cast.alice.actor)
    await note(desk, cast.alice.actor, number, "see", attachments=[sent])
    assert (await keeping.find(desk, cast.bob.actor, sent))["_id"] == sent
    with pytest.raises(NotFound):
        await keeping.discard(desk, cast.alice.actor, sent)


async def test_claimed_for_two_tickets_at_once(desk, other_desk, cast, number):
    other = await open_ticket(desk, cast.alice.actor)
    for _ in range(5):
        id = await kept(desk, cast.alice.actor)
        results = await asyncio.gather(
            keeping.claim(desk, cast.alice.actor, [id], f"ticket/{number}"),
            keeping.claim(other_desk, cast.alice.actor, [id], f"ticket/{other}"), return_exceptions=True,
        )
        assert sum(isinstance(result, list) for result in results) >= 1
        row = await desk.store.attachments.find_one({"_id": id})
        assert row["subject"] in (f"ticket/{number}", f"ticket/{other}")


async def test_what_nobody_sent_goes_after_a_day(desk, cast, clock, number):
    sent, left = await kept(desk, cast.alice.actor), await kept(desk, cast.alice.actor)
    refused = await kept(desk, cast.alice.actor)
    await note(desk, cast.alice.actor, number, "see", attachments=[sent])
    await keeping.claim(desk, cast.alice.actor, [refused], f"ticket/{number}")
    clock.advance(hours=23)
    await sweeps.files(desk)
    assert await remaining(desk) == (3, 3, 3)
    clock.advance(hours=2)
    young = await kept(desk, cast.alice.actor)
    for _ in range(2):
        await sweeps.files(desk)
    assert {row["_id"] async for row in desk.store.attachments.find({})} == {sent, young}
    assert await remaining(desk) == (2, 2, 2)
    assert left not in {row["_id"] async for row in desk.store.database["blobs.files"].find({})}
    clock.advance(days=400)
    await sweeps.files(desk)
    assert {row["_id"] async for row in desk.store.attachments.find({})} == {sent}
    assert await keeping.find(desk, cast.bob.actor, sent)


async def test_an_upload_that_broke_off_is_nobodys_and_is_swept(desk, cast, clock):
    async def breaks():
        yield bytes(blobs.CHUNK_BYTES + 5)
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await keeping.keep(desk, cast.alice.actor, "a", "", breaks())
    assert await remaining(desk) == (0, 0, 0)
    # As a killed process leaves it.
    row = await keeping.keep(desk, cast.alice.actor, "a", "", BYTES)
    await desk.store.attachments.update_one({"_id": row["_id"]}, {"$set": {"whole": False}})
    with pytest.raises(NotFound):
        await keeping.find(desk, cast.alice.actor, row["_id"])
    with pytest.raises(Unprocessable):
        await keeping.claim(desk, cast.alice.actor, [row["_id"]], "ticket/1001")
    clock.advance(days=2)
    await sweeps.files(desk)
    assert await remaining(desk) == (0, 0, 0)


async def test_bytes_from_a_job_and_who_may_not(desk, cast):
    row = await keeping.keep(desk, cast.alice.actor, "a.bin", "", bytes(3 * blobs.CHUNK_BYTES))
    assert [len(piece) async for piece in blobs.pieces(desk, row["_id"])] == [blobs.CHUNK_BYTES] * 3
    for content, refusal in ((b"", Invalid), (bytes(25 * 1024 * 1024 + 1), TooLarge)):
        with pytest.raises(refusal):
            await keeping.keep(desk, cast.alice.actor, "a.bin", "", content)
    with pytest.raises(NotFound):
        await keeping.keep(desk, cast.vera.actor, "a.bin", "", BYTES)
    with pytest.raises(NotFound):
        await keeping.find(desk, cast.vera.actor, row["_id"])
    assert (await remaining(desk))[0] == 1
