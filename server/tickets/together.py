"""What changes several tickets in one step: planned on what they are now, and written as a whole or planned anew."""

from collections.abc import Awaitable, Callable

from server.desk import Desk
from server.errors import Unavailable
from server.events import Draft, ticket_subject
from server.ledger import Written

ATTEMPTS = 20


class _Moved(Exception):
    """A ticket went on while the plan was made."""


# The tickets' states as the plan has read them, and what is to be written in each.
Plan = tuple[dict[int, dict | None], dict[int, Draft]]


async def write_plan(desk: Desk, plan: Callable[[], Awaitable[Plan]]) -> dict[int, Written]:
    """Writes what `plan` says, if every ticket it writes in is still as it has read it; else asks it again."""
    for _ in range(ATTEMPTS):
        states, drafts = await plan()
        try:
            written = await desk.ledger.write_together([
                (ticket_subject(number), _unmoved(states[number], draft)) for number, draft in drafts.items()
            ])
        except _Moved:
            continue
        return dict(zip(drafts, written, strict=True))
    raise Unavailable("Too much happens in these tickets at once; please try again.")


def _unmoved(seen: dict | None, draft: Draft):
    def decide(state: dict | None) -> Draft:
        if (state and state["seq"]) != (seen and seen["seq"]):
            raise _Moved
        return draft

    return decide


async def states_of(desk: Desk, numbers) -> dict[int, dict | None]:
    """The tickets as of now; None where there is none."""
    return {number: await desk.ledger.state(ticket_subject(number)) for number in numbers}


async def place_of(desk: Desk, ticket: dict) -> dict:
    """The ticket in which this one's entries are read: itself, or at the end of its merges."""
    while ticket.get("merged_into"):
        ticket = await desk.ledger.state(ticket_subject(ticket["merged_into"]))
    return ticket


async def reading_place(desk: Desk, home: dict, entry: str) -> dict:
    """The ticket in which an entry of `home` is read: split off, merged, or where it was written."""
    carrier = home.get("moved", {}).get(entry)
    return await place_of(desk, await desk.ledger.state(ticket_subject(carrier)) if carrier else home)


def in_words(numbers) -> str:
    """ "#1001, #1002 and #1003" """
    *most, last = [f"#{number}" for number in numbers]
    return f"{', '.join(most)} and {last}" if most else last
