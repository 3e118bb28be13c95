"""The timeline of a ticket: what was written in it, merged into it and split off to it, in order of time.

Each entry stays for good in the ticket it was written in, its home, and is read in exactly one. `moved` of the home
says which ticket carries it since a split; `merged_into` leads on from there. So merges and splits copy nothing, and
taking them back needs no more than to forget them.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from heapq import merge as by_time

from server.actor import Actor
from server.desk import Desk
from server.errors import Invalid
from server.events import VOCABULARY, ticket_subject
from server.tickets.guard import find
from server.tickets.shapes import chat_before, entry_shape

KINDS = tuple(dict.fromkeys([type.split(".")[0] for type in VOCABULARY] + ["attachment", "mail", "sla", "rule"]))


async def timeline(
    desk: Desk, actor: Actor, number: int, *, type: str = "", q: str = "", by: str = "",
    since: datetime | None = None, until: datetime | None = None,
) -> list[dict]:
    """The entries that are read in this ticket, the oldest first. `type`: words of KINDS; `q`: words that all must
    occur; `by`: the id or the kind of an actor. Raises NotFound, Invalid."""
    kinds = [word for word in type.split(",") if word]
    for word in kinds:
        if word not in KINDS:
            raise Invalid(f"type: {word[:40]!r} is not one of {', '.join(KINDS)}.", field="type")
    entries = await entries_of(desk, await find(desk, actor, number))
    words = _plain(q).split()
    return [
        entry for entry in entries
        if (not kinds or _is(entry, kinds))
        and (not since or _at(entry) >= since) and (not until or _at(entry) < until)
        and (not by or by in (entry["actor"]["id"], entry["actor"]["kind"]))
        and (not words or _has(entry, words))
    ]


async def entries_of(desk: Desk, ticket: dict) -> list[dict]:
    """As `timeline`, all of them, from the ticket's state."""
    family = await _family(desk, ticket)
    homes = family | await _carried(desk, family)
    events, fates = await _events(desk, family, homes)
    places = await places_of(desk, [to for home in homes.values() for to in home.get("moved", {}).values()], family)
    reader = _Reader(ticket["_id"], set(family), places, fates)
    lists = [reader.read(home, events.get(number, [])) for number, home in homes.items()]
    return lists[0] if len(lists) == 1 else list(by_time(*lists, key=lambda entry: entry["at"]))


async def one(desk: Desk, event: dict) -> dict:
    """A single entry, as its ticket tells it now."""
    query = {"subject": event["subject"], "seq": {"$gt": event["seq"]}}
    later = await desk.store.events.find(query, {"changes": 0}).to_list(None)
    return entry_shape(event, fates_of([event, *later]))


def fates_of(events: Iterable[dict]) -> dict[str, dict]:
    """What became of entries, by their ids: sent, or taken back by which entry."""
    fates: dict[str, dict] = {}
    for event in events:
        data = event.get("data", {})
        if event["type"] == "reply.sent":
            fates.setdefault(data["event"], {})["delivery"] = "sent"
        elif event["type"] == "reply.undone":
            fates[data["event"]] = {"delivery": "undone", "undone_by": event["_id"]}
        elif undone := data.get("undoes"):
            fates.setdefault(undone, {})["undone_by"] = event["_id"]
    return fates


async def places_of(desk: Desk, numbers: Iterable[int], known: dict[int, dict] | None = None) -> dict[int, int]:
    """Where the entries of each of these tickets are read: itself, or at the end of its merges."""
    leads = {number: ticket.get("merged_into") for number, ticket in (known or {}).items()}
    unknown = set(numbers) - set(leads)
    while unknown:
        rows = await _documents(desk, unknown, {"merged_into": 1})
        # Where there is no such ticket, its entries are looked for nowhere else.
        leads |= dict.fromkeys(unknown) | {number: row.get("merged_into") for number, row in rows.items()}
        unknown = {to for to in leads.values() if to} - set(leads)
    return {number: _end(number, leads) for number in leads}


def _end(number: int, leads: dict[int, int | None]) -> int:
    # Read while merges are taken back and made the other way round, they may lead in a circle.
    passed = set()
    while leads.get(number) and number not in passed:
        passed.add(number)
        number = leads[number]
    return number


