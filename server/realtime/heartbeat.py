"""This node's pulse: says who is connected here, ends the sockets of ended sessions, tells sites who is on."""

import asyncio
import logging
from dataclasses import replace

from server.desk import Desk
from server.people import presence, sessions
from server.realtime.engine import Engine
from server.realtime.looking import Looking

# A revoked session is dropped through the bus at once; this is the net below it (5 s is promised).
CHECK_SECONDS = 4
BEAT_SECONDS = 10
SITE_SECONDS = 2
log = logging.getLogger("frontdesk.heartbeat")


class Heartbeat:
    def __init__(self, desk: Desk, engine: Engine, looking: Looking):
        self._desk, self._engine, self._looking = desk, engine, looking
        self._online: bool | None = None

    async def run(self) -> None:
        duties = ((self._beat, BEAT_SECONDS), (self._check_sessions, CHECK_SECONDS), (self._tell_sites, SITE_SECONDS))
        await asyncio.gather(*(self._every(seconds, duty) for duty, seconds in duties))

    async def _every(self, seconds: float, duty) -> None:
        while True:
            try:
                await duty()
            except Exception:
                log.exception("the heartbeat missed a beat")
            await asyncio.sleep(seconds)

    def _of(self, namespace: str) -> list:
        return [one for one in self._engine.connections.values() if one.namespace == namespace]

    async def _beat(self) -> None:
        agents = [(one.actor.id, one.sid) for one in self._of("/agent")]
        visitors = [(one.actor.id, one.sid) for one in self._of("/visitor")]
        await presence.heartbeat(self._desk, agents)
        await presence.visitor_heartbeat(self._desk, visitors)
        await self._looking.beat()

    async def _check_sessions(self) -> None:
        agents = self._of("/agent")
        if not agents:
            return
        actors = await sessions.actors_of(self._desk, list({one.session for one in agents}))
        for one in agents:
            if one.session in actors:
                # Whoever has a new name, picture or team goes on with it, without connecting anew.
                one.actor = replace(actors[one.session], connection=one.sid)
        for session in {one.session for one in agents} - actors.keys():
            self._desk.bus.drop("/agent", f"session:{session}", "This sign-in has ended.")

    async def _tell_sites(self) -> None:
        """Widgets show whether somebody is there; only a change is news."""
        visitors = self._of("/visitor")
        if not visitors:
            self._online = None
            return
        online = "online" in (await presence.presence_of(self._desk)).values()
        if self._online is not None and online != self._online:
            for room in {f"site:{one.actor.site}" for one in visitors}:
                self._engine.manager.send_here("/visitor", [room], "site", {"online": online})
        self._online = online
