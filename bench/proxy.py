"""A TCP relay that can be cut: every connection through it is reset, as when a network goes away."""

import asyncio
import socket
import struct

RESET = struct.pack("ii", 1, 0)


class Relay:
    def __init__(self, port: int):
        self.target = port
        self.port = 0
        self.cuts = 0
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task] = set()

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    def cut(self) -> int:
        """Resets both ends of every connection; what was on its way is gone. Returns how many it cut."""
        cut = len(self._writers) // 2
        for writer in list(self._writers):
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            writer.transport.abort()
        self.cuts += cut
        return cut

    async def stop(self) -> None:
        self._server.close()
        self.cut()
        for task in list(self._tasks):
            task.cancel()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            writer.transport.abort()
            return
        both = {writer, far_writer}
        self._writers |= both
        directions = [asyncio.create_task(self._pump(reader, far_writer)),
                      asyncio.create_task(self._pump(far_reader, writer))]  # fmt: skip
        self._tasks.update(directions)
        await asyncio.wait(directions, return_when=asyncio.FIRST_COMPLETED)
        for task in directions:
            task.cancel()
            self._tasks.discard(task)
        for end in both:
            end.transport.abort()
        self._writers -= both

    @staticmethod
    async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()
        except OSError:
            return
