"""A closed ticket stays closed: when its customer writes again in the chat, a follow-up ticket opens."""

from server.actor import SYSTEM
from server.desk import Desk, noted
from server.events import Draft, chat_subject, ticket_subject
from server.tickets.flows import without

# What the follow-up inherits, by semantics "Ticket status", and what it has of the chat's own ticket.
INHERITED = ("subject", "customer", "labels", "category", "team", "assignee", "priority")
OF_CHAT = ("channel", "visitor", "chat")


async def follow_up(desk: Desk, closed: dict, made_of_chat: dict, after: int) -> None:
    """Opens the ticket that follows `closed`, linked both ways; it takes the chat's entries after number `after`.

    `made_of_chat` is the ticket the chat belonged to until now: `closed`, or one that was merged into it.
    Nothing happens if another process has done it by now.
    """
    number, chat, old = await desk.store.next_number("tickets"), made_of_chat["chat"], closed["_id"]
    opening = {name: closed[name] for name in INHERITED} | {name: made_of_chat[name] for name in OF_CHAT}
    opening |= {"status": "in_progress" if closed["assignee"] else "open", "chats": {chat: after}, "follows": old}

    def move_chat(state: dict) -> Draft | None:
        if state["ticket"] != made_of_chat["_id"]:
            return None
        return Draft("chat.converted", SYSTEM, changes={"ticket": number}, data={"number": number, "follows": old})

    def lead_on(state: dict) -> Draft | None:
        if state["status"] != "closed":
            return None
        changes = {"chats": without(state, {chat}), "followed_by": number}
        return Draft("chat.followed", SYSTEM, changes=changes, data={"number": number})

    written = await desk.ledger.write_together([
        (chat_subject(chat), move_chat),
        (ticket_subject(number), lambda state: Draft("chat.opened", SYSTEM, changes=opening, data={"follows": old})),
        (ticket_subject(old), lead_on),
    ])
    if written[0].fresh:
        noted(SYSTEM, "ticket.follow_up", ticket_subject(number), follows=old)
