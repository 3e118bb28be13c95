"""A ticket on two agents' screens: what one changes the other sees, and who comes too late is told."""

import asyncio
import re

from playwright.async_api import expect

from tests.browser.console import Console


def row(console: Console):
    return console.group("Tickets").get_by_role("link", name="A broken kettle")


async def test_changes_show_on_a_colleagues_screen(stage, ticket):
    alice = await stage.agent(stage.cast.alice, f"/tickets/{ticket}")
    max_ = await stage.agent(stage.cast.max, f"/tickets/{ticket}")
    bob = await stage.agent(stage.cast.bob)
    timeline = max_.page.get_by_role("list", name="Timeline")
    await expect(timeline.get_by_text("It leaks.")).to_be_visible()

    await alice.choose("Priority:", "Urgent")
    await expect(max_.button("Priority: Urgent")).to_be_visible()
    await expect(row(bob).get_by_text("Urgent", exact=True)).to_be_visible()
    await expect(timeline.get_by_text(re.compile("priority.*Urgent"))).to_be_visible()

    await alice.button("Owner:", exact=False).click()
    await alice.page.get_by_role("combobox", name="Owner").fill("bob")
    await alice.page.keyboard.press("Enter")
    await expect(max_.button("Owner: Bob")).to_be_visible()
    await expect(max_.button("Status: In Progress")).to_be_visible()
    await expect(row(bob).get_by_text("In Progress")).to_be_visible()
    await expect(row(bob).get_by_text("Owner: Bob")).to_be_attached()

    await max_.choose("Status:", "Waiting")
    await expect(alice.button("Status: Waiting")).to_be_visible()
    await expect(row(bob).get_by_text("Waiting")).to_be_visible()

    await max_.page.get_by_role("button", name="Subject: A broken kettle. Change").click()
    await max_.page.get_by_role("textbox", name="Subject").fill("A leaking kettle")
    await max_.page.keyboard.press("Enter")
    await expect(alice.page.get_by_role("button", name="Subject: A leaking kettle")).to_be_visible()
    await expect(bob.group("Tickets").get_by_role("link", name="A leaking kettle")).to_be_visible()

    await max_.page.reload()
    for button in ("Priority: Urgent", "Owner: Bob", "Status: Waiting"):
        await expect(max_.button(button)).to_be_visible()


async def test_who_comes_too_late_is_told_both_states(stage, ticket):
    stage.expect_trouble("status of 409")
    alice = await stage.agent(stage.cast.alice, f"/tickets/{ticket}")
    max_ = await stage.agent(stage.cast.max, f"/tickets/{ticket}")
    await alice.choose("Status:", "Resolved")
    await expect(max_.button("Status: Resolved")).to_be_visible()

    # Max has a slow line: what he sends arrives after Alice's change.
    alice_done = asyncio.Event()

    async def slowly(route):
        await alice_done.wait()
        await route.continue_()

    await max_.page.route(f"**/api/v1/tickets/{ticket}", slowly)
    await max_.choose("Status:", "Waiting")
    await expect(max_.button("Status: Waiting")).to_be_visible()
    await alice.choose("Status:", "Closed")
    await expect(alice.page.get_by_title("A closed ticket stays closed", exact=False)).to_be_visible()
    alice_done.set()
    await expect(max_.toast(re.compile("Closed.*Waiting"))).to_be_visible()
    await expect(max_.page.get_by_title("A closed ticket stays closed", exact=False)).to_be_visible()


async def test_labels_filter_and_search_of_the_timeline(stage, ticket):
    alice = await stage.agent(stage.cast.alice, f"/tickets/{ticket}")
    await alice.button("Change labels").click()
    await alice.page.get_by_role("option", name="Refund").click()
    await alice.page.keyboard.press("Escape")
    await expect(alice.button("Remove Refund")).to_be_visible()
    timeline = alice.page.get_by_role("list", name="Timeline")
    await expect(timeline.get_by_text(re.compile("Refund"))).to_be_visible()
    await alice.button(re.compile("^Messages")).click()
    await expect(timeline.get_by_text("It leaks.")).to_be_visible()
    await expect(timeline.get_by_text(re.compile("Refund"))).to_have_count(0)
    await alice.button(re.compile("^All")).last.click()
    await alice.page.get_by_role("searchbox", name="Find words in the timeline").fill("refund")
    await expect(timeline.get_by_text(re.compile("Refund"))).to_be_visible()
    await expect(timeline.get_by_text("It leaks.")).to_have_count(0)
