"""What agents write in tickets and do with them, over HTTP: replies, notes, undo, merge, split, many at once."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from server.console.answers import Ticket, TimelineEntry
from server.console.api import Api, Asked
from server.console.tickets_http import (
    BaseSeq,
    Id,
    Labels,
    Priority,
    Status,
    Subject,
    Text,
    Word,
    agent_ref,
    empty,
    team_ref,
    text,
)
from server.errors import Invalid
from server.events import OUTER_ID
from server.people.words import clean
from server.tickets import bulk, replies, undo
from server.tickets.duplicates import duplicates
from server.tickets.merge import merge, preview
from server.tickets.shapes import entry_shape, shown, ticket_shapes
from server.tickets.split import split
from server.tickets.timeline import one

Number = Annotated[int, Meta(ge=0, le=10**15)]
Numbers = Annotated[list[Number], Meta(min_length=1, max_length=50)]
Ids = Annotated[list[Id], Meta(max_length=20)]
ClientId = Annotated[str, Meta(
    min_length=1, max_length=64, pattern=OUTER_ID, description="A repeat with the same one is harmless.",
)]
EventId = Annotated[str, Meta(min_length=1, max_length=64)]

api = Api("Tickets")


class NewReply(Struct, forbid_unknown_fields=True):
    body: Text
    attachments: Ids = []
    then: Literal["send", "wait", "resolve"] = "send"
    base_seq: BaseSeq | None = None
    client_id: ClientId | None = None


class NewNote(Struct, forbid_unknown_fields=True):
    body: Text
    attachments: Ids = []
    mentions: Annotated[list[Id], Meta(max_length=50)] = []
    base_seq: BaseSeq | None = None
    client_id: ClientId | None = None


class Undo(Struct, forbid_unknown_fields=True):
    event: EventId


class Merge(Struct, forbid_unknown_fields=True):
    sources: Numbers


class MergeQuery(Struct, forbid_unknown_fields=True):
    sources: Annotated[str, Meta(max_length=1000, description="Ticket numbers, joined by commas.")]


class Split(Struct, forbid_unknown_fields=True):
    events: Annotated[list[EventId], Meta(min_length=1, max_length=500)]
    subject: Subject


class BulkChanges(Struct, forbid_unknown_fields=True):
    status: Status | UnsetType = UNSET
    priority: Priority | UnsetType = UNSET
    assignee: Id | UnsetType | None = UNSET
    team: Id | UnsetType | None = UNSET
    add_labels: Labels = []
    remove_labels: Labels = []
    category: Word | UnsetType | None = UNSET


class Bulk(Struct, forbid_unknown_fields=True):
    numbers: Annotated[list[Number], Meta(min_length=1, max_length=500)]
    changes: BulkChanges


class OneUndo(Struct, forbid_unknown_fields=True):
    number: Number
    event: EventId


class BulkUndo(Struct, forbid_unknown_fields=True):
    events: Annotated[list[OneUndo], Meta(min_length=1, max_length=2000)]


class Refusal(Struct):
    code: str
    message: str
    details: dict | UnsetType = UNSET


class BulkResult(Struct):
    """`events`: what was written, for undo. With `error`, what came before it in the same ticket stays."""

    number: int
    ok: bool
    events: list[str]
    error: Refusal | UnsetType = UNSET


class UndoResult(Struct):
    number: int
    event: str
    ok: bool
    error: Refusal | UnsetType = UNSET


class RefusedSource(Struct):
    number: int
    code: str
    message: str


class UnprovenTicket(Struct):
    number: int
    message: str


class MergePreview(Struct):
    """`ticket` and `entries` as they would be; `refused`: which of the tickets can't take part, and why; `unproven`:
    those of chats whose visitor only typed the customer's address."""

    ticket: Ticket
    entries: list[TimelineEntry]
    refused: list[RefusedSource]
    unproven: list[UnprovenTicket]


class Duplicate(Struct):
    """`unproven`: the visitor of its chat only typed the customer's address."""

    ticket: Ticket
    reason: str
    unproven: bool | UnsetType = UNSET


@api.post("/tickets/{number}/replies", scope="tickets:write", body=NewReply, answers=TimelineEntry)
async def reply(asked: Asked) -> dict:
    """Replies to the customer, and with `then` sets the status. Held for a moment, in which it can be undone.
    With `base_seq`, refused where others wrote since: `details.new` has their entries."""
    body = asked.body
    written = await replies.reply(
        asked.desk, asked.actor, asked.number(), text(body.body), body.then,
        attachments=body.attachments, base_seq=body.base_seq, client_id=body.client_id,
    )
    return entry_shape(written.event) if written.fresh else await one(asked.desk, written.event)


