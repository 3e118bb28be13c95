"""What a list of tickets shows: the filter as people write it in an address, and the query it means."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

from msgspec import Meta, Struct, field

from server.actor import Actor
from server.desk import Desk
from server.errors import Invalid
from server.events import NEVER, URGENCY, rank_at
from server.people.customer_merges import ids_of
from server.tickets.names import CATEGORIES, LABELS, names_of
from server.tickets.order import ORDERS
from server.tickets.workflow import CHANNELS, PRIORITIES, STATUSES

VIEWS = ("inbox", "mine", "team", "unassigned", "urgent", "overdue")
CLOCKS = ("ok", "overdue")


def _words(description: str, length: int = 400):
    return Annotated[str, Meta(max_length=length, description=description)]


class Filter(Struct, forbid_unknown_fields=True):
    """Empty means all, but closed tickets show only where `status` says so. Several values: with commas."""

    view: _words("inbox, mine, team (my teams), unassigned, urgent or overdue", 20) = "inbox"
    status: _words("some of open, in_progress, waiting, resolved, closed; or any") = ""
    priority: _words("some of low, medium, high, urgent") = ""
    label: _words("labels that the ticket has, all of them", 2000) = ""
    category: _words("one of these categories", 2000) = ""
    assignee: _words("ids of agents, me, none") = ""
    team: _words("ids of teams, mine, none") = ""
    channel: _words("some of chat, email, form, agent, api") = ""
    customer: _words("id of a customer", 80) = ""
    visitor: _words("id of a visitor", 80) = ""
    since: _words("made at or after this RFC 3339 time, or on or after this date (UTC)", 40) = field(
        default="", name="from"
    )
    until: _words("made before this RFC 3339 time, or on or before this date (UTC)", 40) = field(default="", name="to")
    sla: _words("ok: a deadline ahead; overdue: behind us", 20) = ""
    q: _words("a search, as in GET /search; of what it finds, the newest 2,000", 500) = ""
    sort: _words("due (deadline, priority, oldest), updated (newest first), created, -created, number", 20) = "due"

    def check(self) -> None:
        """Raises Invalid for a value that no ticket can have."""
        for name, value, known in (
            ("view", self.view, VIEWS), ("sort", self.sort, tuple(ORDERS)), ("sla", self.sla, ("", *CLOCKS)),
        ):
            if value not in known:
                raise Invalid(f"{name}: expected one of {', '.join(filter(None, known))}.", field=name)
        for name, value, known in (
            ("status", self.status, (*STATUSES, "any")), ("priority", self.priority, PRIORITIES),
            ("channel", self.channel, CHANNELS),
        ):
            for part in _parts(value):
                if part not in known:
                    raise Invalid(f"{name}: {part[:40]!r} is not one of {', '.join(known)}.", field=name)
        moment("from", self.since)
        moment("to", self.until, end=True)


async def query_of(desk: Desk, actor: Actor, wanted: Filter, found: Sequence[int]) -> dict:
    """The MongoDB query of a checked filter, for this actor. Each part of it has an index (store.py).
    found: the numbers that the search for `q` gave; search stands on tickets, so the caller asks it."""
    parts = [_status(wanted), _view(actor, wanted.view, desk.now()), _owner(actor, wanted)]
    if wanted.priority:
        # Also by its place in the order: that lies in the indexes.
        parts.append({"urgency": _among([URGENCY[name] for name in _parts(wanted.priority)])})
    parts += await _named(desk, wanted)
    if wanted.channel:
        parts.append({"channel": _among(_parts(wanted.channel))})
    parts += [{"customer.id": _among(await ids_of(desk, wanted.customer))}] if wanted.customer else []
    parts += [{"visitor.id": wanted.visitor}] if wanted.visitor else []
    parts += [{"created_at": {"$gte": moment("from", wanted.since)}}] if wanted.since else []
    parts += [{"created_at": {"$lt": moment("to", wanted.until, end=True)}}] if wanted.until else []
    if wanted.sla:
        now = rank_at(desk.now())
        parts.append({"rank": {"$lt": now} if wanted.sla == "overdue" else {"$gte": now, "$lt": rank_at(NEVER)}})
    parts += [{"_id": {"$in": list(found)}}] if wanted.q else []
    return both(*parts)


def both(*parts: dict) -> dict:
    """All of the parts: one document where no field is named twice, for MongoDB reads that best."""
    names = [name for part in parts for name in part]
    if len(set(names)) == len(names):
        return {name: value for part in parts for name, value in part.items()}
    return {"$and": [part for part in parts if part]}


def _status(wanted: Filter) -> dict:
    """`live` goes with every status: all orders are indexed by it."""
    names = set(_parts(wanted.status))
    if "any" in names or names == set(STATUSES):
        return {"live": {"$in": [False, True]}}
    if not names or names == set(STATUSES) - {"closed"}:
        return {"live": True}
    if names == {"closed"}:
        return {"live": False}
    return {"live": {"$in": [False, True]} if "closed" in names else True, "status": _among(sorted(names))}


def _view(actor: Actor, view: str, now: datetime) -> dict:
    if view == "mine":
        return {"assignee.id": actor.id}
    if view == "team":
        return {"team.id": _among(list(actor.teams))}
    if view == "unassigned":
        return {"assignee.id": None}
    if view == "urgent":
        return {"urgency": URGENCY["urgent"]}
    if view == "overdue":
        return {"rank": {"$lt": rank_at(now)}}
    return {}


def _owner(actor: Actor, wanted: Filter) -> dict:
    found: dict = {}
    if wanted.assignee:
        stand_for = {"me": actor.id, "none": None}
        found["assignee.id"] = _among([stand_for.get(part, part) for part in _parts(wanted.assignee)])
    if wanted.team:
        teams = _parts(wanted.team)
        ids = [None if part == "none" else part for part in teams if part != "mine"]
        found["team.id"] = _among(ids + list(actor.teams) * ("mine" in teams))
    # A view by owner and a filter by owner: both count.
    return {"$and": [found]} if found else {}


async def _named(desk: Desk, wanted: Filter) -> list[dict]:
    """Labels and categories by any name they have had."""
    asked = _parts(wanted.label), _parts(wanted.category)
    labels = await names_of(desk, LABELS, asked[0]) if asked[0] else None
    found = [{"$and": [{"labels": _among(labels.every(name))} for name in asked[0]]}] if labels else []
    if asked[1]:
        categories = await names_of(desk, CATEGORIES, asked[1])
        found.append({"category": _among([each for name in asked[1] for each in categories.every(name)])})
    return found


def moment(name: str, text: str, *, end: bool = False) -> datetime | None:
    """A time with its zone, or a date: its beginning in UTC, or with `end` the beginning of the next day.
    Raises Invalid."""
    if not text:
        return None
    try:
        if len(text) == len("2026-01-31"):
            return datetime.combine(date.fromisoformat(text), time(), UTC) + timedelta(days=int(end))
        found = datetime.fromisoformat(text)
        if found.tzinfo:
            return found.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise Invalid(f"{name}: expected a date or a time with its zone, such as 2026-01-31T09:00:00Z.", field=name)


def _among(values: list):
    return values[0] if len(values) == 1 else {"$in": values}


def _parts(value: str) -> list[str]:
    return [part for part in (part.strip() for part in value.split(",")) if part]
