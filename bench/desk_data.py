"""Makes the big desk: 200,000 tickets and 2 million events of two years, the same ones for the same seed.

Events are written as the product writes them and folded by its own `fold`, so every document is what replay gives.
"""

import random
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bench.desk_life import Life, chat_opening
from bench.desk_words import ANSWERED, ASKED, COMPANIES, FIRST, LABELS, LAST, NOTED, Pen
from bench.parts import ADMIN
from server.actor import SYSTEM, Actor
from server.desk import Desk
from server.events import chat_subject, ticket_subject
from server.people.access import agent_actor
from server.people.agents import new_agent
from server.people.customer_words import words_of
from server.people.passwords import hash_password
from server.store import WriteConcern, new_id, now
from server.tickets import labels, names
from server.tickets.categories import SEEDED

TEAMS = ("Support", "Billing", "Shipping", "Technical", "Sales", "Nights")
AGENTS, DAYS, BATCH, HEAVY = 40, 730, 4000, 20
LIVE = ("open", "in_progress", "waiting", "resolved")


@dataclass
class Cast:
    agents: list[Actor]
    teams: list[dict]
    customers: list[dict]
    site: dict
    rows: dict[str, list] = field(default_factory=lambda: {"events": [], "tickets": [], "chats": []})


async def fill(desk: Desk, tickets: int, events: int) -> None:
    """Fills an empty database; its indexes are made at the end, for that is quicker."""
    chance, began = random.Random(8), time.monotonic()
    pen, cast, written = Pen(chance), await _people(desk, chance, tickets), 0
    # What the ticket's own events must come to on average, beside those of the chats.
    mean = max(4.0, (events - 0.3 * tickets * 9) / tickets)
    for index in range(tickets):
        _ticket(cast, pen, chance, index, tickets, mean)
        if len(cast.rows["tickets"]) >= BATCH or index == tickets - 1:
            written += len(cast.rows["events"])
            await _store(desk, cast)
            took = time.monotonic() - began
            print(f"\r  {index + 1:,} tickets, {written:,} events, {took:.0f} s", end="", flush=True)
    print()
    await desk.store.counters.update_one({"_id": "tickets"}, {"$set": {"value": 1000 + tickets}}, upsert=True)
    await desk.store.counters.update_one({"_id": "healed"}, {"$set": {"at": now()}}, upsert=True)


async def _store(desk: Desk, cast: Cast) -> None:
    quick = WriteConcern(w=1)
    for name, rows in cast.rows.items():
        if rows:
            await desk.store.database[name].with_options(write_concern=quick).insert_many(rows, ordered=False)
    cast.rows = {name: [] for name in cast.rows}


