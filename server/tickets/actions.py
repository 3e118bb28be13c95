"""What people do to a ticket: open one by hand, give it away, set its status and its fields.

Each takes `base_seq`, the number up to which the actor has seen the ticket, for the guard in guard.py.
"""

from dataclasses import dataclass, field

from server.actor import Actor
from server.desk import Desk, noted
from server.errors import Conflict, Forbidden, NotFound, Unprocessable
from server.events import Draft, ticket_subject
from server.ledger import Written
from server.people.customer_merges import root_of
from server.people.customers import customer_for
from server.tickets.categories import categories_for
from server.tickets.guard import act, agents_only, find, unmerged, writable
from server.tickets.names import LABELS, Names, names_of
from server.tickets.workflow import NAMES, by_hand, with_owner, without_owner

ANY = object()


@dataclass(frozen=True, slots=True)
class NewTicket:
    subject: str
    body: str
    customer: dict
    priority: str = "medium"
    labels: list[str] = field(default_factory=list)
    category: str | None = None
    assignee: dict | None = None
    team: dict | None = None


async def create(desk: Desk, actor: Actor, new: NewTicket) -> dict:
    """A ticket by hand on behalf of a customer ({email, name} or {id}). Returns its state.

    Raises Unprocessable for an unknown customer id, label or category.
    """
    agents_only(actor)
    labels, category = await known_labels(desk, new.labels), await known_category(desk, actor, new.category)
    customer = await _customer(desk, new.customer)
    number = await desk.store.next_number("tickets")
    changes = {
        "subject": new.subject, "status": "in_progress" if new.assignee else "open",
        "priority": new.priority, "assignee": new.assignee, "team": new.team, "labels": labels,
        "category": category, "channel": "api" if actor.is_script else "agent", "customer": customer, "chat": None,
    }
    draft = Draft("message.opened", actor, body=new.body, changes=changes)
    written = await desk.ledger.write(ticket_subject(number), lambda state: draft)
    noted(actor, "ticket.create", ticket_subject(number))
    return written.state


async def _customer(desk: Desk, asked: dict) -> dict:
    if "id" not in asked:
        return await customer_for(desk, email=asked["email"], name=asked["name"])
    try:
        found = await root_of(desk, asked["id"])
    except NotFound:
        raise Unprocessable("customer.id: there is no customer with this id.", field="customer.id") from None
    return {"id": found["_id"], "name": found["name"], "email": next(iter(found.get("emails", [])), None)}


async def set_status(desk: Desk, actor: Actor, number: int, to: str, base_seq: int | None = None) -> Written:
    """Moves the ticket; In Progress without an owner makes the actor its owner.

    Raises Conflict, naming both states, for a move the workflow does not know.
    """

    def decide(state: dict | None) -> Draft | None:
        was = unmerged(actor, state)["status"]
        if was == to:
            return None
        by_hand(was, to, state["assignee"] is not None)
        changes, data = {"status": to}, {"was": NAMES[was], "to": NAMES[to]}
        if to == "in_progress" and state["assignee"] is None:
            changes["assignee"] = actor.ref()
            data["owner"] = actor.name
        return Draft("status", actor, changes=changes, data=data)

    return await act(desk, actor, number, "ticket.status", decide, base_seq)


async def may_become(desk: Desk, actor: Actor, number: int, to: str, owner: dict) -> None:
    """Raises Conflict if the ticket can't get this status after `owner` (as for `assign`) is set: so that
    a request for both is refused as a whole."""
    state = unmerged(actor, await find(desk, actor, number))
    agent = owner.get("agent", state["assignee"])
    was = (with_owner if agent else without_owner)(state["status"])
    if was != to:
        by_hand(was, to, agent is not None)


async def assign(desk: Desk, actor: Actor, number: int, *, agent=ANY, team=ANY, base_seq: int | None = None) -> Written:
    """Sets owner (a ref {id, name, picture} or None) and team ({id, name} or None); what is not given stays.

    An agent takes what is free or theirs and may give it on; a colleague's work is moved by managers.
    """

    def decide(state: dict | None) -> Draft | None:
        was = unmerged(actor, state)
        if was["status"] == "closed":
            raise Conflict("A closed ticket keeps its owner.", status="closed")
        changes, said = {}, []
        if team is not ANY and _id(team) != _id(was["team"]):
            changes["team"] = team
            said.append(f"gave this to team {team['name']}" if team else f"took this from team {was['team']['name']}")
        if agent is not ANY and _id(agent) != _id(was["assignee"]):
            _may_move(actor, was["assignee"], agent)
            changes["assignee"] = agent
            changes["status"] = (with_owner if agent else without_owner)(was["status"])
            said.append(_owner_sentence(actor, was["assignee"], agent))
        if not changes:
            return None
        data = {"change": " and ".join(said)}
        if changes.get("status", was["status"]) != was["status"]:
            data["status"] = {"was": NAMES[was["status"]], "to": NAMES[changes["status"]]}
            data["change"] += f"; now {NAMES[changes['status']]}"
        return Draft("assignment", actor, changes=changes, data=data)

    return await act(desk, actor, number, "ticket.assign", decide, base_seq)


