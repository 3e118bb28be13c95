"""Who has a ticket open, and who is writing in it: over all nodes, kept in Redis while it lasts.

Each node knows its own connections and says so with every heartbeat; whose node is not heard for ALIVE_SECONDS is
not looking any more. With Redis away a node shows what it knows itself, and nobody waits.
"""

import asyncio
from collections.abc import Iterable

from redis.exceptions import RedisError

from server import background
from server.desk import Desk
from server.people.access import agent_actor
from server.people.soft_redis import softly
from server.realtime.bus import Bus
from server.realtime.engine import Connection

ALIVE_SECONDS = 30
WRITING_SECONDS = 6
# What happens within this time is told as one; somebody who leafs through tickets is not seen in each.
GATHER_SECONDS = 0.15
# A snapshot does not wait longer for Redis than this.
PATIENCE_SECONDS = 0.3
LOOKING, WRITING = "looking", "looking:writing"

# (ticket, agent id, connection)
Member = tuple[int, str, str]


class Looking:
    def __init__(self, desk: Desk, bus: Bus):
        self._desk, self._bus = desk, bus
        # Of this node's connections: until when (ms) they write; 0: they only look.
        self._here: dict[Member, int] = {}
        self._unsaid: set[Member] = set()
        self._news: set[int] = set()
        self._known: dict[int, list[dict]] = {}
        self._task: asyncio.Task | None = None

    def came(self, connection: Connection, number: int) -> None:
        """The agent has opened the ticket on this connection, unless it was lost meanwhile."""
        if connection.sid not in self._bus.server.connections:
            return
        self._here.setdefault(_member(connection, number), 0)
        self._changed(_member(connection, number))

    def went(self, connection: Connection, number: int) -> None:
        if self._here.pop(_member(connection, number), None) is not None:
            self._changed(_member(connection, number))

    def left(self, connection: Connection) -> None:
        """The connection is gone, and with it all that it had open."""
        for number in [number for number, _, sid in self._here if sid == connection.sid]:
            self.went(connection, number)

    def writes(self, connection: Connection, number: int, on: bool) -> bool:
        """Renews, or ends, that the agent writes. False if the ticket is not open on this connection."""
        member = _member(connection, number)
        if member not in self._here:
            return False
        before, now = self._here[member], self._now()
        self._here[member] = now + WRITING_SECONDS * 1000 if on else 0
        if on:
            asyncio.get_running_loop().call_later(WRITING_SECONDS + GATHER_SECONDS, self._stopped, member)
        self._changed(member, news=on != (before > now))
        return True

    async def people(self, number: int) -> list[dict]:
        """Who has the ticket open: [{agent, writing}], by name."""
        return (await self.everywhere([number])).get(number, [])

    async def everywhere(self, numbers: Iterable[int] | None = None) -> dict[int, list[dict]]:
        """As `people`, for these tickets, or for all that somebody has open."""
        found = await self._read()
        for (number, agent, _), until in self._here.items():
            found[number, agent] = found.get((number, agent), False) or until > self._now()
        wanted = None if numbers is None else set(numbers)
        if wanted is not None:
            found = {key: writing for key, writing in found.items() if key[0] in wanted}
        return await self._shapes(found)

    async def beat(self) -> None:
        """This node's word that its connections are there; and what other nodes no longer say is told here."""
        self._unsaid |= set(self._here)
        await self._say()
        now = await self.everywhere()
        for number in self._known.keys() | now.keys():
            if self._known.get(number, []) != now.get(number, []):
                payload = {"number": number, "people": now.get(number, [])}
                self._bus.send_here("/agent", _rooms(number), "ticket.people", payload)
        self._known = now

    def _stopped(self, member: Member) -> None:
        until = self._here.get(member, 0)
        if until and until <= self._now():
            self._here[member] = 0
            self._changed(member)

    def _changed(self, member: Member, news: bool = True) -> None:
        self._unsaid.add(member)
        if news:
            self._news.add(member[0])
        if self._task is None or self._task.done():
            self._task = background.run(self._run())

    async def _run(self) -> None:
        while self._unsaid or self._news:
            await asyncio.sleep(GATHER_SECONDS)
            news, self._news = self._news, set()
            await self._say()
            people = await self.everywhere(news) if news else {}
            for number in news:
                shown = people.get(number, [])
                self._bus.send("/agent", _rooms(number), "ticket.people", {"number": number, "people": shown})

    async def _say(self) -> None:
        """Writes the present state of what changed; one pipeline at a time, so nothing overtakes."""
        unsaid, self._unsaid = self._unsaid, set()
        now = self._now()
        pipe = self._desk.redis.pipeline(transaction=False)
        for member in unsaid:
            until, name = self._here.get(member), _name(member)
            pipe.zrem(LOOKING, name) if until is None else pipe.zadd(LOOKING, {name: now})
            pipe.zadd(WRITING, {name: until}) if until else pipe.zrem(WRITING, name)
        pipe.zremrangebyscore(LOOKING, 0, now - 2 * ALIVE_SECONDS * 1000)
        pipe.zremrangebyscore(WRITING, 0, now)
        await softly(pipe.execute(), None)

    async def _read(self) -> dict[tuple[int, str], bool]:
        """(ticket, agent) -> whether they write; nothing when Redis does not answer at once."""
        now = self._now()
        pipe = self._desk.redis.pipeline(transaction=False)
        pipe.zrangebyscore(LOOKING, now - ALIVE_SECONDS * 1000, "+inf")
        pipe.zrangebyscore(WRITING, f"({now}", "+inf")
        try:
            looking, writing = await asyncio.wait_for(softly(pipe.execute(), ([], [])), PATIENCE_SECONDS)
        except (TimeoutError, RedisError):
            return {}
        busy, found = set(writing), {}
        for name in looking:
            number, agent, _ = name.split("|")
            key = int(number), agent
            found[key] = found.get(key, False) or name in busy
        return found

    async def _shapes(self, found: dict[tuple[int, str], bool]) -> dict[int, list[dict]]:
        ids = list({agent for _, agent in found})
        rows = self._desk.store.agents.find({"_id": {"$in": ids}}).sort([("name", 1), ("_id", 1)]) if ids else None
        refs = {row["_id"]: agent_actor(row).ref() async for row in rows} if rows else {}
        people: dict[int, list[dict]] = {}
        for agent, ref in refs.items():
            for (number, other), writing in found.items():
                if other == agent:
                    people.setdefault(number, []).append({"agent": ref, "writing": writing})
        return people

    def _now(self) -> int:
        return int(self._desk.now().timestamp() * 1000)


def _rooms(number: int) -> list[str]:
    return [f"ticket:{number}", "queue"]


def _member(connection: Connection, number: int) -> Member:
    return number, connection.actor.id, connection.sid


def _name(member: Member) -> str:
    return "|".join(map(str, member))
