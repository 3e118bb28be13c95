"""A client that keeps its word over a bad network: resends what was not acknowledged, asks for what it missed."""

import asyncio
from uuid import uuid4

import socketio

ACK_SECONDS = 5
WELCOME_SECONDS = 3


class Stubborn:
    def __init__(self, port: int, origin: str, namespace: str, auth: dict):
        self.chat = ""
        self.resent = 0
        self._url = f"http://127.0.0.1:{port}"
        self._origin = origin
        self._namespace = namespace
        self._auth = auth
        self._messages: dict[int, dict] = {}
        self._complete = 0
        self._leaving = False
        self._connecting = False
        self._online = asyncio.Event()
        self._offline = asyncio.Event()
        self._tasks: set[asyncio.Task] = set()
        self._new_socket()

    def _new_socket(self) -> None:
        socket = self._socket = socketio.AsyncClient(reconnection=False)
        socket.on("message.new", self._hear, namespace=self._namespace)
        socket.on("welcome", self._welcome, namespace=self._namespace)
        socket.on("disconnect", lambda *reason: self._lose(socket), namespace=self._namespace)

    async def connect(self) -> None:
        self._connecting = True
        while not self._leaving:
            try:
                await self._socket.connect(
                    self._url, namespaces=[self._namespace], auth=self._auth, transports=["websocket"],
                    headers={"Origin": self._origin}, wait_timeout=WELCOME_SECONDS,
                )  # fmt: skip
                await asyncio.wait_for(self._online.wait(), WELCOME_SECONDS)
                break
            except (socketio.exceptions.ConnectionError, TimeoutError):
                await self._socket.disconnect()
                await asyncio.sleep(0.1)
                self._new_socket()
        self._connecting = False

    async def leave(self) -> None:
        self._leaving = True
        await self._socket.disconnect()

    async def begin(self, body: str) -> str:
        answer = await self.ask("chat.start", {"client_id": str(uuid4()), "body": body})
        self.chat = answer["chat"]["id"]
        self._take([answer["message"]])
        return self.chat

    async def say(self, body: str) -> None:
        """Returns when the message is acknowledged, however often it takes."""
        answer = await self.ask("message.send", {"chat": self.chat, "client_id": str(uuid4()), "body": body})
        self._take([answer["message"]])

    async def ask(self, event: str, body: dict) -> dict:
        while True:
            await self._online.wait()
            answer = await self._attempt(event, body)
            if answer and answer["ok"]:
                return answer
            if answer and answer["error"]["code"] not in ("unavailable", "rate_limited"):
                raise SystemExit(f"{event}: {answer['error']}")
            self.resent += 1
            await asyncio.sleep(0.05)

    async def _attempt(self, event: str, body: dict) -> dict | None:
        """The ack, or None when the connection went away first."""
        lost = asyncio.create_task(self._offline.wait())
        call = asyncio.create_task(self._socket.call(event, body, namespace=self._namespace, timeout=ACK_SECONDS))
        await asyncio.wait({lost, call}, return_when=asyncio.FIRST_COMPLETED)
        lost.cancel()
        if not call.done():
            call.cancel()
            return None
        try:
            return call.result()
        except (socketio.exceptions.SocketIOError, OSError):
            return None

    async def catch_up(self) -> None:
        """Asks for everything after the last message without a gap before it."""
        more = True
        while more and self.chat:
            answer = await self.ask("sync", {"chat": self.chat, "after": self._complete})
            self._take(answer["messages"])
            more = answer["more"]

    async def stored(self) -> list[dict]:
        found: list[dict] = []
        while True:
            answer = await self.ask("sync", {"chat": self.chat, "after": found[-1]["seq"] if found else 0})
            found += answer["messages"]
            if not answer["more"]:
                return found

    def thread(self) -> list[dict]:
        return [self._messages[seq] for seq in sorted(self._messages)]

    def _take(self, messages: list[dict]) -> None:
        for message in messages:
            self._messages.setdefault(message["seq"], message)
        while self._complete + 1 in self._messages:
            self._complete += 1

    def _welcome(self, welcome: dict) -> None:
        if "token" in welcome:
            self._auth["token"] = welcome["token"]
        self._offline.clear()
        self._online.set()
        self._spawn(self.catch_up())

    def _hear(self, event: dict) -> None:
        self._take([event["message"]])
        if max(self._messages) > self._complete:
            self._spawn(self.catch_up())

    def _lose(self, socket: socketio.AsyncClient) -> None:
        if socket is not self._socket:
            return
        self._online.clear()
        self._offline.set()
        if not self._leaving and not self._connecting:
            self._new_socket()
            self._spawn(self.connect())

    def _spawn(self, work) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
