"""Finding tickets by what somebody typed.

Those that have what is needed (candidates.py) are taken a window at a time, from the newest back, and ordered within
it: those first that have the words in subject, number or customer, then by the last change.
"""

import base64
import time
from dataclasses import dataclass, field

import msgspec

from server.actor import Actor
from server.desk import Desk
from server.errors import Invalid
from server.people.customer_names import with_present
from server.search.candidates import candidates
from server.search.hits import has, hits_of
from server.search.meaning import Wanted, meaning_of
from server.search.query import Filter, Query, parse
from server.search.texts import Part, texts_of
from server.tickets.guard import agents_only
from server.tickets.timeline import places_of

PAGE, MOST = 20, 50
WINDOW = 100
# A phrase of common words may be nowhere: after so many windows the page ends, and the next one goes on.
WINDOWS = 4
# So many tickets are read at once where not all of them will do.
VERIFIED = 50
LARGEST = 2**53


@dataclass(slots=True)
class Found:
    """One page: tickets (whole documents) with their hits, the best first. total: if it is known."""

    items: list[tuple[dict, list[dict]]] = field(default_factory=list)
    next: str | None = None
    total: int | None = None
    hints: list[str] = field(default_factory=list)
    took: int = 0


class Place(msgspec.Struct, array_like=True):
    """Where a page begins: in the window of tickets before number `before`, after the first `skip`."""

    before: int = 0
    skip: int = 0


async def search(desk: Desk, actor: Actor, text: str, cursor: str | None = None, limit: int = PAGE) -> Found:
    """The tickets that a query finds, a page at a time. Raises NotFound to all but agents, Invalid for a cursor."""
    agents_only(actor)
    began, query, found = time.perf_counter(), parse(text), Found()
    found.hints = query.hints
    if not query.empty:
        wanted = await meaning_of(desk, actor, query)
        await _Search(desk, query, wanted, found).page(_place(cursor) if cursor else None, limit)
    elif query.without or query.without_filters:
        found.hints.append("What is only to be left out is too little: add a word to look for.")
    found.took = round((time.perf_counter() - began) * 1000)
    return found


async def numbers_of(desk: Desk, actor: Actor, text: str, limit: int, *, live: bool = False) -> list[int]:
    """The numbers of the newest tickets that a query finds, for lists that filter further; `live`: no closed ones.
    Phrases are taken for their words."""
    agents_only(actor)
    query = parse(text)
    if query.empty:
        return []
    if live:
        query.without_filters.append(Filter("status", ("closed",)))
    one = _Search(desk, query, await meaning_of(desk, actor, query), Found())
    direct = await one.direct()
    rows = await one.candidates(0, limit, {"_id": 1})
    return list(dict.fromkeys([*direct, *(row["_id"] for row in rows)]))


class _Search:
    def __init__(self, desk: Desk, query: Query, wanted: Wanted, found: Found):
        self.desk, self.query, self.wanted, self.found = desk, query, wanted, found
        self.phrases = [words for words in query.words if words.phrase]
        self.never = [words for words in query.without if words.phrase]
        # Which number was asked for, by the ticket that it leads to.
        self.asked_by: dict[int, int] = {}

    async def page(self, place: Place | None, limit: int) -> None:
        """Fills `found` with up to `limit` tickets from `place` on; None is the beginning."""
        direct = await self.direct()
        if place is None:
            await self._take(direct, limit)
        place = place or Place()
        for _ in range(WINDOWS):
            window = await self._window(place.before)
            rest = [number for number in window if number not in direct][place.skip:]
            taken, full = await self._take(rest, limit), len(window) == WINDOW
            if not (place.before or full or self.phrases or self.never):
                self.found.total = len({*window, *direct})
            if taken < len(rest):
                self.found.next = _cursor(Place(place.before, place.skip + taken))
                return
            if not full:
                return
            place = Place(min(window))
            if len(self.found.items) >= limit:
                break
        self.found.next = _cursor(place)

    async def direct(self) -> list[int]:
        """The ticket whose number is all that was typed."""
        if self.query.perhaps is None:
            return []
        return await self._leads_to([self.query.perhaps])

    async def candidates(self, before: int, limit: int, shown: dict) -> list[dict]:
        """What the index has of the next tickets that have what is needed, the newest first."""
        query, span = self.query, {}
        if before:
            span["$lt"] = before
        if self.wanted.between:
            span["$gte"], span["$lte"] = self.wanted.between
        if query.numbers:
            span["$in"] = await self._leads_to(query.numbers)
        merged_too = any(one.key == "is" and "merged" in one.values for one in query.filters)
        also = [] if merged_too else [{"merged": False}]
        if not (self.wanted.needs or query.numbers):
            return []
        return await candidates(self.desk, self.wanted, {"_id": span} if span else {}, also, limit, shown)

    async def _leads_to(self, numbers: list[int]) -> list[int]:
        there = self.desk.store.tickets.find({"_id": {"$in": numbers}}, {"_id": 1})
        places = await places_of(self.desk, [row["_id"] async for row in there])
        self.asked_by |= {places[number]: number for number in numbers if number in places}
        return list(dict.fromkeys(places[number] for number in numbers if number in places))

    async def _window(self, before: int) -> list[int]:
        """The next WINDOW of candidates, the best first."""
        rows = await self.candidates(before, WINDOW, {"head": 1, "updated_at": 1})
        wanted = [set(need.terms) for need in self.wanted.needs]
        rows.sort(key=lambda row: row["updated_at"], reverse=True)
        rows.sort(key=lambda row: sum(not terms.isdisjoint(row["head"]) for terms in wanted), reverse=True)
        return [row["_id"] for row in rows]

    async def _take(self, numbers: list[int], limit: int) -> int:
        """Adds those of the tickets, in this order, that have the phrases; returns how many it looked at."""
        looked = 0
        while looked < len(numbers) and len(self.found.items) < limit:
            most = VERIFIED if self.phrases or self.never else limit - len(self.found.items)
            some = numbers[looked:looked + most]
            rows = await self.desk.store.tickets.find({"_id": {"$in": some}}).to_list(None)
            texts = await texts_of(self.desk, rows)
            tickets = {row["_id"]: row for row in await with_present(self.desk, rows)}
            for number in some:
                if len(self.found.items) == limit:
                    return looked
                looked += 1
                if ticket := tickets.get(number):
                    parts = [*texts[number], _customer(ticket)]
                    if self._fits(parts):
                        self.found.items.append((ticket, self._hits(ticket, parts)))
        return looked

    def _fits(self, parts: list[Part]) -> bool:
        return all(has(parts, words) for words in self.phrases) and not any(has(parts, words) for words in self.never)

    def _hits(self, ticket: dict, parts: list[Part]) -> list[dict]:
        hits = hits_of(parts, self.query.words)
        if number := self.asked_by.get(ticket["_id"]):
            text = f"#{number}"
            hits.insert(0, {"where": "number", "text": text, "marks": [[0, len(text)]]})
        return hits


def _customer(ticket: dict) -> Part:
    customer = ticket["customer"]
    return Part(None, "customer", " ".join(filter(None, [customer["name"], customer["email"]])))


def _cursor(place: Place) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(place)).decode()


def _place(cursor: str) -> Place:
    try:
        place = msgspec.json.decode(base64.urlsafe_b64decode(cursor), type=Place)
    except (ValueError, msgspec.MsgspecError):
        place = None
    if place is None or not (0 <= place.before <= LARGEST and 0 <= place.skip <= WINDOW):
        raise Invalid("cursor: take it from the `next` of the page before.", field="cursor")
    return place
