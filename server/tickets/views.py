"""Lists of tickets, by view, filter and order."""

from collections.abc import Sequence

from server.actor import Actor
from server.desk import Desk
from server.tickets import order
from server.tickets.filters import Filter, both, query_of
from server.tickets.guard import agents_only

PAGE = 50
# Lists never need the conversation inside the document.
BARE = {"transcript": 0, "chat_timeline": 0, "visitor": 0}


async def list_tickets(
    desk: Desk, actor: Actor, wanted: Filter, cursor: str | None = None, limit: int = PAGE, found: Sequence[int] = ()
) -> tuple[list[dict], str | None]:
    """(states in the filter's order; cursor of the next page or None); `found` as in `query_of`. Raises Invalid."""
    agents_only(actor)
    wanted.check()
    query = await query_of(desk, actor, wanted, found)
    if cursor:
        query = both(query, order.after(wanted.sort, cursor))
    rows = await desk.store.tickets.find(query, BARE).sort(order.sorting(wanted.sort)).limit(limit + 1).to_list(None)
    return rows[:limit], order.cursor(wanted.sort, rows[limit - 1]) if len(rows) > limit else None
