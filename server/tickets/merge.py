"""Merging tickets of one customer: the sources' entries are read in the target from then on (M15).

Nothing is copied (see timeline.py). Taking it back is possible for ever; what came since stays where it arrived.
"""

from heapq import merge as by_time

from server.actor import Actor
from server.desk import Desk, noted
from server.errors import Conflict, FrontdeskError, NotFound, Unprocessable
from server.events import Draft, chat_subject, ticket_subject
from server.people.customer_merges import root_of
from server.tickets.flows import flows, joined, without
from server.tickets.guard import find, unmerged
from server.tickets.reached import TYPED, unproven
from server.tickets.shapes import shown
from server.tickets.timeline import entries_of
from server.tickets.together import Plan, in_words, place_of, states_of, write_plan
from server.tickets.workflow import fitting

MOST = 50


async def merge(desk: Desk, actor: Actor, number: int, sources: list[int]) -> dict:
    """Merges the sources into ticket `number` and closes them; returns its state. All of it or nothing.

    Raises NotFound, Unprocessable (no such source), Conflict (itself, in a circle, another customer's, merged
    already, target closed).
    """
    sources = list(dict.fromkeys(sources))

    async def plan() -> Plan:
        states, refused = await examine(desk, actor, number, sources)
        for error in refused.values():
            raise error
        target, merged = states[number], [states[source] for source in sources]
        changes = {"merged": [*target.get("merged", []), *sources]}
        if chats := joined(target, merged):
            changes["chats"] = chats
        data = {"sources": sources, "numbers": in_words(sources)}
        drafts = {number: Draft("merge", actor, changes=changes, data=data)}
        for source in merged:
            drafts[source["_id"]] = Draft(
                "merge.into", actor, changes={"status": "closed", "merged_into": number},
                data={"target": number, "was_status": source["status"]},
            )
        return states, drafts

    written = await write_plan(desk, plan)
    noted(actor, "ticket.merge", ticket_subject(number), sources=sources)
    return written[number].state


async def examine(
    desk: Desk, actor: Actor, number: int, sources: list[int]
) -> tuple[dict[int, dict | None], dict[int, FrontdeskError]]:
    """(target and sources as they are now, why some of them can't be merged). Raises NotFound for the target."""
    target = await find(desk, actor, number)
    states = await states_of(desk, sources) | {number: target}
    people = {id: await person(desk, id) for id in {state["customer"]["id"] for state in states.values() if state}}
    refused: dict[int, FrontdeskError] = {}
    try:
        unmerged(actor, target)
        if target["status"] == "closed":
            raise Conflict(f"#{number} is closed: nothing can be merged into it any more.", status="closed")
    except Conflict as error:
        refused[number] = error
    for source in sources:
        if error := _why_not(target, source, states[source], people):
            if not actor.reads_tickets and isinstance(error, Conflict):
                # The sentence may name customers.
                error = Conflict(f"#{source} can't be merged into #{number}.", **error.details)
            refused.setdefault(source, error)
    return states, refused


def _why_not(target: dict, number: int, source: dict | None, people: dict[str, str]) -> FrontdeskError | None:
    if source is None:
        return Unprocessable(f"sources: there is no ticket #{number}.", field="sources", number=number)
    if number == target["_id"]:
        return Conflict(f"#{number} can't be merged into itself.", number=number)
    if into := source.get("merged_into"):
        said = "is in it already" if into == target["_id"] else f"was merged into #{into} already"
        return Conflict(f"#{number} {said}.", number=number, merged_into=into)
    if people[source["customer"]["id"]] != people[target["customer"]["id"]]:
        name = _name if _name(source) != _name(target) else _with_address
        return Conflict(
            f"#{number} is of another customer, {name(source)}; #{target['_id']} is of {name(target)}.", number=number
        )
    return None


async def preview(desk: Desk, actor: Actor, number: int, sources: list[int]) -> dict:
    """{ticket, entries, refused: [{number, code, message}], unproven: [{number, message}]}: the target as it would
    be with those sources that can be merged. Raises NotFound for the target."""
    states, refused = await examine(desk, actor, number, list(dict.fromkeys(sources)))
    target = states.pop(number)
    open_to_it = target["status"] != "closed"
    taken = [state for source, state in states.items() if open_to_it and source not in refused]
    lists = [await entries_of(desk, target)]
    for source in taken:
        home = source["_id"]
        lists.append([{"from": home, **entry, "seq": 0} for entry in await entries_of(desk, source)])
    merged = {**target, "merged": [*target.get("merged", []), *(source["_id"] for source in taken)]}
    typed = [state["_id"] for state in (target, *taken) if await unproven(desk, state)]
    return {
        "unproven": [{"number": one, "message": f"#{one}: {TYPED}."} for one in typed],
        "ticket": await shown(desk, merged), "entries": list(by_time(*lists, key=lambda entry: entry["at"])),
        "refused": [{"number": one, "code": error.code, "message": error.message} for one, error in refused.items()],
    }


