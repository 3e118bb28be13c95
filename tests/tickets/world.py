"""The world in which the state machine plays: its nodes and people, made once and emptied before each life."""

import asyncio
from itertools import count

from server import followers
from server.desk import open_desk
from tests.cast import make_cast
from tests.desks import Clock, RecordingBus, settle

CLEARED = ("events", "chats", "tickets", "reads", "counters", "notifications")


class World:
    """The nodes and the people; made once, and emptied before each life."""

    def __init__(self, settings):
        self.loop = asyncio.Runner()
        self.settings, self.clock, self.words = settings, Clock(), count()
        self.nodes, self.cast = [], None

    def run(self, work):
        return self.loop.run(work)

    async def begin(self) -> None:
        await self.end()
        bus = RecordingBus()
        self.nodes = [
            open_desk(self.settings, secret=self.settings.secret_key, bus=bus, clock=self.clock) for _ in range(2)
        ]
        for node in self.nodes:
            followers.attach(node)
        if self.cast is None:
            await self.nodes[0].store.ensure_indexes()
            self.cast = await make_cast(self.nodes[0])
        for name in CLEARED:
            await self.nodes[0].store.database[name].delete_many({})
        cast = self.cast
        self.agents = [cast.alice.actor, cast.bob.actor, cast.max.actor, cast.ada.actor]
        # Both browsers belong to one person, so that their tickets can be merged.
        self.guests = [cast.vera, cast.sam]
        self.chats: list[str] = []

    async def end(self) -> None:
        await settle(*self.nodes)
        for node in self.nodes:
            await node.close()
        self.nodes = []
