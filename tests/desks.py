"""Desks for the tests of actions: a clock that moves on demand, a bus that remembers, and what must always hold."""

import asyncio
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from server.chats.shapes import for_visitors
from server.desk import Desk
from server.door import encode
from server.events import home, replay
from server.store import now

FOLDED_SECONDS = 3


class Clock:
    """The present, which a test may move on."""

    def __init__(self):
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return now() + self.ahead

    def advance(self, **span) -> None:
        self.ahead += timedelta(**span)


@dataclass
class Sent:
    namespace: str
    rooms: list[str]
    event: str
    payload: dict
    skip: str | None


@dataclass
class RecordingBus:
    """Keeps what was pushed and who was cut off."""

    sent: list[Sent] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)

    def send(self, namespace, rooms, event, payload, skip=None) -> None:
        encode(payload)
        self.sent.append(Sent(namespace, list(rooms), event, payload, skip))

    def drop(self, namespace, room, reason) -> None:
        self.dropped.append(room)

    def to(self, namespace: str, event: str | None = None) -> list[dict]:
        """The payloads pushed to a namespace."""
        return [push.payload for push in self.sent if push.namespace == namespace and event in (None, push.event)]

    def forget(self) -> None:
        self.sent.clear()
        self.dropped.clear()


async def settle(*desks: Desk) -> None:
    """Returns when nothing is left to do behind the backs of the actions: followers, then folding."""
    while tasks := [task for task in asyncio.all_tasks() if task.get_coro().__qualname__ == "_follow"]:
        await asyncio.gather(*tasks)
    for desk in desks:
        await desk.ledger.folding.drain()


async def events_of(desk: Desk, subject: str | None = None) -> list[dict]:
    query = {"subject": subject} if subject else {}
    return await desk.store.events.find(query).sort([("subject", 1), ("seq", 1)]).to_list(None)


async def replay_equals_document(*desks: Desk) -> None:
    """For every chat and ticket: numbers without a gap, and the events add up to the stored document.

    A server that is not ours to settle folds within a second; so this asks again for a while.
    """
    await settle(*desks)
    deadline = time.monotonic() + FOLDED_SECONDS
    while True:
        try:
            return await _all_add_up(desks[0])
        except AssertionError:
            if time.monotonic() > deadline:
                raise
            await asyncio.sleep(0.1)


async def _all_add_up(desk: Desk) -> None:
    subjects = defaultdict(list)
    for event in await events_of(desk):
        subjects[event["subject"]].append(event)
    for subject, events in subjects.items():
        assert [event["seq"] for event in events] == list(range(1, len(events) + 1)), subject
        collection, id = home(subject)
        assert replay(events) == await desk.store.database[collection].find_one({"_id": id}), subject
    documents = await desk.store.chats.count_documents({}) + await desk.store.tickets.count_documents({})
    assert documents == len(subjects)


async def messages_once(desk: Desk, chat: str) -> None:
    """Every message of a converted chat stands in the ticket, in transcript or timeline, exactly once."""
    # What has a cause is a reply that was written in the ticket.
    said = [
        event["_id"] for event in await events_of(desk, f"chat/{chat}")
        if event["type"] == "message" and "cause" not in event
    ]
    number = (await desk.store.chats.find_one({"_id": chat}))["ticket"]
    ticket = await desk.store.tickets.find_one({"_id": number})
    later = [
        event["cause"] for event in await events_of(desk, f"ticket/{number}") if event["type"] == "message.chat"
    ]
    assert [line["id"] for line in ticket["transcript"]] + later == said


def visible_to_visitors(bus: RecordingBus) -> list[dict]:
    """The lines of chats that were pushed to visitors."""
    return [payload["message"] for payload in bus.to("/visitor", "message.new")]


def public(events: list[dict]) -> list[int]:
    return [event["seq"] for event in events if for_visitors(event)]
