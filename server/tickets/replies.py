"""What agents write in a ticket: replies to the customer, which are held for a moment, and private notes."""

from datetime import datetime, timedelta

from server.actor import SYSTEM, Actor
from server.chats import actions as chats
from server.desk import Desk
from server.errors import Conflict
from server.events import Draft, ticket_subject
from server.files.keeping import claim
from server.ledger import Written
from server.people.mentions import resolve_mentions
from server.tickets.guard import act, unmerged
from server.tickets.plain import plain
from server.tickets.reached import chats_of
from server.tickets.together import in_words
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

    return await act(desk, actor, number, "ticket.reply", decide, base_seq, client_id, "reply")


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

    return await act(desk, actor, number, "ticket.note", decide, base_seq, client_id, "note")


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
    if change := await _how_sent(desk, event):
        data["change"] = change

    def decide(state: dict) -> Draft | None:
        if event["_id"] not in state["held"]:
            return None
        return Draft("reply.sent", SYSTEM, data=data, cause=event["_id"])

    await desk.ledger.write(event["subject"], decide)
    return None


async def _how_sent(desk: Desk, event: dict) -> str:
    """What the line of `reply.sent` has to tell beside that it was sent; empty for nothing."""
    chat, left_out = await chats_of(desk, await desk.ledger.state(event["subject"]))
    files = chat and event["data"].get("attachments")
    change = "sent the reply into the chat, which can't carry its files yet" if files else ""
    if left_out:
        numbers = in_words(sorted({state["ticket"] for state in left_out}))
        out = f"the chat of {numbers} was left out, for its visitor's address is not proven"
        change = f"{change or 'sent the reply'}; {out}"
    return change


async def carry(desk: Desk, event: dict) -> None:
    """Duty of `reply.sent`: brings the reply to the customer. A ticket that came from a chat answers there, also
    when the chat has ended."""
    reply = await desk.store.events.find_one({"_id": event["data"]["event"]}, {"changes": 0})
    chat, _ = await chats_of(desk, await desk.ledger.state(event["subject"]))
    if chat:
        actor = reply["actor"]
        writer = Actor(actor["kind"], actor["id"], actor["name"])
        # The chat shows text as it was typed.
        await chats.deliver(desk, writer, chat, reply["_id"], plain(reply["body"]))


def _answerable(actor: Actor, state: dict | None) -> dict:
    if unmerged(actor, state)["status"] == "closed":
        raise Conflict(
            "This ticket is closed and takes no more replies; a note is possible. "
            "If the customer writes again, a follow-up ticket opens.", status="closed",
        )
    return state
