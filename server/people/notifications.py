"""What one agent is told about: kept until read, on every open console at once, and there at the next sign-in."""

import hashlib
from datetime import timedelta

from server import paging
from server.actor import Actor
from server.desk import Desk, noted
from server.door import stamp
from server.errors import NotFound
from server.store import BulkWriteError, DuplicateKeyError

MENTION, ASSIGNED, CUSTOMER = "mention", "assigned", "customer"
# Mentions stay for good; other news is old some day, read or not.
KEPT = timedelta(days=90)
PAGE = 50
# What one person gives within a minute is one piece of news.
GIVING_SECONDS = 60


def notification(
    type: str, agent: str, event: dict, text: str, *, ticket: int | None = None, chat: str | None = None,
) -> dict:
    """The row that tells `agent` of the event. Its id follows from both: told twice, it is still one."""
    id = hashlib.sha256(f"{agent}/{event['_id']}".encode()).hexdigest()[:24]
    by = {"id": event["actor"]["id"], "name": event["actor"]["name"]}
    row = {
        "_id": id, "agent": agent, "event": event["_id"], "type": type, "by": by, "text": text,
        "at": event["at"], "read": False,
    }
    place = {"ticket": ticket} if chat is None else {"chat": chat}
    return {**row, **place} if type == MENTION else {**row, **place, "expires_at": event["at"] + KEPT}


async def tell(desk: Desk, rows: list[dict]) -> None:
    """Keeps the rows and pushes those that are not read yet. May be repeated: nothing is doubled or overwritten."""
    if not rows:
        return
    try:
        await desk.store.notifications.insert_many(rows, ordered=False)
    except BulkWriteError as error:
        if any(row["code"] != 11000 for row in error.details["writeErrors"]):
            raise
    read = {"_id": {"$in": [row["_id"] for row in rows]}, "read": True}
    done = {row["_id"] async for row in desk.store.notifications.find(read, {"_id": 1})}
    for row in rows:
        if row["_id"] not in done:
            _push(desk, row)


async def tell_given(desk: Desk, agent: str, event: dict, ticket: int, subject: str) -> None:
    """Tells `agent` that the event gave them the ticket, in one row with all that its actor gave them in that
    minute; again unread where it was read. May be repeated; nothing is told of what was taken back meanwhile."""
    given = {"event": event["_id"], "ticket": ticket, "text": subject}
    minute = int(event["at"].timestamp()) // GIVING_SECONDS
    id = hashlib.sha256(f"{agent}/{event['actor']['id']}/{minute}".encode()).hexdigest()[:24]
    row = notification(ASSIGNED, agent, event, subject, ticket=ticket)
    row |= {"_id": id, "given": [given], "events": [event["_id"]]}
    try:
        await desk.store.notifications.insert_one(row)
    except DuplicateKeyError:
        new = [{"$literal": given}]
        more = {
            "given": {"$cond": ["$read", new, {"$concatArrays": ["$given", new]}]}, "read": False,
            "events": {"$concatArrays": ["$events", [event["_id"]]]}, "at": {"$max": ["$at", event["at"]]},
        }
        await desk.store.notifications.update_one({"_id": id, "events": {"$ne": event["_id"]}}, [{"$set": more}])
    # Whoever takes it back writes first and looks for the row then: one of the two sees the other.
    if await desk.store.events.find_one({"subject": event["subject"], "data.undoes": event["_id"]}, {"_id": 1}):
        await forget_given(desk, agent, event["_id"])
    elif told := await desk.store.notifications.find_one({"_id": id, "read": False, "given.event": event["_id"]}):
        _push(desk, told)


async def forget_given(desk: Desk, agent: str, event_id: str) -> None:
    """The event was taken back: it is no news any more. May be repeated."""
    rows, gone = desk.store.notifications, {"given": {"event": event_id}}
    told = {"agent": agent, "given.event": event_id}
    row = await rows.find_one_and_update(told, {"$pull": gone}, return_document=True)
    if row and row["given"]:
        _push(desk, row)
    elif row:
        await rows.delete_one({"_id": row["_id"], "given": []})
        unread = await unread_of(desk, agent)
        desk.bus.send("/agent", [f"agent:{agent}"], "notifications.read", {"ids": [row["_id"]], "unread": unread})


async def told_of(desk: Desk, agent: str, ticket: int) -> bool:
    """Whether the agent has unread news of the customer in this ticket: then one more line is no news."""
    unread = {"agent": agent, "read": False, "type": CUSTOMER, "ticket": ticket}
    return await desk.store.notifications.find_one(unread, {"_id": 1}) is not None


def notification_shape(row: dict) -> dict:
    given = row.get("given") or []
    row = {**row, **given[-1]} if given else row
    place = {key: row[key] for key in ("ticket", "chat") if key in row}
    if len(given) > 1:
        place = {"count": len(given)}
    kept = {key: row[key] for key in ("type", "text", "by", "event", "read")}
    return {"id": row["_id"], **kept, **place, "at": stamp(row["at"])}


async def list_mine(
    desk: Desk, actor: Actor, *, unread: bool = False, cursor: str = "",
) -> tuple[list[dict], str | None]:
    """(the actor's own rows, newest first; cursor of the next page or None)."""
    _agents_only(actor)
    query: dict = {"agent": actor.id, **({"read": False} if unread else {})}
    if cursor:
        query |= paging.after("at", cursor, str)
    rows = desk.store.notifications.find(query).sort([("at", -1), ("_id", -1)]).limit(PAGE + 1)
    return paging.page(await rows.to_list(PAGE + 1), PAGE, "at")


async def unread_of(desk: Desk, agent: str) -> int:
    return await desk.store.notifications.count_documents({"agent": agent, "read": False})


async def mark_read(desk: Desk, actor: Actor, ids: list[str] | None) -> int:
    """Marks these as read, or all there are; returns how many are left. Others' ids change nothing."""
    _agents_only(actor)
    wanted: dict = {"agent": actor.id, "read": False}
    if ids is not None:
        wanted["_id"] = {"$in": ids}
    changed = [row["_id"] async for row in desk.store.notifications.find(wanted, {"_id": 1})]
    if changed:
        read = {"_id": {"$in": changed}, "agent": actor.id}
        await desk.store.notifications.update_many(read, {"$set": {"read": True, "read_at": desk.now()}})
        noted(actor, "notifications.read", f"agent/{actor.id}", count=len(changed))
    left = await unread_of(desk, actor.id)
    if changed:
        desk.bus.send("/agent", [f"agent:{actor.id}"], "notifications.read", {"ids": changed, "unread": left})
    return left


def _push(desk: Desk, row: dict) -> None:
    rooms, shape = [f"agent:{row['agent']}"], notification_shape(row)
    desk.bus.send("/agent", rooms, "notification", shape)
    if row["type"] == MENTION:
        short = {key: shape[key] for key in ("ticket", "chat", "event", "by", "text") if key in shape}
        desk.bus.send("/agent", rooms, "mention", short)


def _agents_only(actor: Actor) -> None:
    if actor.kind != "agent":
        raise NotFound("There is nothing at this address.")
