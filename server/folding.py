"""Folding: puts the folded states into the chats and tickets collections, many in one write.

Documents are a reading aid; the events are the truth. So this write need not be journaled before
anybody goes on: a crash in between is healed by the next reader or by the sweep.
"""

import asyncio
import logging

from server.events import home
from server.store import BulkWriteError, PyMongoError, Store, UpdateOne, WriteConcern

LAZY_SECONDS = 0.25
PATIENCE_SECONDS = 5
log = logging.getLogger("frontdesk.folding")


class Folding:
    def __init__(self, store: Store):
        self._store = store
        self._dirty: dict[str, object] = {}
        self._waiters: list[asyncio.Future] = []
        self._urgent = asyncio.Event()
        self._task: asyncio.Task | None = None

    async def store(self, entry, *, wait: bool) -> None:
        """Stores the entry's state: before returning if `wait`, else within a quarter of a second."""
        self._dirty[entry.subject] = entry
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())
        if wait:
            stored = asyncio.get_running_loop().create_future()
            self._waiters.append(stored)
            self._urgent.set()
            await stored

    async def drain(self) -> None:
        """Stores all that is left; for a clean stop. A database that is away does not hold up the stop."""
        self._urgent.set()
        if self._task:
            await asyncio.wait([self._task], timeout=PATIENCE_SECONDS)

    async def _run(self) -> None:
        while self._dirty:
            try:
                await asyncio.wait_for(self._urgent.wait(), LAZY_SECONDS)
            except TimeoutError:
                pass
            self._urgent.clear()
            dirty, self._dirty = self._dirty, {}
            waiters, self._waiters = self._waiters, []
            try:
                await self._store_all(list(dirty.values()))
            except PyMongoError as error:
                log.warning("documents not folded, trying again: %s", error)
                self._dirty = {**dirty, **self._dirty}
                await asyncio.sleep(LAZY_SECONDS)
            finally:
                for waiter in waiters:
                    if not waiter.done():
                        waiter.set_result(None)

    async def _store_all(self, entries: list) -> None:
        taken = [(entry, entry.touched, entry.state) for entry in entries if entry.state and entry.touched]
        by_collection: dict[str, list] = {}
        for entry, touched, state in taken:
            entry.touched = set()
            update = _since(entry.stored, state, touched) if entry.stored else _whole(state)
            by_collection.setdefault(home(entry.subject)[0], []).append((state, update))
        try:
            for collection, updates in by_collection.items():
                await self._write(collection, updates)
        except BaseException:
            # The next attempt must write these fields too, or the document would miss them for good.
            for entry, touched, _ in taken:
                entry.touched |= touched
            raise
        for entry, _, state in taken:
            entry.stored = max(entry.stored, state["seq"])

    async def _write(self, collection: str, updates: list[tuple[dict, UpdateOne]]) -> None:
        target = self._store.database[collection].with_options(write_concern=WriteConcern(w=1))
        if await _apply(target, [update for _, update in updates]) == len(updates):
            return
        # Some documents stand elsewhere than we thought. Ahead: another process stored a later state, all is
        # well. Behind: mongod lost our last write in a crash, and only the whole state makes it right.
        ids = [state["_id"] for state, _ in updates]
        found = {row["_id"]: row["seq"] async for row in target.find({"_id": {"$in": ids}}, {"seq": 1})}
        behind = [_whole(state) for state, _ in updates if found.get(state["_id"], 0) < state["seq"]]
        if behind:
            await _apply(target, behind)


def _since(stored: int, state: dict, touched: set[str]) -> UpdateOne:
    return UpdateOne({"_id": state["_id"], "seq": stored}, {"$set": {name: state[name] for name in touched}})


def _whole(state: dict) -> UpdateOne:
    """Never backwards: a later state stays."""
    return UpdateOne({"_id": state["_id"], "seq": {"$lt": state["seq"]}}, {"$set": state}, upsert=True)


async def _apply(target, updates: list[UpdateOne]) -> int:
    """How many of the updates found what they expected."""
    try:
        result = (await target.bulk_write(updates, ordered=False)).bulk_api_result
    except BulkWriteError as error:
        # A duplicate _id is the upsert meeting a later state: just what should happen.
        if any(row["code"] != 11000 for row in error.details["writeErrors"]):
            raise
        result = error.details
    return result["nMatched"] + result["nUpserted"]
