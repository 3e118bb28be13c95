"""A visitor with the widget: what such a person does and sees."""

import re

from playwright.async_api import Locator, Page, expect

# Each bubble begins with a name that only screen readers get.
SPOKEN = re.compile(r"^([^:\n]+): (.*)$", re.DOTALL)

# Keeps the order in which states of a message showed up, which may follow each other in no time.
STATES = """() => {
  const seen = window.statesSeen = [];
  const look = () => {
    const title = [...document.querySelectorAll('[role=log] [title]')].at(-1)?.title;
    if (title && title !== seen.at(-1)) seen.push(title);
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
}"""


class Visitor:
    def __init__(self, page: Page, frames: list[str]):
        self.page = page
        self.frames = frames
        """All that the server pushed to this page, as it came."""
        self.chat = page.frame_locator("iframe[title=Chat]")
        self.launcher = page.get_by_role("button", name="Open chat")
        self.field = self.chat.get_by_role("textbox", name="Your message")
        self.log = self.chat.get_by_role("log")
        self.bubbles = self.log.get_by_role("paragraph").filter(has_text=SPOKEN)

    async def open(self) -> None:
        await self.launcher.click()
        await expect(self.field).to_be_focused()

    async def another_tab(self) -> "Visitor":
        """The same shop once more in the same browser, where the widget opens by itself."""
        page = await self.page.context.new_page()
        await page.goto(self.page.url)
        tab = Visitor(page, [])
        await expect(tab.field).to_be_visible()
        return tab

    async def write(self, text: str) -> None:
        await self.field.fill(text)
        await self.field.press("Enter")

    async def start(self, text: str, name: str = "Vera") -> None:
        """Opens the widget and begins a chat."""
        await self.open()
        await self.chat.get_by_label("Your name").fill(name)
        await self.write(text)
        await expect(self.state("Sent")).to_be_visible()

    def state(self, word: str) -> Locator:
        """The mark below the newest of one's own messages that has come so far: Sending, Sent, Read."""
        return self.log.get_by_title(word).last

    async def record_states(self) -> None:
        await self.inside().evaluate(STATES)

    async def states(self) -> list[str]:
        return await self.inside().evaluate("window.statesSeen")

    def inside(self):
        return next(frame for frame in self.page.frames if "/widget/" in frame.url)

    def said(self, text: str) -> Locator:
        return self.bubbles.filter(has_text=re.compile(rf"^[^:\n]+: {re.escape(text)}$"))

    async def lines(self) -> list[str]:
        return [SPOKEN.match(line)[2] for line in await self.bubbles.all_text_contents()]

    async def offline(self, off: bool) -> None:
        await self.page.context.set_offline(off)
