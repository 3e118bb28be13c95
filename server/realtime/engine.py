"""The Socket.IO server: python-socketio, with its hot path cut short.

What it changes, and why (measured in docs/performance.md): an event goes from the frame to its handler
without a task, and one client's events stay in order; a push is encoded once and put into each
connection's queue; the read and write loops have no timer per frame (the ping task watches the dead).
Handshake, polling, upgrade, rooms and pings stay the library's.
"""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import msgspec
import socketio
from engineio import packet as eio_packet
from engineio.payload import Payload

from server import logs
from server.actor import Actor
from server.door import encode, invalid
from server.errors import (
    Forbidden,
    FrontdeskError,
    Invalid,
    RateLimited,
    TooLarge,
    Unauthenticated,
    Unavailable,
)
from server.realtime.socket import Socket
from server.store import PyMongoError

log = logging.getLogger("frontdesk.socket")

FRAME_LIMIT = 4 * 1024 * 1024
EVENT_LIMIT = 256 * 1024
# Far above what people and honest programs send; a flood is answered, not carried out.
EVENTS_PER_SECOND, EVENTS_AT_ONCE = 500, 3000
PACKETS_IN_ONE_POST = 5000
INTERNAL = {"code": "internal", "message": "Something went wrong on our side."}
# An event, or one with binary attachments: its namespace and the number of its ack; the JSON follows.
_FRAME = re.compile(r"(?:2|5\d{1,3}-)(/[a-z]*),(\d{0,20})", re.ASCII)
_EVENT = msgspec.json.Decoder(list[msgspec.Raw])


@dataclass(slots=True)
class Connection:
    """One client on one namespace, once it has been let in."""

    sid: str
    namespace: str
    actor: Actor
    session: str = ""
    rooms: set[str] = field(default_factory=set)
    facts: dict = field(default_factory=dict)
    allowance: float = EVENTS_AT_ONCE
    asked_at: float = 0.0
    events: int = 0

    def admit(self, now: float) -> None:
        """Counts an event. Raises RateLimited for the one too many."""
        self.allowance = min(EVENTS_AT_ONCE, self.allowance + (now - self.asked_at) * EVENTS_PER_SECOND)
        self.asked_at = now
        self.events += 1
        if self.allowance < 1:
            raise RateLimited("Too many events at once; please slow down.", retry_after=1)
        self.allowance -= 1


Handler = Callable[[Connection, msgspec.Struct], Awaitable[dict]]


@dataclass(slots=True)
class Door:
    """What a namespace understands: how to let a client in, and its events with the shape of each."""

    enter: Callable[[str, dict, object], Awaitable[Connection]]
    entered: Callable[[Connection], Awaitable[None]]
    left: Callable[[Connection], Awaitable[None]]
    events: dict[str, tuple[type, Handler]]
    foreign: frozenset[str] = frozenset()


