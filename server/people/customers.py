"""Customers: the people who ask. Known by email address, else by the visitor's browser.

An address that a visitor merely typed finds the customer for the agents' eyes; it opens nothing to the
visitor, and does not tie their browser to somebody else's record. Addresses and browsers of a record that was
merged stand in the surviving one (customer_merges.py), so that they lead there.
"""

from server.desk import Desk
from server.errors import Unavailable
from server.people.customer_words import words_of
from server.people.words import email_key
from server.store import DuplicateKeyError, new_id

ATTEMPTS = 5
MAY_BE_EMPTY = ("emails", "visitors", "phone", "company", "site", "fields", "also")


async def customer_for(
    desk: Desk, *, visitor_id: str | None = None, email: str | None = None, name: str = "",
) -> dict:
    """{id, name, email} of the customer with this email, else of this visitor, else of a new one."""
    email = email_key(email) if email else None
    for _ in range(ATTEMPTS):
        try:
            found = await _find(desk, visitor_id, email) or await _make(desk, visitor_id, email, name)
        except DuplicateKeyError:
            # Another request made the same customer just now: find that one.
            continue
        if name and not found["name"]:
            found = await _name(desk, found, name)
        return {"id": found["_id"], "name": found["name"], "email": email or next(iter(found.get("emails", [])), None)}
    raise Unavailable("The customer could not be stored; please try again.")


async def _find(desk: Desk, visitor_id: str | None, email: str | None) -> dict | None:
    customers = desk.store.customers
    found = await customers.find_one({"emails": email}) if email else None
    if found or not visitor_id:
        return found
    if not email:
        return await customers.find_one({"visitors": visitor_id})
    # The visitor's first address joins their record; a second one is somebody else until proven.
    nameless = await customers.find_one({"visitors": visitor_id, "emails": {"$exists": False}})
    return nameless and await _set(desk, nameless, {"emails": [email]}, {"emails": {"$exists": False}})


async def _name(desk: Desk, customer: dict, name: str) -> dict:
    """The customer with this name, unless somebody gave it one by now."""
    named = await _set(desk, customer, {"name": name}, {"name": ""})
    return named or await desk.store.customers.find_one({"_id": customer["_id"]})


async def _set(desk: Desk, customer: dict, values: dict, only_if: dict) -> dict | None:
    words = words_of({**customer, **values})
    changed = await desk.store.customers.find_one_and_update(
        {"_id": customer["_id"], **only_if}, {"$set": {**values, "words": words}, "$inc": {"rev": 1}},
        return_document=True,
    )
    if changed:
        desk.renewed([customer["_id"]])
    return changed


async def _make(desk: Desk, visitor_id: str | None, email: str | None, name: str) -> dict:
    made = {"_id": new_id(), "name": name, "created_at": desk.now()}
    if email:
        made["emails"] = [email]
    # A visitor found by address only may stand in another record already.
    taken = email and await desk.store.customers.find_one({"visitors": visitor_id}, {"_id": 1})
    if visitor_id and not taken:
        made["visitors"] = [visitor_id]
    made["words"] = words_of(made)
    await desk.store.customers.insert_one(made)
    return made


def bare(record: dict) -> dict:
    """As stored: without what is empty, for the index of addresses counts each once, and none is not one of them."""
    return {key: value for key, value in record.items() if value or key not in MAY_BE_EMPTY}


async def with_words(desk: Desk) -> None:
    """Gives records that have none the words they are found by."""
    lacking = {"words": {"$exists": False}, "merged_into": {"$exists": False}}
    async for record in desk.store.customers.find(lacking):
        same = {"_id": record["_id"], "rev": record.get("rev")}
        await desk.store.customers.update_one(same, {"$set": {"words": words_of(record)}})
