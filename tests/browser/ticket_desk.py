"""A ticket on an agent's screen: its composer, its timeline, and files for it."""

import struct
import zlib
from pathlib import Path

from playwright.async_api import Locator

from tests.browser.console import Console


class TicketScreen:
    def __init__(self, console: Console):
        self.console, self.page = console, console.page
        self.timeline = self.page.get_by_role("list", name="Timeline")
        self.reply = self.page.get_by_role("form", name="Reply to the customer")
        self.note = self.page.get_by_role("form", name="Private note")
        self.field = self.page.locator("#ticket-writer")
        self.files = self.page.get_by_role("list", name="Attached files")
        self.suggestions = self.page.get_by_role("option")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def entry(self, words: str) -> Locator:
        return self.timeline.get_by_role("listitem").filter(has_text=words)

    async def choose_files(self, *files: dict | Path) -> None:
        await self.page.locator("input[type=file]").set_input_files(list(files))

    async def carry(self, event: str, *files: dict) -> None:
        """Lets files fall on the composer ("drop"), or puts them in from the clipboard ("paste")."""
        await self.field.evaluate(
            """(field, { event, files }) => {
              const carried = new DataTransfer();
              for (const { name, mimeType, text } of files) {
                carried.items.add(new File([text], name, { type: mimeType }));
              }
              const said = event === 'drop' ? new DragEvent(event, { dataTransfer: carried, bubbles: true })
                : new ClipboardEvent(event, { clipboardData: carried, bubbles: true });
              field.dispatchEvent(said);
            }""",
            {"event": event, "files": [{**file, "text": "a few words"} for file in files]},
        )


def picture(name: str = "hopper.png") -> dict:
    """A small red PNG, as a file that Playwright can choose."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xcc\x22\x22" * 8) * 8)
    parts = chunk(b"IHDR", header), chunk(b"IDAT", rows), chunk(b"IEND", b"")
    return {"name": name, "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + b"".join(parts)}


def text_file(name: str, size: int = 12) -> dict:
    return {"name": name, "mimeType": "text/plain", "buffer": b"x" * size}
