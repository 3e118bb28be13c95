"""The ledger: writes events, keeps each subject's folded state, and stores it in chats and tickets.

One number does it all. A writer decides on the state after event n and claims n + 1; the unique index
on (subject, seq) lets one win, the others read again and decide again. So a state kept in memory is
never trusted further than the next write, and no lock outside the database is needed.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from server.actor import Actor
from server.commit import GroupCommit, Taken
from server.errors import Conflict, FrontdeskError, NotFound, Unavailable
from server.events import Draft, fold, home
from server.folding import Folding
from server.store import DURABLE, DuplicateKeyError, PyMongoError, Store, new_id

REMEMBERED = 20_000
ATTEMPTS = 50

Decide = Callable[[dict | None], Draft | None]


@dataclass(slots=True)
class Entry:
    """What this process knows of a subject: its state, the number at which its document stands (0: there is
    none), and which fields have changed since."""

    subject: str
    state: dict | None = None
    known: bool = False
    stored: int = 0
    touched: set[str] = field(default_factory=set)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


@dataclass(slots=True)
class Written:
    """event: the new one, or the first one of a repeated send, or None; fresh: whether it was written now."""

    event: dict | None
    state: dict
    fresh: bool
    actor: Actor | None = None


class Ledger:
    def __init__(self, store: Store, clock: Callable[[], datetime]):
        self._store = store
        self.clock = clock
        self._entries: OrderedDict[str, Entry] = OrderedDict()
        self._commit = GroupCommit(store.journal)
        self.folding = Folding(store)
        # How many events this process has written, for /metrics.
        self.written = 0
        # Set once at the start by followers.py: the duties an event is born with, and who is told of it.
        self.todo: Callable[[dict, dict], list[str]] = lambda event, state: []
        self.woken: Callable[[dict, dict, Actor], None] = lambda event, state, actor: None

    async def state(self, subject: str) -> dict | None:
        """The subject as of now (document plus what is not yet folded), or None."""
        entry = Entry(subject)
        await self._load(entry)
        return entry.state

    async def recent(self, subject: str) -> dict | None:
        """As `state`, but from memory where this process has it: for looking up who a chat belongs to."""
        entry = self._entries.get(subject)
        if entry and entry.known and entry.state:
            return entry.state
        entry = self._entry(subject)
        async with entry.lock:
            if not entry.known:
                await self._load(entry)
        return entry.state

    async def write(
        self, subject: str, decide: Decide, *, client_id: str | None = None, sender: Actor | None = None,
        type: str = "",
    ) -> Written:
        """Appends what `decide` makes of the current state; repeats it when another writer came first.

        A `client_id` that the `sender` has used before returns the first event, also where the state would
        refuse a new one; Conflict if that is not of the `type` to be written. Errors that `decide` raises pass
        through.
        """
        entry = self._entry(subject)
        async with entry.lock:
            written = await self._write(entry, decide, client_id, sender, type)
        event = written.event
        if written.fresh:
            # Messages are folded a moment later, many at once; anything else before its writer goes on.
            await self.folding.store(entry, wait=event["type"] != "message" or event["seq"] == 1)
            self._release(entry)
        if event:
            # Of a repeat too: whoever wrote it first may have failed before anybody was told.
            self.woken(event, written.state, written.actor)
        return written

    async def _write(
        self, entry: Entry, decide: Decide, client_id: str | None, sender: Actor | None, type: str
    ) -> Written:
        for _ in range(ATTEMPTS):
            try:
                draft = await self._decide(entry, decide)
            except FrontdeskError:
                first = await self._first(entry.subject, client_id) if sender else None
                if first and first["actor"]["id"] == sender.id:
                    if first["type"] != type:
                        raise _other_entry() from None
                    return Written(first, entry.state, False, sender)
                raise
            if draft is None:
                return Written(None, entry.state, False)
            event = self._number(entry.subject, entry.state, draft)
            try:
                await self._commit.add(event)
            except Taken:
                entry.known = False
                first = await self._first(entry.subject, client_id, event["_id"])
                if first is None:
                    continue
                if first["actor"]["id"] != draft.actor.id or first["type"] != draft.type:
                    raise _other_entry() from None
                await self._load(entry)
                return Written(first, entry.state, first["_id"] == event["_id"], draft.actor)
            except BaseException:
                entry.known = False
                raise
            self._advance(entry, event)
            return Written(event, entry.state, True, draft.actor)
        raise Unavailable("Too many people are writing here at once; please try again.")

    async def _decide(self, entry: Entry, decide: Decide) -> Draft | None:
        """What `decide` makes of the state. A draft may rest on what this process remembers, for its number
        is claimed next; a refusal, or that there is nothing to do, must rest on what is true now."""
        if entry.known:
            try:
                if draft := decide(entry.state):
                    return draft
            except FrontdeskError:
                pass
        await self._load(entry)
        return decide(entry.state)

    async def write_together(self, parts: list[tuple[str, Decide]]) -> list[Written]:
        """Appends to several subjects in one MongoDB transaction: all of it or nothing."""
        entries = [self._entry(subject) for subject, _ in sorted(parts)]
        for entry in entries:
            await entry.lock.acquire()
        try:
            written = await self._attempt_together(parts)
        finally:
            for entry in entries:
                entry.lock.release()
        for part in written:
            if part.fresh:
                entry = self._entry(part.event["subject"])
                await self.folding.store(entry, wait=True)
                self._release(entry)
        for part in written:
            if part.fresh:
                self.woken(part.event, part.state, part.actor)
        return written

    async def _attempt_together(self, parts) -> list[Written]:
        for attempt in range(ATTEMPTS):
            drafts = []
            for subject, decide in parts:
                entry = self._entry(subject)
                await self._load(entry)
                draft = decide(entry.state)
                if draft is None:
                    return [Written(None, self._entry(subject).state, False) for subject, _ in parts]
                drafts.append((entry, self._number(subject, entry.state, draft), draft.actor))
            try:
                async with (
                    await self._store.client.start_session() as session,
                    session.start_transaction(write_concern=DURABLE),
                ):
                    await self._store.events.insert_many([event for _, event, _ in drafts], session=session)
            except PyMongoError as error:
                for entry, _, _ in drafts:
                    entry.known = False
                if _came_second(error):
                    await asyncio.sleep(min(0.01 * attempt, 0.2))
                    continue
                raise Unavailable("The database does not answer right now.") from error
            for entry, event, _ in drafts:
                self._advance(entry, event)
            return [Written(event, entry.state, True, actor) for entry, event, actor in drafts]
        raise Conflict("Too many people are changing this at once; please try again.")

    async def heal(self, subject: str) -> bool:
        """Folds what a crash left between event and document. True if there was something to fold."""
        entry = Entry(subject)
        await self._load(entry)
        if not entry.touched:
            return False
        await self.folding.store(entry, wait=True)
        return True

    def _entry(self, subject: str) -> Entry:
        entry = self._entries.get(subject)
        if entry is None:
            entry = self._entries[subject] = Entry(subject)
            if len(self._entries) > REMEMBERED:
                self._forget()
        else:
            self._entries.move_to_end(subject)
        return entry

    def _release(self, entry: Entry) -> None:
        """Only chats are written often enough to be worth remembering; a ticket holds a whole transcript.
        What another writer has yet to store is kept until then."""
        if not entry.subject.startswith("chat/") and not entry.lock.locked() and not entry.touched:
            entry.known, entry.state = False, None

    def _forget(self) -> None:
        for subject, entry in list(self._entries.items())[: REMEMBERED // 10]:
            if not entry.lock.locked() and not entry.touched:
                del self._entries[subject]

    async def _load(self, entry: Entry) -> None:
        collection, id = home(entry.subject)
        try:
            state = await self._store.database[collection].find_one({"_id": id})
            stored = state["seq"] if state else 0
            newer = self._store.events.find({"subject": entry.subject, "seq": {"$gt": stored}}).sort("seq", 1)
            touched = set()
            async for event in newer:
                before, state = state, fold(state, event)
                touched |= _changed(before, state)
        except PyMongoError as error:
            raise Unavailable("The database does not answer right now.") from error
        entry.state, entry.stored, entry.touched = state, stored, entry.touched | touched
        # That something is not there is never remembered: another process may make it.
        entry.known = state is not None

    async def _first(self, subject: str, client_id: str | None, id: str | None = None) -> dict | None:
        """The event that a repeat would double: same client id, or the very same event."""
        same = [{"_id": id}] if id else []
        if client_id:
            same.append({"subject": subject, "client_id": client_id})
        return await self._store.events.find_one({"$or": same}) if same else None

    def _number(self, subject: str, state: dict | None, draft: Draft) -> dict:
        seq = (state["seq"] if state else 0) + 1
        event = draft.event(new_id(), subject, seq, self.clock())
        todo = self.todo(event, {**state, **draft.changes} if state else draft.changes)
        if todo:
            event["todo"] = todo
        return event

    def _advance(self, entry: Entry, event: dict) -> None:
        self.written += 1
        before = entry.state
        entry.state = fold(before, event)
        entry.touched |= _changed(before, entry.state)


def _other_entry() -> Conflict:
    return Conflict("This client_id belongs to another entry.", field="client_id")


def _came_second(error: PyMongoError) -> bool:
    """Another writer has the number, or touched the same row in this moment: worth another try."""
    details = getattr(error, "details", None) or {}
    taken = any(row["code"] == 11000 for row in details.get("writeErrors", ()))
    return taken or isinstance(error, DuplicateKeyError) or error.has_error_label("TransientTransactionError")


def _changed(before: dict | None, after: dict) -> set[str]:
    if before is None:
        return set(after)
    return {name for name, value in after.items() if before.get(name, _MISSING) is not value}


_MISSING = object()


def must_exist(state: dict | None, what: str) -> dict:
    """The state, or NotFound: for the first line of a decision."""
    if state is None:
        raise NotFound(f"There is no such {what}.")
    return state
