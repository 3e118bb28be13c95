"""Likely doubles of a ticket: others of the same customer, by subject and time, each with a reason (M15)."""

from datetime import timedelta
from difflib import SequenceMatcher

from server.actor import Actor
from server.desk import Desk
from server.people.customer_merges import ids_of
from server.spelling import distinct
from server.tickets.guard import find
from server.tickets.merge import person
from server.tickets.reached import TYPED, unproven

LOOKED_AT, SHOWN = 100, 10
NEAR, SIMILAR, SAME = timedelta(days=3), 0.5, 0.95
# A ticket needs a likeness or a nearness of this much in sum to be suggested.
LEAST = 0.3


async def duplicates(desk: Desk, actor: Actor, number: int) -> list[tuple[dict, str, bool]]:
    """[(state, reason, whether its visitor only typed the address)], the likeliest first. What is merged already is
    left out."""
    ticket = await find(desk, actor, number)
    ids = await ids_of(desk, await person(desk, ticket["customer"]["id"]))
    query = {"customer.id": {"$in": ids}, "_id": {"$ne": number}, "merged_into": None}
    bare = {"transcript": 0, "chat_timeline": 0, "visitor": 0}
    rows = desk.store.tickets.find(query, bare).sort("updated_at", -1).limit(LOOKED_AT)
    found = [(_score(ticket, other), other) async for other in rows]
    found = sorted((pair for pair in found if pair[0] >= LEAST), key=lambda pair: (-pair[0], -pair[1]["_id"]))[:SHOWN]
    typed = [await unproven(desk, other) for _, other in found]
    return [
        (other, f"{_reason(ticket, other)} But {TYPED}." if stranger else _reason(ticket, other), stranger)
        for (_, other), stranger in zip(found, typed, strict=True)
    ]


def _score(ticket: dict, other: dict) -> float:
    near = max(0.0, 1 - _apart(ticket, other) / NEAR)
    live = 0.2 if other["status"] != "closed" else 0.0
    return _alike(ticket, other) + 0.5 * near + (live if near or _alike(ticket, other) >= SIMILAR else 0)


def _reason(ticket: dict, other: dict) -> str:
    alike, span = _alike(ticket, other), _span(_apart(ticket, other))
    order = "later" if other["created_at"] >= ticket["created_at"] else "earlier"
    when = f"opened {span} {order}" if span else "opened at the same time"
    if alike >= SAME:
        return f"The same subject, {when}."
    return f"A similar subject, {when}." if alike >= SIMILAR else f"The same customer, {when}."


def _alike(ticket: dict, other: dict) -> float:
    """From 0 to 1: how much the subjects have in common, in words or in letters."""
    one, two = distinct(ticket["subject"]), distinct(other["subject"])
    shared = len(one & two) / len(one | two) if one | two else 0.0
    letters = SequenceMatcher(None, ticket["subject"].casefold(), other["subject"].casefold()).ratio()
    # Below this, letters only tell that both are written in the same language.
    return max(shared, letters if letters > 0.7 else 0.0)


def _apart(ticket: dict, other: dict) -> timedelta:
    return abs(ticket["created_at"] - other["created_at"])


def _span(apart: timedelta) -> str:
    for unit, size in (("week", 7 * 86400), ("day", 86400), ("hour", 3600), ("minute", 60)):
        count = int(apart.total_seconds() // size)
        if count:
            return f"{count} {unit}{'s' * (count > 1)}"
    return ""
