"""What the API answers about the queue: its counts and loads (see answers.py)."""

from typing import Annotated

from msgspec import Meta, Struct

from server.console.answer_parts import AgentRef, Named


class ViewCounts(Struct):
    inbox: int
    mine: int
    team: int
    unassigned: int
    urgent: int
    overdue: int


class TicketCounts(Struct):
    """Counts of a filter, and of the rail; asked for at the same moment, many get the same answer."""

    total: Annotated[int, Meta(description="How many the filter shows, exact up to 100,000.")]
    capped: Annotated[bool, Meta(description="There are more than `total`.")]
    views: Annotated[ViewCounts, Meta(description="What is not closed, whatever the filter.")]
    teams: Annotated[dict[str, int], Meta(description="The same for each team of one's own, by its id.")]


class Load(Struct, kw_only=True):
    open: int
    in_progress: int
    waiting: int
    urgent: int
    overdue: int
    chats: Annotated[int, Meta(description="Chats that are waiting or active.")]


class AgentLoad(Load, kw_only=True):
    agent: AgentRef
    teams: list[str]


class TeamLoad(Load, kw_only=True):
    team: Named


class Loads(Struct):
    """Who has how much to do; agents below manager see their own row alone."""

    agents: list[AgentLoad]
    teams: list[TeamLoad]
    unassigned: Load | None
