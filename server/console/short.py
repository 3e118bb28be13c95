"""What those are answered who may write in tickets but not read them: numbers, and nothing that others wrote."""

from typing import Any

from server.actor import Actor
from server.console.answers import Ticket, TimelineEntry
from server.tickets.shapes import entry_mark

# The types of answers that tell of a ticket's content, and what is left of each.
SHORT = {
    Ticket: lambda shape: {key: shape[key] for key in ("number", "seq", "status")},
    TimelineEntry: entry_mark,
}


def shortened(scope: str, actor: Actor, answers: Any, result: Any) -> Any:
    """The answer of a route of this scope as the actor may have it."""
    if scope == "tickets:write" and answers in SHORT and not actor.reads_tickets:
        return SHORT[answers](result)
    return result
