"""Chromium against the real product: one browser for each test process, a context of its own for each person."""

import os
import shutil
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import async_playwright, expect

from server.built import STATIC
from tests.browser.stage import Stage

FOLDER = Path(__file__).parent
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    # Instead of Playwright's own list, which also takes away that each site has its own storage in foreign frames.
    "--disable-features=DestroyProfileOnBrowserClose,HttpsUpgrades,MediaRouter,OptimizationHints,PaintHolding",
]
PARTS = ("widget/loader.js", "widget/.vite/manifest.json", "console/.vite/manifest.json")
PATIENCE_MS = 15_000

expect.set_options(timeout=PATIENCE_MS)


def pytest_collection_modifyitems(items):
    """The browser outlives a test, so the tests here share one event loop with it."""
    for item in items:
        if FOLDER in item.path.parents:
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium():
    missing = [part for part in PARTS if not (STATIC / part).is_file()]
    if missing:
        pytest.fail(f"The browser code is not built ({missing[0]} is missing): run `npm run build`.", pytrace=False)
    executable = os.environ.get("FRONTDESK_CHROMIUM") or shutil.which("chromium")
    if not executable:
        pytest.fail("There is no chromium on PATH: install it or set FRONTDESK_CHROMIUM.", pytrace=False)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def stage(chromium, server, cast):
    """The cast, the running product, and a way to let each person in. Errors in any browser console fail the test."""
    stage = Stage(chromium, server.url, cast)
    yield stage
    await stage.close()


@pytest_asyncio.fixture(loop_scope="session")
async def stage_on(chromium, cast):
    """As `stage`, for a test that starts the web server itself: `stage_on(url)`."""
    stages = []

    def make(url: str) -> Stage:
        stages.append(Stage(chromium, url, cast))
        return stages[-1]

    yield make
    for stage in stages:
        await stage.close()


@pytest_asyncio.fixture(loop_scope="session")
async def ticket(stage) -> int:
    """Made by hand, for a customer who called."""
    new = {"subject": "A broken kettle", "body": "It leaks.", "customer": {"email": "carla@customer.example"}}
    async with httpx.AsyncClient(base_url=stage.url, headers=stage.cast.alice.bearer) as client:
        answer = await client.post("/api/v1/tickets", json=new)
    assert answer.status_code == 201
    return answer.json()["number"]
