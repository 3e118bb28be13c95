"""What the shapes of answers have in common: times, people, files."""

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

Time = Annotated[str, Meta(description="RFC 3339 in UTC with milliseconds.", examples=["2026-01-31T09:00:00.000Z"])]
Markdown = Annotated[str, Meta(description="Markdown in replies and notes, plain text in messages of a chat.")]


class Who(Struct):
    """Who did something. An API token acts as an agent; its id begins with `token:`."""

    kind: Literal["agent", "visitor", "customer", "system"]
    id: str
    name: str


class Named(Struct):
    id: str
    name: str


class AgentRef(Struct):
    id: str
    name: str
    picture: str | None


class Attachment(Struct):
    """A file. `image` says that a browser may show it in place."""

    id: str
    name: str
    type: str
    size: int
    image: bool
    url: str
    width: int | UnsetType = UNSET
    height: int | UnsetType = UNSET


class Problem(Struct):
    """What went wrong: `message` is for people, `details.field` names the field that is wrong."""

    code: Literal[
        "invalid", "unauthenticated", "forbidden", "not_found", "conflict", "too_large", "unprocessable",
        "rate_limited", "unavailable", "internal",
    ]
    message: str
    details: dict[str, Any] | UnsetType = UNSET


class Refused(Struct):
    error: Problem
