"""What is still said in a chat reaches the ticket that was made of it, in order and once (B6)."""

from server.actor import Actor
from server.desk import Desk
from server.events import Draft, chat_subject, ticket_subject
from server.tickets.follow_up import follow_up
from server.tickets.workflow import NAMES, customer_wrote

# How the chat's entries are called in the ticket's timeline; what is not named keeps its type.
IN_TICKET = {"message": "message.chat", "note": "note.chat"}


async def follow_chat(desk: Desk, chat: str) -> None:
    """Copies the chat's entries that the ticket has not yet. May be repeated at will: each is taken
    over under its own id, and the ticket remembers how far it is."""
    state = await desk.ledger.state(chat_subject(chat))
    if state is None or not state["ticket"]:
        return
    subject = ticket_subject(state["ticket"])
    ticket = await desk.ledger.state(subject)
    newer = {"subject": chat_subject(chat), "seq": {"$gt": ticket["chat_seq"]}, "type": {"$ne": "chat.converted"}}
    async for event in desk.store.events.find(newer).sort("seq", 1):
        if event["type"] == "message" and event["actor"]["kind"] == "visitor":
            ticket = await desk.ledger.state(subject)
            if ticket["status"] == "closed" and ticket["chat_seq"] < event["seq"]:
                await follow_up(desk, ticket, event["seq"] - 1)
                await follow_chat(desk, chat)
                return
            # Before the message, so that a crash between the two can't leave the ticket asleep.
            await desk.ledger.write(subject, _reopen(event), client_id=f"{event['_id']}:status")
        await desk.ledger.write(subject, _take_over(event), client_id=event["_id"])


def _take_over(event: dict):
    def decide(ticket: dict) -> Draft | None:
        if event["seq"] <= ticket["chat_seq"]:
            return None
        return Draft(
            IN_TICKET.get(event["type"], event["type"]), _actor(event), body=event.get("body"),
            changes={"chat_seq": event["seq"]}, data={**event.get("data", {}), "chat_seq": event["seq"]},
            client_id=event["_id"], cause=event["_id"],
        )

    return decide


def _reopen(event: dict):
    def decide(ticket: dict) -> Draft | None:
        to = customer_wrote(ticket["status"], ticket["assignee"] is not None)
        if to == ticket["status"]:
            return None
        was, now = NAMES[ticket["status"]], NAMES[to]
        return Draft(
            "status", _actor(event), changes={"status": to}, cause=event["_id"],
            data={"was": was, "to": now, "change": f"wrote again: {was} became {now}"},
            client_id=f"{event['_id']}:status",
        )

    return decide


def _actor(event: dict) -> Actor:
    return Actor(event["actor"]["kind"], event["actor"]["id"], event["actor"]["name"])
