"""How customers are called now: chats and tickets keep what they were called then.

A name is asked for with every page of every list, so this process remembers it for a moment.
"""

import time
from collections import OrderedDict

from server.desk import Desk

SECONDS = 1
REMEMBERED = 10_000
_known: OrderedDict[str, tuple[float, dict | None]] = OrderedDict()


async def with_present(desk: Desk, states: list[dict]) -> list[dict]:
    """The tickets with their customers' present id, name and first address: one query for all of them."""
    present = await present_of(desk, [state["customer"]["id"] for state in states])
    return [
        {**state, "customer": now} if (now := present.get(state["customer"]["id"])) else state for state in states
    ]


async def present_of(desk: Desk, ids: list[str]) -> dict[str, dict]:
    """{id: {id, name, email} of the record that it leads to}; ids that lead nowhere are left out."""
    fresh, found, wanted = time.monotonic() - SECONDS, {}, set()
    for id in ids:
        at, present = _known.get(id, (0.0, None))
        if at > fresh:
            found[id] = present
        else:
            wanted.add(id)
    if wanted:
        asked = time.monotonic()
        for id, present in (await _ask(desk, wanted)).items():
            found[id] = present
            _remember(id, asked, present)
    return {id: present for id, present in found.items() if present}


def forget(ids: list[str]) -> None:
    """Called when these records have changed."""
    for id in ids:
        _known.pop(id, None)


def _remember(id: str, at: float, present: dict | None) -> None:
    _known[id] = (at, present)
    _known.move_to_end(id)
    if len(_known) > REMEMBERED:
        _known.popitem(last=False)


async def _ask(desk: Desk, ids: set[str]) -> dict[str, dict | None]:
    rows: dict[str, dict] = {}
    missing = ids
    while missing:
        shown = {"name": 1, "merged_into": 1, "emails": {"$slice": 1}}
        new = {row["_id"]: row async for row in desk.store.customers.find({"_id": {"$in": list(missing)}}, shown)}
        rows |= new
        missing = {row["merged_into"] for row in new.values() if "merged_into" in row} - rows.keys()
    return {id: _present(rows, rows.get(id)) for id in ids}


def _present(rows: dict[str, dict], row: dict | None) -> dict | None:
    while row and "merged_into" in row:
        row = rows.get(row["merged_into"])
    return row and {"id": row["_id"], "name": row["name"], "email": next(iter(row.get("emails", ())), None)}
