"""The queue's screen over 50,000 tickets, in Chromium: scrolling, keys and typing while tickets change all the time.

    python -m bench.console                 makes the data (a minute or two), measures, throws it away
    python -m bench.console --data FOLDER   keeps the data in FOLDER and uses it again next time

A frame is too long when the page's own work holds it for more than 50 ms: the processor time of the main thread's
longest task, from Chromium's trace. The gaps between frames are shown beside it: they also hold what the other
processes of Chromium and of the machine took.
"""

import argparse
import asyncio
import json
import os
import random
import shutil
import tempfile
import threading
import time
from pathlib import Path

import httpx
from playwright.sync_api import Page, sync_playwright

from bench.desk import DATABASE, prepare
from bench.parts import ADMIN, Part, clean_up_when_ended, start_ours
from bench.screen import ARGUMENTS
from bench.tables import table
from server import embedded

TICKETS, EVENTS, CHANGES_A_SECOND, GOAL = 50_000, 150_000, 5, 50

WATCH = """() => {
  window.gaps = [];
  let before = 0;
  const tick = (now) => { if (before) gaps.push(now - before); before = now; requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
}"""
TAKE = "() => { const seen = gaps; window.gaps = []; return seen; }"
ROWS = "document.querySelectorAll('.wide-row:not(.ghost)').length"
TRACED = ["toplevel", "disabled-by-default-devtools.timeline", "devtools.timeline"]
TASK, MAIN = "RunTask", "CrRendererMain"


def wheel(page: Page) -> None:
    page.mouse.move(800, 500)
    for turn in range(150):
        page.mouse.wheel(0, 420 if turn % 50 < 40 else -420)
        page.wait_for_timeout(30)


def drag(page: Page) -> None:
    """The scrollbar pulled far into the list: rows are asked for page by page until it is there."""
    for part in (0.02, 0.06, 0.1, 0.03, 0.0):
        page.evaluate(
            "(part) => { const all = document.querySelector('.wide-rows'); all.scrollTop = all.scrollHeight * part; }",
            part,
        )
        page.wait_for_timeout(700)


def keys(page: Page) -> None:
    for turn in range(120):
        page.keyboard.press("k" if turn % 40 > 30 else "j")
    for key in ("PageDown", "PageDown", "PageUp", "x", "j", "Shift+X", "Escape", "Home"):
        page.keyboard.press(key)
        page.wait_for_timeout(60)


def typing(page: Page) -> None:
    words = page.get_by_role("searchbox", name="Words in these tickets")
    words.click()
    page.keyboard.type("broken kettle and no refund", delay=45)
    page.wait_for_timeout(1500)
    words.fill("")
    page.wait_for_timeout(1500)


PARTS = {"wheel": wheel, "scrollbar": drag, "keys": keys, "typing": typing}


class Colleague(threading.Thread):
    """Changes tickets through the API, so that rows in sight change, come and go."""

    def __init__(self, part: Part):
        super().__init__(daemon=True)
        self.client = httpx.Client(base_url=part.url, headers={"Origin": part.url}, timeout=30)
        self.client.post("/api/v1/session", json={"email": ADMIN[0], "password": ADMIN[1]})
        self.stopped, self.done = threading.Event(), 0
        tickets = self.client.get("/api/v1/tickets", params={"limit": 200}).json()["items"]
        self.numbers = [one["number"] for one in tickets]

    def run(self) -> None:
        while not self.stopped.wait(1 / CHANGES_A_SECOND):
            change = {"priority": random.choice(["low", "medium", "high", "urgent"])}
            self.client.patch(f"/api/v1/tickets/{random.choice(self.numbers)}", json=change)
            self.done += 1


def open_list(browser, part: Part) -> Page:
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.request.post(
        part.url + "/api/v1/session", data={"email": ADMIN[0], "password": ADMIN[1]}, headers={"Origin": part.url},
    )  # fmt: skip
    began = time.monotonic()
    page.goto(part.url + "/tickets?status=any")
    page.locator(".wide-row:not(.ghost)").nth(10).wait_for()
    print(f"  first rows {time.monotonic() - began:.1f} s after the address was entered", flush=True)
    page.wait_for_timeout(3000)
    return page


def tasks(trace: bytes) -> list[float]:
    """Processor time of each task of the page's main thread, in ms."""
    events = json.loads(trace)["traceEvents"]
    mains = {
        (one["pid"], one["tid"]) for one in events
        if one.get("name") == "thread_name" and one["args"].get("name") == MAIN
    }
    return [
        one["tdur"] / 1000 for one in events
        if one.get("ph") == "X" and one["name"].endswith(TASK) and (one["pid"], one["tid"]) in mains and "tdur" in one
    ]


def measure(browser, page: Page) -> list[list[str]]:
    page.evaluate(WATCH)
    rows, most = [], 0
    for name, play in PARTS.items():
        browser.start_tracing(page=page, categories=TRACED)
        page.evaluate(TAKE)
        play(page)
        gaps = sorted(page.evaluate(TAKE))
        took = sorted(tasks(browser.stop_tracing()))
        most = max(most, page.evaluate(ROWS))
        rows.append([
            name, f"{len(gaps):,}", f"{gaps[len(gaps) // 2]:.0f}", f"{gaps[int(len(gaps) * 0.99)]:.0f}",
            f"{sum(one > GOAL for one in took)}", f"{took[-1]:.0f}", f"{GOAL}",
            "met" if took[-1] <= GOAL else "NOT MET",
        ])
    return [*rows, ["rows in the page at most", str(most), "", "", "", "", "", ""]]


def in_chromium(part: Part) -> list[list[str]]:
    chromium = os.environ.get("FRONTDESK_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        colleague = Colleague(part)
        page = open_list(browser, part)
        colleague.start()
        rows = measure(browser, page)
        colleague.stopped.set()
        browser.close()
    print(f"  {colleague.done} changes by a colleague meanwhile\n")
    return rows


def main() -> None:
    clean_up_when_ended()
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, help="keep the generated database here, and use it again")
    arguments.add_argument("--tickets", type=int, default=TICKETS)
    given = arguments.parse_args()
    folder = given.data or Path(tempfile.mkdtemp(prefix="frontdesk-console-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with embedded.start(folder) as databases:
            asyncio.run(prepare(databases, folder, given.tickets, EVENTS * given.tickets // TICKETS))
            part = start_ours(folder, databases, DATABASE)
            try:
                rows = in_chromium(part)
            finally:
                part.stop()
        print(table(["", "frames", "gap p50", "gap p99", "tasks over", "longest ms", "goal", ""], rows))
    finally:
        if not given.data:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
