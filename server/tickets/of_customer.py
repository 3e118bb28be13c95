"""What a customer has had to do with us: their tickets, their chats, the pages they looked at."""

import asyncio

from server import paging
from server.desk import Desk
from server.tickets.views import BARE

PAGE = 50
PAGES_SHOWN = 50
# Chats that a ticket of theirs came from, although another browser began them.
MOST_CHATS = 500


async def tickets_of(
    desk: Desk, ids: list[str], cursor: str | None, limit: int = PAGE
) -> tuple[list[dict], str | None]:
    """(states, cursor of the next page or None), the newest first; `ids` are all of the customer's record."""
    query: dict = {"customer.id": {"$in": ids}}
    if cursor:
        query |= paging.after("created_at", cursor, int)
    rows = desk.store.tickets.find(query, BARE).sort([("created_at", -1), ("_id", -1)]).limit(limit + 1)
    return paging.page(await rows.to_list(limit + 1), limit, "created_at")


async def live_tickets_of(desk: Desk, ids: list[str], limit: int = PAGE) -> list[dict]:
    """The newest of those that are not closed."""
    query = {"customer.id": {"$in": ids}, "live": True}
    return await desk.store.tickets.find(query, BARE).sort("created_at", -1).limit(limit).to_list(limit)


async def chats_of(
    desk: Desk, record: dict, cursor: str | None, limit: int = PAGE
) -> tuple[list[dict], str | None]:
    """(states, cursor of the next page or None), the newest first; `record` is from customer_records.find."""
    query = await _their_chats(desk, record)
    if cursor:
        query = {"$and": [query, paging.after("created_at", cursor, str)]}
    rows = desk.store.chats.find(query).sort([("created_at", -1), ("_id", -1)]).limit(limit + 1)
    return paging.page(await rows.to_list(limit + 1), limit, "created_at")


async def counts_of(desk: Desk, record: dict) -> dict[str, int]:
    """How many tickets (also those not closed) and chats there are of this customer."""
    theirs = {"customer.id": {"$in": record["ids"]}}
    tickets, open_ones, chats = await asyncio.gather(
        desk.store.tickets.count_documents(theirs),
        desk.store.tickets.count_documents({**theirs, "live": True}),
        desk.store.chats.count_documents(await _their_chats(desk, record)),
    )
    return {"tickets": tickets, "open": open_ones, "chats": chats}


async def pages_of(desk: Desk, record: dict) -> list[dict]:
    """The pages their browsers were on, the newest last."""
    rows = desk.store.visitors.find({"_id": {"$in": record.get("visitors", [])}}, {"pages": 1})
    pages = [page async for row in rows for page in row.get("pages", ())]
    return sorted(pages, key=lambda page: page["at"])[-PAGES_SHOWN:]


async def _their_chats(desk: Desk, record: dict) -> dict:
    from_chats = {"customer.id": {"$in": record["ids"]}, "chat": {"$type": "string"}}
    rows = desk.store.tickets.find(from_chats, {"chat": 1}).sort("created_at", -1).limit(MOST_CHATS)
    ids = [row["chat"] async for row in rows]
    return {"$or": [{"visitor.id": {"$in": record.get("visitors", [])}}, {"_id": {"$in": ids}}]}
