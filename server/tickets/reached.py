"""Which chat the replies of a ticket reach.

A visitor who merely typed somebody's address must not get what is written to that person. So a chat that a merge
brought along is reached only if its visitor is proven to be the customer: the website vouched for them, or their
browser stands in the customer's record. The ticket's own chat always is: there the visitor asked.
"""

from server.desk import Desk
from server.errors import NotFound
from server.events import chat_subject
from server.people.customer_merges import root_of
from server.tickets.flows import flows

TYPED = "its visitor typed this address; not proven"


async def chats_of(desk: Desk, ticket: dict) -> tuple[str | None, list[dict]]:
    """(the chat in which the ticket's customer reads: of those that may be reached, the latest; the states of those
    that are left out, for their visitors are not proven)"""
    states = await _states(desk, ticket)
    out = [state for state in await _unproven(desk, ticket, states) if state["_id"] != ticket["chat"]]
    reached = [state for state in states if state not in out]
    latest = max(reached, key=lambda state: (state["created_at"], state["_id"]), default=None)
    return latest and latest["_id"], out


async def unproven(desk: Desk, ticket: dict) -> bool:
    """Whether one of the ticket's chats, be it its own, is of a visitor who only typed the customer's address."""
    return bool(await _unproven(desk, ticket, await _states(desk, ticket)))


async def _states(desk: Desk, ticket: dict) -> list[dict]:
    return [await desk.ledger.state(chat_subject(id)) for id in sorted({ticket["chat"], *flows(ticket)} - {None})]


async def _unproven(desk: Desk, ticket: dict, chats: list[dict]) -> list[dict]:
    strangers = [state for state in chats if not state["visitor"].get("identified")]
    if not strangers:
        return []
    try:
        known = (await root_of(desk, ticket["customer"]["id"])).get("visitors", [])
    except NotFound:
        known = []
    return [state for state in strangers if state["visitor"]["id"] not in known]
