"""How the API's document tells agents and what they set up: teams, sites, tokens, labels, prepared replies."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from server.console.answer_parts import Time

Role = Literal["agent", "manager", "admin"]
Mode = Literal["off", "optional", "required"]


class Agent(Struct):
    id: str
    name: str
    email: str
    role: Role
    teams: Annotated[list[str], Meta(description="Ids of teams.")]
    picture: str | None
    active: bool
    invited: Annotated[bool, Meta(description="Has not accepted the invitation yet.")]
    presence: Annotated[Literal["online", "away", "offline"], Meta(description="Offline without a live connection.")]


class ListedAgent(Agent):
    last_seen: Time | None


class Myself(Struct):
    agent: Agent


class SignedIn(Struct):
    """`token` is the session's: for sockets and scripts. The same session is in the cookie."""

    token: str
    agent: Agent


class SessionRow(Struct):
    id: str
    created_at: Time
    last_seen: Time
    browser: str
    os: str
    ip: str
    current: bool


class InviteLink(Struct):
    invite_url: str


class Invited(InviteLink):
    agent: Agent


class InvitationShown(Struct):
    email: str
    name: str
    role: Role
    invited_by: str


class Team(Struct):
    id: str
    name: str
    members: Annotated[list[str], Meta(description="Ids of agents.")]


class PrechatModes(Struct):
    name: Mode
    email: Mode


class Site(Struct):
    """A website that the widget stands on. `identity_secret` signs who its visitors are."""

    key: str
    name: str
    origins: list[str]
    colour: str
    greeting: str
    prechat: PrechatModes
    identity_secret: str


class Setup(Struct):
    public_url: str
    demo_url: str


class ApiToken(Struct):
    """`prefix` is how the token begins, to tell tokens apart; `by` is who made it."""

    id: str
    name: str
    scopes: list[str]
    prefix: str
    created_at: Time
    expires_at: Time | None
    last_used: Annotated[Time | None, Meta(description="To the minute.")]
    by: str


class NewApiToken(ApiToken):
    """`token` is shown this once."""

    token: str


class SavedView(Struct):
    """A list of tickets that somebody keeps; `query` is its query string."""

    id: str
    name: str
    query: str


class Label(Struct):
    """`formerly`: earlier names, which still find it. `tickets`: how many carry it, told to managers."""

    id: str
    name: str
    colour: str
    formerly: list[str]
    tickets: int | UnsetType = UNSET


class Category(Struct):
    id: str
    name: str
    formerly: list[str]
    tickets: int | UnsetType = UNSET
