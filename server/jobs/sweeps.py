"""What is looked after every few seconds: half-done writes, silent agents, visitors who left unanswered.

Each sweep may run twice, late, or on several workers at once: the actions decide on the present state.
"""

from datetime import timedelta

from server import followers
from server.chats.actions import miss, return_to_queue
from server.desk import Desk
from server.errors import FrontdeskError
from server.events import home
from server.files import keeping
from server.people import presence
from server.realtime import push
from server.search.index import catch_up

# Younger events are still in the hands of the process that wrote them.
SETTLED = timedelta(seconds=5)
BATCH = 500


async def heal(desk: Desk) -> None:
    """Folds events that a crash left out of their documents, and tells the consoles."""
    now = desk.now()
    mark = await desk.store.counters.find_one({"_id": "healed"})
    since = (mark["at"] if mark else now - timedelta(days=3650)) - timedelta(minutes=1)
    newest = desk.store.events.aggregate([
        {"$match": {"at": {"$gte": since, "$lt": now - SETTLED}}},
        {"$group": {"_id": "$subject", "seq": {"$max": "$seq"}}},
    ], allowDiskUse=True)
    async for row in newest:
        collection, id = home(row["_id"])
        if await desk.store.database[collection].find_one({"_id": id, "seq": {"$gte": row["seq"]}}, {"_id": 1}):
            continue
        if await desk.ledger.heal(row["_id"]):
            await _tell(desk, row["_id"])
    await desk.store.counters.update_one({"_id": "healed"}, {"$max": {"at": now}}, upsert=True)


async def _tell(desk: Desk, subject: str) -> None:
    last = await desk.store.events.find_one({"subject": subject}, sort=[("seq", -1)])
    state = await desk.ledger.state(subject)
    await (push.ticket_changed if subject.startswith("ticket/") else push.chat_changed)(desk, last, state)


async def duties(desk: Desk) -> None:
    """Does what a crash left undone after an event was written."""
    rows = desk.store.events.find({"todo": {"$exists": True}, "at": {"$lt": desk.now() - SETTLED}}).sort("at", 1)
    for event in await rows.to_list(BATCH):
        await followers.do_duties(desk, event)


async def empty_chairs(desk: Desk) -> None:
    """Gives back to the queue the chats of agents who went offline, were deactivated, or have had no live
    connection for a while (B9)."""
    grace = timedelta(seconds=desk.settings.silent_agent_seconds)
    async for chat in desk.store.chats.find({"status": "active"}, {"agent": 1}):
        reason = await _why_empty(desk, chat["agent"], grace)
        if reason:
            await return_to_queue(desk, chat["_id"], chat["agent"], reason)


async def _why_empty(desk: Desk, owner: dict, grace: timedelta) -> str | None:
    agent = await desk.store.agents.find_one({"_id": owner["id"]}, {"active": 1, "presence": 1})
    if agent is None or not agent["active"]:
        return f"{owner['name']} is not here any more"
    if agent["presence"] == "offline":
        return f"{owner['name']} went offline"
    seen = await presence.last_seen(desk, owner["id"])
    silent = seen is None or desk.now() - seen >= grace
    # Redis may have been away meanwhile; then nobody was seen, and nobody is silent.
    if silent and await presence.steady(desk, grace.total_seconds()):
        return f"{owner['name']} lost the connection"
    return None


async def missed_chats(desk: Desk) -> None:
    """Closes waiting chats whose visitor has gone, or for which nobody is on duty."""
    grace = timedelta(seconds=desk.settings.gone_visitor_seconds)
    if not await presence.steady(desk, grace.total_seconds()):
        return
    long_waiting = {"status": "waiting", "queued_at": {"$lt": desk.now() - grace}}
    waiting = await desk.store.chats.find(long_waiting, {"visitor.id": 1}).to_list(BATCH)
    if not waiting:
        return
    gone = await presence.visitors_gone_since(desk, [chat["visitor"]["id"] for chat in waiting])
    anybody = any(state != "offline" for state in (await presence.presence_of(desk)).values())
    long_ago = desk.now() - 2 * grace
    for chat in waiting:
        # Of a visitor nothing is known any more: gone for long. None: connected now.
        left = gone.get(chat["visitor"]["id"], long_ago)
        if left is not None and desk.now() - left > grace:
            await _miss(desk, chat["_id"], "the visitor left before anybody answered")
        elif not anybody:
            await _miss(desk, chat["_id"], "nobody is on duty")


async def _miss(desk: Desk, chat: str, reason: str) -> None:
    try:
        await miss(desk, chat, reason)
    except FrontdeskError:
        # Somebody accepted it just now, or the database is away: the next tick looks again.
        return


async def search(desk: Desk) -> None:
    """Puts into the search index what a crash left out of it."""
    await catch_up(desk)


async def files(desk: Desk) -> None:
    """Removes uploads that nobody sent."""
    await keeping.sweep(desk)


SWEEPS = {
    "heal": heal, "duties": duties, "empty_chairs": empty_chairs, "missed_chats": missed_chats, "search": search,
    "files": files,
}
