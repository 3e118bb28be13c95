"""What is still said in a chat reaches the ticket that was made of it, in order and once (B6): also when that was
merged into another one meanwhile."""

import asyncio
from weakref import WeakKeyDictionary, WeakValueDictionary

from server import background
from server.actor import Actor
from server.desk import Desk
from server.errors import Conflict, Unavailable
from server.events import Draft, chat_subject, inner_id, ticket_subject
from server.ledger import Ledger
from server.tickets.flows import flows
from server.tickets.follow_up import follow_up
from server.tickets.together import place_of
from server.tickets.workflow import NAMES, customer_wrote

# How the chat's entries are called in the ticket's timeline; what is not named keeps its type.
IN_TICKET = {"message": "message.chat", "note": "note.chat"}
ATTEMPTS = 20


class _Elsewhere(Conflict):
    """The chat is read in another ticket by now."""


# Of each desk's ledger: chat -> the follower that has yet to begin, and whose turn it is.
_next: WeakKeyDictionary[Ledger, dict[str, asyncio.Task]] = WeakKeyDictionary()
_turns: WeakKeyDictionary[Ledger, WeakValueDictionary[str, asyncio.Lock]] = WeakKeyDictionary()


async def follow_chat(desk: Desk, chat: str) -> None:
    """Copies the chat's entries that the ticket has not yet. May be repeated at will: each is taken
    over under its own id, and the ticket remembers how far it is.

    One follower of a chat is at work at a time, and one may wait: whoever comes meanwhile joins that one, for it
    will take over all that there is by then.
    """
    waiting = _next.setdefault(desk.ledger, {})
    if chat not in waiting:
        waiting[chat] = background.run(_in_turn(desk, chat, waiting))
    await asyncio.shield(waiting[chat])


async def _in_turn(desk: Desk, chat: str, waiting: dict[str, asyncio.Task]) -> None:
    turn = _turns.setdefault(desk.ledger, WeakValueDictionary()).setdefault(chat, asyncio.Lock())
    try:
        await turn.acquire()
    finally:
        # From here on a newcomer's entries may be missed.
        del waiting[chat]
    try:
        await _follow_through(desk, chat)
    finally:
        turn.release()


async def _follow_through(desk: Desk, chat: str) -> None:
    for _ in range(ATTEMPTS):
        state = await desk.ledger.state(chat_subject(chat))
        if state is None or not state["ticket"]:
            return
        try:
            await _follow(desk, chat, await desk.ledger.state(ticket_subject(state["ticket"])))
            return
        except _Elsewhere:
            continue
    raise Unavailable("The tickets of this chat change too fast; what was said follows in a moment.")


async def _follow(desk: Desk, chat: str, made_of_chat: dict) -> None:
    ticket = await place_of(desk, made_of_chat)
    subject = ticket_subject(ticket["_id"])
    # What has a cause is a reply from the ticket itself, which reached the chat.
    newer = {
        "subject": chat_subject(chat), "seq": {"$gt": _taken(ticket, chat)}, "type": {"$ne": "chat.converted"},
        "cause": {"$exists": False},
    }
    async for event in desk.store.events.find(newer).sort("seq", 1):
        if event["type"] == "message" and event["actor"]["kind"] == "visitor":
            ticket = await desk.ledger.state(subject)
            if ticket["status"] == "closed" and _taken(ticket, chat) < event["seq"]:
                await follow_up(desk, ticket, made_of_chat, event["seq"] - 1)
                raise _Elsewhere("A follow-up ticket has opened.")
            # Before the message, so that a crash between the two can't leave the ticket asleep.
            await desk.ledger.write(subject, _reopen(chat, event), client_id=_status_id(event))
        await desk.ledger.write(subject, _take_over(chat, event), client_id=inner_id(event["_id"]))


def _taken(ticket: dict, chat: str) -> int:
    """The number of the last entry that the ticket has. Raises _Elsewhere if the chat does not flow into it."""
    taken = flows(ticket).get(chat)
    if taken is None or ticket.get("merged_into"):
        raise _Elsewhere("The chat is read in another ticket.")
    return taken


def _take_over(chat: str, event: dict):
    def decide(ticket: dict) -> Draft | None:
        if event["seq"] <= _taken(ticket, chat):
            return None
        return Draft(
            IN_TICKET.get(event["type"], event["type"]), _actor(event), body=event.get("body"),
            changes={"chats": {**flows(ticket), chat: event["seq"]}},
            data={**event.get("data", {}), "chat_seq": event["seq"]},
            client_id=inner_id(event["_id"]), cause=event["_id"],
        )

    return decide


def _reopen(chat: str, event: dict):
    def decide(ticket: dict) -> Draft | None:
        to = customer_wrote(ticket["status"], ticket["assignee"] is not None)
        if event["seq"] <= _taken(ticket, chat) or to == ticket["status"]:
            return None
        was, now = NAMES[ticket["status"]], NAMES[to]
        return Draft(
            "status", _actor(event), changes={"status": to}, cause=event["_id"],
            data={"was": was, "to": now, "change": f"wrote again: {was} became {now}"},
            client_id=_status_id(event),
        )

    return decide


def _status_id(event: dict) -> str:
    return inner_id(f"{event['_id']}:status")


def _actor(event: dict) -> Actor:
    return Actor(event["actor"]["kind"], event["actor"]["id"], event["actor"]["name"])
