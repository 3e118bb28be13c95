"""The queue over HTTP: the list of tickets by view, filter and order."""

from typing import Annotated

from msgspec import Meta

from server.console.api import Api, Asked
from server.tickets import views
from server.tickets.shapes import ticket_shapes

api = Api("Tickets")


class ListQuery(views.Filter, forbid_unknown_fields=True):
    cursor: Annotated[str, Meta(max_length=400)] = ""
    limit: Annotated[int, Meta(ge=1, le=200)] = views.PAGE


@api.get("/tickets", scope="tickets:read", query=ListQuery, listed=True)
async def list_tickets(asked: Asked) -> dict:
    """Tickets by view, filter and order; closed ones are left out unless `status` says so."""
    found, after = await views.list_tickets(asked.desk, asked.actor, asked.query, asked.query.cursor, asked.query.limit)
    return {"items": await ticket_shapes(asked.desk, found), "next": after}


routes = api.routes
