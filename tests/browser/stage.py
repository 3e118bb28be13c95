"""Where the stories happen: the address of the product, who takes part, and what their browsers complained about."""

import re
from dataclasses import dataclass, field

from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, WebSocket

from tests.browser.console import Console
from tests.browser.visitor import Visitor
from tests.cast import Cast, Person

PATIENCE_MS = 15_000
COOKIE = "frontdesk_session"
# What a browser itself says when its network goes away or the server refuses: no fault of the page.
NO_NETWORK = r"net::ERR_|WebSocket connection to .* failed"
SIGNED_OUT = r"status of 401"
DESK_WINDOW = {"width": 1440, "height": 900}


@dataclass
class Trouble:
    """Errors that browsers reported; `expected` holds patterns of those that belong to the story."""

    seen: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext, who: str) -> None:
        context.on("console", lambda message: self._note(who, message))
        context.on("weberror", lambda error: self.seen.append(f"{who}: {error.error}"))

    def unexpected(self) -> list[str]:
        return [line for line in self.seen if not any(re.search(pattern, line) for pattern in self.expected)]

    def _note(self, who: str, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.seen.append(f"{who}: {message.text} ({message.location.get('url', '')})")


class Stage:
    def __init__(self, browser: Browser, url: str, cast: Cast):
        self.browser, self.url, self.cast = browser, url, cast
        self.trouble = Trouble()
        self._contexts: list[BrowserContext] = []

    async def page(self, who: str, init_script: str = "", **settings) -> Page:
        """An empty page in a new context: somebody at a computer that has never been here."""
        given = {"locale": "en-US", "viewport": DESK_WINDOW, "reduced_motion": "reduce"}
        context = await self.browser.new_context(**given | settings)
        context.set_default_timeout(PATIENCE_MS)
        self._contexts.append(context)
        if init_script:
            await context.add_init_script(init_script)
        self.trouble.watch(context, who)
        return await context.new_page()

    async def visitor(self, address: str | None = None, **settings) -> Visitor:
        """A visitor who has come to the demo shop, or to another page that has the widget."""
        page = await self.page("visitor", **settings)
        frames = []
        page.on("websocket", lambda socket: _record(socket, frames))
        await page.goto(address or f"{self.url}/demo")
        return Visitor(page, frames)

    async def agent(self, person: Person, path: str = "/inbox", **settings) -> Console:
        """An agent with the console open, signed in before."""
        page = await self.page(person.actor.name, **settings)
        await page.context.add_cookies([{"name": COOKIE, "value": person.token, "url": self.url}])
        console = Console(page, self.url, person.actor.name)
        await console.go(path)
        return console

    def expect_trouble(self, *patterns: str) -> None:
        self.trouble.expected += patterns

    async def close(self) -> None:
        for context in self._contexts:
            await context.close()
        unexpected = self.trouble.unexpected()
        assert not unexpected, "\n".join(unexpected)


def _record(socket: WebSocket, frames: list[str]) -> None:
    socket.on("framereceived", lambda payload: frames.append(payload if isinstance(payload, str) else repr(payload)))