async def _family(desk: Desk, ticket: dict) -> dict[int, dict]:
    """The ticket, and all that were merged into it, and into those."""
    family, sources = {ticket["_id"]: ticket}, ticket.get("merged", [])
    while sources:
        found = await _documents(desk, sources)
        family |= found
        sources = {number for one in found.values() for number in one.get("merged", ())} - set(family)
    return family


async def _carried(desk: Desk, family: dict[int, dict]) -> dict[int, dict]:
    """The homes outside of the family from which entries were split off to it."""
    away = await _documents(desk, {number for one in family.values() for number in one.get("taken", ())} - set(family))
    for number, home in away.items():
        if family.keys().isdisjoint(home.get("moved", {}).values()):
            # The split may stand in its events only as yet.
            away[number] = await desk.ledger.state(ticket_subject(number)) or home
    return away


async def _documents(desk: Desk, numbers: Iterable[int], fields: dict | None = None) -> dict[int, dict]:
    """The tickets as stored; one whose document a split or a merge has yet to store comes from its events."""
    numbers = list(numbers)
    if not numbers:
        return {}
    found = {row["_id"]: row async for row in desk.store.tickets.find({"_id": {"$in": numbers}}, fields)}
    for number in numbers:
        if number not in found and (state := await desk.ledger.state(ticket_subject(number))):
            found[number] = state
    return found


async def _events(desk: Desk, family: dict, homes: dict) -> tuple[dict[int, list[dict]], dict[str, dict]]:
    """(the events of each home: of the family all, of the others what the family carries; what became of them)"""
    bare = {"changes": 0, "todo": 0}
    query = {"subject": {"$in": [ticket_subject(number) for number in family]}}
    rows = await desk.store.events.find(query, bare).sort([("subject", 1), ("seq", 1)]).to_list(None)
    away = [home for number, home in homes.items() if number not in family]
    ids = [id for home in away for id, to in home.get("moved", {}).items() if to in family]
    told = list(rows)
    if ids:
        # Ids of chat entries from before a ticket was made are not looked for: chat_before has those.
        subjects = {"$in": [ticket_subject(home["_id"]) for home in away]}
        query = {"_id": {"$in": ids}, "subject": subjects}
        carried = await desk.store.events.find(query, bare).sort("seq", 1).to_list(None)
        told += carried + await desk.store.events.find({"subject": subjects, "data.event": {"$in": ids}}).to_list(None)
        rows += carried
    events: dict[int, list[dict]] = {}
    for row in rows:
        events.setdefault(int(row["subject"].partition("/")[2]), []).append(row)
    return events, fates_of(told)


@dataclass(slots=True)
class _Reader:
    """Reads the entries of one home after the other for the ticket `number`."""

    number: int
    family: set[int]
    places: dict[int, int]
    fates: dict[str, dict]

    def read(self, home: dict, events: list[dict]) -> list[dict]:
        number, moved = home["_id"], home.get("moved", {})
        shapes = chat_before(home) + [entry_shape(event, self.fates) for event in events if self._shown(number, event)]
        entries = []
        for entry in shapes:
            carrier = moved.get(entry["id"], number)
            if carrier in self.family:
                entries.append(self._from(entry, number))
            elif number in self.family:
                entries.append(self._from(_gone(entry, self.places[carrier]), number))
        return entries

    def _shown(self, number: int, event: dict) -> bool:
        # What a split notes down in a merged ticket is told by the ticket it was split from.
        told_by = event.get("data", {}).get("told_by")
        return told_by is None or number == self.number or told_by not in self.family

    def _from(self, entry: dict, home: int) -> dict:
        return entry if home == self.number else {**entry, "seq": 0, "from": home}


def _gone(entry: dict, place: int) -> dict:
    """What stays of an entry where it was split off."""
    kept = {name: entry[name] for name in ("id", "seq", "type", "actor", "at", "audience")}
    return {**kept, "text": f"wrote what is now in #{place}", "moved_to": place}


def _is(entry: dict, kinds: list[str]) -> bool:
    return entry["type"].split(".")[0] in kinds or ("attachment" in kinds and "attachments" in entry)


def _has(entry: dict, words: list[str]) -> bool:
    files = " ".join(file["name"] for file in entry.get("attachments", ()))
    text = _plain(f"{entry.get('body', '')} {entry['text']} {entry['actor']['name']} {files}")
    return all(word in text for word in words)


def _plain(text: str) -> str:
    """Without case and accents."""
    if text.isascii():
        return text.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def _at(entry: dict) -> datetime:
    return datetime.fromisoformat(entry["at"])
