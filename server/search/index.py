"""The index: one document per ticket in `search`, with all its terms. It follows the tickets within a second.

What a crash leaves behind, `catch_up` finds by `seq`.
"""

import asyncio
import logging
from collections import Counter
from datetime import UTC, datetime, timedelta

from server import background
from server.desk import Desk
from server.people.customers import with_words
from server.search import vocabulary
from server.search.terms import terms_of
from server.search.texts import texts_of
from server.store import BulkWriteError, InsertOne, PyMongoError, UpdateOne, WriteConcern

GATHER_SECONDS, MOST_SECONDS = 0.25, 0.7
# The index may take this part of a process's time, for the process has people to serve.
SHARE = 1 / 8
PATIENCE_SECONDS = 5
BATCH = 20
# Younger changes are still in the hands of the process that made them.
SETTLED = timedelta(seconds=3)
# Clocks of several machines differ, and a document may be folded late.
OVERLAP = timedelta(minutes=2)
SWEEP_SECONDS = 4
SWEPT = 500
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
# Of what the terms of a ticket are; a new number makes the sweep put in every ticket anew.
VERSION = 1
UNKNOWN = {"name": "", "emails": []}
log = logging.getLogger("frontdesk.search")


class Indexer:
    """Puts tickets that changed into the index a moment later, each once however often it changed."""

    def __init__(self, desk: Desk):
        self._desk = desk
        self._waiting: dict[int, None] = {}
        self._hurry = asyncio.Event()
        self._task: asyncio.Task | None = None

    def soon(self, number: int) -> None:
        self._waiting[number] = None
        if self._task is None or self._task.done():
            self._task = background.run(self._run())

    async def drain(self) -> None:
        """Puts in what waits: for a clean stop, which a database that is away does not hold up."""
        self._hurry.set()
        if self._task:
            await asyncio.wait([self._task], timeout=PATIENCE_SECONDS)

    async def _run(self) -> None:
        pause, clock = GATHER_SECONDS, asyncio.get_running_loop().time
        while self._waiting:
            try:
                await asyncio.wait_for(self._hurry.wait(), pause)
            except TimeoutError:
                pass
            began = clock()
            numbers = list(self._waiting)[:BATCH]
            for number in numbers:
                del self._waiting[number]
            try:
                await put(self._desk, numbers)
            except PyMongoError as error:
                log.warning("search index of %d tickets left for the sweep: %s", len(numbers), error)
            pause = min(max(GATHER_SECONDS, (clock() - began) / SHARE), MOST_SECONDS)


async def put(desk: Desk, numbers: list[int]) -> None:
    """Brings these tickets in the index up to date. May be repeated, and done by several processes at once."""
    await _put(desk, await _rows(desk, numbers))


async def _put(desk: Desk, rows: list[dict]) -> None:
    change: Counter = Counter()
    before = desk.store.search.find({"_id": {"$in": [row["_id"] for row in rows]}}, {"words": 1})
    had = {row["_id"]: set(row["words"]) async for row in before}
    for row in rows:
        was, has = had.get(row["_id"], set()), set(row["words"])
        change.update(has - was)
        change.subtract(was - has)
    # The words first: what is in the index must be in the vocabulary too, should this process die between the two.
    await vocabulary.note(desk, change)
    await _keep(desk, [
        UpdateOne({"_id": row["_id"], "seq": {"$lte": row["seq"]}}, {"$set": row, "$unset": {"stale": ""}}, upsert=True)
        for row in rows
    ])


async def customers_changed(desk: Desk, ids: list[str]) -> list[int]:
    """Marks the tickets of these customers as to be put in anew; returns their numbers."""
    rows = desk.store.tickets.find({"customer.id": {"$in": ids}}, {"_id": 1})
    numbers = [row["_id"] for row in await rows.to_list(None)]
    await _quick(desk).update_many({"_id": {"$in": numbers}}, {"$set": {"stale": True}})
    return numbers


async def catch_up(desk: Desk) -> int:
    """Puts in what is missing or behind, for a few seconds at most; returns how many tickets those were. With a new
    VERSION it goes through all of them, in as many turns as that takes."""
    until = asyncio.get_running_loop().time() + SWEEP_SECONDS
    stale = [row["_id"] async for row in desk.store.search.find({"stale": True}, {"_id": 1}).limit(SWEPT)]
    done = len(stale)
    await put(desk, stale)
    mark = await desk.store.counters.find_one({"_id": "searched", "version": VERSION})
    if mark is None:
        await with_words(desk)
    reached = mark["at"] if mark else BEGINNING
    last = (max(reached - OVERLAP, BEGINNING), 0)
    while asyncio.get_running_loop().time() < until:
        rows, behind = await _changed_since(desk, *last)
        for start in range(0, len(behind), BATCH):
            await put(desk, behind[start:start + BATCH])
        done += len(behind)
        if rows:
            last = (rows[-1]["updated_at"], rows[-1]["_id"])
            reached = max(reached, last[0])
        if rows or mark is None:
            await _note_reached(desk, reached)
        if len(rows) < SWEPT:
            break
    return done