async def set_priority(desk: Desk, actor: Actor, number: int, to: str, base_seq: int | None = None) -> Written:
    def decide(state: dict | None) -> Draft | None:
        was = writable(actor, state)["priority"]
        if was == to:
            return None
        return Draft("priority", actor, changes={"priority": to}, data={"was": NAMES[was], "to": NAMES[to]})

    return await act(desk, actor, number, "ticket.priority", decide, base_seq)


async def set_labels(desk: Desk, actor: Actor, number: int, labels: list[str], base_seq: int | None = None) -> Written:
    """Sets the labels, all of them known ones. Raises Unprocessable for one that is not."""
    known = await names_of(desk, LABELS, labels)
    return await _relabel(desk, actor, number, known, lambda was: labels, base_seq)


async def change_labels(desk: Desk, actor: Actor, number: int, add: list[str], remove: list[str]) -> Written:
    """Adds and removes some, and leaves the others as they are. Raises as `set_labels`, for those to add."""
    known = await names_of(desk, LABELS, [*add, *remove])
    gone = set(known.present_all(remove))
    return await _relabel(desk, actor, number, known, lambda was: [name for name in was if name not in gone] + add)


async def _relabel(desk: Desk, actor: Actor, number: int, known: Names, wish, base_seq: int | None = None) -> Written:
    def decide(state: dict | None) -> Draft | None:
        was = known.present_all(writable(actor, state)["labels"])
        wanted = known.use(wish(was), was)
        if was == wanted:
            return None
        added = [name for name in wanted if name not in was]
        removed = [name for name in was if name not in wanted]
        said = [f"{word} the {_named(names)}" for word, names in (("added", added), ("removed", removed)) if names]
        data = {"change": f"{' and '.join(said) or 'reordered the labels'}", "added": added, "removed": removed}
        return Draft("labels", actor, changes={"labels": wanted}, data=data)

    return await act(desk, actor, number, "ticket.labels", decide, base_seq)


async def set_category(desk: Desk, actor: Actor, number: int, to: str | None, base_seq: int | None = None) -> Written:
    """Sets the category; a manager's unknown one is made. Raises Unprocessable for anybody else's."""
    known = await categories_for(desk, actor, to)

    def decide(state: dict | None) -> Draft | None:
        was = writable(actor, state)["category"]
        now = _category(known, to, state)
        if now == (was and known.present(was)):
            return None
        return Draft("category", actor, changes={"category": now}, data={"was": was or "none", "to": now or "none"})

    return await act(desk, actor, number, "ticket.category", decide, base_seq)


async def rename(desk: Desk, actor: Actor, number: int, to: str, base_seq: int | None = None) -> Written:
    def decide(state: dict | None) -> Draft | None:
        was = writable(actor, state)["subject"]
        if was == to:
            return None
        return Draft("category.subject", actor, changes={"subject": to}, data={"was": was, "to": to})

    return await act(desk, actor, number, "ticket.rename", decide, base_seq)


def _named(labels: list[str]) -> str:
    return f"label{'s' if len(labels) > 1 else ''} {', '.join(labels)}"


async def known_labels(desk: Desk, labels: list[str], already: list[str] = ()) -> list[str]:
    """The labels by their present names. Raises Unprocessable for one that is unknown, or deleted and not
    `already` there."""
    return (await names_of(desk, LABELS, labels)).use(labels, already)


async def known_category(desk: Desk, actor: Actor, wanted: str | None, ticket: dict | None = None) -> str | None:
    """As `known_labels`, for the category."""
    return _category(await categories_for(desk, actor, wanted), wanted, ticket)


def _category(known: Names, wanted: str | None, ticket: dict | None) -> str | None:
    already = [ticket["category"]] if ticket and ticket["category"] else []
    return known.use([wanted], already)[0] if wanted else None


def _may_move(actor: Actor, was: dict | None, to: dict | None) -> None:
    mine_or_free = was is None or was["id"] == actor.id
    if mine_or_free or actor.kind == "system" or actor.at_least("manager"):
        return
    if _id(to) == actor.id:
        raise Conflict(f"{was['name']} took this ticket first.", agent=was)
    raise Forbidden(f"{was['name']} owns this ticket; a manager can give it to somebody else.")


def _owner_sentence(actor: Actor, was: dict | None, to: dict | None) -> str:
    if to is None:
        return "gave this back to the inbox" if was["id"] == actor.id else f"took this from {was['name']}"
    return "took this" if to["id"] == actor.id else f"gave this to {to['name']}"


def _id(thing: dict | None) -> str | None:
    return thing["id"] if thing else None
