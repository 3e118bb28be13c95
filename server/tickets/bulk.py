"""One change to many tickets (M12): each goes through its own actions, and each tells how it went."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from functools import partial

from server.actor import Actor
from server.desk import Desk
from server.errors import FrontdeskError
from server.ledger import Written
from server.tickets import actions
from server.tickets.guard import agents_only

AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class BulkChange:
    """`owner`: what `actions.assign` takes, by name. Empty fields stay as they are; `category` is a list so that
    it may also be none."""

    owner: dict = field(default_factory=dict)
    status: str | None = None
    priority: str | None = None
    add_labels: list[str] = field(default_factory=list)
    remove_labels: list[str] = field(default_factory=list)
    category: list[str | None] = field(default_factory=list)


async def change_many(desk: Desk, actor: Actor, numbers: list[int], change: BulkChange) -> list[dict]:
    """{number, ok, events, error?} for each ticket: the ids of the entries that were written, for undo, and why
    it could not be done, or not all of it.

    Raises NotFound (no agent), Unprocessable (label or category unknown) before anything is done.
    """
    agents_only(actor)
    await actions.known_labels(desk, change.add_labels)
    for category in change.category:
        await actions.known_category(desk, actor, category)
    turns = asyncio.Semaphore(AT_ONCE)

    async def turn(number: int) -> dict:
        async with turns:
            return await _change(desk, actor, number, change)

    return await asyncio.gather(*[turn(number) for number in dict.fromkeys(numbers)])


async def _change(desk: Desk, actor: Actor, number: int, change: BulkChange) -> dict:
    done = {"number": number, "ok": True, "events": []}
    try:
        if change.status:
            await actions.may_become(desk, actor, number, change.status, change.owner)
        for step in _steps(change):
            written = await step(desk, actor, number)
            if written.fresh:
                done["events"].append(written.event["_id"])
    except FrontdeskError as error:
        done |= {"ok": False, "error": error.shape()}
    return done


def _steps(change: BulkChange) -> list[Callable[..., Coroutine[None, None, Written]]]:
    """The owner before the status, which depends on it."""
    steps = [partial(actions.assign, **change.owner)] if change.owner else []
    if change.priority:
        steps.append(partial(actions.set_priority, to=change.priority))
    if change.add_labels or change.remove_labels:
        steps.append(partial(actions.change_labels, add=change.add_labels, remove=change.remove_labels))
    steps += [partial(actions.set_category, to=category) for category in change.category]
    if change.status:
        steps.append(partial(actions.set_status, to=change.status))
    return steps