@api.post("/tickets/{number}/notes", scope="tickets:write", body=NewNote, answers=TimelineEntry)
async def add_note(asked: Asked) -> dict:
    """Writes a private note, which customers never see. `base_seq` as for replies."""
    body = asked.body
    written = await replies.note(
        asked.desk, asked.actor, asked.number(), text(body.body), body.client_id,
        attachments=body.attachments, mentions=body.mentions, base_seq=body.base_seq,
    )
    return entry_shape(written.event)


@api.post("/tickets/{number}/undo", scope="tickets:write", body=Undo, answers=Ticket, status=200)
async def take_back(asked: Asked) -> dict:
    """Takes back a merge or a split at any time, one's own reply or change within some seconds."""
    return await shown(asked.desk, await undo.undo(asked.desk, asked.actor, asked.number(), asked.body.event))


@api.post("/tickets/{number}/merge", scope="tickets:write", body=Merge, answers=Ticket, status=200)
async def merge_tickets(asked: Asked) -> dict:
    """Merges other tickets of the same customer into this one; they are closed and lead here."""
    return await shown(asked.desk, await merge(asked.desk, asked.actor, asked.number(), asked.body.sources))


@api.get("/tickets/{number}/merge", scope="tickets:read", query=MergeQuery, answers=MergePreview)
async def preview_merge(asked: Asked) -> dict:
    """What a merge would make of this ticket, and which of the sources can't be merged."""
    return await preview(asked.desk, asked.actor, asked.number(), _numbers(asked.query.sources))


@api.get("/tickets/{number}/duplicates", scope="tickets:read", answers=Duplicate, listed=True)
async def list_duplicates(asked: Asked) -> dict:
    """Other tickets of the same customer that may be about the same thing, the likeliest first."""
    found = await duplicates(asked.desk, asked.actor, asked.number())
    shapes = await ticket_shapes(asked.desk, [state for state, *_ in found])
    items = [
        {"ticket": shape, "reason": reason} | ({"unproven": True} if unproven else {})
        for shape, (_, reason, unproven) in zip(shapes, found, strict=True)
    ]
    return {"items": items, "next": None}


@api.post("/tickets/{number}/split", scope="tickets:write", body=Split, answers=Ticket)
async def split_ticket(asked: Asked) -> dict:
    """Moves messages, replies and notes to a new ticket of the same customer."""
    subject = clean(asked.body.subject) or empty("subject")
    return await shown(asked.desk, await split(asked.desk, asked.actor, asked.number(), asked.body.events, subject))


@api.post("/tickets/bulk", scope="tickets:write", body=Bulk, answers=BulkResult, listed=True, status=200)
async def change_many(asked: Asked) -> dict:
    """Changes many tickets; tells of each whether it could be done."""
    desk, changes, owner = asked.desk, asked.body.changes, {}
    if changes.assignee is not UNSET:
        owner["agent"] = await agent_ref(desk, changes.assignee)
    if changes.team is not UNSET:
        owner["team"] = await team_ref(desk, changes.team)
    category = [] if changes.category is UNSET else [clean(changes.category or "") or None]
    items = await bulk.change_many(desk, asked.actor, asked.body.numbers, bulk.BulkChange(
        owner, changes.status or None, changes.priority or None, changes.add_labels, changes.remove_labels, category,
    ))
    return {"items": items, "next": None}


@api.post("/tickets/bulk/undo", scope="tickets:write", body=BulkUndo, answers=UndoResult, listed=True, status=200)
async def take_many_back(asked: Asked) -> dict:
    """Takes back what a change to many tickets has written, within some seconds."""
    wanted = [(row.number, row.event) for row in asked.body.events]
    return {"items": await undo.undo_many(asked.desk, asked.actor, wanted), "next": None}


def _numbers(text: str) -> list[int]:
    parts = [part.strip().removeprefix("#") for part in text.split(",")]
    if not all(part.isascii() and part.isdigit() and len(part) <= 15 for part in parts):
        raise Invalid("sources: expected ticket numbers, joined by commas.", field="sources")
    return [int(part) for part in parts]
