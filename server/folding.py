"""Folding: puts the folded states into the chats and tickets collections, many in one write.

Documents are a reading aid; the events are the truth. So this write need not be journaled before
anybody goes on: a crash in between is healed by the next reader or by the sweep.
"""

import asyncio
import logging

from server.events import home
from server.store import BulkWriteError, PyMongoError, Store, UpdateOne, WriteConcern

LAZY_SECONDS = 0.25
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
        """Stores all that is left; for a clean stop."""
        self._urgent.set()
        if self._task:
            await self._task

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
        taken = [(entry, entry.touched) for entry in entries if entry.state and entry.touched]
        by_collection: dict[str, list] = {}
        for entry, touched in taken:
            entry.touched = set()
            collection, id = home(entry.subject)
            values = {name: entry.state[name] for name in touched if name != "_id"}
            # Never backwards: another process may have stored a later state meanwhile.
            before = {"_id": id, "seq": {"$lt": entry.state["seq"]}}
            by_collection.setdefault(collection, []).append(UpdateOne(before, {"$set": values}, upsert=True))
        try:
            for collection, updates in by_collection.items():
                await self._write(collection, updates)
        except BaseException:
            # The next attempt must write these fields too, or the document would miss them for good.
            for entry, touched in taken:
                entry.touched |= touched
            raise

    async def _write(self, collection: str, updates: list) -> None:
        target = self._store.database[collection].with_options(write_concern=WriteConcern(w=1))
        try:
            await target.bulk_write(updates, ordered=False)
        except BulkWriteError as error:
            # A duplicate _id is the upsert meeting a later state: just what should happen.
            if any(row.get("keyPattern") != {"_id": 1} for row in error.details["writeErrors"]):
                raise
