"""A customer's record, as agents keep it: how to reach the person, fields of one's own, notes about them."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from server import paging
from server.actor import Actor
from server.desk import Desk, noted
from server.errors import Conflict, Forbidden, Invalid, NotFound, Unavailable
from server.people.access import require
from server.people.customer_merges import ids_of, root_of
from server.people.customer_words import search_for, words_of
from server.people.customers import bare
from server.people.words import clean, clean_email, clean_name
from server.store import DuplicateKeyError, new_id

PAGE = 50
MOST_EMAILS, MOST_FIELDS, MOST_NOTES = 20, 50, 500
KEY_LIMIT, VALUE_LIMIT, NOTE_LIMIT = 40, 500, 10_000
LIMITS = {"phone": 40, "company": 120, "site": 200}
DEEPEST = 10_000
ATTEMPTS = 20


async def list_customers(
    desk: Desk, actor: Actor, q: str = "", cursor: str | None = None, limit: int = PAGE
) -> tuple[list[dict], str | None]:
    """(records, cursor of the next page or None): the newest first, or those found by what is typed so far."""
    require(actor, "agent")
    customers = desk.store.customers
    if not q.strip():
        query = paging.after("created_at", cursor, str) if cursor else {}
        # A merged record is read as part of the other one.
        query["merged_into"] = {"$exists": False}
        rows = customers.find(query).sort([("created_at", -1), ("_id", -1)]).limit(limit + 1)
        return paging.page(await rows.to_list(limit + 1), limit, "created_at")
    wanted = search_for(q)
    if wanted is None:
        return [], None
    skip = _depth(cursor)
    rows = await customers.find(wanted).skip(skip).limit(limit + 1).to_list(limit + 1)
    return rows[:limit], (str(skip + limit) if len(rows) > limit else None)


async def find(desk: Desk, actor: Actor, id: str) -> dict:
    """The record that this id leads to, with the notes of those merged into it. Raises NotFound."""
    require(actor, "agent")
    found = await root_of(desk, id)
    ids = await ids_of(desk, found["_id"])
    parts = await desk.store.customers.find({"_id": {"$in": ids}}, {"notes": 1, "name": 1}).to_list(None)
    notes = [note for part in parts for note in part.get("notes", ())]
    merged = [{"id": part["_id"], "name": part["name"]} for part in parts if part["_id"] != found["_id"]]
    return {**found, "notes": sorted(notes, key=lambda note: (note["at"], note["id"])), "ids": ids, "merged": merged}


async def make(desk: Desk, actor: Actor, name: str, email: str | None = None, **given) -> dict:
    """A new record; `email` is the first address, `given` as for `change`. Raises Invalid, and Conflict if an
    address belongs to another customer."""
    require(actor, "agent")
    made = {"_id": new_id(), "name": clean_name(name), "created_at": desk.now()}
    first = [clean_email(email)] if email else []
    made |= _cleaned(made, {**given, "emails": [*first, *given.get("emails", ())]})
    made["words"] = words_of(made)
    try:
        await desk.store.customers.insert_one(bare(made))
    except DuplicateKeyError:
        raise await _taken(desk, made["emails"], "email" if email else "emails") from None
    noted(actor, "customer made", f"customer/{made['_id']}")
    return made


async def change(desk: Desk, actor: Actor, id: str, **given) -> dict:
    """Sets any of name, emails, phone, company, site and fields: of these last only those that are named, and None
    takes one away. Returns the record.

    Raises NotFound, Invalid, and Conflict if an address belongs to another customer.
    """
    require(actor, "agent")

    def decide(was: dict) -> dict:
        if given.get("name") is not None:
            return {"name": clean_name(given["name"]), **_cleaned(was, given)}
        return _cleaned(was, given)

    try:
        changed = await _rewrite(desk, (await root_of(desk, id))["_id"], decide)
    except DuplicateKeyError:
        raise await _taken(desk, _emails(given["emails"]), "emails", but=id) from None
    noted(actor, "customer changed", f"customer/{changed['_id']}")
    desk.renewed(await ids_of(desk, changed["_id"]))
    return changed


async def add_note(desk: Desk, actor: Actor, id: str, body: str) -> dict:
    """A note about the person, for agents only. Returns it."""
    require(actor, "agent")
    text = body.replace("\r\n", "\n").replace("\x00", "").strip()
    if not 1 <= len(text) <= NOTE_LIMIT:
        raise Invalid(f"body must have 1 to {NOTE_LIMIT:,} characters.", field="body")
    note = {"id": new_id(), "body": text, "by": {"id": actor.id, "name": actor.name}, "at": desk.now()}

    def decide(was: dict) -> dict:
        if len(was.get("notes", ())) >= MOST_NOTES:
            raise Conflict(f"There are {MOST_NOTES} notes about this person already; delete one first.")
        return {"notes": [*was.get("notes", ()), note]}

    changed = await _rewrite(desk, (await root_of(desk, id))["_id"], decide)
    noted(actor, "customer note", f"customer/{changed['_id']}")
    return note


async def delete_note(desk: Desk, actor: Actor, id: str, note: str) -> None:
    """One's own note; managers may delete anybody's. Raises NotFound or Forbidden."""
    require(actor, "agent")
    ids = await ids_of(desk, (await root_of(desk, id))["_id"])
    holder = await desk.store.customers.find_one({"_id": {"$in": ids}, "notes.id": note}, {"notes.$": 1})
    if holder is None:
        raise NotFound("There is no such note.")
    author = holder["notes"][0]["by"]
    if author["id"] != actor.id and not actor.at_least("manager"):
        raise Forbidden(f"{author['name']} wrote this note; a manager can delete it too.")
    gone = {"$pull": {"notes": {"id": note}}, "$inc": {"rev": 1}}
    await desk.store.customers.update_one({"_id": holder["_id"]}, gone)
    noted(actor, "customer note deleted", f"customer/{holder['_id']}")


async def _rewrite(desk: Desk, id: str, decide: Callable[[dict], dict]) -> dict:
    """Sets what `decide` makes of the record as it is; repeats it if somebody else came first."""
    for _ in range(ATTEMPTS):
        was = await root_of(desk, id)
        values = decide(was)
        after = {**was, **values, "rev": was.get("rev", 0) + 1}
        after["words"] = words_of(after)
        same = {"_id": was["_id"], "rev": was.get("rev")}
        if (await desk.store.customers.replace_one(same, bare(after))).matched_count:
            return after
    raise Unavailable("Too many people are changing this customer at once; please try again.")


def _cleaned(was: dict, given: dict) -> dict:
    values = {name: _line(name, given[name]) for name in LIMITS if given.get(name) is not None}
    if given.get("emails") is not None:
        values["emails"] = _emails(given["emails"])
    if given.get("fields") is not None:
        values["fields"] = _fields(was.get("fields", []), given["fields"])
    return values


def _line(name: str, text: str) -> str:
    line = clean(text)
    if len(line) > LIMITS[name]:
        raise Invalid(f"{name} may have at most {LIMITS[name]} characters.", field=name)
    return _website(line) if name == "site" and line else line


def _website(text: str) -> str:
    # It becomes a link in the console: nothing but the web may stand behind it.
    url = text if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:(?!\d)", text) else f"https://{text}"
    try:
        parts = urlsplit(url)
        proper = parts.scheme in ("http", "https") and parts.hostname and " " not in url
    except ValueError:
        proper = False
    if not proper:
        raise Invalid("site must be the address of a website, such as https://example.com.", field="site")
    return url


def _emails(given: list[str]) -> list[str]:
    if len(given) > MOST_EMAILS:
        raise Invalid(f"emails: at most {MOST_EMAILS} addresses.", field="emails")
    return list(dict.fromkeys(clean_email(email, "emails") for email in given))


def _fields(was: list[dict], given: dict[str, str | None]) -> list[dict]:
    """The custom fields in the order in which they were added."""
    values = {field["key"]: field["value"] for field in was}
    for key, value in given.items():
        name = clean_name(key, "fields", KEY_LIMIT)
        text = None if value is None else clean(value)
        if text is not None and len(text) > VALUE_LIMIT:
            raise Invalid(f"fields.{name} may have at most {VALUE_LIMIT} characters.", field=f"fields.{name}")
        values[name] = text
    kept = [{"key": key, "value": value} for key, value in values.items() if value is not None]
    if len(kept) > MOST_FIELDS:
        raise Invalid(f"fields: at most {MOST_FIELDS} of them.", field="fields")
    return kept


async def _taken(desk: Desk, emails: list[str], field: str, but: str = "") -> Conflict:
    known = await desk.store.customers.find_one({"emails": {"$in": emails}, "_id": {"$ne": but}}) or {}
    email = next((email for email in emails if email in known.get("emails", ())), "This address")
    name = known.get("name") or "another customer"
    return Conflict(f"{email} belongs to {name} already.", field=field, customer=known.get("_id"), name=name)


def _depth(cursor: str | None) -> int:
    if cursor is None:
        return 0
    if not (cursor.isascii() and cursor.isdigit() and int(cursor[:9]) <= DEEPEST and len(cursor) <= 9):
        raise Invalid("cursor: take it from the `next` of the page before.", field="cursor")
    return int(cursor)
