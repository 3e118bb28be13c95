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
from engineio.async_socket import AsyncSocket
from engineio.payload import Payload

from server import background, logs
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
from server.store import PyMongoError

log = logging.getLogger("frontdesk.socket")

# A client that does not read is cut off: it resumes by `sync`, and we keep our memory.
QUEUE_LIMIT = 2000
GOODBYE_SECONDS = 5
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


class Socket(AsyncSocket):
    """An Engine.IO connection whose loops cost one wake-up per frame."""

    ws = None
    idle = False

    def push(self, packet: eio_packet.Packet) -> None:
        if self.closed or self.closing:
            return
        if self.idle and self.queue.empty() and self._written_at_once(packet):
            return
        if self.queue.qsize() >= QUEUE_LIMIT:
            log.warning("connection cut: it does not read what it is sent")
            self.closing = True
            background.run(self._cut())
            return
        self.queue.put_nowait(packet)

    def _written_at_once(self, packet: eio_packet.Packet) -> bool:
        """Straight into a transport that takes it, with nothing waiting before: saves waking the writer. Such
        a `send` has nothing to wait for, so one step carries it out."""
        protocol = getattr(self.ws.asgi_send, "__self__", None)
        if protocol is None or not protocol.writable.is_set():
            return False
        step = protocol.send({"type": "websocket.send", "text": packet.encode()})
        try:
            step.send(None)
        except StopIteration:
            return True
        except Exception:
            # The connection is gone; the reading loop finds out and cleans up.
            return True
        step.close()
        return False

    async def _cut(self) -> None:
        self.closing = False
        while not self.queue.empty():
            self.queue.get_nowait()
        await self.close(wait=False, abort=True, reason=self.server.reason.TRANSPORT_ERROR)
        self._hang_up()

    async def close(self, wait=True, abort=False, reason=None):
        await super().close(wait=wait, abort=abort, reason=reason)
        # Who does not read does not see our goodbye either, and would keep the connection for ever.
        asyncio.get_running_loop().call_later(GOODBYE_SECONDS, self._hang_up)

    def _hang_up(self) -> None:
        # ASGI has no word for it: the transport is the one of uvicorn's protocol, whose method `send` is.
        protocol = getattr(self.ws and self.ws.asgi_send, "__self__", None)
        if protocol is not None:
            protocol.transport.abort()

    async def _websocket_handler(self, ws):
        self.ws = ws
        if self.connected:
            # An upgrade from polling: rare, and intricate enough to leave to the library.
            await super()._websocket_handler(ws)
            return
        self.connected = self.upgraded = True
        writer = asyncio.ensure_future(self._write(ws))
        try:
            while True:
                frame = await ws.wait()
                if frame is None:
                    break
                if frame[:1] == "4":
                    await self.server.handlers["message"](self.sid, frame[1:])
                else:
                    await self.receive(eio_packet.Packet(encoded_packet=frame))
        except OSError:
            pass
        except Exception as error:
            # No traceback: a stranger could fill the log with them.
            log.warning("connection closed on a frame that could not be handled: %s", error)
        self.queue.put_nowait(None)
        await writer
        await self.close(wait=False, abort=True, reason=self.server.reason.TRANSPORT_CLOSE)

    async def _write(self, ws) -> None:
        queue = self.queue
        try:
            while True:
                self.idle = True
                packet = await queue.get()
                self.idle = False
                if packet is None:
                    break
                await ws.send(packet.encode())
                if packet.packet_type == eio_packet.CLOSE:
                    break
        except Exception:
            log.debug("connection lost while writing")
        await ws.close()


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
