"""Brings a database of an earlier version up to this one: what tickets are sorted by, and how names are compared."""

from contextlib import suppress

from server.desk import Desk
from server.events import DONE, RANK_OF_DONE, ranked
from server.store import DuplicateKeyError, OperationFailure, UpdateOne
from server.tickets import names
from server.tickets.categories import SEEDED

BATCH = 1000
# Lists have others now, and each index makes every write dearer.
OLD_INDEXES = {
    "tickets": {
        "status_1_updated_at_-1", "assignee.id_1_updated_at_-1", "team.id_1_updated_at_-1",
        "customer.id_1_updated_at_-1", "visitor.id_1_updated_at_-1", "updated_at_-1__id_-1",
    },
    "labels": {"name_1"},
}


async def upgrade(desk: Desk) -> None:
    """Harmless to repeat, and next to nothing where all is done."""
    await _drop_old_indexes(desk)
    await _rank_tickets(desk, {"live": None})
    for live, status in zip((True, False), DONE, strict=True):
        await _rank_tickets(desk, {"live": live, "status": status, "rank": {"$lt": RANK_OF_DONE}})
    async for row in desk.store.labels.find({"keys": {"$exists": False}}):
        fresh = names.new_row(row["name"])
        del fresh["_id"]
        await desk.store.labels.update_one({"_id": row["_id"]}, {"$set": fresh})
    done = await desk.store.installation.find_one({"_id": "categories"})
    if not done:
        used = await desk.store.tickets.distinct("category", {"category": {"$type": "string"}})
        for name in (*SEEDED, *used):
            try:
                await desk.store.categories.insert_one(names.new_row(name))
            except DuplicateKeyError:
                continue
        await desk.store.installation.update_one({"_id": "categories"}, {"$set": {"done": True}}, upsert=True)


async def _drop_old_indexes(desk: Desk) -> None:
    for collection, gone in OLD_INDEXES.items():
        there = await desk.store.database[collection].index_information()
        for name in gone & set(there):
            # Another process may have dropped it in this moment.
            with suppress(OperationFailure):
                await desk.store.database[collection].drop_index(name)


async def _rank_tickets(desk: Desk, unranked: dict) -> None:
    fields = {"status": 1, "priority": 1, "created_at": 1, "due_at": 1}
    while old := await desk.store.tickets.find(unranked, fields).limit(BATCH).to_list(BATCH):
        # Who writes in the ticket meanwhile ranks it too, and knows better.
        await desk.store.tickets.bulk_write([
            UpdateOne({"_id": row["_id"], **unranked}, {"$set": ranked(row)}) for row in old
        ])
