"""Names that tickets carry: labels and categories. Each may be renamed and merged, and no ticket is rewritten.

A ticket keeps the name it was given. The document of a label or category remembers its earlier names, so the
present one is shown and every one finds it. A deleted one keeps its names too: history still shows them.
"""

import time
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from server.actor import Actor
from server.desk import Desk, noted
from server.errors import Conflict, Invalid, NotFound, Unprocessable
from server.people.access import require
from server.people.together import one_at_a_time
from server.people.words import clean
from server.store import DuplicateKeyError, Store, new_id

FRESH_SECONDS = 1
LENGTH = 40


@dataclass(frozen=True, slots=True)
class Kind:
    """collection: also what consoles are told to fetch again; field: how a request for a ticket names it."""

    collection: str
    word: str
    field: str


LABELS, CATEGORIES = Kind("labels", "label", "labels"), Kind("categories", "category", "category")


class Names:
    """The names of one kind as of a moment."""

    def __init__(self, kind: Kind, rows: list[dict]):
        self.kind, self.rows, self.at = kind, rows, time.monotonic()
        self._found = {key: row for row in rows for key in row["keys"]}

    def find(self, name: str) -> dict | None:
        return self._found.get(key_of(name))

    def present(self, name: str) -> str:
        """The name as it is today; an unknown one as it is."""
        row = self.find(name)
        return row["name"] if row else name

    def present_all(self, names: Iterable[str]) -> list[str]:
        return list(dict.fromkeys(self.present(name) for name in names))

    def every(self, name: str) -> list[str]:
        """All spellings under which tickets may keep it."""
        row = self.find(name)
        return [row["name"], *row["formerly"]] if row else [name]

    def use(self, names: Iterable[str], already: Iterable[str] = ()) -> list[str]:
        """The names as known, without doubles, for a ticket that carries `already`: what was deleted may stay
        but not be given anew. Raises Unprocessable for one that is unknown."""
        kept = set(self.present_all(already))
        for name in names:
            row = self.find(name)
            if (row is None or row["deleted"]) and self.present(name) not in kept:
                raise Unprocessable(f"There is no {self.kind.word} {name[:80]!r}.", field=self.kind.field)
        return self.present_all(names)


_known: WeakKeyDictionary[Store, dict[str, Names]] = WeakKeyDictionary()


async def names_of(desk: Desk, kind: Kind, asked: Iterable[str] = ()) -> Names:
    """The names, at most a second old. Those `asked` for and not found are looked for anew first."""
    kept = _known.setdefault(desk.store, {})
    found = kept.get(kind.collection)
    if found and time.monotonic() - found.at < FRESH_SECONDS and all(found.find(name) for name in asked):
        return found
    rows = await desk.store.database[kind.collection].find({"keys": {"$exists": True}}).to_list(None)
    kept[kind.collection] = Names(kind, rows)
    return kept[kind.collection]


def key_of(name: str) -> str:
    """By this names are compared: without regard to case."""
    return clean(unicodedata.normalize("NFKC", name)).casefold()


def check_name(kind: Kind, text: str, field: str = "name") -> str:
    """The name as stored. Raises Invalid. A comma would part it in two wherever names are listed."""
    name = clean(text)
    if not 1 <= len(name) <= LENGTH:
        raise Invalid(f"{field}: a {kind.word} has 1 to {LENGTH} characters.", field=field)
    if "," in name:
        raise Invalid(f"{field}: a {kind.word} can't have a comma.", field=field)
    return name


def new_row(name: str, **more) -> dict:
    return {"_id": new_id(), "name": name, "formerly": [], "keys": [key_of(name)], "deleted": False, **more}


async def listed(desk: Desk, kind: Kind) -> list[dict]:
    """Those that may be chosen, by name."""
    _known.get(desk.store, {}).pop(kind.collection, None)
    rows = (await names_of(desk, kind)).rows
    return sorted((row for row in rows if not row["deleted"]), key=lambda row: key_of(row["name"]))


