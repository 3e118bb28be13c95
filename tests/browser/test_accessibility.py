"""WCAG 2.2 AA on the main screens, light and dark, as far as a machine can tell (axe)."""

from functools import cache
from pathlib import Path

import pytest
from playwright.async_api import Frame, Page, expect

from tests.browser.stage import SIGNED_OUT, Stage

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """(rules) => axe.run(document, { runOnly: { type: 'tag', values: rules }, resultTypes: ['violations'] })
  .then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map((node) =>
    `${id}: ${node.target.join(' ')}: ${node.failureSummary.split('\\n').slice(1).join(' ').trim()}`)))"""

pytestmark = pytest.mark.parametrize("scheme", ["light", "dark"])


@cache
def axe() -> str:
    return AXE.read_text() + "; 0"


async def violations(place: Page | Frame, screen: str) -> list[str]:
    if not await place.evaluate("'axe' in window"):
        await place.evaluate(axe())
    # What fades in has its colours at the end of it.
    await place.evaluate("Promise.allSettled(document.getAnimations().map((one) => one.finished))")
    return [f"{screen}: {line}" for line in await place.evaluate(RUN, RULES)]


async def test_the_widget(stage: Stage, scheme):
    alice = await stage.agent(stage.cast.alice)
    vera = await stage.visitor(color_scheme=scheme)
    found = await violations(vera.page, "page with the closed widget")
    await vera.open()
    frame = vera.inside()
    found += await violations(frame, "home")
    await vera.field.fill("Hello, see https://shop.example/lots")
    await vera.chat.get_by_label("Your email").fill("no address")
    await vera.field.press("Enter")
    await expect(vera.chat.get_by_text("Please give an email address")).to_be_visible()
    found += await violations(frame, "home with an error")
    await vera.chat.get_by_label("Your email").fill("vera@customer.example")
    await vera.field.press("Enter")
    await expect(vera.chat.get_by_text("You are next in line")).to_be_visible()
    found += await violations(frame, "waiting")
    await alice.page.keyboard.press("a")
    chat = alice.chat()
    await expect(chat.reply).to_be_focused()
    await chat.write("I am looking at it.")
    await chat.reply.press_sequentially("And")
    await expect(vera.chat.get_by_text("is typing")).to_be_visible()
    await vera.chat.get_by_role("button", name="More").click()
    found += await violations(frame, "conversation with the menu")
    await vera.page.keyboard.press("Escape")
    await chat.button("End the chat").click()
    await alice.button("End chat").click()
    await expect(vera.chat.get_by_text("How was it?")).to_be_visible()
    await vera.chat.get_by_title("4 stars of 5").click()
    found += await violations(frame, "rating")
    assert not found, "\n".join(found)


async def test_sign_in_and_invitation(stage: Stage, scheme):
    stage.expect_trouble(SIGNED_OUT, "status of 404")
    page = await stage.page("somebody", color_scheme=scheme)
    await page.goto(f"{stage.url}/login")
    await expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    found = await violations(page, "sign-in")
    await page.get_by_role("textbox", name="Email").fill("nobody@frontdesk.example")
    await page.get_by_role("textbox", name="Password").fill("wrong")
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.get_by_role("alert")).to_be_visible()
    found += await violations(page, "refused sign-in")
    await page.goto(f"{stage.url}/invite/no-such-invitation")
    await expect(page.get_by_text("This invitation is no longer valid")).to_be_visible()
    found += await violations(page, "invitation that is gone")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("viewport", [(1440, 900), (390, 844)], ids=["wide", "narrow"])
async def test_the_inbox_a_chat_and_its_ticket(stage: Stage, scheme, viewport):
    size = {"width": viewport[0], "height": viewport[1]}
    vera, second = await stage.visitor(), await stage.visitor()
    await vera.start("My order has not come, and nobody answers the telephone.")
    await second.start("A question", "Sven")
    ada = await stage.agent(stage.cast.ada, color_scheme=scheme, viewport=size)
    await expect(ada.group("Waiting").get_by_role("link", name="Vera")).to_be_visible()
    found = await violations(ada.page, "inbox")
    await ada.group("Waiting").get_by_role("link", name="Vera").click()
    await expect(ada.chat().said("My order has not come, and nobody answers the telephone.")).to_be_visible()
    found += await violations(ada.page, "chat that waits")
    chat = ada.chat()
    await ada.button("Accept this chat").click()
    await expect(chat.reply).to_be_focused()
    await chat.write("I am sorry. Let me look.")
    await chat.note("She has called twice.")
    found += await violations(ada.page, "chat with the note field")
    await chat.button("Reply").click()
    await vera.field.press_sequentially("Please")
    await expect(chat.log.get_by_text("Vera is typing")).to_be_visible()
    found += await violations(ada.page, "chat with the reply field")
    await chat.button("Transfer").click()
    found += await violations(ada.page, "transfer")
    await ada.page.keyboard.press("Escape")
    await chat.button("Make a ticket").click()
    await expect(chat.ticket_link(1001).or_(chat.place.get_by_role("link", name="#1001"))).to_be_visible()
    found += await violations(ada.page, "chat with a ticket and the news of it")
    await ada.go("/tickets/1001")
    await expect(ada.page.get_by_role("article", name="Ticket 1001")).to_be_visible()
    await expect(ada.page.get_by_text("She has called twice.")).to_be_visible()
    found += await violations(ada.page, "ticket")
    await ada.type("s")
    found += await violations(ada.page, "menu of the status")
    await ada.type("Escape", "o")
    found += await violations(ada.page, "choice of the owner")
    assert not found, "\n".join(found)


async def test_people_settings_and_profile(stage: Stage, scheme):
    ada = await stage.agent(stage.cast.ada, "/people", color_scheme=scheme)
    await expect(ada.page.get_by_role("table", name="People")).to_be_visible()
    found = await violations(ada.page, "people")
    await ada.button("Invite somebody").click()
    found += await violations(ada.page, "invite")
    await ada.page.keyboard.press("Escape")
    await ada.go("/teams")
    await expect(ada.page.get_by_text("Billing").first).to_be_visible()
    found += await violations(ada.page, "teams")
    await ada.go("/settings")
    await expect(ada.page.get_by_role("textbox", name="Allowed addresses").first).to_be_visible()
    found += await violations(ada.page, "settings")
    await ada.go("/profile")
    await expect(ada.page.get_by_role("heading", name="Where you are signed in")).to_be_visible()
    found += await violations(ada.page, "profile")
    await ada.type("?")
    found += await violations(ada.page, "list of keys")
    await ada.type("Escape", "Control+k")
    found += await violations(ada.page, "palette")
    assert not found, "\n".join(found)
