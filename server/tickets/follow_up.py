"""A closed ticket stays closed: when its customer writes again in the chat, a follow-up ticket opens."""

from server.actor import SYSTEM
from server.desk import Desk, noted
from server.events import Draft, chat_subject, ticket_subject

# What the follow-up inherits, by semantics "Ticket status".
INHERITED = ("subject", "customer", "labels", "category", "team", "assignee", "priority", "channel", "visitor", "chat")


async def follow_up(desk: Desk, closed: dict, after: int) -> None:
    """Opens the ticket that follows `closed`, linked both ways; it takes the chat's entries after number
    `after`. Nothing happens if another process has done it by now."""
    number, chat, old = await desk.store.next_number("tickets"), closed["chat"], closed["_id"]
    opening = {name: closed[name] for name in INHERITED}
    opening |= {"status": "in_progress" if closed["assignee"] else "open", "chat_seq": after, "follows": old}

    def move_chat(state: dict) -> Draft | None:
        if state["ticket"] != old:
            return None
        return Draft("chat.converted", SYSTEM, changes={"ticket": number}, data={"number": number, "follows": old})

    written = await desk.ledger.write_together([
        (chat_subject(chat), move_chat),
        (ticket_subject(number), lambda state: Draft("chat.opened", SYSTEM, changes=opening, data={"follows": old})),
        (ticket_subject(old), lambda state: Draft("chat.followed", SYSTEM, data={"number": number})),
    ])
    if written[0].fresh:
        noted(SYSTEM, "ticket.follow_up", ticket_subject(number), follows=old)
