"""Event type -> who reacts. The whole table is on this screen.

A push is best effort and follows the write at once. A duty is born with the event, in its `todo`, and
struck from it when done: at least once, so each duty may be repeated without harm. What a crash leaves
undone, the sweep in jobs/ takes up. A duty that answers with a time is not due yet: it is tried again then.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

from server import background
from server.actor import SYSTEM, Actor
from server.desk import Desk
from server.errors import FrontdeskError, Unavailable
from server.events import home
from server.people import customer_names
from server.people.customer_merges import ids_of
from server.realtime import push
from server.search.index import Indexer, customers_changed
from server.store import PyMongoError
from server.tickets.convert import convert
from server.tickets.follow_chat import follow_chat
from server.tickets.notify import is_news, notify
from server.tickets.replies import carry, deliver

log = logging.getLogger("frontdesk.followers")


async def _to_ticket(desk: Desk, event: dict) -> None:
    await follow_chat(desk, home(event["subject"])[1])


async def _make_ticket(desk: Desk, event: dict) -> None:
    await convert(desk, SYSTEM, home(event["subject"])[1])


DUTIES: dict[str, Callable[[Desk, dict], Awaitable[datetime | None]]] = {
    "ticket": _to_ticket, "convert": _make_ticket, "deliver": deliver, "carry": carry, "notify": notify,
}
TRIES = 10
OF_TICKETS = {"reply": ["deliver"], "reply.sent": ["carry"]}


def duties_of(event: dict, state: dict) -> list[str]:
    """The names of what must follow the event, given the state of its chat or ticket with its changes."""
    news = ["notify"] * is_news(event, state)
    if event["subject"].startswith("chat/"):
        return _of_chat(event["type"], state) + news
    return [*OF_TICKETS.get(event["type"], ()), *news]


def _of_chat(type: str, state: dict) -> list[str]:
    if state.get("ticket"):
        # What is said after the conversion belongs to the ticket too; the conversion itself does not.
        return [] if type == "chat.converted" else ["ticket"]
    missed_but_known = state["status"] == "missed" and state["visitor"].get("email")
    return ["convert"] if missed_but_known and type in ("chat.missed", "chat.contact") else []


def attach(desk: Desk) -> None:
    """Makes this desk's ledger give every event its duties, and wake its followers."""
    indexer = Indexer(desk)

    def woken(event: dict, state: dict, actor: Actor) -> None:
        chat = event["subject"].startswith("chat/")
        if chat:
            push.words(desk, event, state, actor.connection)
        else:
            indexer.soon(state["_id"])
        # Words in a running chat need no more than that; everything else changes what the queue shows.
        quiet = event["type"] in ("message", "note") and state["status"] != "waiting"
        if event.get("todo") or not (chat and quiet):
            background.run(_follow(desk, event, state, chat and quiet))

    def renewed(customers: list[str]) -> None:
        background.run(_renew(desk, indexer, customers))

    desk.ledger.todo = duties_of
    desk.ledger.woken = woken
    desk.renewed = renewed
    desk.at_close.append(indexer.drain)


async def _follow(desk: Desk, event: dict, state: dict, quiet: bool) -> None:
    try:
        if event["subject"].startswith("ticket/"):
            await push.ticket_changed(desk, event, state)
        elif not quiet:
            await push.chat_changed(desk, event, state)
    except (PyMongoError, FrontdeskError) as error:
        log.warning("push of %s %s left out: %s", event["subject"], event["seq"], error)
    if due := await do_duties(desk, event):
        background.run(_later(desk, event, due))


async def _renew(desk: Desk, indexer: Indexer, customers: list[str]) -> None:
    """A customer's record changed: their tickets are shown, and found, by what it says now."""
    try:
        ids = [id for customer in customers for id in await ids_of(desk, customer)]
        customer_names.forget(ids)
        await push.customer_changed(desk, ids)
        for number in await customers_changed(desk, ids):
            indexer.soon(number)
    except (PyMongoError, FrontdeskError) as error:
        log.warning("change of customers %s not told: %s", customers, error)


async def _later(desk: Desk, event: dict, due: datetime) -> None:
    """Should this process not live so long, the sweep does it."""
    await asyncio.sleep(max(0.0, (due - desk.now()).total_seconds()))
    with contextlib.suppress(PyMongoError):
        await do_duties(desk, event)


async def do_duties(desk: Desk, event: dict) -> datetime | None:
    """Does what the event still has to do, and strikes it; what fails is left for the sweep. Returns when to come
    back, if something is not due yet."""
    if "todo" not in event:
        return None
    left, later = [], None
    for name in event["todo"]:
        try:
            due = await DUTIES[name](desk, event)
        except (PyMongoError, FrontdeskError) as error:
            if not await _hopeless(desk, event, name, error):
                left.append(name)
            continue
        if due:
            left.append(name)
            later = due
    if left != event["todo"]:
        struck = {"$set": {"todo": left}} if left else {"$unset": {"todo": ""}}
        await desk.store.events.update_one({"_id": event["_id"]}, struck)
        event["todo"] = left
    return later


async def _hopeless(desk: Desk, event: dict, name: str, error: Exception) -> bool:
    """Whether a duty that failed is put aside: after TRIES refusals, for others wait behind it. That something
    does not answer is no refusal, and is waited for however long."""
    what = f"duty {name} of {event['subject']} {event['seq']}"
    if isinstance(error, FrontdeskError) and not isinstance(error, Unavailable):
        counted = await desk.store.events.find_one_and_update(
            {"_id": event["_id"]}, {"$inc": {f"tries.{name}": 1}}, {"tries": 1}, return_document=True
        )
        if counted["tries"][name] >= TRIES:
            log.error("%s put aside after %s tries: %s", what, TRIES, error)
            return True
    log.warning("%s left for the sweep: %s", what, error)
    return False
