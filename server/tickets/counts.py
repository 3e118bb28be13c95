"""How many tickets: in each view of the rail, in a list, under each label. Counted in indexes, never in documents."""

import asyncio

from server.desk import Desk
from server.tickets.names import Kind, names_of


async def uses(desk: Desk, kind: Kind, rows: list[dict]) -> list[int]:
    """For each label or category, how many tickets carry it under any of its names."""
    known = await names_of(desk, kind)
    return await asyncio.gather(*(
        desk.store.tickets.count_documents({kind.field: {"$in": known.every(row["name"])}}) for row in rows
    ))
