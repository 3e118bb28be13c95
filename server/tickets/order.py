"""The orders of a list of tickets, and how its next page begins right behind the last row. Pure."""

import base64
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

from server.errors import Invalid

LARGEST = 2**53


@dataclass(frozen=True, slots=True)
class Order:
    """By a field, then by number. kind: the field's type in a cursor; direction: 1 grows, -1 falls."""

    field: str
    kind: type
    direction: int


# `due` is the order of the work: overdue, next deadline, priority, oldest (events.py makes the rank).
ORDERS = {
    "due": Order("rank", str, 1),
    "updated": Order("updated_at", datetime, -1),
    "created": Order("created_at", datetime, 1),
    "-created": Order("created_at", datetime, -1),
    "number": Order("_id", int, 1),
}


def sorting(name: str) -> list[tuple[str, int]]:
    order = ORDERS[name]
    # Rank and number are different for every ticket: nothing more is needed to tell two apart.
    return [(order.field, order.direction)] + ([("_id", order.direction)] if order.kind is datetime else [])


def cursor(name: str, row: dict) -> str:
    """Where the page after `row` begins."""
    return base64.urlsafe_b64encode(msgspec.json.encode([name, row[ORDERS[name].field], row["_id"]])).decode()


def after(name: str, text: str) -> dict:
    """The query for what follows the cursor. Raises Invalid for one of another order, or of no list at all."""
    order = ORDERS[name]
    try:
        raw = base64.urlsafe_b64decode(text)
        made_for = msgspec.json.decode(raw, type=tuple[str, msgspec.Raw, int])[0]
        if made_for != name and made_for in ORDERS:
            raise Invalid(f"cursor: it belongs to sort={made_for}; begin anew with sort={name}.", field="cursor")
        _, value, number = msgspec.json.decode(raw, type=tuple[str, order.kind, int])
        if made_for != name or not 0 <= number <= LARGEST or (order.kind is int and value != number):
            raise ValueError(text)
        value = value.astimezone(UTC) if order.kind is datetime else value
    except (ValueError, OverflowError, msgspec.MsgspecError):
        raise Invalid("cursor: take it from the `next` of the page before.", field="cursor") from None
    if order.kind is not datetime:
        return {order.field: {"$gt": value}}
    reach, passed = ("$gte", "$lte") if order.direction > 0 else ("$lte", "$gte")
    # Not an $or of the two cases: this way the index begins at the value, and only its equals are looked at twice.
    return {order.field: {reach: value}, "$nor": [{order.field: value, "_id": {passed: number}}]}
