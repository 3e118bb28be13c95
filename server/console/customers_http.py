"""Customers over HTTP: found while typing, made, changed, noted about, merged; their tickets and chats."""

import asyncio
from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from server.chats.shapes import agent_chats
from server.console.answers import Customer, CustomerNote, Ticket
from server.console.api import Api, Asked
from server.console.chat_answers import Chat
from server.people import customer_merges, customer_records
from server.people.customer_shapes import customer_shape, note_shape, whole_shape
from server.tickets import of_customer
from server.tickets.shapes import ticket_shapes

Cursor = Annotated[str, Meta(max_length=400)]
Limit = Annotated[int, Meta(ge=1, le=200)]
Line = Annotated[str, Meta(max_length=500)]
Emails = Annotated[list[Annotated[str, Meta(max_length=254)]], Meta(max_length=20)]
Id = Annotated[str, Meta(max_length=40)]

api = Api("Customers")


class Query(Struct, forbid_unknown_fields=True):
    q: Annotated[str, Meta(max_length=200, description="What is typed so far of name, address, company or phone.")] = ""
    cursor: Cursor | None = None
    limit: Limit = customer_records.PAGE


class Page(Struct, forbid_unknown_fields=True):
    cursor: Cursor | None = None
    limit: Limit = of_customer.PAGE


class NewCustomer(Struct, forbid_unknown_fields=True):
    name: Line
    email: Annotated[str, Meta(max_length=254)] | None = None
    emails: Emails = []
    phone: Line = ""
    company: Line = ""
    site: Line = ""
    fields: Annotated[dict[str, Annotated[str, Meta(max_length=2000)]], Meta(max_length=100)] = {}


class CustomerChanges(Struct, forbid_unknown_fields=True):
    """Of `fields` only those named are changed; null takes one away."""

    name: Line | UnsetType = UNSET
    emails: Emails | UnsetType = UNSET
    phone: Line | UnsetType = UNSET
    company: Line | UnsetType = UNSET
    site: Line | UnsetType = UNSET
    fields: (
        Annotated[dict[str, Annotated[str, Meta(max_length=2000)] | None], Meta(max_length=100)] | UnsetType
    ) = UNSET


class NewCustomerNote(Struct, forbid_unknown_fields=True):
    body: Annotated[str, Meta(min_length=1, max_length=10_000)]


class Source(Struct, forbid_unknown_fields=True):
    source: Id


@api.get("/customers", scope="customers:read", query=Query, answers=Customer, listed=True)
async def list_customers(asked: Asked) -> dict:
    """Customers, the newest first, or those found by what is typed so far."""
    query = asked.query
    found, after = await customer_records.list_customers(asked.desk, asked.actor, query.q, query.cursor, query.limit)
    return {"items": [customer_shape(record) for record in found], "next": after}


@api.post("/customers", scope="customers:write", body=NewCustomer, answers=Customer)
async def make(asked: Asked) -> dict:
    """Makes a customer; an address that belongs to another one is a conflict that names them."""
    body = asked.body
    return customer_shape(await customer_records.make(
        asked.desk, asked.actor, body.name, body.email, emails=body.emails, phone=body.phone, company=body.company,
        site=body.site, fields=body.fields,
    ))


@api.get("/customers/{id}", scope="customers:read", answers=Customer)
async def show(asked: Asked) -> dict:
    """One customer with notes, pages visited and counts. The id of a merged record leads to the surviving one."""
    return await _whole(asked, asked.path("id"))


@api.patch("/customers/{id}", scope="customers:write", body=CustomerChanges, answers=Customer)
async def change(asked: Asked) -> dict:
    """Changes what is given; of the custom fields only those named, and null takes one away."""
    changed = await customer_records.change(asked.desk, asked.actor, asked.path("id"), **asked.given())
    return await _whole(asked, changed["_id"])


@api.get("/customers/{id}/tickets", scope="tickets:read", query=Page, answers=Ticket, listed=True)
async def tickets(asked: Asked) -> dict:
    """The customer's tickets, closed ones too, the newest first."""
    record = await customer_records.find(asked.desk, asked.actor, asked.path("id"))
    found, after = await of_customer.tickets_of(asked.desk, record["ids"], asked.query.cursor, asked.query.limit)
    return {"items": await ticket_shapes(asked.desk, found), "next": after}


@api.get("/customers/{id}/chats", scope="chats:read", query=Page, answers=Chat, listed=True)
async def chats(asked: Asked) -> dict:
    """The customer's chats, the newest first."""
    record = await customer_records.find(asked.desk, asked.actor, asked.path("id"))
    found, after = await of_customer.chats_of(asked.desk, record, asked.query.cursor, asked.query.limit)
    return {"items": await agent_chats(asked.desk, found), "next": after}


@api.post("/customers/{id}/notes", scope="customers:write", body=NewCustomerNote, answers=CustomerNote)
async def add_note(asked: Asked) -> dict:
    """Adds a note about the person, for agents only."""
    return note_shape(await customer_records.add_note(asked.desk, asked.actor, asked.path("id"), asked.body.body))


@api.delete("/customers/{id}/notes/{note}", scope="customers:write", status=204)
async def delete_note(asked: Asked) -> None:
    """Deletes one's own note; managers may delete anybody's."""
    await customer_records.delete_note(asked.desk, asked.actor, asked.path("id"), asked.path("note"))


@api.post("/customers/{id}/merge", scope="customers:write", body=Source, answers=Customer, status=200)
async def merge(asked: Asked) -> dict:
    """Merges another record of the same person into this one; its id leads here from then on."""
    survivor = await customer_merges.merge(asked.desk, asked.actor, asked.path("id"), asked.body.source)
    return await _whole(asked, survivor["_id"])


@api.post("/customers/{id}/unmerge", scope="customers:write", body=Source, answers=Customer, status=200)
async def unmerge(asked: Asked) -> dict:
    """Takes the merge of a record into this one back."""
    rest = await customer_merges.unmerge(asked.desk, asked.actor, asked.path("id"), asked.body.source)
    return await _whole(asked, rest["_id"])


async def _whole(asked: Asked, id: str) -> dict:
    record = await customer_records.find(asked.desk, asked.actor, id)
    pages, counts = await asyncio.gather(
        of_customer.pages_of(asked.desk, record), of_customer.counts_of(asked.desk, record)
    )
    return whole_shape(record, pages, counts)
