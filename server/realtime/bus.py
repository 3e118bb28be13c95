"""The bus: pushes to the browsers of every node, over Redis pub/sub.

Best effort and at once; `seq` repairs what it drops. Compared with the library's Redis manager it
publishes many pushes as one, and is back within a second of Redis: then every client of this node is
told to `resync`, for it can't know what it missed.
"""

import asyncio
import contextlib
import logging
from uuid import uuid4

import msgspec
from engineio import packet as eio_packet
from redis.asyncio import Redis
from redis.exceptions import RedisError
from socketio.async_manager import AsyncManager

from server import background
from server.desk import open_redis
from server.door import encode

CHANNEL = "frontdesk:bus"
RETRY_SECONDS = 0.3
GATHER_SECONDS = 0.004
SILENCE_SECONDS = 5
log = logging.getLogger("frontdesk.bus")


class Push(msgspec.Struct, array_like=True):
    """frame: the Socket.IO text, ready to send; `drop` ends the connections of the room after it."""

    namespace: str
    rooms: list[str]
    frame: str
    skip: str | None = None
    drop: bool = False


class Batch(msgspec.Struct, array_like=True):
    node: str
    pushes: list[Push]


def _frame(namespace: str, event: str, payload: dict) -> str:
    """The Socket.IO text of an event, encoded once for everybody who gets it."""
    return f"2{namespace},{encode([event, payload]).decode()}"


class Publisher:
    """The sending half: enough for workers. Collects what is sent in one turn of the loop."""

    def __init__(self, redis: Redis):
        self.node = uuid4().hex
        self._redis = redis
        self._waiting: list[Push] = []
        self._task: asyncio.Task | None = None

    def send(self, namespace: str, rooms: list[str], event: str, payload: dict, skip: str | None = None) -> None:
        self._publish(Push(namespace, rooms, _frame(namespace, event, payload), skip))

    def drop(self, namespace: str, room: str, reason: str) -> None:
        frame = _frame(namespace, "signed_out", {"reason": reason})
        self._publish(Push(namespace, [room], frame, None, True))

    async def drain(self) -> None:
        """Waits until everything sent so far is published: before a short-lived process ends."""
        if self._task:
            await self._task

    def _publish(self, push: Push) -> None:
        self._waiting.append(push)
        if self._task is None or self._task.done():
            self._task = background.run(self._run())

    async def _run(self) -> None:
        while self._waiting:
            pushes, self._waiting = self._waiting, []
            try:
                await self._redis.publish(CHANNEL, msgspec.json.encode(Batch(self.node, pushes)))
                if self._waiting:
                    # A busy moment: the other nodes get what gathers in it as one.
                    await asyncio.sleep(GATHER_SECONDS)
            except (RedisError, OSError) as error:
                log.warning("pushes not carried to other nodes: %s", error)


class Bus(AsyncManager, Publisher):
    """The whole of it, for web processes: also python-socketio's manager of rooms."""

    def __init__(self, redis_url: str):
        AsyncManager.__init__(self)
        Publisher.__init__(self, open_redis(redis_url))
        self._redis_url = redis_url
        self._listener: asyncio.Task | None = None

    def start(self) -> None:
        self._listener = asyncio.create_task(self._listen())

    async def stop(self) -> None:
        if self._listener:
            self._listener.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._listener
        with contextlib.suppress(RedisError, OSError):
            await self._redis.aclose()

    def join(self, connection, room: str) -> None:
        if connection.sid not in self.rooms.get(connection.namespace, {}).get(None, {}):
            # It has left while its event was being answered.
            return
        connection.rooms.add(room)
        self.basic_enter_room(connection.sid, connection.namespace, room)

    def leave(self, connection, room: str) -> None:
        connection.rooms.discard(room)
        self.basic_leave_room(connection.sid, connection.namespace, room)

    def to(self, connection, event: str, payload: dict) -> None:
        """To this one connection, which is on this node."""
        self._deliver(Push(connection.namespace, [connection.sid], _frame(connection.namespace, event, payload)))

    def send_here(self, namespace: str, rooms: list[str], event: str, payload: dict) -> None:
        """As `send`, to this node's connections only: for news that each node finds out by itself."""
        self._deliver(Push(namespace, rooms, _frame(namespace, event, payload)))

    def _publish(self, push: Push) -> None:
        self._deliver(push)
        Publisher._publish(self, push)

    def _deliver(self, push: Push) -> None:
        members = self.rooms.get(push.namespace)
        if not members:
            return
        found: dict[str, str] = {}
        for room in push.rooms:
            if room in members:
                found.update(members[room])
        found.pop(push.skip, None)
        if not found:
            return
        # One packet for all: it keeps its encoded form.
        packet = eio_packet.Packet(eio_packet.MESSAGE, push.frame)
        for eio_sid in found.values():
            self.server.put(eio_sid, packet)
        if push.drop:
            for sid in found:
                background.run(self.server.disconnect(sid, namespace=push.namespace))

    async def _listen(self) -> None:
        missed = False
        while True:
            try:
                async with open_redis(self._redis_url) as redis, redis.pubsub() as channel:
                    await channel.subscribe(CHANNEL)
                    if missed:
                        self._resync()
                    missed = True
                    await self._read(channel)
            except (RedisError, OSError, TimeoutError) as error:
                log.warning("no word from Redis, trying again: %s", error)
            except Exception:
                log.exception("the bus stumbled; listening again")
            await asyncio.sleep(RETRY_SECONDS)

    async def _read(self, channel) -> None:
        asked, ours = False, f'["{self.node}"'
        while True:
            message = await channel.get_message(timeout=SILENCE_SECONDS)
            if message is None:
                # Silence may be a dead connection: ask once, and give up on it when no answer comes.
                if asked:
                    raise ConnectionError("no answer to a ping")
                asked = True
                await channel.ping()
                continue
            asked = False
            if message["type"] != "message" or message["data"].startswith(ours):
                continue
            for push in msgspec.json.decode(message["data"], type=Batch).pushes:
                self._deliver(push)

    def _resync(self) -> None:
        for connection in list(self.server.connections.values()):
            self.to(connection, "resync", {})
