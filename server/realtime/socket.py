"""One Engine.IO connection: python-engineio's, with loops that cost one wake-up per frame.

A client that does not read is cut off: it resumes by `sync`, and we keep our memory.
"""

import asyncio
import logging
import struct

from engineio import packet as eio_packet
from engineio.async_socket import AsyncSocket

from server import background

log = logging.getLogger("frontdesk.socket")

QUEUE_LIMIT = 2000
GOODBYE_SECONDS = 5
# The first byte of a frame that is a whole text, and the heads of frames of 126 bytes and more.
_TEXT = 0x81
_MIDDLE, _LONG = struct.Struct("!BBH"), struct.Struct("!BBQ")


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
        """Straight into a transport that takes it, with nothing waiting before: saves waking the writer, and
        the server's framing, which is made for more than short, whole, uncompressed texts."""
        protocol = getattr(self.ws.asgi_send, "__self__", None)
        if protocol is None or not protocol.writable.is_set():
            return False
        # Of a connection that is gone the reading loop finds out, and cleans up.
        if not (protocol.disconnected or protocol.close_sent or protocol.transport.is_closing()):
            protocol.transport.write(_framed(packet.encode()))
        return True

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


def _framed(text: str) -> bytes:
    """The text as one websocket frame of a server (RFC 6455): whole, and unmasked."""
    data = text.encode()
    size = len(data)
    if size < 126:
        head = bytes((_TEXT, size))
    elif size < 65536:
        head = _MIDDLE.pack(_TEXT, 126, size)
    else:
        head = _LONG.pack(_TEXT, 127, size)
    return head + data
