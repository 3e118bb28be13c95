"""One click: a chat becomes a ticket, with its transcript, its visitor and its timeline."""

import asyncio
from weakref import WeakValueDictionary

from server.actor import Actor
from server.chats.access import visible
from server.chats.shapes import message_shape, visitor_details
from server.desk import Desk, noted
from server.errors import Conflict, Unavailable
from server.events import Draft, chat_subject, sentence, shortened, ticket_subject
from server.people.customers import customer_for

ATTEMPTS = 30
SUBJECT_LENGTH = 80
# Many clicks at once would each draw a number and lose it; on one node they wait for the first.
_turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()


class _Moved(Exception):
    """The chat went on while its transcript was read: read it again."""


async def convert(desk: Desk, actor: Actor, chat: str) -> tuple[int, bool]:
    """(the number of the chat's ticket, whether it was made just now). During the chat and after it.

    The chat's entry and the new ticket are one transaction on the chat's number n, read at n: so two
    clicks at once make one ticket, and no message falls between transcript and follow-up.
    """
    async with _turns.setdefault(chat, asyncio.Lock()):
        return await _convert(desk, actor, chat)


async def _convert(desk: Desk, actor: Actor, chat: str) -> tuple[int, bool]:
    state = await desk.ledger.state(chat_subject(chat))
    visible(state, actor)
    if state["ticket"]:
        return state["ticket"], False
    customer = await customer_for(
        desk, visitor_id=state["visitor"]["id"], email=state["visitor"]["email"], name=state["visitor"]["name"]
    )
    number = await desk.store.next_number("tickets")
    for _ in range(ATTEMPTS):
        state = await desk.ledger.state(chat_subject(chat))
        if state["ticket"]:
            return state["ticket"], False
        opening = await _opening(desk, state, customer)
        try:
            written = await desk.ledger.write_together([
                (chat_subject(chat), _chat_part(actor, state["seq"], number)),
                (ticket_subject(number), _ticket_part(actor, opening)),
            ])
        except _Moved:
            continue
        if written[0].fresh:
            noted(actor, "chat.convert", chat_subject(chat), ticket=number)
            return number, True
    raise Unavailable("The chat moves too fast to make a ticket of it; please try again.")


def _chat_part(actor: Actor, seq: int, number: int):
    def decide(state: dict) -> Draft | None:
        if state["ticket"]:
            return None
        if state["seq"] != seq:
            raise _Moved
        return Draft("chat.converted", actor, changes={"ticket": number}, data={"number": number})

    return decide


def _ticket_part(actor: Actor, opening: dict):
    def decide(state: dict | None) -> Draft:
        if state is not None:
            raise Conflict("This ticket number is taken.")
        return Draft("chat.opened", actor, changes=opening, data={"chat": opening["chat"]})

    return decide


async def _opening(desk: Desk, state: dict, customer: dict) -> dict:
    """The first state of the ticket, from the chat at state['seq']."""
    subject = chat_subject(state["_id"])
    rows = desk.store.events.find({"subject": subject, "seq": {"$lte": state["seq"]}}).sort("seq", 1)
    events = await rows.to_list(None)
    visitor = await desk.store.visitors.find_one({"_id": state["visitor"]["id"]})
    owner = state["agent"]
    return {
        "subject": _subject(events), "status": "in_progress" if owner else "open", "priority": "medium",
        "assignee": owner, "team": state["team"], "labels": [], "category": None, "channel": "chat",
        "customer": customer, "chat": state["_id"], "last": state["last"],
        # Chat events up to this number are in the transcript; later ones follow into the timeline.
        "chats": {state["_id"]: state["seq"] + 1},
        "visitor": visitor_details(state["visitor"], visitor),
        "transcript": [message_shape(event) for event in events if event["type"] == "message"],
        "chat_timeline": [_line(event) for event in events if event["type"] != "message" or event["seq"] == 1],
    }


def _subject(events: list[dict]) -> str:
    first = next(event["body"] for event in events if event["type"] == "message")
    return shortened(first, SUBJECT_LENGTH)


def _line(event: dict) -> dict:
    shape = message_shape(event)
    text = "started the chat" if event["type"] == "message" else (event.get("body") or sentence(event))
    type = "chat.started" if event["type"] == "message" else event["type"]
    return {"seq": event["seq"], "type": type, "at": shape["at"], "actor": event["actor"], "text": text}
