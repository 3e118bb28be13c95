"""What the cast does over and over, in one line each, through the real actions."""

from dataclasses import replace
from uuid import uuid4

from server.actor import SYSTEM, Actor
from server.chats import actions as chats
from server.desk import Desk
from server.jobs.sweeps import duties
from server.ledger import Written
from server.tickets import actions as tickets
from server.tickets import replies
from server.tickets.convert import convert
from server.tickets.timeline import timeline
from server.widget.visitors import remember
from tests.cast import Guest
from tests.desks import settle

FACTS = {"browser": "Firefox 140", "os": "Linux", "language": "en", "time_zone": "UTC", "ip": "192.0.2.9", "pages": []}


async def opening(desk: Desk, guest: Guest, body: str, client_id: str | None = None, email: str | None = None):
    """The visitor's first message, with the record that the socket's door would make."""
    record = await remember(desk, guest.actor, FACTS, guest.actor.name, email)
    site = {"key": guest.actor.site, "name": "Demo shop"}
    return chats.Opening(client_id or str(uuid4()), body, record, site)


async def begin(desk: Desk, guest: Guest, body: str = "Hello", *, email: str | None = None) -> str:
    """A waiting chat."""
    return (await chats.start(desk, guest.actor, await opening(desk, guest, body, email=email))).state["_id"]


async def accepted(desk: Desk, guest: Guest, agent: Actor, body: str = "Hello", *, email: str | None = None) -> str:
    """An active chat."""
    chat = await begin(desk, guest, body, email=email)
    await chats.accept(desk, agent, chat)
    return chat


async def say(desk: Desk, actor: Actor, chat: str, body: str, client_id: str | None = None) -> Written:
    return await chats.post(desk, actor, chat, client_id or str(uuid4()), body)


async def note(desk: Desk, actor: Actor, chat: str, body: str, client_id: str | None = None) -> Written:
    return await chats.note(desk, actor, chat, client_id or str(uuid4()), body)


async def make_ticket(desk: Desk, actor: Actor, chat: str) -> int:
    """The number of the chat's ticket: the one click."""
    number, _ = await convert(desk, actor, chat)
    return number


async def open_ticket(desk: Desk, actor: Actor, *, subject: str = "A broken kettle", **fields) -> int:
    """The number of a ticket made by hand."""
    customer = {"email": "carla@customer.example", "name": "Carla"}
    new = tickets.NewTicket(subject, fields.pop("body", "It leaks."), fields.pop("customer", customer), **fields)
    return (await tickets.create(desk, actor, new))["_id"]


async def ended(desk: Desk, guest: Guest, agent: Actor) -> str:
    """A chat that was answered and is over."""
    chat = await accepted(desk, guest, agent)
    await chats.end(desk, agent, chat)
    return chat


async def pass_holding(desk: Desk, clock) -> None:
    """The time for which replies are held goes by, and the sweep delivers what is due."""
    await settle(desk)
    clock.advance(seconds=desk.settings.undo_seconds + 1)
    await duties(desk)
    await settle(desk)


async def read(desk: Desk, number: int, **asked) -> list[dict]:
    """The ticket's timeline, as any agent reads it."""
    return await timeline(desk, SYSTEM, number, **asked)


def on(actor: Actor, connection: str) -> Actor:
    """The actor as it acts through a connection."""
    return replace(actor, connection=connection)


async def three_tickets(desk, cast, clock) -> list[int]:
    """Tickets of one customer, an hour apart, each with a note."""
    numbers = []
    for n in range(3):
        clock.advance(hours=1)
        numbers.append(await open_ticket(desk, cast.alice.actor, subject=f"Kettle {n}", body=f"body {n}"))
        await replies.note(desk, cast.bob.actor, numbers[-1], f"note {n}")
    return numbers
