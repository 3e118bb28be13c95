"""Taking things back: merges and splits for ever, one's own reply or change for some seconds."""

from server.actor import Actor
from server.desk import Desk, noted
from server.errors import Conflict, FrontdeskError, NotFound
from server.events import Draft, ticket_subject
from server.tickets.guard import find
from server.tickets.merge import unmerge
from server.tickets.split import unsplit
from server.tickets.timeline import entries_of
from server.tickets.together import Plan, reading_place, write_plan
from server.tickets.undo_change import CHANGES, change_back, own
from server.tickets.workflow import NAMES, fitting

FOR_EVER = {"merge": unmerge, "merge.into": unmerge, "split": unsplit, "split.from": unsplit}


async def undo(desk: Desk, actor: Actor, number: int, event_id: str) -> dict:
    """Takes back an entry that is read in the ticket; returns the ticket's state then.

    Raises NotFound, Forbidden (a colleague's), Conflict (too late, changed since, taken back already, or
    nothing that can be).
    """
    event = await _find(desk, actor, number, event_id)
    if take_back := FOR_EVER.get(event["type"]):
        await take_back(desk, actor, event)
    elif event["type"] == "reply":
        await _undo_reply(desk, actor, event)
    elif event["type"] in CHANGES:
        await change_back(desk, actor, event)
    else:
        raise Conflict("This can't be taken back.", type=event["type"])
    return await find(desk, actor, number)


async def undo_many(desk: Desk, actor: Actor, wanted: list[tuple[int, str]]) -> list[dict]:
    """For each of (number, event), in the order given: {number, event, ok, error?}. Within one ticket the latest
    is taken back first, for each change rests on those before it."""
    ids = [event for _, event in wanted]
    rows = desk.store.events.find({"_id": {"$in": ids}}, {"seq": 1})
    seqs = {row["_id"]: row["seq"] async for row in rows}
    results = {}
    for number, event in sorted(set(wanted), key=lambda pair: -seqs.get(pair[1], 0)):
        results[number, event] = {"number": number, "event": event, "ok": True}
        try:
            await undo(desk, actor, number, event)
        except FrontdeskError as error:
            results[number, event] |= {"ok": False, "error": error.shape()}
    return [results[pair] for pair in wanted]


async def _find(desk: Desk, actor: Actor, number: int, event_id: str) -> dict:
    state = await find(desk, actor, number)
    event = await desk.store.events.find_one({"_id": event_id})
    if event and event["subject"] != ticket_subject(number):
        read_here = event["subject"].startswith("ticket/") and any(
            entry["id"] == event_id and "moved_to" not in entry for entry in await entries_of(desk, state)
        )
        event = event if read_here else None
    if event is None:
        raise NotFound("There is no such entry in this ticket.")
    return event


async def _undo_reply(desk: Desk, actor: Actor, event: dict) -> None:
    """Where the reply is read in another ticket by now, that one notes it too: for those who have only it open, and
    so that what they write next rests on it."""

    async def plan() -> Plan:
        home = await desk.ledger.state(event["subject"])
        draft = _reply_back(actor, event, home)
        place = await reading_place(desk, home, event["_id"])
        if place["_id"] == home["_id"]:
            return {home["_id"]: home}, {home["_id"]: draft}
        draft.data["told_by"] = place["_id"]
        told = Draft("reply.undone", actor, data={"event": event["_id"]}, cause=event["_id"])
        return {home["_id"]: home, place["_id"]: place}, {home["_id"]: draft, place["_id"]: told}

    await write_plan(desk, plan)
    noted(actor, "ticket.undo", event["subject"], type="reply")


def _reply_back(actor: Actor, event: dict, home: dict) -> Draft:
    own(actor, event)
    if event["_id"] not in home["held"]:
        raise Conflict("This reply is on its way already, or was taken back.", event=event["_id"])
    to, now = event.get("changes", {}).get("status"), home["status"]
    data = {"event": event["_id"]}
    if to != now:
        return Draft("reply.undone", actor, data=data, cause=event["_id"])
    was = fitting(event["data"]["was_status"], home["assignee"])
    data["status"] = {"was": NAMES[now], "to": NAMES[was]}
    return Draft("reply.undone", actor, changes={"status": was}, data=data, cause=event["_id"])
