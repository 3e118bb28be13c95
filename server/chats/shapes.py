"""How chats and their lines look to agents and to visitors (shared_js/wire.ts has the same shapes)."""

from server.desk import Desk
from server.door import stamp
from server.events import AGENTS, sentence
from server.people import presence

PAGES_SHOWN = 20


def message_shape(event: dict) -> dict:
    """One line of a chat: somebody's words, a private note, or a system line with a ready sentence."""
    actor, type = event["actor"], event["type"]
    shape = {"id": event["_id"], "seq": event["seq"], "client_id": event.get("client_id")}
    if type in ("message", "note"):
        shape.update(kind=type, author=actor, body=event["body"])
        if mentions := event.get("data", {}).get("mentions"):
            shape["data"] = {"mentions": mentions}
    else:
        author = {"kind": "system", "id": actor["id"], "name": actor["name"]}
        data = {"by": actor["name"], "by_kind": actor["kind"], **event.get("data", {})}
        shape.update(kind=type.removeprefix("chat."), author=author, data=data)
        shape["body"] = f"{actor['name']} {sentence(event)}"
    shape.update(attachments=[], at=stamp(event["at"]))
    return shape


def for_visitors(event: dict) -> bool:
    return event["audience"] != AGENTS


def visitor_chat(state: dict, read: dict, position: int | None) -> dict:
    """The chat as its visitor may see it."""
    return {
        "id": state["_id"], "status": state["status"], "seq": state["seq"], "agent": state["agent"],
        "position": position, "created_at": stamp(state["created_at"]), "ended_at": stamp(state["ended_at"]),
        "ended_by": state["ended_by"], "read": _read(read), "ticket": state["ticket"],
        "rating": state["rating"], "email": state["visitor"]["email"],
    }


def agent_chat(state: dict, read: dict, position: int | None, visitor: dict | None, here: bool) -> dict:
    """The chat as agents see it; `visitor` is the visitor's present record, if there is one; `here`: whether
    a page of the visitor's is connected."""
    remark = {"rating_comment": state["rating_comment"]} if state.get("rating_comment") else {}
    return {
        "id": state["_id"], "site": state["site"], "status": state["status"], "seq": state["seq"],
        "visitor": visitor_details(state["visitor"], visitor), "agent": state["agent"], "team": state["team"],
        "created_at": stamp(state["created_at"]), "waiting_since": stamp(state["waiting_since"]),
        "accepted_at": stamp(state["accepted_at"]), "ended_at": stamp(state["ended_at"]),
        "ended_by": state["ended_by"], "last": {**state["last"], "at": stamp(state["last"]["at"])},
        "unread": max(0, state.get("visitor_messages", 0) - read.get("agent_count", 0)),
        "read": _read(read), "ticket": state["ticket"], "rating": state["rating"], "position": position,
        "visitor_here": here, **remark,
    }


def visitor_details(then: dict, present: dict | None) -> dict:
    """Who the visitor is: as written in the chat, with the pages seen since."""
    pages = (present or {}).get("pages") or ([then["page"]] if then.get("page") else [])
    pages = [{**page, "at": stamp(page["at"])} for page in pages[-PAGES_SHOWN:]]
    return {
        **{key: then.get(key, "") for key in ("id", "name", "browser", "os", "language", "time_zone")},
        "email": then.get("email"), "identified": bool(then.get("identified")),
        "page": pages[-1] if pages else None, "pages": pages, "first_seen": stamp(then["first_seen"]),
    }


async def agent_chats(desk: Desk, states: list[dict]) -> list[dict]:
    """Many chats as agents see them, with three queries for all of them together."""
    if not states:
        return []
    reads = await reads_of(desk, [state["_id"] for state in states])
    visitors = list({state["visitor"]["id"] for state in states})
    people = {row["_id"]: row async for row in desk.store.visitors.find({"_id": {"$in": visitors}})}
    places = await positions(desk) if any(state["status"] == "waiting" for state in states) else {}
    # None stands for connected now; who is not known there has long gone.
    gone = await presence.visitors_gone_since(desk, visitors)
    here = {visitor for visitor, since in gone.items() if since is None}
    return [
        agent_chat(
            state, reads.get(state["_id"], {}), places.get(state["_id"]), people.get(state["visitor"]["id"]),
            state["visitor"]["id"] in here,
        )
        for state in states
    ]


async def chat_for(desk: Desk, state: dict, kind: str) -> dict:
    """One chat as an agent or a visitor (`kind`) sees it now."""
    if kind == "agent":
        return (await agent_chats(desk, [state]))[0]
    read = (await reads_of(desk, [state["_id"]])).get(state["_id"], {})
    place = (await positions(desk)).get(state["_id"]) if state["status"] == "waiting" else None
    return visitor_chat(state, read, place)


async def positions(desk: Desk) -> dict[str, int]:
    """The place in the queue of each waiting chat, 1 for the next; the longest waiting comes first."""
    waiting = desk.store.chats.find({"status": "waiting"}, {"_id": 1}).sort("waiting_since", 1).limit(1000)
    return {row["_id"]: place async for place, row in _numbered(waiting)}


async def _numbered(rows):
    place = 0
    async for row in rows:
        place += 1
        yield place, row


async def reads_of(desk: Desk, chats: list[str]) -> dict[str, dict]:
    return {row["_id"]: row async for row in desk.store.reads.find({"_id": {"$in": chats}})}


def _read(read: dict) -> dict:
    return {"visitor": read.get("visitor", 0), "agent": read.get("agent", 0)}
