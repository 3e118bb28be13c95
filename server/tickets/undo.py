"""Taking things back: merges and splits for ever, one's own reply or change for some seconds.

The undo of a change is an ordinary entry of the same type with the old values; its data names what it `undoes`.
"""

from collections.abc import Callable
from datetime import timedelta

from server.actor import Actor
from server.desk import Desk, noted
from server.errors import Conflict, Forbidden, FrontdeskError, NotFound
from server.events import Draft, replay, ticket_subject
from server.tickets.guard import find, unmerged
from server.tickets.merge import unmerge
from server.tickets.replies import held_for
from server.tickets.split import unsplit
from server.tickets.timeline import entries_of
from server.tickets.workflow import NAMES, fitting

# For the way of the click.
GRACE = timedelta(seconds=5)
FOR_EVER = {"merge": unmerge, "merge.into": unmerge, "split": unsplit, "split.from": unsplit}
CHANGES = ("status", "assignment", "priority", "labels", "category", "category.subject")


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
        await _undo_change(desk, actor, event)
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
    def decide(state: dict) -> Draft:
        _own(actor, event)
        if event["_id"] not in state["held"]:
            raise Conflict("This reply is on its way already, or was taken back.", event=event["_id"])
        to, now = event.get("changes", {}).get("status"), state["status"]
        data = {"event": event["_id"]}
        if to != now:
            return Draft("reply.undone", actor, data=data, cause=event["_id"])
        was = fitting(event["data"]["was_status"], state["assignee"])
        data["status"] = {"was": NAMES[now], "to": NAMES[was]}
        return Draft("reply.undone", actor, changes={"status": was}, data=data, cause=event["_id"])

    await desk.ledger.write(event["subject"], decide)
    noted(actor, "ticket.undo", event["subject"], type="reply")


async def _undo_change(desk: Desk, actor: Actor, event: dict) -> None:
    earlier = {"subject": event["subject"], "seq": {"$lt": event["seq"]}}
    before = replay(await desk.store.events.find(earlier).sort("seq", 1).to_list(None))

    def decide(state: dict) -> Draft:
        unmerged(actor, state)
        _own(actor, event)
        if desk.now() - event["at"] > held_for(desk) + GRACE:
            raise Conflict("This was too long ago to be taken back; change it by hand.", event=event["_id"])
        changed = event["changes"]
        if any(state[name] != value for name, value in changed.items()):
            raise Conflict("This has changed since, and can't be taken back any more.", event=event["_id"])
        if changed.get("status") == "closed" and state.get("followed_by"):
            raise Conflict(f"The customer wrote meanwhile: #{state['followed_by']} goes on from here.")
        old = {name: before[name] for name in changed}
        if "status" in old:
            old["status"] = fitting(old["status"], old.get("assignee", state["assignee"]))
        return Draft(event["type"], actor, changes=old, data=_facts(event, old), cause=event["_id"])

    await desk.ledger.write(event["subject"], decide)
    noted(actor, "ticket.undo", event["subject"], type=event["type"])


def _own(actor: Actor, event: dict) -> None:
    if event["actor"]["kind"] == "visitor":
        raise Forbidden("The customer did this; it can't be taken back.")
    if event["actor"]["id"] != actor.id:
        raise Forbidden(f"{event['actor']['name']} did this; only they can take it back.")


def _facts(event: dict, old: dict) -> dict:
    """What the undo's entry says: the facts of the change the other way round, and a sentence."""
    data = event.get("data", {})
    facts = {"undoes": event["_id"], "change": f"took this back: {_WORDS[event['type']](old)} again"}
    turned = {"was": data.get("to"), "to": data.get("was"), "added": data.get("removed"), "removed": data.get("added")}
    return facts | {name: value for name, value in turned.items() if value is not None}


def _owners(old: dict) -> str:
    said = []
    if "assignee" in old:
        said.append(f"{old['assignee']['name']} is the owner" if old["assignee"] else "nobody is the owner")
    if "team" in old:
        said.append(f"team {old['team']['name']} has it" if old["team"] else "no team has it")
    return " and ".join(said)


# A sentence about the values that are back.
_WORDS: dict[str, Callable[[dict], str]] = {
    "status": lambda old: f"the status is {NAMES[old['status']]}",
    "assignment": _owners,
    "priority": lambda old: f"the priority is {NAMES[old['priority']]}",
    "labels": lambda old: f"the labels are {', '.join(old['labels']) or 'none'}",
    "category": lambda old: f"the category is {old['category'] or 'none'}",
    "category.subject": lambda old: f"the subject is “{old['subject']}”",
}
