"""Cursor pages: a list sorted by a time and an _id, newest first, is read on from the last row of the page before."""

import base64
from datetime import UTC, datetime

import msgspec

from server.errors import Invalid

LARGEST = 2**53


def cursor(at: datetime, id: str | int) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode([at, id])).decode()


def after(field: str, text: str, kind: type) -> dict:
    """The query for what comes after the cursor; `field` is the time's name, `kind` the type of the _id."""
    try:
        at, id = msgspec.json.decode(base64.urlsafe_b64decode(text), type=tuple[datetime, kind])
        at = at.astimezone(UTC)
        if kind is int and not 0 <= id <= LARGEST:
            raise ValueError(id)
    except (ValueError, OverflowError, msgspec.MsgspecError):
        raise Invalid("cursor: take it from the `next` of the page before.", field="cursor") from None
    return {"$or": [{field: {"$lt": at}}, {field: at, "_id": {"$lt": id}}]}


def page(rows: list[dict], limit: int, field: str) -> tuple[list[dict], str | None]:
    """(the page, cursor of the next one or None) from up to limit + 1 rows."""
    return rows[:limit], (cursor(rows[limit - 1][field], rows[limit - 1]["_id"]) if len(rows) > limit else None)
