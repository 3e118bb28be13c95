"""Taking back one's own change of a field: an ordinary entry of the same type with the old values, whose data names
what it `undoes`. For some seconds, and only if nothing else has touched these fields since."""

from collections.abc import Callable
from datetime import timedelta

from server.actor import Actor
from server.desk import Desk, noted
from server.errors import Conflict, Forbidden, Unavailable
from server.events import Draft, fold, replay
from server.tickets.guard import unmerged
from server.tickets.replies import held_for
from server.tickets.workflow import NAMES, fitting

# For the way of the click.
GRACE = timedelta(seconds=5)
CHANGES = ("status", "assignment", "priority", "labels", "category", "category.subject")
ATTEMPTS = 20


class _Moved(Conflict):
    """The ticket went on while its history was read."""


async def change_back(desk: Desk, actor: Actor, event: dict) -> None:
    """Takes a change back. Raises Forbidden (a colleague's), Conflict (too late, changed since, taken back already,
    closed, or its former owner is gone)."""
    for _ in range(ATTEMPTS):
        events = await desk.store.events.find({"subject": event["subject"]}).sort("seq", 1).to_list(None)
        before = replay(events[: event["seq"] - 1])
        old = {name: before[name] for name in event["changes"]}
        gone = await _gone(desk, old)

        def decide(state: dict, events=events, old=old, gone=gone) -> Draft:
            _may_undo(desk, actor, event, state)
            if state["seq"] != len(events):
                raise _Moved("Somebody changed this ticket just now.")
            _still_so(event, events)
            if gone:
                raise Conflict(f"{gone} is not here any more; give this to somebody else by hand.")
            back = dict(old)
            if "status" in back:
                back["status"] = fitting(back["status"], back.get("assignee", state["assignee"]))
            return Draft(event["type"], actor, changes=back, data=_facts(event, back), cause=event["_id"])

        try:
            await desk.ledger.write(event["subject"], decide)
        except _Moved:
            continue
        noted(actor, "ticket.undo", event["subject"], type=event["type"])
        return
    raise Unavailable("Too much happens in this ticket at once; please try again.")


def own(actor: Actor, event: dict) -> None:
    if event["actor"]["kind"] == "visitor":
        raise Forbidden("The customer did this; it can't be taken back.")
    if event["actor"]["id"] != actor.id:
        raise Forbidden(f"{event['actor']['name']} did this; only they can take it back.")


def _may_undo(desk: Desk, actor: Actor, event: dict, state: dict) -> None:
    unmerged(actor, state)
    own(actor, event)
    if desk.now() - event["at"] > held_for(desk) + GRACE:
        raise Conflict("This was too long ago to be taken back; change it by hand.", event=event["_id"])
    if state["status"] != "closed":
        return
    if event["changes"].get("status") != "closed":
        raise Conflict("This ticket is closed; it can't be changed any more.", status="closed")
    if follower := state.get("followed_by"):
        raise Conflict(f"The customer wrote meanwhile: #{follower} goes on from here.")


def _still_so(event: dict, events: list[dict]) -> None:
    """Raises Conflict if the change was taken back before, or another has touched its fields since: a value that is
    there again need not be this change's."""
    later = events[event["seq"] :]
    if any(one.get("data", {}).get("undoes") == event["_id"] for one in later):
        raise Conflict("This was taken back already.", event=event["_id"])
    undone = _cancelled(later)
    state = replay(events[: event["seq"]])
    for one in later:
        before, state = state, fold(state, one)
        if one["_id"] not in undone and any(state[name] != before[name] for name in event["changes"]):
            raise Conflict("This has changed since, and can't be taken back any more.", event=event["_id"])


def _cancelled(later: list[dict]) -> set[str]:
    """Of these entries, those that were taken back and those that did it: together they touched nothing."""
    ids, cancelled = {one["_id"] for one in later}, set()
    for one in reversed(later):
        data = one.get("data", {})
        undoes = data.get("event") if one["type"] == "reply.undone" else data.get("undoes")
        if one["_id"] not in cancelled and undoes in ids:
            cancelled |= {one["_id"], undoes}
    return cancelled


async def _gone(desk: Desk, old: dict) -> str | None:
    """The name of who was the owner and can't be given anything any more."""
    agent, team = old.get("assignee"), old.get("team")
    if agent and not await desk.store.agents.find_one({"_id": agent["id"], "active": True}, {"_id": 1}):
        return agent["name"]
    if team and not await desk.store.teams.find_one({"_id": team["id"]}, {"_id": 1}):
        return f"Team {team['name']}"
    return None


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
