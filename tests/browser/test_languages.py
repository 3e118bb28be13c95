"""The widget in the visitor's language: its words, and which way they, names and messages run."""

import httpx
import pytest
from playwright.async_api import expect

from tests.browser.stage import Stage

ARABIC_NAME = "ليلى حسن"
LONG_NAME = "Maximiliane Alexandra Theodora von Hohenzollern-Sigmaringen"
DIRECTION = "(place) => getComputedStyle(place).direction"
CUT = "(name) => name.scrollWidth > name.clientWidth"
# How far from the right end of its line it begins.
FROM_RIGHT = "(name) => name.parentElement.getBoundingClientRect().right - name.getBoundingClientRect().right"


async def rename(stage: Stage, name: str) -> None:
    async with httpx.AsyncClient(base_url=stage.url, headers=stage.cast.ada.bearer) as client:
        answer = await client.patch(f"/api/v1/agents/{stage.cast.alice.id}", json={"name": name})
    assert answer.status_code == 200


async def abroad(stage: Stage, locale: str):
    """The frame of a visitor who reads another language, with the widget open."""
    vera = await stage.visitor(locale=locale)
    await vera.page.locator("[aria-expanded=false]").click()
    return vera.page.frame_locator("iframe")


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
    # The bubble itself, with its corners, is laid out as the widget is; so is a sentence about a person.
    assert await vera.bubbles.last.evaluate(DIRECTION) == "ltr"
    joined = vera.log.get_by_text(f"{ARABIC_NAME} joined")
    assert await joined.evaluate(DIRECTION) == "ltr"
    await expect(joined.locator("bdi")).to_have_text(ARABIC_NAME)


async def test_a_long_name_in_the_arabic_widget(stage):
    await rename(stage, LONG_NAME)
    alice = await stage.agent(stage.cast.alice)
    frame = await abroad(stage, "ar")
    await frame.get_by_label("اسمك").fill("Vera")
    await frame.get_by_role("textbox", name="رسالتك").fill("مرحبا")
    await frame.get_by_role("textbox", name="رسالتك").press("Enter")
    await alice.accept()
    joined = frame.get_by_role("log").get_by_text(LONG_NAME)
    await expect(joined.first).to_be_visible()
    assert await frame.locator(".system").evaluate(DIRECTION) == "rtl"
    name = frame.get_by_role("heading").locator("bdi")
    # What is cut in a line is cut at the end of its own direction.
    assert [await name.evaluate(DIRECTION), await name.evaluate(CUT)] == ["ltr", True]
    # Short ones stand beside the picture, where the line begins.
    assert await frame.locator(".who p bdi").evaluate(FROM_RIGHT) == 0


@pytest.mark.parametrize(
    ("locale", "greeting"), [("de-DE", "Hallo! Wie können wir helfen?"), ("en-GB", "Hello! How can we help you?")]
)
async def test_a_site_without_a_greeting_of_its_own_greets_in_the_visitors_language(stage, locale, greeting):
    frame = await abroad(stage, locale)
    await expect(frame.get_by_text(greeting, exact=True)).to_be_visible()
