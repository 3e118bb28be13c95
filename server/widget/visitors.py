"""What is known of a visitor: name and address, browser, language, pages. One record per visitor."""

from server.actor import Actor
from server.desk import Desk

PAGES_KEPT = 50


async def known(desk: Desk, visitor: str) -> dict | None:
    return await desk.store.visitors.find_one({"_id": visitor})


async def remember(desk: Desk, actor: Actor, facts: dict, name: str | None = None, email: str | None = None) -> dict:
    """Stores the visitor with `facts` (browser, os, language, time_zone, pages); returns the record as
    chats keep it. Called at the first word, not before: looking at a page leaves no trace here."""
    now = desk.now()
    given = {key: value for key, value in (("name", name or actor.name), ("email", email or actor.email)) if value}
    about = {key: facts[key] for key in ("browser", "os", "language", "time_zone", "ip")}
    update: dict = {
        "$set": {**given, **about, "site": actor.site, "identified": actor.identified, "last_seen": now},
        "$setOnInsert": {"first_seen": now, "pages": facts["pages"][-PAGES_KEPT:]},
    }
    record = await desk.store.visitors.find_one_and_update(
        {"_id": actor.id}, update, upsert=True, return_document=True
    )
    pages = record.get("pages") or []
    return {
        "id": actor.id, "name": record.get("name", ""), "email": record.get("email"), **about,
        "identified": actor.identified, "page": pages[-1] if pages else None, "first_seen": record["first_seen"],
    }


async def saw_page(desk: Desk, visitor: str, page: dict) -> bool:
    """Adds a page to a visitor who has a record. False for one who has none yet."""
    pages = {"$each": [page], "$slice": -PAGES_KEPT}
    done = await desk.store.visitors.update_one(
        {"_id": visitor}, {"$push": {"pages": pages}, "$set": {"last_seen": page["at"]}}
    )
    return done.matched_count > 0


async def rename(desk: Desk, visitor: str, name: str | None, email: str | None) -> None:
    given = {key: value for key, value in (("name", name), ("email", email)) if value}
    await desk.store.visitors.update_one({"_id": visitor}, {"$set": given})
