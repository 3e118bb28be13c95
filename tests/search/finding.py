"""Searching as the tests do: over all pages, once the index has followed."""

from server.search import find
from tests.desks import settle


async def indexed(*desks) -> None:
    """Returns when the index has followed all that was done."""
    await settle(*desks)
    for desk in desks:
        for finish in desk.at_close:
            await finish()


async def found(desk, person, q: str) -> list[int]:
    """The numbers that a query finds, in order, over all pages."""
    await indexed(desk)
    numbers, cursor = [], None
    while True:
        page = await find.search(desk, person.actor, q, cursor, 3)
        numbers += [ticket["_id"] for ticket, _ in page.items]
        cursor = page.next
        if cursor is None:
            assert len(numbers) == len(set(numbers))
            return numbers


async def hits(desk, person, q: str) -> list[tuple]:
    await indexed(desk)
    page = await find.search(desk, person.actor, q)
    return [(hit["where"], hit["text"]) for _, hits in page.items for hit in hits]
