"""What clients may send over Socket.IO: one struct per event, checked at the door, once."""

from typing import Annotated, TypeVar

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from server.door import invalid
from server.errors import Invalid
from server.events import OUTER_ID
from server.people.words import says_something

T = TypeVar("T")

Id = Annotated[str, Meta(min_length=1, max_length=64)]
ClientId = Annotated[str, Meta(min_length=1, max_length=64, pattern=OUTER_ID)]
Body = Annotated[str, Meta(min_length=1, max_length=10_000)]
Name = Annotated[str, Meta(max_length=80)]
Email = Annotated[str, Meta(max_length=254)]
Seq = Annotated[int, Meta(ge=0, le=2**53)]


class Wire(Struct, forbid_unknown_fields=True, gc=False):
    """Base of all: unknown fields are refused, so that a misspelt one is not lost in silence."""


class Page(Wire):
    url: Annotated[str, Meta(max_length=2000)]
    title: Annotated[str, Meta(max_length=300)] = ""


class ChatStart(Wire):
    client_id: ClientId
    body: Body
    name: Name | None = None
    email: Email | None = None
    page: Page | None = None


class MessageSend(Wire):
    chat: Id
    client_id: ClientId
    body: Body
    # Files come with part 2; until then an empty list is accepted, so that clients may send the field.
    attachments: Annotated[list[str], Meta(max_length=0)] = []


class Sync(Wire):
    chat: Id
    after: Seq


class Read(Wire):
    chat: Id
    seq: Seq


class Typing(Wire):
    chat: Id
    on: bool
    text: Annotated[str, Meta(max_length=2000)] | None = None


class OneChat(Wire):
    chat: Id


class Rate(Wire):
    chat: Id
    score: Annotated[int, Meta(ge=1, le=5)]
    comment: Annotated[str, Meta(max_length=2000)] = ""


class Contact(Wire):
    chat: Id
    name: Name | None = None
    email: Email | None = None


class Transfer(Wire):
    chat: Id
    agent: Id | None = None
    team: Id | None = None
    note: Annotated[str, Meta(max_length=10_000)] = ""


class Note(Wire):
    chat: Id
    client_id: ClientId
    body: Body
    mentions: Annotated[list[Id], Meta(max_length=50)] = []


class TicketTyping(Wire):
    number: Annotated[int, Meta(ge=0, le=10**15)]
    on: bool


class SetPresence(Wire):
    state: Annotated[str, Meta(pattern="^(online|away|offline)$")]


class Watch(Wire):
    what: Annotated[str, Meta(pattern="^(queue|chat|ticket|dashboard)$")]
    id: Annotated[str, Meta(max_length=64)] | int | None = None


class Identity(Wire):
    id: Annotated[str, Meta(min_length=1, max_length=200)]
    hash: Annotated[str, Meta(max_length=128)]
    email: Email | None = None
    name: Name | None = None


class VisitorAuth(Struct):
    """The visitor's connect data; unknown fields pass, for older widgets meet newer servers."""

    site: Annotated[str, Meta(max_length=64)]
    token: Annotated[str, Meta(max_length=1000)] | None = None
    identity: Identity | None = None
    page: Page | None = None
    language: Annotated[str, Meta(max_length=35)] = ""
    time_zone: Annotated[str, Meta(max_length=64)] = ""


class AgentAuth(Struct):
    token: Annotated[str, Meta(max_length=1000)] | UnsetType | None = UNSET


def papers(auth, shape: type[T]) -> T:
    """What a client shows at its connect, as `shape`. Raises Invalid.

    Read as JSON once more, for the library lets lone surrogates pass, which no database takes.
    """
    try:
        return msgspec.json.decode(msgspec.json.encode({} if auth is None else auth), type=shape)
    except UnicodeError:
        raise Invalid("The connect data can't be read: expected UTF-8.") from None
    except (ValueError, RecursionError, msgspec.MsgspecError) as error:
        raise invalid(error) from None


def said(body: str) -> str:
    """A written text as it is kept. Raises Invalid for one in which there is nothing to see."""
    text = body.replace("\r\n", "\n").replace("\x00", "").strip()
    if not says_something(text):
        raise Invalid("body: expected some text.", field="body")
    return text
