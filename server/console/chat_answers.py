"""How the API's document tells chats and visitors."""

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from server.console.answer_parts import AgentRef, Attachment, Named, Time, Who


class Page(Struct):
    """A page that a visitor looked at."""

    url: str
    title: str
    at: Time | UnsetType | None = UNSET


class VisitorDetails(Struct):
    id: str
    name: str
    email: str | None
    identified: Annotated[bool, Meta(description="The website vouched for the person.")]
    page: Page | None
    pages: Annotated[list[Page], Meta(description="The newest last, at most 20.")]
    browser: str
    os: str
    language: str
    time_zone: str
    first_seen: Time


class Message(Struct):
    """A line of a chat: somebody's words, a private note, or what happened as a ready sentence."""

    id: str
    seq: int
    client_id: str | None
    kind: Literal[
        "message", "note", "accepted", "transferred", "returned", "ended", "missed", "converted", "rated", "contact",
    ]
    author: Who
    body: str
    attachments: list[Attachment]
    at: Time
    data: dict[str, Any] | UnsetType = UNSET


class ReadMarks(Struct):
    """The highest `seq` that each side has seen."""

    visitor: int
    agent: int


class SiteRef(Struct):
    key: str
    name: str


class LastLine(Struct):
    seq: int
    at: Time
    kind: Literal["visitor", "agent", "system"]
    text: str


class Chat(Struct):
    id: str
    site: SiteRef
    status: Literal["waiting", "active", "ended", "missed"]
    seq: int
    visitor: VisitorDetails
    agent: AgentRef | None
    team: Named | None
    created_at: Time
    waiting_since: Time | None
    accepted_at: Time | None
    ended_at: Time | None
    ended_by: Literal["visitor", "agent", "system"] | None
    last: LastLine
    unread: Annotated[int, Meta(description="Messages of the visitor that no agent has read.")]
    read: ReadMarks
    ticket: Annotated[int | None, Meta(description="The number of the ticket made of it.")]
    rating: int | None
    position: Annotated[int | None, Meta(description="The place in the queue, from 1; null unless waiting.")]
    visitor_here: Annotated[bool, Meta(description="Whether a page of the visitor's is connected.")]
    rating_comment: str | UnsetType = UNSET


class WholeChat(Struct):
    chat: Chat
    messages: list[Message]
    more: bool


class TicketNumber(Struct):
    number: int


class Converted(Struct):
    ticket: TicketNumber
