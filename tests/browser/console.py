"""An agent with the console: what such a person does and sees."""

import re

from playwright.async_api import Locator, Page, expect


class ChatColumn:
    """One open chat in the work area."""

    def __init__(self, page: Page, visitor: str):
        self.visitor = visitor
        self.place = page.get_by_role("region", name=f"Chat with {visitor}")
        self.log = self.place.get_by_role("log")
        self.reply = self.place.get_by_role("textbox", name=f"Reply to {visitor}")
        self.note_field = self.place.get_by_role("textbox", name="Private note")
        # A bubble has no role of its own: screen readers hear its text.
        self.bubbles = self.log.locator(".bubble")

    def button(self, name: str) -> Locator:
        return self.place.get_by_role("button", name=name, exact=True)

    def said(self, text: str) -> Locator:
        return self.bubbles.filter(has_text=re.compile(rf"^{re.escape(text)}$"))

    async def write(self, text: str) -> None:
        await self.reply.fill(text)
        await self.reply.press("Enter")

    async def note(self, text: str) -> None:
        await self.button("Private note").click()
        await self.note_field.fill(text)
        await self.note_field.press("Enter")
        await expect(self.said(text)).to_be_visible()

    async def lines(self) -> list[str]:
        return await self.bubbles.all_text_contents()

    def ticket_link(self, number: int) -> Locator:
        return self.place.get_by_role("link", name=f"Ticket #{number}")


class Console:
    def __init__(self, page: Page, url: str, name: str):
        self.page, self.url, self.name = page, url, name
        self.queue = page.get_by_role("region", name="Inbox")
        self.accept_next = page.get_by_role("main").get_by_role("button", name="Accept", exact=True)
        self.toasts = page.get_by_role("status")

    async def go(self, path: str) -> None:
        await self.page.goto(self.url + path)
        # The console draws its own icon when its keys begin to work, a moment after the first picture.
        await expect(self.page.locator("link[rel=icon]")).to_have_attribute("href", re.compile("svg"))

    def group(self, name: str) -> Locator:
        """A part of the queue: Waiting, My chats, With colleagues, Tickets."""
        return self.queue.get_by_role("region", name=name)

    def chat(self, visitor: str = "Vera") -> ChatColumn:
        return ChatColumn(self.page, visitor)

    async def accept(self, visitor: str = "Vera") -> ChatColumn:
        # The button shows when the pointer comes to the row.
        await self.group("Waiting").get_by_role("link", name=visitor).hover()
        await self.page.get_by_role("button", name=f"Accept the chat with {visitor}").click()
        chat = self.chat(visitor)
        await expect(chat.reply).to_be_focused()
        return chat

    def toast(self, text: str | re.Pattern) -> Locator:
        return self.toasts.get_by_text(text)

    def button(self, name: str | re.Pattern, exact: bool = True) -> Locator:
        return self.page.get_by_role("button", name=name, exact=exact)

    async def choose(self, menu: str | re.Pattern, item: str) -> None:
        """Opens a menu by its button and takes one of its items."""
        await self.button(menu, exact=False).click()
        choice = self.page.get_by_role("menuitemradio", name=item)
        await choice.or_(self.page.get_by_role("menuitem", name=item)).click()

    async def type(self, *keys: str) -> None:
        for key in keys:
            await self.page.keyboard.press(key)