async def person(desk: Desk, customer: str) -> str:
    """The id of the record that a ticket's customer id leads to."""
    try:
        return (await root_of(desk, customer))["_id"]
    except NotFound:
        return customer


def _name(ticket: dict) -> str:
    return ticket["customer"]["name"] or ticket["customer"]["email"] or "without a name"


def _with_address(ticket: dict) -> str:
    return f"{_name(ticket)} ({ticket['customer']['email'] or 'without an address'})"


async def unmerge(desk: Desk, actor: Actor, event: dict) -> None:
    """Takes back the merge that `event` tells of, in the target or in one of the sources, with all its sources.

    Raises Conflict if that was done already.
    """
    told, event = event, await _of_target(desk, event)
    number, sources = int(event["subject"].partition("/")[2]), event["data"]["sources"]

    async def plan() -> Plan:
        states = await states_of(desk, [number, *sources])
        apart = any(states[source].get("merged_into") != number for source in sources)
        # A source's old line must not take back a later merge of the same two.
        if apart or await _undone(desk, event) or await _undone(desk, told):
            raise Conflict("This merge was taken back already.")
        place = await place_of(desk, states[number])
        states[place["_id"]] = place
        drafts = {number: _target_back(actor, states[number], event)}
        gone: set[str] = set()
        for source in sources:
            back = await _chats_of(desk, states[source])
            drafts[source] = await _source_back(desk, actor, states[source], back, flows(place))
            gone |= back
        _take_chats(actor, drafts, place, gone)
        return states, drafts

    await write_plan(desk, plan)
    noted(actor, "ticket.unmerge", ticket_subject(number), sources=sources)


async def _of_target(desk: Desk, event: dict) -> dict:
    """The `merge` entry of the target. A source is in one ticket at a time, so the last one that names it."""
    if event["type"] == "merge":
        return event
    source = int(event["subject"].partition("/")[2])
    query = {"subject": ticket_subject(event["data"]["target"]), "type": "merge", "data.sources": source}
    return await desk.store.events.find_one(query, sort=[("seq", -1)])


async def _undone(desk: Desk, event: dict) -> bool:
    query = {"subject": event["subject"], "type": "merge.undone", "data.undoes": event["_id"]}
    return await desk.store.events.find_one(query, {"_id": 1}) is not None


def _target_back(actor: Actor, target: dict, event: dict) -> Draft:
    sources = event["data"]["sources"]
    merged = [number for number in target["merged"] if number not in sources]
    change = f"took {in_words(sources)} out of this ticket again"
    return Draft("merge.undone", actor, changes={"merged": merged}, data={"undoes": event["_id"], "change": change})


async def _source_back(desk: Desk, actor: Actor, source: dict, chats: set[str], marks: dict[str, int]) -> Draft:
    query = {"subject": ticket_subject(source["_id"]), "type": "merge.into"}
    into = await desk.store.events.find_one(query, sort=[("seq", -1)])
    changes = {"status": await _status_before(desk, source, into), "merged_into": None}
    if chats:
        changes["chats"] = {**flows(source), **{chat: marks[chat] for chat in chats}}
    change = f"took this ticket out of #{source['merged_into']} again"
    return Draft("merge.undone", actor, changes=changes, data={"undoes": into["_id"], "change": change})


async def _status_before(desk: Desk, source: dict, into: dict) -> str:
    """The status to go back to: that of before the merge, without what replies had set that were taken back since."""
    status = into["data"]["was_status"]
    later = {"subject": into["subject"], "type": "reply.undone", "seq": {"$gt": into["seq"]}}
    async for undone in desk.store.events.find(later).sort("seq", 1):
        reply = await desk.store.events.find_one({"_id": undone["data"]["event"]})
        if reply.get("changes", {}).get("status") == status:
            status = fitting(reply["data"]["was_status"], source["assignee"])
    return status


async def _chats_of(desk: Desk, source: dict) -> set[str]:
    """The chats that flow on in the source when it stands by itself: whose own ticket is it, or was merged into it."""
    back = set()
    for chat in flows(source):
        number = (await desk.ledger.state(chat_subject(chat)))["ticket"]
        while number and number != source["_id"]:
            number = (await desk.ledger.state(ticket_subject(number))).get("merged_into")
        if number:
            back.add(chat)
    return back


def _take_chats(actor: Actor, drafts: dict[int, Draft], place: dict, chats: set[str]) -> None:
    """The place where the chats were read until now gives them up, be it the target or where that was merged into."""
    if not chats:
        return
    draft = drafts.get(place["_id"])
    if draft is None:
        data = {"change": "gave back the chats of a ticket that was taken out again"}
        draft = drafts[place["_id"]] = Draft("merge.undone", actor, data=data)
    draft.changes["chats"] = without(place, chats)
