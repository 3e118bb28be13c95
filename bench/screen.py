"""From a visitor's send to the line on the agent's screen, in Chromium, with 200 open chats and 20 messages a second.

    python -m bench.screen

Also what the console's first page downloads. Needs Playwright and Chromium, and the built browser code.
"""

import argparse
import os
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.generator import generator
from bench.parts import ADMIN, Part, clean_up_when_ended, start_ours
from bench.people import first_site, make_agents
from bench.tables import table
from server import embedded

CHATS, AGENTS, RATE, SECONDS, FAVOUR = 200, 10, 20, 30, 4
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

# Notes each line once, in the frame after the one it was put into the page: when it has been painted.
WATCH = r"""() => {
  window.delays = new Map();
  const look = () => {
    for (const bubble of document.querySelectorAll('.bubble')) {
      const [, at] = bubble.textContent.match(/sent at (\d{13})/) ?? [];
      if (!at || delays.has(at)) continue;
      delays.set(at, null);
      requestAnimationFrame(() => setTimeout(() => delays.set(at, Date.now() - at)));
    }
  };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
}"""

DOWNLOADED = """() => performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))
  .filter((entry) => !entry.name.includes('/api/') && !entry.name.includes('/socket.io/'))
  .reduce((sum, entry) => sum + entry.encodedBodySize, 0)"""


def open_console(browser, part: Part) -> tuple[Page, float]:
    """The console of the first agent, and how many kB its first page took."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.request.post(
        part.url + "/api/v1/session", data={"email": "agent0@example.com", "password": ADMIN[1]},
        headers={"Origin": part.url},
    )  # fmt: skip
    page.goto(part.url + "/inbox", wait_until="networkidle")
    return page, page.evaluate(DOWNLOADED) / 1000


def watch(load, console: Page, part: Part, chat: str) -> list[float]:
    console.goto(f"{part.url}/chats/{chat}")
    console.get_by_text("Hello, is somebody there?").last.wait_for()
    console.evaluate(WATCH)
    load.ask("open", rate=RATE, seconds=SECONDS, favour=FAVOUR)
    return sorted(delay for delay in console.evaluate("[...delays.values()]") if delay is not None)


def main() -> None:
    clean_up_when_ended()
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    folder = Path(tempfile.mkdtemp(prefix="frontdesk-screen-"))
    chromium = os.environ.get("FRONTDESK_CHROMIUM") or shutil.which("chromium")
    try:
        with embedded.start(folder) as databases, sync_playwright() as playwright:
            part = start_ours(folder, databases, "screen")
            browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
            try:
                report(*run(part, browser))
            finally:
                browser.close()
                part.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(part: Part, browser) -> tuple[list[float], float]:
    with generator() as load:
        tokens = make_agents(part, AGENTS)
        load.ask("connect", port=part.port, site=first_site(part), agents=tokens, visitors=CHATS)
        chat = load.ask("start")["first"]
        page, kb = open_console(browser, part)
        return watch(load, page, part, chat), kb


def report(delays: list[float], kb: float) -> None:
    at = [delays[min(len(delays) - 1, int(share * len(delays)))] for share in (0.5, 0.99)]
    head = f"visitor's send to the agent's screen, {CHATS} chats, {RATE}/s"
    print(table([head, "lines", "p50 ms", "p99", "goal p99"],
                [["", str(len(delays)), *(f"{delay:.0f}" for delay in at), "< 100"]]))  # fmt: skip
    print()
    print(table(["console, all that the first page downloads", "kB", "goal"], [["", f"{kb:.1f}", "< 120"]]))


if __name__ == "__main__":
    main()