async def _people(desk: Desk, chance: random.Random, tickets: int) -> Cast:
    teams = [{"id": new_id(), "name": name} for name in TEAMS]
    await desk.store.teams.insert_many([
        {"_id": team["id"], "name": team["name"], "created_at": desk.now()} for team in teams
    ])
    password, agents = await hash_password(ADMIN[1]), []
    for number in range(AGENTS):
        name = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
        role, own = "manager" if number % 10 == 0 else "agent", [teams[number % len(teams)]["id"]]
        agents.append(new_agent(
            desk, email=f"agent{number}@example.com", name=name, role=role, teams=own, password=password
        ))
    await desk.store.agents.insert_many(agents)
    fresh = [labels.new_label(name, labels.colour_for(name)) for name in LABELS]
    await desk.store.labels.insert_many(fresh)
    await desk.store.categories.insert_many([names.new_row(name) for name in SEEDED])
    customers = [_customer(chance, number) for number in range(max(1, tickets // 5))]
    for start in range(0, len(customers), BATCH):
        await desk.store.customers.insert_many(customers[start:start + BATCH])
    return Cast([agent_actor(agent) for agent in agents], teams, customers, {"key": "bench", "name": "Bench shop"})


def _customer(chance: random.Random, number: int) -> dict:
    name = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
    made = {
        "_id": new_id(), "name": name, "emails": [f"person{number}@customer.example"],
        "company": chance.choice(COMPANIES), "created_at": now() - timedelta(days=chance.random() * DAYS),
    }
    return {**made, "words": words_of(made)}


def _ticket(cast: Cast, pen: Pen, chance: random.Random, index: int, tickets: int, mean: float) -> None:
    """One ticket from its first word to where it is today; the newest are mostly not closed yet."""
    share = index / tickets
    at = now() - timedelta(days=DAYS * (1 - share) * 0.999 + 0.02, seconds=chance.random() * 60)
    person = cast.customers[int(chance.random() ** 2 * len(cast.customers))]
    customer = {"id": person["_id"], "name": person["name"], "email": person["emails"][0]}
    agent, subject = chance.choice(cast.agents), pen.subject()
    live = chance.random() < (0.9 if share > 0.8 else 0.35 if share > 0.6 else 0)
    life = Life(ticket_subject(1001 + index), at)
    if chance.random() < 0.3:
        life.at = _from_chat(cast, pen, chance, life, customer, agent, subject)
    else:
        _by_hand(cast, pen, chance, life, customer, agent, subject)
    heavy = index % (tickets // HEAVY or 1) == 0
    rest = 500 if heavy else max(0, round(chance.gauss(mean, 2.5)) - 3)
    _middle(pen, chance, life, agent, rest)
    _end(chance, life, agent, live)
    cast.rows["events"] += life.events
    cast.rows["tickets"].append(life.state)


def _by_hand(
    cast: Cast, pen: Pen, chance: random.Random, life: Life, customer: dict, agent: Actor, subject: str
) -> None:
    team = chance.choice(cast.teams) if chance.random() < 0.9 else None
    life.add("message.opened", agent, body=pen.text(ASKED, 5), changes={
        "subject": subject, "status": "open", "priority": _priority(chance), "assignee": None, "team": team,
        "labels": chance.sample(LABELS[: chance.choice((5, 12, 24))], chance.choice((0, 1, 1, 2, 3))),
        "category": chance.choice((None, *SEEDED)), "customer": customer, "chat": None,
        "channel": chance.choices(("email", "form", "agent", "api"), (55, 20, 20, 5))[0],
    })


def _from_chat(
    cast: Cast, pen: Pen, chance: random.Random, life: Life, customer: dict, agent: Actor, subject: str
) -> datetime:
    visitor, chat = Actor("visitor", new_id(), customer["name"], site="bench"), Life(chat_subject(new_id()), life.at)
    facts = {
        "id": visitor.id, "name": visitor.name, "email": customer["email"], "identified": False, "page": None,
        "browser": "Firefox", "os": "Windows", "language": "en", "time_zone": "Europe/Berlin", "first_seen": life.at,
    }
    chat.add("message", visitor, body=pen.text(ASKED, 2), client_id=new_id(), changes={
        "site": cast.site, "status": "waiting", "visitor": facts, "agent": None, "team": None, "waiting_since": life.at,
        "queued_at": life.at, "accepted_at": None, "ended_at": None, "ended_by": None, "ticket": None, "rating": None,
    })
    chat.later(chance.randint(5, 90))
    chat.add("chat.accepted", agent, changes={
        "status": "active", "agent": agent.ref(), "accepted_at": chat.at, "waiting_since": None,
    })
    for turn in range(chance.randint(3, 7)):
        chat.later(chance.randint(5, 60))
        speaker, phrases = ((agent, ANSWERED), (visitor, ASKED))[turn % 2]
        chat.add("message", speaker, body=pen.text(phrases, 2), client_id=new_id())
    life.at = chat.at
    life.add("chat.opened", agent, changes=chat_opening(chat, customer, subject), data={"chat": chat.state["_id"]})
    number = life.state["_id"]
    chat.add("chat.converted", agent, changes={"ticket": number}, data={"number": number})
    chat.add("chat.ended", agent, changes={"status": "ended", "ended_at": chat.at, "ended_by": "agent"})
    cast.rows["events"] += chat.events
    cast.rows["chats"].append(chat.state)
    priority = _priority(chance)
    life.add("priority", agent, changes={"priority": priority}, data={"was": "Medium", "to": priority.capitalize()})
    return life.at


def _middle(pen: Pen, chance: random.Random, life: Life, agent: Actor, events: int) -> None:
    """About so many events: owner, replies that are sent, notes, labels."""
    left = events
    while left > 0:
        life.later(chance.expovariate(1 / 3600))
        what = chance.random()
        if life.state["assignee"] is None and what < 0.5:
            life.assign(agent, agent)
        elif what < 0.75 and left > 1:
            life.reply(agent, pen.text(ANSWERED, 4), SYSTEM, "waiting" if chance.random() < 0.3 else None)
            left -= 1
        elif what < 0.9:
            life.add("note", agent, body=pen.text(NOTED, 2))
        else:
            wanted = chance.sample(LABELS[:12], 2)
            life.add("labels", agent, changes={"labels": wanted}, data={"change": f"added {', '.join(wanted)}"})
        left -= 1


def _end(chance: random.Random, life: Life, agent: Actor, live: bool) -> None:
    life.at = min(life.at, now() - timedelta(minutes=1))
    if live:
        to = chance.choices(LIVE, (25, 30, 30, 15))[0]
        if to in ("waiting", "resolved"):
            life.status(agent, to)
        return
    life.status(agent, "resolved")
    life.status(SYSTEM, "closed")


def _priority(chance: random.Random) -> str:
    return chance.choices(("low", "medium", "high", "urgent"), (20, 50, 22, 8))[0]
