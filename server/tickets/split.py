"""Splitting: entries move from a ticket to a new one of the same customer (M16). Nothing is copied (see timeline.py).

An entry is marked as moved in its home, the ticket it was written in, which after a merge need not be the one that
is split. Taking a split back is possible for ever.
"""

from server.actor import Actor
from server.desk import Desk, noted
from server.errors import Conflict, Unprocessable
from server.events import Draft, ticket_subject
from server.tickets.guard import find, writable
from server.tickets.reached import chats_of
from server.tickets.timeline import entries_of
from server.tickets.together import Plan, states_of, write_plan

# What the new ticket has of the one it was split from.
INHERITED = ("customer", "priority", "labels", "category", "team", "assignee", "channel")


async def split(desk: Desk, actor: Actor, number: int, events: list[str], subject: str) -> dict:
    """Moves the entries to a new ticket and returns its state. Both name each other.

    Raises NotFound, Unprocessable (not an entry that is read here, or nothing written), Conflict (closed, merged,
    no message left).
    """
    events, new = list(dict.fromkeys(events)), None

    async def plan() -> Plan:
        nonlocal new
        origin = writable(actor, await find(desk, actor, number))
        homes = _homes(number, await entries_of(desk, origin), events)
        new = new or await desk.store.next_number("tickets")
        states = {**await states_of(desk, homes), number: origin, new: None}
        chat, _ = await chats_of(desk, origin)
        was = {id: states[home].get("moved", {}).get(id, home) for home, ids in homes.items() for id in ids}
        opening = {name: origin[name] for name in INHERITED} | _visitor(origin) | {
            "subject": subject, "status": "in_progress" if origin["assignee"] else "open",
            # Its replies reach the customer there too.
            "split_from": number, "taken": sorted(homes), "chat": chat,
        }
        data = {"number": number, "events": events, "was": was}
        drafts = {new: Draft("split.from", actor, changes=opening, data=data)}
        for home in dict.fromkeys([number, *homes]):
            drafts[home] = _part(actor, states[home], number, new, homes.get(home, []), events)
        return states, drafts

    written = await write_plan(desk, plan)
    noted(actor, "ticket.split", ticket_subject(number), to=new)
    return written[new].state


def _homes(number: int, entries: list[dict], events: list[str]) -> dict[int, list[str]]:
    """{home: ids} of the chosen entries, from the timeline they are chosen of. Raises Unprocessable, Conflict."""
    written = {entry["id"]: entry for entry in entries if entry.get("body")}
    homes: dict[int, list[str]] = {}
    for id in events:
        if id not in written:
            raise Unprocessable(
                f"events: {id[:40]!r} is no message, reply or note of #{number}.", field="events", event=id
            )
        homes.setdefault(written[id].get("from", number), []).append(id)
    left = [entry for id, entry in written.items() if id not in events]
    messages = [entry for entry in written.values() if entry["type"].startswith("message")]
    if not left or (messages and not any(entry in left for entry in messages)):
        raise Conflict(f"At least one message must stay in #{number}; all of them can't be split off.")
    return homes


def _part(actor: Actor, home: dict, origin: int, new: int, ids: list[str], events: list[str]) -> Draft:
    """What the split writes in the origin, and in other homes of entries that were read there."""
    changes = {"moved": {**home.get("moved", {}), **dict.fromkeys(ids, new)}} if ids else {}
    told, data = (events, {}) if home["_id"] == origin else (ids, {"told_by": origin})
    count = "one entry" if len(told) == 1 else f"{len(told)} entries"
    return Draft("split", actor, changes=changes, data={"number": new, "events": told, "count": count, **data})


def _visitor(origin: dict) -> dict:
    return {"visitor": origin["visitor"]} if "visitor" in origin else {}


async def unsplit(desk: Desk, actor: Actor, event: dict) -> None:
    """Takes back the split that `event` tells of, in either ticket. The new ticket is closed and leads back, unless
    something else was written in it. Raises Conflict if that was done already."""
    event = await _of_new(desk, event)
    new, origin = int(event["subject"].partition("/")[2]), event["data"]["number"]

    async def plan() -> Plan:
        states = await states_of(desk, [new, origin])
        if await _undone(desk, event):
            raise Conflict("This split was taken back already.")
        drafts = await _back(desk, actor, states, event)
        return states, drafts

    await write_plan(desk, plan)
    noted(actor, "ticket.unsplit", ticket_subject(origin), of=new)


async def _back(desk: Desk, actor: Actor, states: dict, event: dict) -> dict[int, Draft]:
    """Adds the states of the entries' homes to `states`. An entry that was moved on since stays where it is."""
    new, origin = int(event["subject"].partition("/")[2]), event["data"]["number"]
    states |= await states_of(desk, [home for home in states[new]["taken"] if home not in states])
    line = await _line_of(desk, origin, new)
    emptied = not await _goes_on(desk, states[new])
    back = "closed" if emptied else "kept"
    drafts = {
        new: Draft(
            "split.undone", actor, changes={"status": "closed", "merged_into": origin} if emptied else {},
            data={"undoes": event["_id"], "change": f"took the split from #{origin} back: this ticket is {back}"},
        ),
        origin: Draft(
            "split.undone", actor, changes={"merged": [*states[origin].get("merged", []), new]} if emptied else {},
            data={"undoes": line["_id"], "change": f"took the split to #{new} back"},
        ),
    }
    for home in states[new]["taken"]:
        moved = states[home].get("moved", {})
        kept = {id: to for id, to in moved.items() if to != new or id not in event["data"]["was"]}
        kept |= {
            id: to for id, to in event["data"]["was"].items() if moved.get(id) == new and to != home
        }
        if kept != moved:
            data = {"change": f"took the split to #{new} back", "told_by": origin}
            drafts.setdefault(home, Draft("split.undone", actor, data=data)).changes["moved"] = kept
    return drafts


async def _of_new(desk: Desk, event: dict) -> dict:
    """The `split.from` entry of the new ticket."""
    if event["type"] == "split.from":
        return event
    return await desk.store.events.find_one({"subject": ticket_subject(event["data"]["number"]), "seq": 1})


async def _line_of(desk: Desk, origin: int, new: int) -> dict:
    query = {"subject": ticket_subject(origin), "type": "split", "data.number": new}
    return await desk.store.events.find_one(query)


async def _undone(desk: Desk, event: dict) -> bool:
    query = {"subject": event["subject"], "type": "split.undone", "data.undoes": event["_id"]}
    return await desk.store.events.find_one(query, {"_id": 1}) is not None


async def _goes_on(desk: Desk, ticket: dict) -> bool:
    """Whether there is more in the ticket than what was split off to it."""
    if ticket.get("merged") or ticket.get("merged_into"):
        return True
    query = {"subject": ticket_subject(ticket["_id"]), "body": {"$exists": True}}
    return await desk.store.events.find_one(query, {"_id": 1}) is not None