async def make(desk: Desk, actor: Actor, kind: Kind, name: str, **more) -> dict:
    """A new one, or a deleted one brought back. Raises Conflict where the name belongs to another."""
    require(actor, "manager")
    row, rows = new_row(check_name(kind, name), **more), desk.store.database[kind.collection]
    try:
        await rows.insert_one(row)
    except DuplicateKeyError:
        found = await rows.find_one({"keys": row["keys"][0]})
        if not found or not found["deleted"]:
            raise _taken(kind, row["name"], found) from None
        changes = {**_renamed(found, row["name"]), **more, "deleted": False}
        await rows.update_one({"_id": found["_id"]}, {"$set": changes})
        row = {**found, **changes}
    _tell(desk, actor, kind, "made", row["_id"])
    return row


async def change(desk: Desk, actor: Actor, kind: Kind, id: str, name: str | None = None, **more) -> dict:
    """Renames it, and sets `more`. Its former names, and what carries them, stay with it."""
    require(actor, "manager")
    wanted, rows = None if name is None else check_name(kind, name), desk.store.database[kind.collection]

    async def write(session):
        row = await _find(desk, kind, id, session)
        changes = {**more, **(_renamed(row, wanted) if wanted else {})}
        if changes:
            await rows.update_one({"_id": id}, {"$set": changes}, session=session)
        return {**row, **changes}

    try:
        row = await one_at_a_time(desk, kind.collection, write)
    except DuplicateKeyError:
        raise _taken(kind, wanted, await rows.find_one({"keys": key_of(wanted)})) from None
    _tell(desk, actor, kind, "changed", id)
    return row


async def delete(desk: Desk, actor: Actor, kind: Kind, id: str) -> None:
    """It disappears from choice. Tickets that carry it keep it, and are still found by it."""
    require(actor, "manager")
    await _find(desk, kind, id)
    await desk.store.database[kind.collection].update_one({"_id": id}, {"$set": {"deleted": True}})
    _tell(desk, actor, kind, "deleted", id)


async def merge(desk: Desk, actor: Actor, kind: Kind, id: str, into: str) -> dict:
    """Makes two one: all names of the first become former names of the second. Returns the second."""
    require(actor, "manager")
    if id == into:
        raise Invalid(f"into: a {kind.word} can't be merged into itself.", field="into")
    rows = desk.store.database[kind.collection]

    async def write(session):
        source = await _find(desk, kind, id, session)
        target = await rows.find_one({"_id": into, "deleted": False}, session=session)
        if target is None:
            raise Unprocessable(f"into: there is no such {kind.word}.", field="into")
        formerly = dict.fromkeys([*target["formerly"], *source["formerly"], source["name"]])
        changes = {"formerly": list(formerly), "keys": [*target["keys"], *source["keys"]]}
        await rows.delete_one({"_id": id}, session=session)
        await rows.update_one({"_id": into}, {"$set": changes}, session=session)
        return {**target, **changes}

    row = await one_at_a_time(desk, kind.collection, write)
    _tell(desk, actor, kind, "merged", id)
    return row


def _renamed(row: dict, name: str) -> dict:
    former = dict.fromkeys([*row["formerly"], row["name"]])
    former.pop(name, None)
    return {"name": name, "formerly": list(former), "keys": list(dict.fromkeys([*row["keys"], key_of(name)]))}


async def _find(desk: Desk, kind: Kind, id: str, session=None) -> dict:
    row = await desk.store.database[kind.collection].find_one({"_id": id, "deleted": False}, session=session)
    if row is None:
        raise NotFound(f"There is no such {kind.word}.")
    return row


def _taken(kind: Kind, name: str, owner: dict | None) -> Conflict:
    if owner and owner["deleted"]:
        return Conflict(f"{name!r} was deleted, and its tickets keep it: make it anew to bring it back.", field="name")
    if owner and key_of(owner["name"]) != key_of(name):
        return Conflict(f"{name!r} is a former name of the {kind.word} {owner['name']!r}.", field="name")
    return Conflict(f"There is a {kind.word} {name!r} already.", field="name")


def _tell(desk: Desk, actor: Actor, kind: Kind, done: str, id: str) -> None:
    _known.get(desk.store, {}).pop(kind.collection, None)
    noted(actor, f"{kind.word} {done}", f"{kind.word}/{id}")
    desk.bus.send("/agent", ["queue"], "desk", {"what": kind.collection})
