"""Group commit: writers' events collected into one durable insert while the last one is under way.

A journaled majority write costs the same for one event or for two hundred. Each writer still waits
until its own event is in the journal; measured in docs/performance.md.
"""

import asyncio
from collections import deque
from concurrent.futures import ThreadPoolExecutor

from server.errors import Unavailable
from server.store import (
    AutoReconnect,
    BulkWriteError,
    DuplicateKeyError,
    PyMongoError,
    ServerSelectionTimeoutError,
)

BATCH = 500
FLUSHERS = 2


class Taken(Exception):
    """Another writer holds this number or this client id already."""


class GroupCommit:
    """`await add(event)` returns when the event is in MongoDB's journal.

    Raises Taken when the number or the client id was in use, Unavailable when the database does not
    answer: then the event may or may not have been stored, and a repeat with the same _id is safe.
    """

    def __init__(self, journal):
        self._journal = journal
        self._waiting: deque[tuple[dict, asyncio.Future]] = deque()
        self._running = 0
        # Threads of its own: the way through Motor's costs a lone message 0.2 ms of processor time more.
        self._threads = ThreadPoolExecutor(FLUSHERS, "commit")

    def add(self, event: dict) -> asyncio.Future:
        loop = asyncio.get_running_loop()
        done = loop.create_future()
        self._waiting.append((event, done))
        if self._running < FLUSHERS:
            self._running += 1
            # Not at once: what else is sent in this turn of the loop goes along.
            loop.call_soon(self._next, loop)
        return done

    def _next(self, loop: asyncio.AbstractEventLoop) -> None:
        batch = [self._waiting.popleft() for _ in range(min(BATCH, len(self._waiting)))]
        if batch:
            self._threads.submit(self._insert, batch, loop)
        else:
            self._running -= 1

    def _insert(self, batch: list, loop: asyncio.AbstractEventLoop) -> None:
        """In a thread."""
        # The driver adds nothing to these documents and no writer touches them while they wait.
        failed = self._failures([event for event, _ in batch])
        loop.call_soon_threadsafe(self._answer, batch, failed, loop)

    def _answer(self, batch: list, failed: dict[int, Exception], loop: asyncio.AbstractEventLoop) -> None:
        self._next(loop)
        for index, (_, done) in enumerate(batch):
            if done.done():
                continue
            reason = failed.get(index)
            if reason is None:
                done.set_result(None)
            else:
                done.set_exception(reason)

    def _failures(self, events: list[dict]) -> dict[int, Exception]:
        """Stores them, and says by index which are not stored and why."""
        try:
            try:
                self._store(events)
            except ServerSelectionTimeoutError:
                raise
            except AutoReconnect:
                # A new primary, perhaps: once more. What had arrived is recognised by its _id.
                self._store(events)
        except DuplicateKeyError:
            return {0: Taken()}
        except BulkWriteError as error:
            failed = {row["index"]: _reason(row) for row in error.details.get("writeErrors", [])}
            if error.details.get("writeConcernErrors"):
                unsure = Unavailable("The database could not confirm the write; it will be tried again.")
                failed = {index: failed.get(index) or unsure for index in range(len(events))}
            return failed
        except PyMongoError as error:
            unsure = Unavailable("The database does not answer right now.")
            unsure.__cause__ = error
            return dict.fromkeys(range(len(events)), unsure)
        except Exception as error:
            return dict.fromkeys(range(len(events)), error)
        return {}

    def _store(self, events: list[dict]) -> None:
        if len(events) == 1:
            # The same promise by a shorter way through the driver: it is what a calm hour is made of.
            self._journal.insert_one(events[0])
        else:
            self._journal.insert_many(events, ordered=False)


def _reason(row: dict) -> Exception:
    if row.get("code") == 11000:
        return Taken()
    return Unavailable(f"The database refused the write: {row.get('errmsg', 'no reason given')}.")