class Engine(socketio.AsyncServer):
    """`doors` by namespace decide who comes in and what they may say."""

    def __init__(self, manager):
        super().__init__(
            client_manager=manager, async_mode="asgi", async_handlers=False, always_connect=False,
            # Each namespace checks the Origin itself: the widget's and the console's differ.
            cors_allowed_origins="*", cors_credentials=False, max_http_buffer_size=FRAME_LIMIT,
            http_compression=False, namespaces=["/visitor", "/agent"],
        )
        # Polling clients send what gathered as one; the library drops more than 16 packets without a word.
        Payload.max_decode_packets = PACKETS_IN_ONE_POST
        self.doors: dict[str, Door] = {}
        self.connections: dict[str, Connection] = {}

    async def _handle_eio_connect(self, eio_sid, environ):
        # The library has no setting for its socket class; this is before the first frame is read.
        self.eio.sockets[eio_sid].__class__ = Socket
        await super()._handle_eio_connect(eio_sid, environ)

    async def _trigger_event(self, event, namespace, *args):
        if event == "connect":
            return await self._enter(namespace, *args)
        if event == "disconnect":
            return await self._leave(args[0])
        return self.not_handled

    async def _enter(self, namespace: str, sid: str, environ: dict, auth=None) -> None:
        try:
            self.connections[sid] = await self.doors[namespace].enter(sid, environ, auth)
        except FrontdeskError as error:
            raise socketio.exceptions.ConnectionRefusedError(error.message, error.shape()) from None
        except PyMongoError:
            error = Unavailable("The database does not answer right now.")
            raise socketio.exceptions.ConnectionRefusedError(error.message, error.shape()) from None
        except Exception:
            log.exception("connect failed")
            raise socketio.exceptions.ConnectionRefusedError(INTERNAL["message"], INTERNAL) from None

    async def _leave(self, sid: str) -> None:
        connection = self.connections.pop(sid, None)
        if connection:
            try:
                await self.doors[connection.namespace].left(connection)
            except Exception:
                log.exception("leaving failed")

    async def _handle_connect(self, eio_sid, namespace, data):
        known = self.manager.sid_from_eio_sid(eio_sid, namespace or "/")
        await super()._handle_connect(eio_sid, namespace, data)
        sid = self.manager.sid_from_eio_sid(eio_sid, namespace or "/")
        connection = self.connections.get(sid)
        if connection and sid != known:
            # Only now does the client know that it is connected, and will take events.
            await self.doors[connection.namespace].entered(connection)

    async def _handle_eio_message(self, eio_sid, data):
        # Nothing else is spoken here: no acks to events of ours; and bytes belong to a refused binary event.
        kind = data[:1] if isinstance(data, str) else ""
        if kind in ("2", "5"):
            await self._event(eio_sid, data)
        elif kind in ("0", "1"):
            try:
                await super()._handle_eio_message(eio_sid, data)
            except (ValueError, RecursionError):
                self._refuse(eio_sid, data)

    def _refuse(self, eio_sid: str, data: str) -> None:
        """The answer to a connect that the library can't read."""
        error = Invalid("The connect data can't be read: expected one JSON object in UTF-8.")
        refusal = {"message": error.message, "data": error.shape()}
        text = f"4{data[1:data.find(',') + 1]}{encode(refusal).decode()}"
        self.put(eio_sid, eio_packet.Packet(eio_packet.MESSAGE, text))

    async def _event(self, eio_sid: str, data: str) -> None:
        frame = _FRAME.match(data)
        if frame is None:
            return
        namespace, ack = frame.groups()
        connection = self.connections.get(self.manager.sid_from_eio_sid(eio_sid, namespace))
        if connection is None:
            reply = _failed(Unauthenticated(f"Connect to {namespace} before you send events."))
        elif data[0] == "5":
            reply = _failed(Invalid("Binary data is not understood here; send JSON."))
        else:
            reply = await self._reply(connection, data[frame.end():])
        if ack:
            text = f"3{namespace},{ack}[{encode(reply).decode()}]"
            self.put(eio_sid, eio_packet.Packet(eio_packet.MESSAGE, text))

    async def _reply(self, connection: Connection, text: str) -> dict:
        try:
            connection.admit(asyncio.get_running_loop().time())
            logs.request_id.set(f"{connection.sid[:12]}.{connection.events}")
            handler, payload = _understand(self.doors[connection.namespace], text)
            return {"ok": True, **await handler(connection, payload)}
        except FrontdeskError as error:
            return _failed(error)
        except PyMongoError as error:
            log.warning("database: %s", error)
            return _failed(Unavailable("The database does not answer right now."))
        except Exception:
            log.exception("event failed")
            return {"ok": False, "error": INTERNAL}

    def put(self, eio_sid: str, packet: eio_packet.Packet) -> None:
        socket = self.eio.sockets.get(eio_sid)
        if socket is not None:
            socket.push(packet)


def _failed(error: FrontdeskError) -> dict:
    return {"ok": False, "error": error.shape()}


def _understand(door: Door, text: str) -> tuple[Handler, msgspec.Struct]:
    """The handler and the checked payload of an event. Raises Invalid, TooLarge or Forbidden."""
    if len(text) > EVENT_LIMIT:
        raise TooLarge(f"An event may have at most {EVENT_LIMIT:,} characters.", limit=EVENT_LIMIT)
    try:
        name, *arguments = _EVENT.decode(text)
        event = msgspec.json.decode(name, type=str)
    except (ValueError, msgspec.MsgspecError, RecursionError):
        raise Invalid("The event can't be read: expected a name and one JSON object in UTF-8.") from None
    known = door.events.get(event)
    if known is None:
        if event in door.foreign:
            raise Forbidden(f"{event} is not for you.")
        raise Invalid(f"There is no event {event[:60]!r}.", event=event[:60])
    if len(arguments) != 1:
        raise Invalid(f"{event} takes one object.", event=event)
    shape, handler = known
    try:
        return handler, msgspec.json.decode(arguments[0], type=shape)
    except (ValueError, msgspec.MsgspecError, RecursionError) as error:
        raise invalid(error) from None
