"""The vocabulary of what can happen to a chat or a ticket, and how an event changes its subject.

An event: {_id, subject, seq, type, actor, at, audience, client_id?, body?, data?, changes?, cause?, todo?, tries?}.
Who reacts to which type stands in followers.py.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from server.actor import Actor

AGENTS, PUBLIC = "agents", "public"
LAST_LINE = 140
URGENCY = {"urgent": 0, "high": 1, "medium": 2, "low": 3}
# The deadline of a ticket that has none.
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
DONE = ("resolved", "closed")
# Behind the rank of every deadline, also of none.
RANK_OF_DONE = "9" * 15
EPOCH, MILLISECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(milliseconds=1)
# A client id from outside.
OUTER_ID = "^[^~]"
# What a list may show of the conversation: words that both sides see.
SPOKEN = {"message", "message.opened", "message.chat", "reply"}
# Beside a reply's last words: what they replaced, for it can be taken back.
TAKE_BACK = {"reply", "before"}

# type -> (who may see it, the sentence that follows the actor's name). {name} is filled from the
# event's data. Types with a written body need no sentence.
VOCABULARY: dict[str, tuple[str, str]] = {
    "message": (PUBLIC, ""),
    "note": (AGENTS, ""),
    "chat.accepted": (PUBLIC, "joined the chat"),
    "chat.transferred": (PUBLIC, "passed the chat to {to}"),
    "chat.returned": (PUBLIC, "put the chat back in the queue: {reason}"),
    "chat.ended": (PUBLIC, "ended the chat"),
    "chat.missed": (PUBLIC, "closed the chat: {reason}"),
    "chat.converted": (PUBLIC, "made ticket #{number}"),
    "chat.rated": (AGENTS, "rated the chat {score} of 5"),
    "chat.contact": (PUBLIC, "left an address: {email}"),
    "message.opened": (PUBLIC, ""),
    "message.chat": (PUBLIC, ""),
    "note.chat": (AGENTS, ""),
    "chat.opened": (PUBLIC, "opened this ticket from a chat"),
    "chat.followed": (PUBLIC, "opened the follow-up ticket #{number}"),
    "reply": (PUBLIC, ""),
    "reply.sent": (AGENTS, "sent the reply"),
    "reply.undone": (AGENTS, "took the reply back"),
    "merge": (AGENTS, "merged {numbers} into this ticket"),
    "merge.into": (AGENTS, "merged this ticket into #{target}"),
    "merge.undone": (AGENTS, "{change}"),
    "split": (AGENTS, "split {count} off into #{number}"),
    "split.from": (AGENTS, "split this ticket off from #{number}"),
    "split.undone": (AGENTS, "{change}"),
    "status": (PUBLIC, "changed the status from {was} to {to}"),
    "assignment": (AGENTS, "{change}"),
    "priority": (AGENTS, "set the priority from {was} to {to}"),
    "labels": (AGENTS, "{change}"),
    "category": (AGENTS, "set the category to {to}"),
    "category.subject": (PUBLIC, "renamed the ticket from “{was}”"),
}


@dataclass(slots=True)
class Draft:
    """An event before it has a number: what an action decided. `changes` are the new values of the
    subject's fields; None as a decision means that nothing is to be done."""

    type: str
    actor: Actor
    body: str | None = None
    changes: dict = field(default_factory=dict)
    data: dict = field(default_factory=dict)
    client_id: str | None = None
    cause: str | None = None

    def event(self, id: str, subject: str, seq: int, at: datetime) -> dict:
        audience, _ = VOCABULARY[self.type]
        event = {
            "_id": id, "subject": subject, "seq": seq, "type": self.type,
            "actor": self.actor.stamp(), "at": at, "audience": audience,
        }
        for name in ("body", "changes", "data", "client_id", "cause"):
            value = getattr(self, name)
            if value:
                event[name] = value
        return event


def chat_subject(chat: str) -> str:
    return f"chat/{chat}"


def ticket_subject(number: int) -> str:
    return f"ticket/{number}"


