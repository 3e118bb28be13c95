"""Event type -> who reacts. The whole table is on this screen.

A push is best effort and follows the write at once. A duty is born with the event, in its `todo`, and
struck from it when done: at least once, so each duty may be repeated without harm. What a crash leaves
undone, the sweep in jobs/ takes up.
"""

import logging
from collections.abc import Awaitable, Callable

from server import background
from server.actor import SYSTEM, Actor
from server.desk import Desk
from server.errors import FrontdeskError
from server.events import home
from server.realtime import push
from server.store import PyMongoError
from server.tickets.convert import convert
from server.tickets.follow_chat import follow_chat

log = logging.getLogger("frontdesk.followers")


async def _to_ticket(desk: Desk, event: dict) -> None:
    await follow_chat(desk, home(event["subject"])[1])


async def _make_ticket(desk: Desk, event: dict) -> None:
    await convert(desk, SYSTEM, home(event["subject"])[1])


DUTIES: dict[str, Callable[[Desk, dict], Awaitable[None]]] = {"ticket": _to_ticket, "convert": _make_ticket}


def duties_of(event: dict, state: dict) -> list[str]:
    """The names of what must follow the event, given the state of its chat or ticket with its changes."""
    chat = event["subject"].startswith("chat/")
    return _of_chat(event["type"], state) if chat else []


def _of_chat(type: str, state: dict) -> list[str]:
    if state.get("ticket"):
        # What is said after the conversion belongs to the ticket too; the conversion itself does not.
        return [] if type == "chat.converted" else ["ticket"]
    missed_but_known = state["status"] == "missed" and state["visitor"].get("email")
    return ["convert"] if missed_but_known and type in ("chat.missed", "chat.contact") else []


def attach(desk: Desk) -> None:
    """Makes this desk's ledger give every event its duties, and wake its followers."""

    def woken(event: dict, state: dict, actor: Actor) -> None:
        chat = event["subject"].startswith("chat/")
        if chat:
            push.words(desk, event, state, actor.connection)
        # Words in a running chat need no more than that; everything else changes what the queue shows.
        quiet = event["type"] in ("message", "note") and state["status"] != "waiting"
        if event.get("todo") or not (chat and quiet):
            background.run(_follow(desk, event, state, chat and quiet))

    desk.ledger.todo = duties_of
    desk.ledger.woken = woken


async def _follow(desk: Desk, event: dict, state: dict, quiet: bool) -> None:
    try:
        if event["subject"].startswith("ticket/"):
            await push.ticket_changed(desk, event, state)
        elif not quiet:
            await push.chat_changed(desk, event, state)
    except (PyMongoError, FrontdeskError) as error:
        log.warning("push of %s %s left out: %s", event["subject"], event["seq"], error)
    await do_duties(desk, event)


async def do_duties(desk: Desk, event: dict) -> bool:
    """Does what the event still has to do, and strikes it. False if something is left for the sweep."""
    left = list(event.get("todo", ()))
    for name in event.get("todo", ()):
        try:
            await DUTIES[name](desk, event)
        except (PyMongoError, FrontdeskError) as error:
            log.warning("duty %s of %s %s left for the sweep: %s", name, event["subject"], event["seq"], error)
            continue
        left.remove(name)
    if "todo" in event and not left:
        await desk.store.events.update_one({"_id": event["_id"]}, {"$unset": {"todo": ""}})
    return not left
