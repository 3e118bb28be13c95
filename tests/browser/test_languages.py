"""The widget in the visitor's language: its words, and which way they, names and messages run."""

import httpx
from playwright.async_api import expect

from tests.browser.stage import Stage

ARABIC_NAME = "ليلى حسن"
DIRECTION = "(place) => getComputedStyle(place).direction"


async def rename(stage: Stage, name: str) -> None:
    async with httpx.AsyncClient(base_url=stage.url, headers=stage.cast.ada.bearer) as client:
        answer = await client.patch(f"/api/v1/agents/{stage.cast.alice.id}", json={"name": name})
    assert answer.status_code == 200


async def test_a_text_runs_its_own_way_whoever_wrote_it(stage):
    await rename(stage, ARABIC_NAME)
    alice = await stage.agent(stage.cast.alice)
    vera = await stage.visitor()
    await vera.start("مرحبا، أين طلبي؟ (order 1001)")
    chat = await alice.accept()
    await chat.write("It left our house today.")
    await expect(vera.said("It left our house today.")).to_be_visible()
    ways = [await text.evaluate(DIRECTION) for text in await vera.bubbles.locator("[dir=auto]").all()]
    assert ways == ["rtl", "ltr"]
    # The bubble itself, with its corners, is laid out as the widget is.
    assert await vera.bubbles.last.evaluate(DIRECTION) == "ltr"
