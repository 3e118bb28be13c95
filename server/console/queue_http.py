"""The queue over HTTP: the list of tickets by view, filter and order, its counts, saved views, and the loads."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from server.console.answers import Ticket
from server.console.api import PERSON, Api, Asked
from server.console.people_answers import SavedView
from server.console.queue_answers import Loads, TicketCounts
from server.search.find import numbers_of
from server.tickets import counts, saved_views, views
from server.tickets.filters import Filter
from server.tickets.loads import loads
from server.tickets.shapes import ticket_shapes

api = Api("Tickets")
Name = Annotated[str, Meta(max_length=300)]
MOST_FOUND = 2000
Query = Annotated[str, Meta(max_length=4000)]


class ListQuery(Filter, forbid_unknown_fields=True):
    cursor: Annotated[str, Meta(max_length=400)] = ""
    limit: Annotated[int, Meta(ge=1, le=200)] = views.PAGE


class NewView(Struct, forbid_unknown_fields=True):
    name: Name
    query: Query


class ViewChanges(Struct, forbid_unknown_fields=True):
    name: Name | UnsetType = UNSET
    query: Query | UnsetType = UNSET


@api.get("/tickets", scope="tickets:read", query=ListQuery, answers=Ticket, listed=True)
async def list_tickets(asked: Asked) -> dict:
    """Tickets by view, filter and order; closed ones are left out unless `status` says so."""
    query = asked.query
    page, after = await views.list_tickets(
        asked.desk, asked.actor, query, query.cursor, query.limit, await _found(asked)
    )
    return {"items": await ticket_shapes(asked.desk, page), "next": after}


@api.get("/tickets/counts", scope="tickets:read", query=Filter, answers=TicketCounts)
async def count_tickets(asked: Asked) -> dict:
    """How many tickets a filter shows (`total`, exact up to 100,000), and how many each view of the rail."""
    return await counts.count_tickets(asked.desk, asked.actor, asked.query, await _found(asked))


async def _found(asked: Asked) -> list[int]:
    query = asked.query
    if not query.q:
        return []
    live = not {"closed", "any"} & set(query.status.split(","))
    return await numbers_of(asked.desk, asked.actor, query.q, MOST_FOUND, live=live)


@api.get("/agents/loads", scope="people:read", answers=Loads)
async def show_loads(asked: Asked) -> dict:
    """What each agent and team has to do; agents below manager see their own row alone."""
    return await loads(asked.desk, asked.actor)


@api.get("/me/views", scope=PERSON, answers=SavedView, listed=True)
async def list_views(asked: Asked) -> dict:
    """One's own saved views, in the order in which they were saved."""
    return {"items": await saved_views.list_views(asked.desk, asked.actor), "next": None}


@api.post("/me/views", scope=PERSON, body=NewView, answers=SavedView)
async def save_view(asked: Asked) -> dict:
    """Saves a view: a name, and the query string of the list."""
    return await saved_views.save_view(asked.desk, asked.actor, asked.body.name, asked.body.query)


@api.patch("/me/views/{id}", scope=PERSON, body=ViewChanges, answers=SavedView)
async def change_view(asked: Asked) -> dict:
    """Renames a saved view, or lets it show something else."""
    return await saved_views.change_view(asked.desk, asked.actor, asked.path("id"), **asked.given())


@api.delete("/me/views/{id}", scope=PERSON, status=204)
async def delete_view(asked: Asked) -> None:
    """Deletes a saved view."""
    await saved_views.delete_view(asked.desk, asked.actor, asked.path("id"))
