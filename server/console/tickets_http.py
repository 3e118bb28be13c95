"""Tickets over HTTP, one at a time: opened by hand, shown, changed, read. Their list is in queue_http.py, what
agents write and do in ticket_acts_http.py."""

from functools import partial
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, field

from server.actor import Actor
from server.console.answers import Ticket, TimelineEntry
from server.console.api import Api, Asked
from server.desk import Desk
from server.errors import Invalid, Unprocessable
from server.people.access import agent_actor
from server.people.words import clean, clean_email, clean_name, says_something
from server.tickets import actions
from server.tickets.filters import moment
from server.tickets.guard import find
from server.tickets.shapes import shown
from server.tickets.timeline import timeline

Priority = Literal["low", "medium", "high", "urgent"]
Status = Literal["open", "in_progress", "waiting", "resolved", "closed"]
Subject = Annotated[str, Meta(min_length=1, max_length=200)]
Text = Annotated[str, Meta(min_length=1, max_length=50_000)]
Word = Annotated[str, Meta(max_length=80)]
Labels = Annotated[list[Word], Meta(max_length=50)]
Id = Annotated[str, Meta(max_length=40)]
BaseSeq = Annotated[int, Meta(ge=0, le=2**53, description="The `seq` of the ticket as it was seen.")]

api = Api("Tickets")


class OnBehalfOf(Struct, forbid_unknown_fields=True):
    """By `id`, or by `email`: then with a record of their own if there is none yet."""

    email: Annotated[str, Meta(max_length=254)] = ""
    name: Word = ""
    id: Id = ""


class NewTicket(Struct, forbid_unknown_fields=True):
    subject: Subject
    body: Text
    customer: OnBehalfOf
    priority: Priority = "medium"
    labels: Labels = []
    assignee: Id | None = None
    team: Id | None = None
    category: Word | None = None


class Changes(Struct, forbid_unknown_fields=True):
    status: Status | UnsetType = UNSET
    priority: Priority | UnsetType = UNSET
    assignee: Id | UnsetType | None = UNSET
    team: Id | UnsetType | None = UNSET
    labels: Labels | UnsetType = UNSET
    category: Word | UnsetType | None = UNSET
    subject: Subject | UnsetType = UNSET
    base_seq: BaseSeq | UnsetType = UNSET


class Filter(Struct, forbid_unknown_fields=True):
    """What of a timeline is shown."""

    type: Annotated[str, Meta(max_length=200, description="message, reply, note, …; several with commas.")] = ""
    q: Annotated[str, Meta(max_length=200, description="Words that all must occur.")] = ""
    actor: Annotated[str, Meta(max_length=64, description="The id of who did it, or agent, visitor, system.")] = ""
    since: Annotated[str, Meta(max_length=40, description="Not before this time, or this date (UTC).")] = field(
        default="", name="from"
    )
    to: Annotated[str, Meta(max_length=40, description="Before this time, or not after this date.")] = ""


@api.post("/tickets", scope="tickets:write", body=NewTicket, answers=Ticket)
async def create(asked: Asked) -> dict:
    """Opens a ticket by hand on behalf of a customer."""
    desk, body = asked.desk, asked.body
    subject = clean(body.subject) or empty("subject")
    state = await actions.create(desk, asked.actor, actions.NewTicket(
        subject, text(body.body), _customer(body.customer), body.priority, list(dict.fromkeys(body.labels)),
        body.category, await agent_ref(desk, body.assignee), await team_ref(desk, body.team),
    ))
    return await shown(desk, state, whole=True)


def _customer(who: OnBehalfOf) -> dict:
    if who.id:
        if who.email or who.name:
            raise Invalid("customer: expected an id or an email, not both.", field="customer.id")
        return {"id": who.id}
    if not who.email:
        raise Invalid("customer.email is required, or customer.id.", field="customer.email")
    name = clean_name(who.name, "customer.name") if who.name else ""
    return {"email": clean_email(who.email, "customer.email"), "name": name}


@api.get("/tickets/{number}", scope="tickets:read", answers=Ticket)
async def show(asked: Asked) -> dict:
    """One ticket, with what its chat held when it was made of one."""
    return await shown(asked.desk, await find(asked.desk, asked.actor, asked.number()), whole=True)


@api.patch("/tickets/{number}", scope="tickets:write", body=Changes, answers=Ticket)
async def change(asked: Asked) -> dict:
    """Changes what is given. Refused as a whole, and with `base_seq` also where others changed it meanwhile."""
    desk, actor, number = asked.desk, asked.actor, asked.number()
    await _change(desk, actor, number, asked.body)
    return await shown(desk, await find(desk, actor, number), whole=True)


async def _change(desk: Desk, actor: Actor, number: int, body: Changes) -> None:
    """One action per field; the owner before the status, which depends on it. What can be refused is
    refused before the first of them; with `base_seq` each of them is, when somebody else comes between."""
    state, owner = await find(desk, actor, number), {}
    if body.assignee is not UNSET:
        owner["agent"] = await agent_ref(desk, body.assignee)
    if body.team is not UNSET:
        owner["team"] = await team_ref(desk, body.team)
    steps = [partial(actions.assign, **owner)] if owner else []
    if body.priority is not UNSET:
        steps.append(partial(actions.set_priority, to=body.priority))
    if body.labels is not UNSET:
        await actions.known_labels(desk, body.labels, state["labels"])
        steps.append(partial(actions.set_labels, labels=body.labels))
    if body.category is not UNSET:
        await actions.known_category(desk, actor, body.category, state)
        steps.append(partial(actions.set_category, to=clean(body.category or "") or None))
    if body.subject is not UNSET:
        steps.append(partial(actions.rename, to=clean(body.subject) or empty("subject")))
    if body.status is not UNSET:
        await actions.may_become(desk, actor, number, body.status, owner)
        steps.append(partial(actions.set_status, to=body.status))
    for step in steps:
        await step(desk, actor, number, base_seq=None if body.base_seq is UNSET else body.base_seq)


@api.get("/tickets/{number}/timeline", scope="tickets:read", query=Filter, answers=TimelineEntry, listed=True)
async def show_timeline(asked: Asked) -> dict:
    """What happened to the ticket, the oldest first, with what was merged into it and split off to it."""
    query = asked.query
    entries = await timeline(
        asked.desk, asked.actor, asked.number(), type=query.type, q=query.q, by=query.actor,
        since=moment("from", query.since), until=moment("to", query.to, end=True),
    )
    return {"items": entries, "next": None}


def text(body: str) -> str:
    """A written text as it is kept. Raises Invalid for one in which there is nothing to see."""
    return body.replace("\r\n", "\n").replace("\x00", "").strip() if says_something(body) else empty("body")


def empty(field: str):
    raise Invalid(f"{field}: expected some text.", field=field)


async def agent_ref(desk: Desk, id: str | None) -> dict | None:
    """The active agent with this id as an owner. Raises Unprocessable."""
    if id is None:
        return None
    found = await desk.store.agents.find_one({"_id": id, "active": True})
    if found is None:
        raise Unprocessable("assignee: there is no active agent with this id.", field="assignee")
    return agent_actor(found).ref()


async def team_ref(desk: Desk, id: str | None) -> dict | None:
    """The team with this id, as tickets name it. Raises Unprocessable."""
    if id is None:
        return None
    found = await desk.store.teams.find_one({"_id": id})
    if found is None:
        raise Unprocessable("team: there is no team with this id.", field="team")
    return {"id": found["_id"], "name": found["name"]}
