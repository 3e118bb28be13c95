"""What people do to a ticket: open one by hand, give it away, set its state, note something down."""

from dataclasses import dataclass, field

from server.actor import Actor
from server.desk import Desk, noted
from server.errors import Conflict, Forbidden, NotFound
from server.events import Draft, ticket_subject
from server.ledger import Written, must_exist
from server.people.customers import customer_for
from server.tickets.categories import categories_for
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


def agents_only(actor: Actor) -> None:
    """Tickets are the team's: for everybody else they do not exist."""
    if actor.kind not in ("agent", "system"):
        raise NotFound("There is no such ticket.")


async def find(desk: Desk, actor: Actor, number: int) -> dict:
    """The ticket as of now, or NotFound."""
    agents_only(actor)
    return must_exist(await desk.ledger.state(ticket_subject(number)), "ticket")


async def create(desk: Desk, actor: Actor, new: NewTicket) -> dict:
    """A ticket by hand on behalf of a customer ({email, name}). Returns its state."""
    agents_only(actor)
    labels, category = await known_labels(desk, new.labels), await known_category(desk, actor, new.category)
    customer = await customer_for(desk, email=new.customer["email"], name=new.customer["name"])
    number = await desk.store.next_number("tickets")
    changes = {
        "subject": new.subject, "status": "in_progress" if new.assignee else "open",
        "priority": new.priority, "assignee": new.assignee, "team": new.team, "labels": labels,
        "category": category, "channel": "agent", "customer": customer, "chat": None,
    }
    draft = Draft("message.opened", actor, body=new.body, changes=changes)
    written = await desk.ledger.write(ticket_subject(number), lambda state: draft)
    noted(actor, "ticket.create", ticket_subject(number))
    return written.state


async def set_status(desk: Desk, actor: Actor, number: int, to: str, seen: int | None = None) -> Written:
    """Moves the ticket; In Progress without an owner makes the actor its owner.

    Raises Conflict, naming both states, for a move the workflow does not know.
    """

    def decide(state: dict | None) -> Draft | None:
        agents_only(actor)
        was = must_exist(state, "ticket")["status"]
        if was == to:
            return None
        by_hand(was, to, state["assignee"] is not None)
        changes, data = {"status": to}, {"was": NAMES[was], "to": NAMES[to]}
        if to == "in_progress" and state["assignee"] is None:
            changes["assignee"] = actor.ref()
            data["owner"] = actor.name
        return Draft("status", actor, changes=changes, data=data)

    return await _act(desk, actor, number, "ticket.status", decide, seen)


async def may_become(desk: Desk, actor: Actor, number: int, to: str, owner: dict) -> None:
    """Raises Conflict if the ticket can't get this status after `owner` (as for `assign`) is set: so that
    a request for both is refused as a whole."""
    state = await find(desk, actor, number)
    agent = owner.get("agent", state["assignee"])
    was = (with_owner if agent else without_owner)(state["status"])
    if was != to:
        by_hand(was, to, agent is not None)


async def assign(desk: Desk, actor: Actor, number: int, *, agent=ANY, team=ANY, seen: int | None = None) -> Written:
    """Sets owner (a ref {id, name, picture} or None) and team ({id, name} or None); what is not given stays.

    An agent takes what is free or theirs and may give it on; a colleague's work is moved by managers.
    """

    def decide(state: dict | None) -> Draft | None:
        agents_only(actor)
        was = must_exist(state, "ticket")
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

    return await _act(desk, actor, number, "ticket.assign", decide, seen)


async def set_priority(desk: Desk, actor: Actor, number: int, to: str, seen: int | None = None) -> Written:
    def decide(state: dict | None) -> Draft | None:
        was = _writable(actor, state)["priority"]
        if was == to:
            return None
        return Draft("priority", actor, changes={"priority": to}, data={"was": NAMES[was], "to": NAMES[to]})

    return await _act(desk, actor, number, "ticket.priority", decide, seen)