def inner_id(id: str) -> str:
    """The client id of what the server itself writes, once; clients may not send one that begins so."""
    return f"~{id}"


def home(subject: str) -> tuple[str, str | int]:
    """The collection and the _id of a subject's document."""
    kind, _, id = subject.partition("/")
    return ("tickets", int(id)) if kind == "ticket" else ("chats", id)


def fold(state: dict | None, event: dict) -> dict:
    """The subject's document after `event`. Pure: replaying all events gives the stored document.

    Raises ValueError on an event that does not follow the state.
    """
    expected = (state["seq"] if state else 0) + 1
    if event["seq"] != expected:
        raise ValueError(f"{event['subject']}: event {event['seq']} does not follow {expected - 1}")
    after = dict(state) if state else {"_id": home(event["subject"])[1], "created_at": event["at"]}
    after.update(event.get("changes", ()))
    after["seq"] = event["seq"]
    after["updated_at"] = event["at"]
    _last_words(after, event)
    _held_replies(after, event)
    if event["type"] == "message" and event["actor"]["kind"] == "visitor":
        after["visitor_messages"] = after.get("visitor_messages", 0) + 1
    if "priority" in after and ("rank" not in after or not _SORTED_BY.isdisjoint(event.get("changes", ()))):
        after.update(ranked(after))
    return after


def _held_replies(after: dict, event: dict) -> None:
    """`held`: the replies that can still be taken back, and until when. Whoever takes one out of it, by sending
    it or by undoing it, is the only one who did."""
    if event["type"] == "reply":
        after["held"] = {**after.get("held", {}), event["_id"]: event["data"]["held_until"]}
    elif event["type"] in ("reply.sent", "reply.undone") and "held" in after:
        after["held"] = {id: due for id, due in after["held"].items() if id != event["data"]["event"]}


_SORTED_BY = {"status", "priority", "due_at"}


def ranked(ticket: dict) -> dict:
    """What lists find and sort a ticket by. `rank` grows with semantics' order: deadline (so the overdue come
    first), priority, age, and what is done comes last; one value, so that an index can begin a page right behind
    the last one."""
    due, urgency = ticket.get("due_at", NEVER), URGENCY[ticket["priority"]]
    first = RANK_OF_DONE if ticket["status"] in DONE else rank_at(due)
    rank = f"{first}{urgency}{rank_at(ticket['created_at'])}{ticket['_id']:012d}"
    return {"live": ticket["status"] != "closed", "urgency": urgency, "due_at": due, "rank": rank}


def rank_at(due: datetime) -> str:
    """Where the ranks of this deadline begin."""
    return f"{(due - EPOCH) // MILLISECOND:015d}"


def _last_words(after: dict, event: dict) -> None:
    last = after.get("last")
    if event["type"] in SPOKEN and event.get("body"):
        text = shortened(event["body"], LAST_LINE)
        # What opens a ticket is the customer's matter, also where an agent writes it down.
        kind = "visitor" if event["type"] == "message.opened" else event["actor"]["kind"]
        after["last"] = {"seq": event["seq"], "at": event["at"], "kind": kind, "text": text}
        if event["type"] == "reply":
            before = {key: value for key, value in last.items() if key not in TAKE_BACK} if last else None
            after["last"] |= {"reply": event["_id"], "before": before}
    elif event["type"] == "reply.undone" and last and last.get("reply") == event["data"]["event"]:
        after["last"] = last["before"]


def shortened(text: str, length: int) -> str:
    """The text on one line, with an ellipsis where it had to be cut."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def replay(events: list[dict]) -> dict | None:
    """The document that these events, in order, add up to."""
    state = None
    for event in events:
        state = fold(state, event)
    return state


def sentence(event: dict) -> str:
    """What happened, to follow the actor's name; empty for entries that are somebody's own words."""
    _, template = VOCABULARY[event["type"]]
    data = event.get("data", {})
    # Some actions put the change in their own words.
    words = data.get("change") or (template.format_map(_Blank(data)) if template else "")
    return f"{words}: {data['comment']}" if data.get("comment") else words


class _Blank(dict):
    def __missing__(self, key: str) -> str:
        return ""
