"""A Socket.IO client for tests: the library's own, remembering what it hears; and one that speaks raw frames."""

import asyncio
import json
from collections.abc import Callable

import aiohttp
import socketio

ANSWER_SECONDS = 10


class Refused(Exception):
    """The server did not let us in. `error` is the data of connect_error: {code, message, ...}."""

    def __init__(self, error):
        super().__init__(str(error))
        self.error = error


class Client:
    """One connection. `heard` keeps every event with its payload."""

    def __init__(self, url: str, namespace: str, auth: dict | None, origin: str | None, transports=("websocket",)):
        self.heard: list[tuple[str, dict]] = []
        self._url, self._namespace, self._auth = url, namespace, auth
        self._headers = {"Origin": origin} if origin else {}
        self._transports = list(transports)
        self._news = asyncio.Event()
        self._error = None
        self.gone = asyncio.Event()
        self._socket = socketio.AsyncClient(reconnection=False)
        self._socket.on("*", self._hear, namespace=namespace)
        self._socket.on("connect_error", self._refused, namespace=namespace)
        self._socket.on("disconnect", lambda *reason: self.gone.set(), namespace=namespace)

    async def connect(self) -> "Client":
        """Returns after the welcome. Raises Refused."""
        try:
            await self._socket.connect(
                self._url, namespaces=[self._namespace], auth=self._auth, headers=self._headers,
                transports=self._transports, wait_timeout=ANSWER_SECONDS,
            )
        except socketio.exceptions.ConnectionError:
            await self.close()
            raise Refused(self._error) from None
        await self.hears("welcome")
        return self

    async def close(self) -> None:
        await self._socket.disconnect()

    @property
    def connected(self) -> bool:
        return self._socket.connected and not self.gone.is_set()

    async def ask(self, event: str, payload=None) -> dict:
        """The ack. `payload` a tuple: that many arguments."""
        payload = {} if payload is None else payload
        return await self._socket.call(event, payload, namespace=self._namespace, timeout=ANSWER_SECONDS)

    async def does(self, event: str, payload=None) -> dict:
        """The ack of what must work."""
        ack = await self.ask(event, payload)
        assert ack["ok"], ack
        return ack

    async def fails(self, event: str, payload=None) -> dict:
        """The error of what must not work."""
        ack = await self.ask(event, payload)
        assert not ack["ok"], ack
        return ack["error"]

    async def hears(self, event: str, matches: Callable[[dict], bool] = bool, seconds: float = ANSWER_SECONDS) -> dict:
        """The first such push, past or to come."""
        deadline = asyncio.get_running_loop().time() + seconds
        while True:
            for name, payload in self.heard:
                if name == event and matches(payload):
                    return payload
            self._news.clear()
            left = deadline - asyncio.get_running_loop().time()
            try:
                await asyncio.wait_for(self._news.wait(), max(left, 0))
            except TimeoutError:
                raise AssertionError(f"no {event} within {seconds} s; heard {self.heard}") from None

    def all_of(self, event: str) -> list[dict]:
        return [payload for name, payload in self.heard if name == event]

    def forget(self) -> None:
        self.heard.clear()

    def _hear(self, event: str, payload: dict) -> None:
        self.heard.append((event, payload))
        self._news.set()

    def _refused(self, error) -> None:
        # A sentence of the library's own where nobody answered at all.
        self._error = error.get("data") or error if isinstance(error, dict) else {"code": "", "message": error}


class RawSocket:
    """Frames as they are on the wire, for what no well-behaved client sends."""

    def __init__(self, url: str, origin: str | None = None):
        self._url = f"{url.replace('http', 'ws', 1)}/socket.io/?EIO=4&transport=websocket"
        self._headers = {"Origin": origin} if origin else {}

    async def __aenter__(self) -> "RawSocket":
        self._session = aiohttp.ClientSession()
        self.ws = await self._session.ws_connect(self._url, headers=self._headers, max_msg_size=0)
        opened = await self.frame()
        assert opened[:1] == "0"
        return self

    async def __aexit__(self, *error) -> None:
        await self.ws.close()
        await self._session.close()

    async def enter(self, namespace: str, auth: dict) -> None:
        await self.ws.send_str(f"40{namespace},{json.dumps(auth)}")
        assert (await self.frame()).startswith(f"40{namespace}")
        assert "welcome" in await self.frame()

    async def send(self, frame: str | bytes) -> None:
        await (self.ws.send_str if isinstance(frame, str) else self.ws.send_bytes)(frame)

    async def frame(self, seconds: float = ANSWER_SECONDS) -> str:
        """The next frame; pings are answered on the way."""
        while True:
            message = await asyncio.wait_for(self.ws.receive(), seconds)
            if message.type in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.CLOSING):
                raise ConnectionError("the server closed the connection")
            if message.data != "2":
                return message.data
            await self.ws.send_str("3")

    async def ack(self, id: int) -> dict:
        """The answer to the event sent with this id."""
        while True:
            frame = await self.frame()
            head, bracket, body = frame.partition("[")
            if head.startswith("43") and head.rpartition(",")[2] == str(id):
                return json.loads(bracket + body)[0]
