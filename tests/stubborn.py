"""A client that keeps its word over a bad network, as our browsers do: resends what was not acknowledged under
the same client id, in order, and asks for what it missed."""

import asyncio
import contextlib
from uuid import uuid4

from tests.sockets import Client, Refused

RETRY_SECONDS = 0.1
ACK_SECONDS = 4


class Stubborn:
    def __init__(self, url: str, namespace: str, auth: dict, origin: str | None):
        self._make = lambda: Client(url, namespace, auth, origin)
        self._client: Client | None = None
        self._connecting = asyncio.Lock()
        self.resent = 0

    async def start(self) -> None:
        await self._connected()

    async def stop(self) -> None:
        if self._client:
            with contextlib.suppress(Exception):
                await self._client.close()

    async def ask(self, event: str, payload: dict) -> dict:
        """The ack, however often it takes. Refusals that a retry would not mend are returned."""
        while True:
            client = await self._connected()
            call = asyncio.create_task(client.ask(event, payload))
            gone = asyncio.create_task(client.gone.wait())
            await asyncio.wait({call, gone}, timeout=ACK_SECONDS, return_when=asyncio.FIRST_COMPLETED)
            gone.cancel()
            if not call.done():
                call.cancel()
                client.gone.set()
            with contextlib.suppress(Exception, asyncio.CancelledError):
                ack = await call
                if ack["ok"] or ack["error"]["code"] not in ("unavailable", "internal"):
                    return ack
            self.resent += 1
            await asyncio.sleep(RETRY_SECONDS)

    async def say(self, chat: str, body: str) -> dict:
        ack = await self.ask("message.send", {"chat": chat, "client_id": str(uuid4()), "body": body})
        assert ack["ok"], ack
        return ack["message"]

    async def lines(self, chat: str) -> list[dict]:
        """All of the chat, by `sync`."""
        found, after, more = [], 0, True
        while more:
            page = await self.ask("sync", {"chat": chat, "after": after})
            found, after, more = found + page["messages"], page["seq"], page["more"]
        return found

    async def _connected(self) -> Client:
        async with self._connecting:
            while self._client is None or not self._client.connected:
                if self._client:
                    with contextlib.suppress(Exception):
                        await self._client.close()
                self._client = self._make()
                try:
                    await asyncio.wait_for(self._client.connect(), 5)
                except (Refused, TimeoutError, AssertionError, OSError):
                    await asyncio.sleep(RETRY_SECONDS)
            return self._client
