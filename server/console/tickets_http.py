"""Tickets over HTTP: one at a time. Their list is in queue_http.py."""

from datetime import datetime
from functools import partial
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.actor import Actor
from server.console.auth import actor_of
from server.desk import Desk
from server.door import answer, desk_of, read_body
from server.errors import Invalid, NotFound, Unprocessable
from server.people.access import agent_actor
from server.people.words import clean, clean_email, clean_name
from server.tickets import actions, views
from server.tickets.shapes import entry_shape, shown

Priority = Literal["low", "medium", "high", "urgent"]
Status = Literal["open", "in_progress", "waiting", "resolved", "closed"]
Subject = Annotated[str, Meta(min_length=1, max_length=200)]
Text = Annotated[str, Meta(min_length=1, max_length=50_000)]
Word = Annotated[str, Meta(max_length=80)]
Labels = Annotated[list[Word], Meta(max_length=50)]
Id = Annotated[str, Meta(max_length=40)]
DIGITS = 15


class Customer(Struct, forbid_unknown_fields=True):
    email: Annotated[str, Meta(max_length=254)]
    name: Word = ""


class NewTicket(Struct, forbid_unknown_fields=True):
    subject: Subject
    body: Text
    customer: Customer
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
    base_seq: Annotated[int, Meta(ge=0, le=2**53)] | UnsetType = UNSET


class Note(Struct, forbid_unknown_fields=True):
    body: Text
    client_id: Annotated[str, Meta(min_length=1, max_length=64)] | None = None


async def create(request: Request) -> Response:
    desk, actor = desk_of(request), await actor_of(request)
    body = await read_body(request, NewTicket)
    subject = clean(body.subject)
    if not subject:
        raise Invalid("subject: expected some text.", field="subject")
    email = clean_email(body.customer.email, "customer.email")
    name = clean_name(body.customer.name, "customer.name") if body.customer.name else ""
    state = await actions.create(desk, actor, actions.NewTicket(
        subject, _text(body.body), {"email": email, "name": name}, body.priority, list(dict.fromkeys(body.labels)),
        body.category, await _agent(desk, body.assignee), await _team(desk, body.team),
    ))
    return answer(await shown(desk, state, whole=True), 201)


async def show(request: Request) -> Response:
    desk, actor = desk_of(request), await actor_of(request)
    return answer(await shown(desk, await actions.find(desk, actor, _number(request)), whole=True))


async def change(request: Request) -> Response:
    desk, actor, number = desk_of(request), await actor_of(request), _number(request)
    body = await read_body(request, Changes)
    await _change(desk, actor, number, body)
    return answer(await shown(desk, await actions.find(desk, actor, number), whole=True))


async def _change(desk: Desk, actor: Actor, number: int, body: Changes) -> None:
    """One action per field; the owner before the status, which depends on it. What can be refused is
    refused before the first of them; with `base_seq` each of them is, when somebody else comes between."""
    owner = {}
    if body.assignee is not UNSET:
        owner["agent"] = await _agent(desk, body.assignee)
    if body.team is not UNSET:
        owner["team"] = await _team(desk, body.team)
    steps = [partial(actions.assign, **owner)] if owner else []
    if body.priority is not UNSET:
        steps.append(partial(actions.set_priority, to=body.priority))
    if body.labels is not UNSET:
        await actions.known_labels(desk, body.labels, (await actions.find(desk, actor, number))["labels"])
        steps.append(partial(actions.set_labels, labels=body.labels))
    if body.category is not UNSET:
        await actions.known_category(desk, actor, body.category, await actions.find(desk, actor, number))
        steps.append(partial(actions.set_category, to=clean(body.category or "") or None))
    if body.subject is not UNSET:
        steps.append(partial(actions.rename, to=clean(body.subject) or _empty("subject")))
    if body.status is not UNSET:
        await actions.may_become(desk, actor, number, body.status, owner)
        steps.append(partial(actions.set_status, to=body.status))
    seen = None if body.base_seq is UNSET else await actions.unseen_by(desk, actor, number, body.base_seq)
    for step in steps:
        written = await step(desk, actor, number, seen=seen)
        seen = seen and written.state["seq"]


async def timeline(request: Request) -> Response:
    desk, actor = desk_of(request), await actor_of(request)
    asked = request.query_params
    entries = await views.timeline(
        desk, actor, _number(request), type=asked.get("type", ""), q=asked.get("q", ""),
        since=_time(asked, "from"), until=_time(asked, "to"),
    )
    return answer({"items": entries, "next": None})


async def add_note(request: Request) -> Response:
    desk, actor = desk_of(request), await actor_of(request)
    body = await read_body(request, Note)
    written = await actions.note(desk, actor, _number(request), _text(body.body), body.client_id)
    return answer(entry_shape(written.event), 201)


def _number(request: Request) -> int:
    number = request.path_params["number"]
    if not (number.isascii() and number.isdigit() and len(number) <= DIGITS):
        raise NotFound("There is no such ticket.")
    return int(number)


def _text(body: str) -> str:
    return body.replace("\r\n", "\n").replace("\x00", "").strip() or _empty("body")


def _empty(field: str):
    raise Invalid(f"{field}: expected some text.", field=field)


def _time(asked, name: str) -> datetime | None:
    if not asked.get(name):
        return None
    try:
        found = datetime.fromisoformat(asked[name])
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise Invalid(f"{name}: expected a time with its zone, such as 2026-01-31T09:00:00Z.", field=name)
    return found


async def _agent(desk: Desk, id: str | None) -> dict | None:
    if id is None:
        return None
    found = await desk.store.agents.find_one({"_id": id, "active": True})
    if found is None:
        raise Unprocessable("assignee: there is no active agent with this id.", field="assignee")
    return agent_actor(found).ref()


async def _team(desk: Desk, id: str | None) -> dict | None:
    if id is None:
        return None
    found = await desk.store.teams.find_one({"_id": id})
    if found is None:
        raise Unprocessable("team: there is no team with this id.", field="team")
    return {"id": found["_id"], "name": found["name"]}


routes = [
    Route("/api/v1/tickets", create, methods=["POST"]),
    Route("/api/v1/tickets/{number}", show, methods=["GET"]),
    Route("/api/v1/tickets/{number}", change, methods=["PATCH"]),
    Route("/api/v1/tickets/{number}/timeline", timeline, methods=["GET"]),
    Route("/api/v1/tickets/{number}/notes", add_note, methods=["POST"]),
]