async def rebuild(desk: Desk, say=lambda done: None) -> int:
    """Puts every ticket in anew and counts the vocabulary; returns how many tickets there are."""
    began, done, last, counts = desk.now(), 0, 0, Counter()
    fresh = await desk.store.search.estimated_document_count() == 0
    while True:
        found = desk.store.tickets.find({"_id": {"$gt": last}}, {"_id": 1}).sort("_id", 1)
        numbers = [row["_id"] for row in await found.to_list(SWEPT)]
        if not numbers:
            break
        rows = await _rows(desk, numbers)
        counts.update(term for row in rows for term in row["words"])
        await (_keep(desk, [InsertOne(row) for row in rows]) if fresh else _put(desk, rows))
        last, done = numbers[-1], done + len(numbers)
        say(done)
    await vocabulary.learn(desk, counts)
    await with_words(desk)
    await _note_reached(desk, began)
    return done


async def _note_reached(desk: Desk, at: datetime) -> None:
    reached = {"$set": {"at": at, "version": VERSION}}
    await desk.store.counters.update_one({"_id": "searched"}, reached, upsert=True)


async def _keep(desk: Desk, writes: list) -> None:
    if not writes:
        return
    try:
        await _quick(desk).bulk_write(writes, ordered=False)
    except BulkWriteError as error:
        # A duplicate is a later state that another process has put there: just what should happen.
        if any(row["code"] != vocabulary.DUPLICATE for row in error.details["writeErrors"]):
            raise


async def _changed_since(desk: Desk, at: datetime, number: int) -> tuple[list[dict], list[int]]:
    """(the next tickets by their last change, the numbers of those whose index is behind)"""
    # `live` only to make use of the index that lists have anyway.
    query = {
        "live": {"$in": [True, False]}, "updated_at": {"$gte": at, "$lt": desk.now() - SETTLED},
        "$or": [{"updated_at": {"$gt": at}}, {"_id": {"$gt": number}}],
    }
    found = desk.store.tickets.find(query, {"updated_at": 1, "seq": 1}).sort([("updated_at", 1), ("_id", 1)])
    rows = await found.limit(SWEPT).to_list(SWEPT)
    indexed = desk.store.search.find({"_id": {"$in": [row["_id"] for row in rows]}}, {"seq": 1, "version": 1})
    known = {row["_id"]: row["seq"] async for row in indexed if row.get("version") == VERSION}
    return rows, [row["_id"] for row in rows if known.get(row["_id"], 0) < row["seq"]]


async def _rows(desk: Desk, numbers: list[int]) -> list[dict]:
    if not numbers:
        return []
    tickets = await desk.store.tickets.find({"_id": {"$in": numbers}}).to_list(None)
    texts = await texts_of(desk, tickets)
    people, rows = await _people(desk, {ticket["customer"]["id"] for ticket in tickets}), []
    for ticket in tickets:
        rows.append(_row(ticket, texts[ticket["_id"]], people[ticket["customer"]["id"]]))
        # Others have their turn between two tickets: one may hold hundreds of texts.
        await asyncio.sleep(0)
    return rows


def _row(ticket: dict, parts: list, customer: dict) -> dict:
    merged = bool(ticket.get("merged_into"))
    terms, head = terms_of(ticket, parts, customer)
    return {
        "_id": ticket["_id"], "words": sorted(terms), "head": sorted(head), "merged": merged, "version": VERSION,
        "seq": ticket["seq"], "updated_at": ticket["updated_at"],
    }


async def _people(desk: Desk, ids: set[str]) -> dict[str, dict]:
    """The present record for each id that a ticket may name."""
    rows: dict[str, dict] = {}
    missing, shown = ids, {"name": 1, "emails": 1, "also": 1, "merged_into": 1}
    while missing:
        new = await desk.store.customers.find({"_id": {"$in": list(missing)}}, shown).to_list(None)
        rows |= {row["_id"]: row for row in new}
        missing = {row["merged_into"] for row in new if "merged_into" in row} - rows.keys()

    def present(id: str) -> dict:
        row = rows.get(id, UNKNOWN)
        return present(row["merged_into"]) if "merged_into" in row else row

    return {id: present(id) for id in ids}


def _quick(desk: Desk):
    """It can be made again from the tickets, so nobody waits for the journal."""
    return desk.store.search.with_options(write_concern=WriteConcern(w=1))
