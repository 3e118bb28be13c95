"""A TCP relay that can be cut: every connection through it is reset, as when a network goes away."""

import asyncio
import random
import socket
import struct
import time

DARK_SECONDS = 1.0
RESET = struct.pack("ii", 1, 0)


class Relay:
    def __init__(self, port: int):
        self.target = port
        self.port = 0
        self.cuts = 0
        self._dark_since = 0.0
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
        self._dark_since = time.monotonic()
        return cut

    async def stop(self) -> None:
        self._server.close()
        self.cut()
        await asyncio.gather(*self._tasks)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        # People come back at different moments, so that each misses what the others say meanwhile.
        if time.monotonic() < self._dark_since + random.uniform(0, DARK_SECONDS):
            writer.transport.abort()
            return
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            writer.transport.abort()
            return
        both = {writer, far_writer}
        self._writers |= both
        directions = [asyncio.create_task(self._pump(reader, far_writer)),
                      asyncio.create_task(self._pump(far_reader, writer))]  # fmt: skip
        await asyncio.wait(directions, return_when=asyncio.FIRST_COMPLETED)
        for direction in directions:
            direction.cancel()
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
