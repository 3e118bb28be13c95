"""Search over HTTP: one box over tickets, what is written in them, and customers."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from server.console.answers import Customer, Ticket
from server.console.api import Api, Asked
from server.people import customer_records
from server.people.customer_shapes import customer_shape
from server.search import find
from server.search.query import parse
from server.tickets.shapes import ticket_shapes

CUSTOMERS = 5

api = Api("Search")


class Query(Struct, forbid_unknown_fields=True):
    q: Annotated[str, Meta(description=(
        'Words, "phrases", -word, #1234, and label: status: priority: owner: team: category: channel: from: '
        "has:attachment is:mine|unassigned|merged before: after:"
    ))] = ""
    cursor: Annotated[str, Meta(max_length=400)] | None = None
    limit: Annotated[int, Meta(ge=1, le=find.MOST)] = find.PAGE


class Hit(Struct):
    """Where the words stand: `marks` are [start, end] in `text`, in UTF-16 units as JavaScript counts."""

    where: Literal["subject", "message", "reply", "note", "customer", "file", "number"]
    text: str
    marks: list[tuple[int, int]]
    entry: Annotated[str, Meta(description="The entry of the timeline.")] | UnsetType = UNSET


class TicketFound(Struct):
    ticket: Ticket
    hits: list[Hit]


class SearchAnswer(Struct):
    items: list[TicketFound]
    next: str | None
    hints: Annotated[list[str], Meta(description="What of the query was not understood, in words.")]
    took: Annotated[int, Meta(description="Milliseconds.")]
    total: Annotated[int, Meta(description="Told where it is known.")] | UnsetType = UNSET
    customers: Annotated[list[Customer], Meta(description="On the first page only.")] | UnsetType = UNSET


@api.get("/search", scope="tickets:read", query=Query, answers=SearchAnswer)
async def search(asked: Asked) -> dict:
    """Finds tickets by number, subject, messages, notes, customer and file names; accents and case do not matter."""
    query = asked.query
    found = await find.search(asked.desk, asked.actor, query.q, query.cursor, query.limit)
    shapes = await ticket_shapes(asked.desk, [ticket for ticket, _ in found.items])
    answer = {
        "items": [
            {"ticket": shape, "hits": hits} for shape, (_, hits) in zip(shapes, found.items, strict=True)
        ],
        "next": found.next, "hints": found.hints, "took": found.took,
    }
    if found.total is not None:
        answer["total"] = found.total
    if query.cursor is None:
        answer["customers"] = await _customers(asked)
    return answer


async def _customers(asked: Asked) -> list[dict]:
    """Those whom the words of the query fit, where they are all that was typed."""
    actor, query = asked.actor, parse(asked.query.q)
    readable = actor.scopes is None or "customers:read" in actor.scopes
    if not (readable and query.words) or query.filters or query.numbers:
        return []
    typed = " ".join(text for words in query.words for text in words.texts)
    found, _ = await customer_records.list_customers(asked.desk, actor, typed, limit=CUSTOMERS)
    return [customer_shape(record) for record in found]
