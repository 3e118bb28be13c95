"""Reading chats: what came after a number, the queue, and how far each side has read."""

from server import paging
from server.actor import Actor
from server.chats.access import visible
from server.chats.shapes import for_visitors, message_shape
from server.desk import Desk
from server.events import chat_subject

SYNC_LIMIT = 500
LIVE = ("waiting", "active")


async def find(desk: Desk, actor: Actor, chat: str) -> dict:
    """The chat as of now, or NotFound."""
    state = await desk.ledger.state(chat_subject(chat))
    visible(state, actor)
    return state


async def recent(desk: Desk, actor: Actor, chat: str, seq: int = 0) -> dict:
    """As `find`, but from this process's memory where that will do: for what nobody decides on (typing,
    reading). It does not where the actor knows of entry `seq`, or an agent has the chat, by another node."""
    state = await desk.ledger.recent(chat_subject(chat))
    visible(state, actor)
    known = state["seq"] >= seq and state["agent"] and (actor.kind != "agent" or state["agent"]["id"] == actor.id)
    return state if known else await find(desk, actor, chat)


async def messages_after(desk: Desk, actor: Actor, chat: str, after: int) -> tuple[list[dict], int, bool]:
    """(lines after number `after`, the number up to which this answer is complete, is there more)."""
    subject = chat_subject(chat)
    rows = desk.store.events.find({"subject": subject, "seq": {"$gt": after}}).sort("seq", 1)
    events = await rows.to_list(SYNC_LIMIT)
    complete = events[-1]["seq"] if events else after
    shown = [message_shape(event) for event in events if actor.kind == "agent" or for_visitors(event)]
    return shown, complete, len(events) == SYNC_LIMIT


async def live_chats(desk: Desk) -> list[dict]:
    """Every waiting and active chat, the longest waiting first."""
    return await desk.store.chats.find({"status": {"$in": LIVE}}).sort("waiting_since", 1).to_list(2000)


async def list_chats(
    desk: Desk, *, statuses: list[str], agent: str | None, visitor: str | None, cursor: str | None, limit: int
) -> tuple[list[dict], str | None]:
    """Live and past chats, newest first: (states, cursor for the next page or None)."""
    query: dict = {"status": {"$in": statuses}} if statuses else {}
    if agent:
        query["agent.id"] = agent
    if visitor:
        query["visitor.id"] = visitor
    if cursor:
        query |= paging.after("created_at", cursor, str)
    rows = desk.store.chats.find(query).sort([("created_at", -1), ("_id", -1)]).limit(limit + 1)
    return paging.page(await rows.to_list(limit + 1), limit, "created_at")


async def mark_read(desk: Desk, actor: Actor, chat: str, seq: int) -> dict | None:
    """Notes that the actor's side has read up to `seq`. The state if that was news, else None.

    Not an event: nothing hangs on it, and it would double the log.
    """
    state = await recent(desk, actor, chat, seq)
    if actor.kind == "agent" and (state["agent"] is None or state["agent"]["id"] != actor.id):
        return None
    seq = min(seq, state["seq"])
    marks = {actor.kind: seq}
    if actor.kind == "agent":
        marks["agent_count"] = await _visitor_messages_up_to(desk, state, seq)
    before = await desk.store.reads.find_one_and_update(
        {"_id": chat}, {"$max": marks}, upsert=True, return_document=False
    )
    return state if seq > (before or {}).get(actor.kind, 0) else None


async def _visitor_messages_up_to(desk: Desk, state: dict, seq: int) -> int:
    if seq >= state["seq"]:
        return state.get("visitor_messages", 0)
    return await desk.store.events.count_documents(
        {"subject": chat_subject(state["_id"]), "seq": {"$lte": seq}, "type": "message", "actor.kind": "visitor"}
    )
