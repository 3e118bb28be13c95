"""What the API answers with, as its document tells it: the shapes of shared_js/wire.ts. Here: tickets, customers,
and what all share; chat_answers.py and people_answers.py have the others.

The shapes are made where the things live (tickets/shapes.py and the like); tests hold that they are as told here.
A field that may be missing is UNSET; one that may be null says so.
"""

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, field

from server.console.answer_parts import AgentRef, Attachment, Markdown, Named, Time, Who
from server.console.chat_answers import LastLine, Message, Page, VisitorDetails

Status = Literal["open", "in_progress", "waiting", "resolved", "closed"]
Priority = Literal["low", "medium", "high", "urgent"]


class Mention(Struct):
    kind: Literal["agent", "team"]
    id: str
    name: str


class TicketCustomer(Struct):
    id: str
    name: str
    email: str | None


class Clock(Struct):
    state: Literal["ok", "at_risk", "overdue", "met", "missed", "paused"]
    due_at: Time | None
    paused: bool


class Clocks(Struct):
    """The ticket's deadlines; null where there is none."""

    first_response: Clock | None
    next_response: Clock | None
    resolution: Clock | None


class ChatStep(Struct):
    seq: int
    type: str
    at: Time
    actor: Who
    text: str


class Ticket(Struct):
    """A ticket. `visitor`, `transcript` and `chat_timeline` are told only where one ticket is asked for, and only
    of one that came from a chat."""

    number: int
    subject: str
    status: Status
    priority: Priority
    assignee: AgentRef | None
    team: Named | None
    labels: list[str]
    category: str | None
    channel: Literal["chat", "email", "form", "agent", "api"]
    customer: TicketCustomer
    seq: Annotated[int, Meta(description="Grows by one with each entry; `base_seq` of a write that must not be stale.")]
    created_at: Time
    updated_at: Time
    sla: Clocks
    chat: str | None
    last: LastLine | UnsetType = UNSET
    follows: Annotated[int, Meta(description="The closed ticket that this one follows up.")] | UnsetType = UNSET
    followed_by: Annotated[int, Meta(description="The ticket in which the customer went on.")] | UnsetType = UNSET
    merged_into: Annotated[int, Meta(description="The ticket where its entries are read.")] | UnsetType = UNSET
    merged: Annotated[list[int], Meta(description="Tickets whose entries are read here.")] | UnsetType = UNSET
    split_from: int | UnsetType = UNSET
    visitor: VisitorDetails | UnsetType = UNSET
    transcript: list[Message] | UnsetType = UNSET
    chat_timeline: list[ChatStep] | UnsetType = UNSET


class TimelineEntry(Struct):
    """What happened to a ticket. `type` begins with message, reply, note, status, assignment, priority, labels,
    category, merge, split, attachment, mail, chat, sla or rule."""

    id: str
    seq: Annotated[int, Meta(description="0 for entries of the chat before, or of another ticket.")]
    type: str
    actor: Who
    at: Time
    audience: Annotated[Literal["public", "agents"], Meta(description="Customers never see what is for agents.")]
    text: Annotated[str, Meta(description="A ready sentence to follow the actor's name; empty for written words.")]
    body: Markdown | UnsetType = UNSET
    attachments: list[Attachment] | UnsetType = UNSET
    mentions: list[Mention] | UnsetType = UNSET
    from_: Annotated[int, Meta(description="The ticket it was written in, if another.")] | UnsetType = field(
        default=UNSET, name="from"
    )
    moved_to: Annotated[int, Meta(description="The ticket where it is read, since it was split off.")] | UnsetType = (
        UNSET
    )
    delivery: Literal["held", "sent", "undone", "queued", "failed"] | UnsetType = UNSET
    held_until: Time | UnsetType = UNSET
    undone_by: str | UnsetType = UNSET
    data: dict[str, Any] | UnsetType = UNSET


class CustomerNote(Struct):
    id: str
    body: str
    by: Named
    at: Time


class CustomerCounts(Struct):
    tickets: int
    open: int
    chats: int


class Customer(Struct):
    """A customer. `notes`, `pages`, `counts` and `merged` are told only where one customer is asked for."""

    id: str
    name: str
    emails: Annotated[list[str], Meta(description="The first is the one that replies go to.")]
    phone: str
    company: str
    site: Annotated[str, Meta(description="Their own website.")]
    fields: dict[str, str]
    created_at: Time
    merged_into: Annotated[str, Meta(description="The record that this one was merged into.")] | UnsetType = UNSET
    notes: list[CustomerNote] | UnsetType = UNSET
    pages: list[Page] | UnsetType = UNSET
    counts: CustomerCounts | UnsetType = UNSET
    merged: Annotated[list[Named], Meta(description="The records merged into this one.")] | UnsetType = UNSET
