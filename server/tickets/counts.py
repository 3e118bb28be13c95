"""How many tickets: in each view of the rail, in a list, under each label. Counted in indexes, not in documents."""

import asyncio
from collections.abc import Sequence

from server.actor import Actor
from server.desk import Desk
from server.events import URGENCY, rank_at
from server.store import FACETS
from server.tickets.filters import Filter, query_of
from server.tickets.guard import agents_only
from server.tickets.moment import of_this_moment
from server.tickets.names import Kind, names_of

MOST = 100_000
# Many consoles ask at the same moment after the same push; they wait longer than this before they ask.
FRESH_SECONDS = 0.2


async def count_tickets(desk: Desk, actor: Actor, wanted: Filter, found: Sequence[int] = ()) -> dict:
    """{total, capped, views, teams}: how many the filter shows, exact up to MOST; and, without the filter, how
    many not closed stand in each view of the rail and in each team of the actor's. `found` as in `query_of`.
    Raises Invalid."""
    agents_only(actor)
    wanted.check()
    unfiltered = {
        "inbox": {"live": True}, "mine": {"assignee.id": actor.id, "live": True},
        "unassigned": {"assignee.id": None, "live": True}, "urgent": {"live": True, "urgency": URGENCY["urgent"]},
        # By the second, so that those who ask together ask the same.
        "overdue": {"live": True, "rank": {"$lt": rank_at(desk.now().replace(microsecond=0))}},
    }
    teams = [{"team.id": team, "live": True} for team in actor.teams]
    asked = [await query_of(desk, actor, wanted, found), *unfiltered.values(), *teams]
    total, *found = await asyncio.gather(*(_count(desk, query) for query in asked))
    views, by_team = dict(zip(unfiltered, found, strict=False)), found[len(unfiltered):]
    return {
        "total": total, "capped": total == MOST, "views": {**views, "team": sum(by_team)},
        "teams": dict(zip(actor.teams, by_team, strict=True)),
    }


async def uses(desk: Desk, kind: Kind, rows: list[dict]) -> list[int]:
    """For each label or category, how many tickets carry it under any of its names."""
    known = await names_of(desk, kind)
    field = "labels" if kind.collection == "labels" else "category"
    return await asyncio.gather(*(_count(desk, {field: {"$in": known.every(row["name"])}}) for row in rows))


async def _count(desk: Desk, query: dict) -> int:
    # The command and not count_documents: only this one counts without reading what it counts.
    command = {"count": "tickets", "query": _plain(query), "limit": MOST, **_hint(query)}
    found = await of_this_moment(
        desk.store, repr(command), FRESH_SECONDS, lambda: desk.store.database.command(command)
    )
    return found["n"]


def _hint(query: dict) -> dict:
    """Where several conditions meet, MongoDB's choice of an index is a guess, and a bad one reads every ticket."""
    asked = _fields(query) - {"live"}
    if len(asked) > 1 and "labels" in asked:
        return {"hint": "labels"}
    # Who has few tickets, or none at all, is better looked up; and "none" can't be told from an index alone.
    facets = {"rank", *FACETS} - {"assignee.id"}
    return {"hint": "facets"} if len(asked) > 1 and asked <= facets else {}


def _fields(query: dict) -> set[str]:
    return {name for name in query if name != "$and"}.union(*map(_fields, query.get("$and", ())))


def _plain(query: dict) -> dict:
    """Closed or not is no condition where nothing is sorted: without it the count needs one range or none, not two."""
    if query.get("live") == {"$in": [False, True]} and "hint" not in _hint(query):
        return {name: value for name, value in query.items() if name != "live"}
    return query
