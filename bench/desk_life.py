"""The life of a generated chat or ticket: events by the product's own vocabulary, folded by its own `fold`."""

from datetime import datetime, timedelta

from server.actor import Actor
from server.chats.shapes import message_shape
from server.events import Draft, fold
from server.store import new_id
from server.tickets.convert import _line
from server.tickets.workflow import NAMES


class Life:
    """One subject: `state` is its document so far, `events` all that happened."""

    def __init__(self, subject: str, at: datetime):
        self.subject, self.at, self.state, self.events = subject, at, None, []

    def add(self, type: str, actor: Actor, **draft) -> dict:
        seq = self.state["seq"] + 1 if self.state else 1
        event = Draft(type, actor, **draft).event(new_id(), self.subject, seq, self.at)
        self.state = fold(self.state, event)
        self.events.append(event)
        return event

    def later(self, seconds: float) -> None:
        self.at += timedelta(milliseconds=int(seconds * 1000))

    def status(self, actor: Actor, to: str) -> None:
        was = self.state["status"]
        if was != to:
            self.add("status", actor, changes={"status": to}, data={"was": NAMES[was], "to": NAMES[to]})

    def assign(self, actor: Actor, to: Actor) -> None:
        changes = {"assignee": to.ref()}
        if self.state["status"] == "open":
            changes["status"] = "in_progress"
        self.add("assignment", actor, changes=changes, data={"change": f"gave this to {to.name}"})

    def reply(self, actor: Actor, body: str, system: Actor, to: str | None) -> None:
        """Written, held for ten seconds and sent."""
        was = self.state["status"]
        data = {"then": "send", "was_status": was, "held_until": self.at + timedelta(seconds=10)}
        changes = {"status": to} if to and to != was else {}
        written = self.add("reply", actor, body=body, data=data, changes=changes)
        self.later(10)
        self.add("reply.sent", system, data={"event": written["_id"]}, cause=written["_id"])


def chat_opening(chat: Life, customer: dict, subject: str) -> dict:
    """The first state of the ticket that is made of a chat, as convert.py makes it."""
    state, events = chat.state, chat.events
    return {
        "subject": subject, "status": "in_progress" if state["agent"] else "open", "priority": "medium",
        "assignee": state["agent"], "team": state["team"], "labels": [], "category": None, "channel": "chat",
        "customer": customer, "chat": state["_id"], "last": state["last"], "chats": {state["_id"]: state["seq"] + 1},
        "visitor": {**state["visitor"], "page": None, "pages": [], "first_seen": message_shape(events[0])["at"]},
        "transcript": [message_shape(event) for event in events if event["type"] == "message"],
        "chat_timeline": [_line(event) for event in events if event["type"] != "message" or event["seq"] == 1],
    }