async def set_labels(desk: Desk, actor: Actor, number: int, labels: list[str], seen: int | None = None) -> Written:
    """Sets the labels, all of them known ones. Raises Unprocessable for one that is not."""
    known = await names_of(desk, LABELS, labels)

    def decide(state: dict | None) -> Draft | None:
        was = known.present_all(_writable(actor, state)["labels"])
        wanted = known.use(labels, was)
        if was == wanted:
            return None
        added = [name for name in wanted if name not in was]
        removed = [name for name in was if name not in wanted]
        said = [f"added {', '.join(added)}"] * bool(added) + [f"removed {', '.join(removed)}"] * bool(removed)
        data = {"change": f"{' and '.join(said) or 'reordered the labels'}", "added": added, "removed": removed}
        return Draft("labels", actor, changes={"labels": wanted}, data=data)

    return await _act(desk, actor, number, "ticket.labels", decide, seen)


async def set_category(desk: Desk, actor: Actor, number: int, to: str | None, seen: int | None = None) -> Written:
    """Sets the category; a manager's unknown one is made. Raises Unprocessable for anybody else's."""
    known = await categories_for(desk, actor, to)

    def decide(state: dict | None) -> Draft | None:
        was = _writable(actor, state)["category"]
        now = _category(known, to, state)
        if now == (was and known.present(was)):
            return None
        return Draft("category", actor, changes={"category": now}, data={"was": was or "none", "to": now or "none"})

    return await _act(desk, actor, number, "ticket.category", decide, seen)


async def rename(desk: Desk, actor: Actor, number: int, to: str, seen: int | None = None) -> Written:
    def decide(state: dict | None) -> Draft | None:
        was = _writable(actor, state)["subject"]
        if was == to:
            return None
        return Draft("category.subject", actor, changes={"subject": to}, data={"was": was, "to": to})

    return await _act(desk, actor, number, "ticket.rename", decide, seen)


async def note(desk: Desk, actor: Actor, number: int, body: str, client_id: str | None) -> Written:
    """A private note, for the team only. A repeated client id returns the first note."""

    def decide(state: dict | None) -> Draft:
        agents_only(actor)
        must_exist(state, "ticket")
        return Draft("note", actor, body=body, client_id=client_id)

    written = await desk.ledger.write(ticket_subject(number), decide, client_id=client_id, sender=actor)
    noted(actor, "ticket.note", ticket_subject(number))
    return written


async def unseen_by(desk: Desk, actor: Actor, number: int, base_seq: int) -> int:
    """The stale guard: raises Conflict, with what is new, if others changed the ticket after `base_seq`.
    Returns the ticket's present number, as `seen` for the acts that follow."""
    seq = (await find(desk, actor, number))["seq"]
    query = {"subject": ticket_subject(number), "seq": {"$gt": base_seq}, "actor.id": {"$ne": actor.id}}
    newer = await desk.store.events.find(query, {"seq": 1, "type": 1, "actor": 1}).sort("seq", 1).to_list(50)
    if newer:
        who = " and ".join(dict.fromkeys(event["actor"]["name"] for event in newer))
        news = [{"seq": event["seq"], "type": event["type"], "by": event["actor"]["name"]} for event in newer]
        raise Conflict(f"{who} changed this ticket while you had it open.", new=news, base_seq=base_seq)
    return seq


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


async def _act(desk: Desk, actor: Actor, number: int, verb: str, decide, seen: int | None) -> Written:
    """`seen`: the number up to which the actor knows the ticket; what came after it refuses the act."""

    def guarded(state: dict | None) -> Draft | None:
        if seen is not None and state and state["seq"] > seen:
            raise Conflict("Somebody changed this ticket just now.", base_seq=seen, seq=state["seq"])
        return decide(state)

    written = await desk.ledger.write(ticket_subject(number), guarded)
    if written.fresh:
        noted(actor, verb, ticket_subject(number))
    return written


def _writable(actor: Actor, state: dict | None) -> dict:
    agents_only(actor)
    if must_exist(state, "ticket")["status"] == "closed":
        raise Conflict("This ticket is closed; it can't be changed any more.", status="closed")
    return state


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
