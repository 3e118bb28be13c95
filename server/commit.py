"""Group commit: writers' events collected into one durable insert while the last one is under way.

A journaled majority write costs the same for one event or for two hundred. Each writer still waits
until its own event is in the journal; measured in docs/performance.md.
"""

import asyncio
from collections import deque

from server import background
from server.errors import Unavailable
from server.store import BulkWriteError, DuplicateKeyError, PyMongoError

BATCH = 500
FLUSHERS = 2


class Taken(Exception):
    """Another writer holds this number or this client id already."""


class GroupCommit:
    """`await add(event)` returns when the event is in MongoDB's journal.

    Raises Taken when the number or the client id was in use, Unavailable when the database does not
    answer: then the event may or may not have been stored, and a repeat with the same _id is safe.
    """

    def __init__(self, events):
        self._events = events
        self._waiting: deque[tuple[dict, asyncio.Future]] = deque()
        self._running = 0

    def add(self, event: dict) -> asyncio.Future:
        done = asyncio.get_running_loop().create_future()
        self._waiting.append((event, done))
        if self._running < FLUSHERS:
            self._running += 1
            background.run(self._flush())
        return done

    async def _flush(self) -> None:
        try:
            while self._waiting:
                batch = [self._waiting.popleft() for _ in range(min(BATCH, len(self._waiting)))]
                await self._insert(batch)
        finally:
            self._running -= 1

    async def _insert(self, batch: list) -> None:
        failed: dict[int, Exception] = {}
        try:
            # The driver adds nothing to these documents and no writer touches them while they wait.
            if len(batch) == 1:
                # The same promise by a shorter way through the driver: it is what a calm hour is made of.
                await self._events.insert_one(batch[0][0])
            else:
                await self._events.insert_many([event for event, _ in batch], ordered=False)
        except DuplicateKeyError:
            failed = {0: Taken()}
        except BulkWriteError as error:
            failed = {row["index"]: _reason(row) for row in error.details.get("writeErrors", [])}
            if error.details.get("writeConcernErrors"):
                unsure = Unavailable("The database could not confirm the write; it will be tried again.")
                failed = {index: failed.get(index) or unsure for index in range(len(batch))}
        except PyMongoError as error:
            unsure = Unavailable("The database does not answer right now.")
            unsure.__cause__ = error
            failed = dict.fromkeys(range(len(batch)), unsure)
        except BaseException as error:
            failed = dict.fromkeys(range(len(batch)), error)
            raise
        finally:
            for index, (_, done) in enumerate(batch):
                if done.done():
                    continue
                reason = failed.get(index)
                if reason is None:
                    done.set_result(None)
                else:
                    done.set_exception(reason)


def _reason(row: dict) -> Exception:
    if row.get("code") == 11000:
        return Taken()
    return Unavailable(f"The database refused the write: {row.get('errmsg', 'no reason given')}.")
