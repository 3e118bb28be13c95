"""The life of a ticket: which status may follow which, and what an owner does to it. Pure.

The table is semantics' "Ticket status"; the order of the words is the order people see.
"""

from server.errors import Conflict

STATUSES = ("open", "in_progress", "waiting", "resolved", "closed")
PRIORITIES = ("low", "medium", "high", "urgent")
CHANNELS = ("chat", "email", "form", "agent", "api")
NAMES = {
    "open": "Open", "in_progress": "In Progress", "waiting": "Waiting", "resolved": "Resolved",
    "closed": "Closed", "low": "Low", "medium": "Medium", "high": "High", "urgent": "Urgent",
}

# What an agent may set by hand. Open and In Progress follow from having an owner or not.
BY_HAND = {
    "open": {"in_progress", "waiting", "resolved"},
    "in_progress": {"waiting", "resolved"},
    "waiting": {"open", "in_progress", "resolved", "closed"},
    "resolved": {"open", "in_progress", "waiting", "closed"},
    "closed": set(),
}


def by_hand(was: str, to: str, has_owner: bool) -> None:
    """Raises Conflict, naming both states, if an agent may not move a ticket from `was` to `to`."""
    if to not in BY_HAND[was]:
        hint = " Remove its owner to put it back to Open." if (was, to) == ("in_progress", "open") else ""
        hint = " The customer's next message opens a follow-up ticket." if was == "closed" else hint
        raise Conflict(f"A ticket can't go from {NAMES[was]} to {NAMES[to]}.{hint}", **{"from": was, "to": to})
    if to == "open" and has_owner:
        raise Conflict(
            f"A ticket can't go from {NAMES[was]} to Open while it has an owner: In Progress is its state then.",
            **{"from": was, "to": to},
        )


def with_owner(status: str) -> str:
    """The status once an agent owns the ticket."""
    return "in_progress" if status == "open" else status


def without_owner(status: str) -> str:
    """The status once nobody owns the ticket."""
    return "open" if status == "in_progress" else status


def fitting(status: str, owner: dict | None) -> str:
    """The status to go back to: Open and In Progress follow from who is the owner now."""
    return (with_owner if owner else without_owner)(status)


def customer_wrote(status: str, has_owner: bool) -> str:
    """The status after the customer's word. Closed stays closed."""
    if status in ("waiting", "resolved"):
        return "in_progress" if has_owner else "open"
    return status
