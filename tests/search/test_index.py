"""The index follows the tickets: at once, after a crash, made anew, in a new version."""

import asyncio

from server.search import find, index
from server.tickets import actions as tickets
from tests.plays import open_ticket
from tests.search.finding import found, indexed

DORA = {"email": "dora@other.example", "name": "Dora 王小明"}


async def test_the_sweep_puts_in_what_a_crash_left_out(desk, other_desk, cast, clock):
    other_desk.at_close.clear()
    other_desk.ledger.woken = lambda event, state, actor: None
    number = await open_ticket(other_desk, cast.alice.actor, subject="Forgotten kettle")
    assert await found(desk, cast.bob, "forgotten") == []
    assert await index.catch_up(desk) == 0, "it may still be in the hands of who wrote it"
    clock.advance(seconds=10)
    assert await index.catch_up(desk) == 1
    assert await found(desk, cast.bob, "forgotten") == [number]
    assert await index.catch_up(desk) == 0
    clock.advance(hours=1)
    await tickets.rename(other_desk, cast.alice.actor, number, "Remembered kettle")
    clock.advance(seconds=10)
    assert await index.catch_up(desk) == 1
    assert await found(desk, cast.bob, "forgotten") == []
    assert await found(desk, cast.bob, "remembered") == [number]


async def test_the_sweep_goes_through_more_than_it_takes_at_once(desk, cast, clock, monkeypatch):
    monkeypatch.setattr(index, "SWEPT", 2)
    monkeypatch.setattr(index, "BATCH", 1)
    for _ in range(5):
        await open_ticket(desk, cast.alice.actor)
    await indexed(desk)
    await desk.store.search.delete_many({})
    clock.advance(seconds=10)
    assert await index.catch_up(desk) == 5
    await desk.store.search.delete_many({"_id": {"$in": [1001, 1005]}})
    assert await index.catch_up(desk) == 2, "also when all of them changed within the overlap"


async def test_a_new_version_puts_in_everything_anew(desk, cast, clock, monkeypatch):
    numbers = [await open_ticket(desk, cast.alice.actor) for _ in range(3)]
    await indexed(desk)
    clock.advance(days=1)
    await index.catch_up(desk)
    assert await index.catch_up(desk) == 0
    monkeypatch.setattr(index, "VERSION", 99)
    monkeypatch.setattr(index, "SWEPT", 2)
    await desk.store.customers.update_many({}, {"$unset": {"words": ""}})
    assert await index.catch_up(desk) == 3
    assert await index.catch_up(desk) == 0
    assert await desk.store.search.distinct("_id", {"version": 99}) == numbers
    assert await desk.store.customers.count_documents({"words": "carla"}) == 1


async def test_an_index_made_anew_is_the_same(desk, cast):
    await open_ticket(desk, cast.alice.actor, subject="Kettle", labels=["Bug"])
    two = await open_ticket(desk, cast.alice.actor, subject="Teapot", customer=DORA)
    await tickets.rename(desk, cast.alice.actor, two, "Coffee pot")
    await indexed(desk)
    before = await desk.store.search.find({}).sort("_id", 1).to_list(None)
    counts = {row["_id"]: row["n"] async for row in desk.store.search_words.find({"n": {"$gt": 0}})}
    assert await index.rebuild(desk) == 2
    assert await desk.store.search.find({}).sort("_id", 1).to_list(None) == before
    await desk.store.search.drop()
    await desk.store.search_words.drop()
    await desk.store.ensure_indexes()
    assert await index.rebuild(desk) == 2
    assert await desk.store.search.find({}).sort("_id", 1).to_list(None) == before
    assert {row["_id"]: row["n"] async for row in desk.store.search_words.find({})} == counts


async def test_an_older_state_never_replaces_a_newer_one(desk, other_desk, cast, monkeypatch):
    number = await open_ticket(desk, cast.alice.actor, subject="Kettle")
    await indexed(desk)
    old = await index._rows(desk, [number])
    await tickets.rename(desk, cast.alice.actor, number, "Teapot")
    await indexed(desk)
    monkeypatch.setattr(index, "_rows", lambda desk, numbers: _given(old))
    await index.put(other_desk, [number])
    monkeypatch.undo()
    assert await found(desk, cast.bob, "teapot") == [number]
    assert await found(desk, cast.bob, "kettle") == []


async def test_found_within_a_second(desk, cast):
    number = await open_ticket(desk, cast.alice.actor, subject="Hurry")
    await asyncio.sleep(1)
    page = await find.search(desk, cast.bob.actor, "hurry")
    assert [ticket["_id"] for ticket, _ in page.items] == [number]


async def _given(rows):
    return rows
