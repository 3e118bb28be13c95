"""Sample data for `frontdesk demo`: a small team with two weeks of chats and tickets behind it.

Everything goes through the real actions, with the clock set back and moved on between them.
"""

import random
import zlib
from datetime import timedelta

from server import followers
from server.actor import Actor
from server.chats import actions as chats
from server.demo_words import AGENTS, CANNED, CHATS, CUSTOMERS, LABELS, NOTES, PAGES, REPLIES, SUBJECTS, TEAMS
from server.desk import Desk
from server.errors import Misconfigured
from server.events import home
from server.people.access import agent_actor
from server.people.agents import new_agent
from server.people.canned import list_canned, make_canned
from server.people.passwords import hash_password
from server.realtime.bus import Publisher
from server.tickets import actions as tickets
from server.tickets import replies
from server.tickets.convert import convert
from server.tickets.merge import merge
from server.tickets.split import split
from server.widget.visitors import remember

PASSWORD = "frontdesk-demo"  # noqa: S105 - of sample people, and named in the README
TICKETS = 200


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, moment):
        self.moment = moment

    def __call__(self):
        return self.moment

    def pass_(self, **amount) -> None:
        self.moment += timedelta(**amount)


async def fill(desk: Desk) -> None:
    """Adds agents (password: frontdesk-demo), 200 tickets and a dozen chats, some of them waiting now."""
    if await desk.store.agents.find_one({"email": AGENTS[0][1]}, {"_id": 1}):
        raise Misconfigured("The sample data is there already; a second helping would only double it.")
    chance = random.Random(20)
    present = desk.now()
    clock = Clock(present - timedelta(days=14))
    desk.clock = desk.ledger.clock = clock
    desk.bus = Publisher(desk.redis)
    followers.attach(desk)
    teams = [await _team(desk, name) for name in TEAMS]
    team = [await _agent(desk, row, teams) for row in AGENTS]
    known = {row["shortcut"] for row in await list_canned(desk, team[0])}
    for shortcut, title, body in CANNED:
        if shortcut not in known:
            await make_canned(desk, team[0], shortcut, title, body, None)
    for number in range(TICKETS):
        clock.moment = present - timedelta(days=14) * (1 - number / TICKETS) - timedelta(minutes=90)
        await _ticket(desk, clock, chance, team, teams)
    site = await desk.store.sites.find_one({}, sort=[("_id", 1)])
    for age, (person, lines, fate) in zip(range(len(CHATS), 0, -1), CHATS, strict=True):
        live = fate in ("waiting", "active")
        clock.moment = present - (timedelta(minutes=3 * age) if live else timedelta(hours=5 * age))
        await _chat(desk, clock, chance, team, site, person, lines, fate)
    clock.moment = present
    await _tidy(desk, team[0])
    await desk.bus.drain()


async def _team(desk: Desk, name: str) -> dict:
    row = {"_id": f"demo-{name.lower()}", "name": name, "created_at": desk.now()}
    found = await desk.store.teams.find_one({"name": name})
    if found is None:
        await desk.store.teams.insert_one(row)
    return {"id": (found or row)["_id"], "name": name}


async def _agent(desk: Desk, row: tuple, teams: list[dict]) -> Actor:
    name, email, role, team = row
    found = await desk.store.agents.find_one({"email": email})
    if found is None:
        found = new_agent(
            desk, email=email, name=name, role=role, teams=[teams[team]["id"]], password=await hash_password(PASSWORD)
        )
        await desk.store.agents.insert_one(found)
    return agent_actor(found)


async def _ticket(desk: Desk, clock: Clock, chance: random.Random, team: list[Actor], teams: list[dict]) -> None:
    who = chance.choice(team)
    subject, body, label = chance.choice(SUBJECTS)
    name, email = chance.choice(CUSTOMERS)
    priority = chance.choices(("low", "medium", "high", "urgent"), (20, 50, 22, 8))[0]
    state = await tickets.create(desk, who, tickets.NewTicket(
        subject, body, {"email": email, "name": name}, priority,
        list(dict.fromkeys([label, *chance.choices(LABELS, k=chance.randint(0, 1))])), None, None, chance.choice(teams),
    ))
    number = state["_id"]
    if chance.random() < 0.8:
        clock.pass_(minutes=chance.randint(1, 40))
        await tickets.assign(desk, who, number, agent=who.ref())
    if chance.random() < 0.3:
        await replies.note(desk, who, number, NOTES[number % len(NOTES)], None)
    fate = chance.choices(("", "waiting", "resolved", "closed"), (40, 20, 25, 15))[0]
    if then := {"waiting": "wait", "resolved": "resolve", "closed": "resolve"}.get(fate):
        clock.pass_(minutes=chance.randint(1, 25))
        await _answer(desk, clock, who, number, REPLIES[number % len(REPLIES)].format(name=name.split()[0]), then)
    if fate == "closed":
        clock.pass_(minutes=chance.randint(1, 25))
        await tickets.set_status(desk, who, number, fate)


async def _answer(desk: Desk, clock: Clock, who: Actor, number: int, body: str, then: str) -> None:
    written = await replies.reply(desk, who, number, body, then)
    clock.pass_(seconds=desk.settings.undo_seconds + 1)
    # The timer that waits to send it runs by the real time.
    await followers.do_duties(desk, written.event)


async def _tidy(desk: Desk, who: Actor) -> None:
    """Doubles are merged and a second matter is split off, so that there is something to look at and take back."""
    for _, email in CUSTOMERS[:3]:
        theirs = {"customer.email": email, "live": True}
        newest = await desk.store.tickets.find(theirs, {"_id": 1}).sort("_id", -1).limit(2).to_list(2)
        if len(newest) == 2:
            await merge(desk, who, newest[1]["_id"], [newest[0]["_id"]])
    async for aside in desk.store.events.find({"type": "note", "body": {"$regex": "invoice"}}).sort("at", -1):
        number = home(aside["subject"])[1]
        if await desk.store.tickets.find_one({"_id": number, "live": True}, {"_id": 1}):
            await split(desk, who, number, [aside["_id"]], "Which address is on the invoice?")
            break


async def _chat(desk, clock, chance, team, site, person, lines, fate) -> None:
    name, email, language = person
    facts = {
        "browser": chance.choice(("Chrome 141", "Firefox 148", "Safari 26")), "ip": "192.0.2.7",
        "os": chance.choice(("Windows 11", "macOS 26", "Android 16", "iOS 26")), "language": language,
        "time_zone": "Europe/Berlin", "pages": [{**page, "at": clock()} for page in chance.sample(PAGES, 3)],
    }
    visitor = Actor("visitor", f"demo-{zlib.crc32(lines[0].encode()):x}", name, site=site["_id"], email=email)
    record = await remember(desk, visitor, facts, name, email)
    opening = chats.Opening("demo-1", lines[0], record, {"key": site["_id"], "name": site["name"]})
    chat = (await chats.start(desk, visitor, opening)).state["_id"]
    agent = chance.choice(team)
    if fate != "waiting":
        clock.pass_(seconds=chance.randint(15, 90))
        await chats.accept(desk, agent, chat)
    for turn, line in enumerate(lines[1:], 2):
        clock.pass_(seconds=chance.randint(10, 45))
        speaker = agent if line.startswith("> ") else visitor
        await chats.post(desk, speaker, chat, f"demo-{turn}", line.removeprefix("> "))
    if fate == "ticket":
        await convert(desk, agent, chat)
    if fate in ("ended", "ticket"):
        await chats.end(desk, agent, chat)
