"""Reading tickets: lists by filter, and the timeline of one."""

import re
from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from server import paging
from server.actor import Actor
from server.desk import Desk
from server.errors import Invalid
from server.events import ticket_subject
from server.tickets.actions import agents_only, find
from server.tickets.shapes import chat_before, entry_shape
from server.tickets.workflow import PRIORITIES, STATUSES

PAGE = 50
Words = Annotated[str, Meta(max_length=200)]


class Filter(Struct, forbid_unknown_fields=True):
    """What a list shows. `status` empty: all but closed; 'any': all. Lists of values are joined by commas."""

    view: Literal["inbox", "mine", "team", "unassigned"] = "inbox"
    status: Words = ""
    priority: Words = ""
    label: Words = ""
    category: Words = ""
    assignee: Words = ""
    team: Words = ""
    channel: Words = ""
    q: Words = ""
    customer: Words = ""
    visitor: Words = ""

    def check(self) -> None:
        """Raises Invalid for a word that no ticket can have."""
        _one_of("status", self.status, (*STATUSES, "any"))
        _one_of("priority", self.priority, PRIORITIES)


async def list_tickets(
    desk: Desk, actor: Actor, wanted: Filter, cursor: str | None = None, limit: int = PAGE
) -> tuple[list[dict], str | None]:
    """(states, newest change first; cursor of the next page or None)."""
    agents_only(actor)
    wanted.check()
    query = _query(actor, wanted)
    if cursor:
        query.setdefault("$and", []).append(paging.after("updated_at", cursor, int))
    # Lists never need the conversation inside the document.
    bare = {"transcript": 0, "chat_timeline": 0, "visitor": 0}
    rows = desk.store.tickets.find(query, bare).sort([("updated_at", -1), ("_id", -1)]).limit(limit + 1)
    return paging.page(await rows.to_list(limit + 1), limit, "updated_at")


def _query(actor: Actor, wanted: Filter) -> dict:
    query: dict = {}
    if wanted.status != "any":
        names = [name for name in wanted.status.split(",") if name]
        query["status"] = {"$in": names} if names else {"$in": [name for name in STATUSES if name != "closed"]}
    if wanted.view == "mine":
        query["assignee.id"] = actor.id
    elif wanted.view == "team":
        query["team.id"] = {"$in": list(actor.teams)}
    elif wanted.view == "unassigned":
        query["assignee"] = None
    exact = {
        "priority": wanted.priority, "category": wanted.category, "channel": wanted.channel,
        "customer.id": wanted.customer, "visitor.id": wanted.visitor,
    }
    for field, value in exact.items():
        if value:
            query[field] = {"$in": value.split(",")}
    if wanted.label:
        query["labels"] = {"$all": wanted.label.split(",")}
    if wanted.assignee:
        query["assignee.id"] = actor.id if wanted.assignee == "me" else wanted.assignee
    if wanted.team:
        query["team.id"] = wanted.team
    if wanted.q:
        query["$and"] = [_words(wanted.q)]
    return query


def _one_of(name: str, value: str, known: tuple[str, ...]) -> None:
    for part in filter(None, value.split(",")):
        if part not in known:
            raise Invalid(f"{name}: {part[:40]!r} is not one of {', '.join(known)}.", field=name)


def _words(q: str) -> dict:
    if re.fullmatch(r"#?\d{1,12}", q.strip()):
        return {"_id": int(q.strip().lstrip("#"))}
    pattern = {"$regex": re.escape(q.replace("\0", " ")), "$options": "i"}
    return {"$or": [{"subject": pattern}, {"customer.name": pattern}, {"customer.email": pattern}]}


async def timeline(
    desk: Desk, actor: Actor, number: int, *, type: str = "", q: str = "",
    since: datetime | None = None, until: datetime | None = None,
) -> list[dict]:
    """The ticket's entries in order, the chat before it first. `type`: a word of the contract's list."""
    state = await find(desk, actor, number)
    rows = desk.store.events.find({"subject": ticket_subject(number)}).sort("seq", 1)
    entries = chat_before(state) + [entry_shape(event) async for event in rows]
    words = q.casefold()
    return [
        entry for entry in entries
        if (not type or entry["type"].split(".")[0] in type.split(","))
        and (not since or _at(entry) >= since) and (not until or _at(entry) < until)
        and words in f"{entry.get('body', '')} {entry['text']} {entry['actor']['name']}".casefold()
    ]


def _at(entry: dict) -> datetime:
    return datetime.fromisoformat(entry["at"])
