"""What agents write in a ticket: replies to the customer, which are held for a moment, and private notes."""

from datetime import datetime, timedelta

from server.actor import SYSTEM, Actor
from server.chats import actions as chats
from server.desk import Desk
from server.errors import Conflict
from server.events import Draft, chat_subject, ticket_subject
from server.files.keeping import claim
from server.ledger import Written
from server.people.mentions import resolve_mentions
from server.tickets.flows import flows
from server.tickets.guard import act, unmerged
from server.tickets.plain import plain
from server.tickets.workflow import NAMES

# What the composer offers, and the status each leaves behind; None leaves it as it is.
THEN = {"send": None, "wait": "waiting", "resolve": "resolved"}


async def reply(
    desk: Desk, actor: Actor, number: int, body: str, then: str = "send", *,
    attachments: list[str] = (), base_seq: int | None = None, client_id: str | None = None,
) -> Written:
    """A public reply (Markdown), and by `then` the status in the same entry. It is held for FRONTDESK_UNDO_SECONDS
    and then delivered; until then it can be undone.

    Raises Conflict (closed, merged, or with `base_seq` what others wrote since), Unprocessable (attachments).
    """
    files = await claim(desk, actor, list(attachments), ticket_subject(number))
    to = THEN[then]

    def decide(state: dict | None) -> Draft:
        was = _answerable(actor, state)["status"]
        data = {"then": then, "was_status": was, "held_until": desk.now() + held_for(desk)}
        if files:
            data["attachments"] = files
        if to is None or to == was:
            return Draft("reply", actor, body=body, data=data, client_id=client_id)
        data["status"] = {"was": NAMES[was], "to": NAMES[to]}
        return Draft("reply", actor, body=body, changes={"status": to}, data=data, client_id=client_id)

    return await act(desk, actor, number, "ticket.reply", decide, base_seq, client_id)


async def note(
    desk: Desk, actor: Actor, number: int, body: str, client_id: str | None = None, *,
    attachments: list[str] = (), mentions: list[str] = (), base_seq: int | None = None,
) -> Written:
    """A private note (Markdown), for the team only, also in a closed ticket. It reaches whom it names with @, and
    `mentions` (ids of agents and teams). A repeated client id returns the first. Raises as `reply`."""
    files = await claim(desk, actor, list(attachments), ticket_subject(number))
    named = await resolve_mentions(desk, body, mentions)

    def decide(state: dict | None) -> Draft:
        unmerged(actor, state)
        data = {key: value for key, value in (("attachments", files), ("mentions", named)) if value}
        return Draft("note", actor, body=body, data=data, client_id=client_id)

    return await act(desk, actor, number, "ticket.note", decide, base_seq, client_id)


def held_for(desk: Desk) -> timedelta:
    return timedelta(seconds=desk.settings.undo_seconds)


async def deliver(desk: Desk, event: dict) -> datetime | None:
    """Duty of a reply: lets it go once it is due. Returns the time to come back at, if that is not yet.

    Its `reply.sent` and the undo's `reply.undone` both take it out of `held`, and only one of them finds it there.
    """
    due = event["data"]["held_until"]
    if desk.now() < due:
        return due

    data = {"event": event["_id"]}
    if event["data"].get("attachments") and await chat_of(desk, await desk.ledger.state(event["subject"])):
        data["change"] = "sent the reply into the chat, which can't carry its files yet"

    def decide(state: dict) -> Draft | None:
        if event["_id"] not in state["held"]:
            return None
        return Draft("reply.sent", SYSTEM, data=data, cause=event["_id"])

    await desk.ledger.write(event["subject"], decide)
    return None


async def carry(desk: Desk, event: dict) -> None:
    """Duty of `reply.sent`: brings the reply to the customer. A ticket that came from a chat answers there, also
    when the chat has ended."""
    reply = await desk.store.events.find_one({"_id": event["data"]["event"]}, {"changes": 0})
    if chat := await chat_of(desk, await desk.ledger.state(event["subject"])):
        actor = reply["actor"]
        writer = Actor(actor["kind"], actor["id"], actor["name"])
        # The chat shows text as it was typed.
        await chats.deliver(desk, writer, chat, reply["_id"], plain(reply["body"]))


async def chat_of(desk: Desk, ticket: dict) -> str | None:
    """The chat in which the ticket's customer reads: of those that flow into it, the latest."""
    ids = {ticket["chat"], *flows(ticket)} - {None}
    states = [await desk.ledger.state(chat_subject(id)) for id in ids]
    return max(states, key=lambda state: (state["created_at"], state["_id"]))["_id"] if states else None


def _answerable(actor: Actor, state: dict | None) -> dict:
    if unmerged(actor, state)["status"] == "closed":
        raise Conflict(
            "This ticket is closed and takes no more replies; a note is possible. "
            "If the customer writes again, a follow-up ticket opens.", status="closed",
        )
    return state
