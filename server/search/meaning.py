"""What a query asks of the index: names become the ids and spellings that tickets carry, beginnings become words.

The result is a list of needs, each a set of terms of which a ticket must have one, and the rarest need first.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime

from server.actor import Actor
from server.desk import Desk
from server.search import vocabulary
from server.search.query import Filter, Query, Words
from server.search.terms import day, mark
from server.spelling import asked, plain
from server.tickets.names import CATEGORIES, LABELS, key_of, names_of

KINDS = {"label": LABELS, "category": CATEGORIES}
MOST_NAMES = 100
INDEX = [("words", 1), ("_id", -1)]


@dataclass(slots=True)
class Need:
    """A ticket must have one of `terms`, to which come the most frequent that begin with one of `starts`. common: in
    how many tickets they are."""

    terms: list[str]
    starts: list[str] = field(default_factory=list)
    common: int = 0


@dataclass(slots=True)
class Wanted:
    needs: list[Need] = field(default_factory=list)
    without: list[Need] = field(default_factory=list)
    # One need stands for something that no ticket has.
    nothing: bool = False
    # The lowest and the highest number that a time leaves possible.
    between: tuple[int, int] | None = None


async def meaning_of(desk: Desk, actor: Actor, query: Query) -> Wanted:
    """Adds hints to the query where a name is unknown."""
    wanted = Wanted()
    for one in query.filters:
        wanted.needs += await _needs(desk, actor, one, query.hints)
    for one in query.without_filters:
        wanted.without += await _needs(desk, actor, one, [])
    wanted.needs += [need for words in query.words for need in _words(words)]
    # A phrase that must not occur is looked for in the texts: its words may.
    wanted.without += [Need([words.texts[0]]) for words in query.without if not words.phrase]
    if query.after or query.before:
        days = await _days(desk, query.after, query.before)
        wanted.needs.append(days)
        wanted.between = await _numbers(desk, days.terms)
    await _count(desk, wanted)
    return wanted


async def _count(desk: Desk, wanted: Wanted) -> None:
    """Finds how common each need is, and how what is only begun goes on; sorts by it."""
    begun = [need for need in wanted.needs + wanted.without if need.starts]
    for need in begun:
        # What is begun may be a whole word already, and a rare one.
        need.terms += need.starts
    known = await vocabulary.counts_of(desk, {term for need in wanted.needs for term in need.terms})
    endings = await asyncio.gather(*(_endings(desk, need) for need in begun))
    for need, found in zip(begun, endings, strict=True):
        known |= found
        need.terms = list(dict.fromkeys([*need.terms, *found]))
    for need in wanted.needs:
        need.terms = [term for term in need.terms if term in known]
        need.common = sum(known[term] for term in need.terms)
        wanted.nothing |= not need.terms
    wanted.needs.sort(key=lambda need: need.common)


async def _endings(desk: Desk, need: Need) -> dict[str, int]:
    found = {}
    for start in need.starts:
        found |= await vocabulary.beginning_with(desk, start)
    return dict(sorted(found.items(), key=lambda pair: -pair[1])[:vocabulary.MOST_ENDINGS])


def _words(words: Words) -> list[Need]:
    *whole, last = words.texts
    needs = [Need([text]) for text in whole]
    # A single character of a script without spaces begins one of its pairs, or is the last.
    alone = not whole and len(last) == 1 and not last.isascii()
    return [*needs, Need([], [last]) if words.begun or alone else Need([last])]


async def _needs(desk: Desk, actor: Actor, one: Filter, hints: list[str]) -> list[Need]:
    """Usually one; a name of several words must have them all."""
    if one.key == "from":
        return _from(one.values, hints)
    if one.key in KINDS:
        return [await _named(desk, one, hints)]
    if one.key in ("owner", "team"):
        return [await _people(desk, actor, one, hints)]
    if one.key == "is":
        marks = {
            "mine": mark("owner", actor.id), "unassigned": mark("owner", "none"), "merged": mark("is", "merged"),
        }
        return [Need([marks[value] for value in one.values])]
    return [Need([mark(one.key, value) for value in one.values])]


def _from(values: tuple[str, ...], hints: list[str]) -> list[Need]:
    """An address, a domain, or words of a name, of which each may be only begun."""
    either = Need([])
    for value in values:
        word = plain(value)
        if not asked(value):
            hints.append(f"“from:{value[:40]}” is left out: expected an address, a domain or a name.")
        elif "@" in word.strip("@"):
            either.starts.append(mark("address", word))
        elif "." in word or word.startswith("@"):
            either.starts.append(mark("domain", word.strip("@")))
        else:
            starts = [mark("name", text) for text in asked(value)]
            if len(values) == 1:
                return [Need([], [start]) for start in starts]
            either.starts += starts
    return [either] if either.starts else []


async def _named(desk: Desk, one: Filter, hints: list[str]) -> Need:
    """Labels or categories by any name they have had; the beginning of a present one will do."""
    names = await names_of(desk, KINDS[one.key])
    terms: list[str] = []
    for value in one.values:
        key = key_of(value)
        rows = [row for row in [names.find(value)] if row] or [
            row for row in names.rows if any(name.startswith(key) for name in row["keys"])
        ]
        if not rows:
            hints.append(f"There is no {one.key} “{value[:80]}”.")
        terms += [mark(one.key, name) for row in rows for name in row["keys"]]
    return Need(list(dict.fromkeys(terms)))


async def _people(desk: Desk, actor: Actor, one: Filter, hints: list[str]) -> Need:
    """Agents or teams by the beginning of a word of their name; `me`, `mine` and `none` are known."""
    rows = await (desk.store.agents if one.key == "owner" else desk.store.teams).find({}, {"name": 1}).to_list(None)
    terms: list[str] = []
    for value in one.values:
        said = value.lower()
        if said in ("me", "mine"):
            ids = [actor.id] if one.key == "owner" else list(actor.teams)
        elif said == "none":
            ids = ["none"]
        else:
            ids = [row["_id"] for row in rows if row["_id"] == value or _called(row["name"], value)]
        if not ids:
            hints.append(f"There is no {'agent' if one.key == 'owner' else 'team'} “{value[:80]}”.")
        terms += [mark(one.key, id) for id in ids[:MOST_NAMES]]
    return Need(list(dict.fromkeys(terms)))


def _called(name: str, typed: str) -> bool:
    have, typed_words = asked(name), asked(typed)
    return bool(typed_words) and all(any(word.startswith(begun) for word in have) for begun in typed_words)


async def _days(desk: Desk, after: datetime | None, before: datetime | None) -> Need:
    """The days that the time covers: as months where those are whole, since a term is worth many then."""
    first, last = day(after) if after else "", day(before) if before else vocabulary.BEHIND_ALL
    terms = []
    for known in await vocabulary.beginning_with(desk, mark("month", "")):
        days = known.replace("month", "day")
        if first <= f"{days}-01" and f"{days}-31" < last:
            terms.append(known)
        elif first <= f"{days}-31" and f"{days}-01" < last:
            found = await vocabulary.beginning_with(desk, days)
            terms += [one for one in found if first <= one < last]
    return Need(terms)


async def _numbers(desk: Desk, days: list[str]) -> tuple[int, int]:
    """The first and the last ticket of these days: without it the search for an old one would begin today."""
    asked_for = {"words": {"$in": days}}
    first, last = await asyncio.gather(*(
        desk.store.search.find_one(asked_for, {"_id": 1}, sort=[("_id", order)], hint=INDEX) for order in (1, -1)
    ))
    return (first["_id"], last["_id"]) if first and last else (0, 0)
