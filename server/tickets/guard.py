"""Who may write in a ticket, and on what they know of it: load or refuse, and the guard against stale eyes (B3)."""

from collections.abc import Callable

from server.actor import Actor
from server.desk import Desk, noted
from server.errors import Conflict, Invalid, NotFound, Unavailable
from server.events import Draft, ticket_subject
from server.ledger import Written, must_exist
from server.tickets.shapes import entry_mark, entry_shape

NEWS = 50
ATTEMPTS = 20


def agents_only(actor: Actor) -> None:
    """Tickets are the team's: for everybody else they do not exist."""
    if actor.kind not in ("agent", "system"):
        raise NotFound("There is no such ticket.")


async def find(desk: Desk, actor: Actor, number: int) -> dict:
    """The ticket as of now, or NotFound."""
    agents_only(actor)
    return must_exist(await desk.ledger.state(ticket_subject(number)), "ticket")


def unmerged(actor: Actor, state: dict | None) -> dict:
    """The ticket, for what may also be done to a closed one. Raises NotFound; Conflict, naming the ticket to go
    on in, for one that was merged."""
    agents_only(actor)
    state = must_exist(state, "ticket")
    if target := state.get("merged_into"):
        raise Conflict(f"#{state['_id']} was merged into #{target}: go on there.", merged_into=target)
    return state


def writable(actor: Actor, state: dict | None) -> dict:
    """The ticket, for what changes it. Raises Conflict for a closed one too."""
    if unmerged(actor, state)["status"] == "closed":
        raise Conflict("This ticket is closed; it can't be changed any more.", status="closed")
    return state


class _Newer(Conflict):
    """The ticket is further than the actor has seen; whether that matters is looked up then."""


async def act(
    desk: Desk, actor: Actor, number: int, verb: str, decide: Callable[[dict | None], Draft | None],
    base_seq: int | None = None, client_id: str | None = None, type: str = "",
) -> Written:
    """Writes what `decide` makes of the ticket. With `base_seq`, the number up to which the actor has seen it,
    news by others refuse the act: Conflict with `new`, their entries; Invalid for a number yet to come. A
    repeated client id of the same `type` is answered first."""
    seen = base_seq

    def guarded(state: dict | None) -> Draft | None:
        if state and base_seq is not None and base_seq > state["seq"]:
            raise Invalid(f"base_seq: this ticket is at {state['seq']} only.", field="base_seq")
        if seen is not None and state and state["seq"] > seen:
            raise _Newer("Somebody changed this ticket just now.", seq=state["seq"])
        return decide(state)

    for _ in range(ATTEMPTS):
        try:
            written = await desk.ledger.write(
                ticket_subject(number), guarded, client_id=client_id, sender=actor if client_id else None, type=type,
            )
        except _Newer as newer:
            agents_only(actor)
            await _refuse_news(desk, actor, number, base_seq, newer.details["seq"])
            seen = newer.details["seq"]
            continue
        if written.fresh:
            noted(actor, verb, ticket_subject(number))
        return written
    raise Unavailable("Too much happens in this ticket at once; please try again.")


async def _refuse_news(desk: Desk, actor: Actor, number: int, base_seq: int, seq: int) -> None:
    """Raises Conflict if somebody else has written between the two numbers; what the system notes is no news."""
    query = {
        "subject": ticket_subject(number), "seq": {"$gt": base_seq, "$lte": seq},
        "actor.id": {"$ne": actor.id}, "actor.kind": {"$ne": "system"},
    }
    newer = await desk.store.events.find(query, {"changes": 0}).sort("seq", 1).to_list(NEWS)
    if newer:
        new = [entry_shape(event) for event in newer]
        who = " and ".join(dict.fromkeys(event["actor"]["name"] for event in newer))
        if not actor.reads_tickets:
            new, who = [entry_mark(entry) for entry in new], "Somebody"
        raise Conflict(
            f"{who} changed this ticket while you had it open.",
            new=new, base_seq=base_seq, seq=seq,
        )
