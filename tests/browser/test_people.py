"""Signing in, inviting a colleague, and taking the key away."""

import re
import time

from playwright.async_api import expect

from tests.browser.stage import SIGNED_OUT
from tests.cast import PASSWORD


async def sign_in(page, email: str, password: str) -> None:
    await page.get_by_role("textbox", name="Email").fill(email)
    await page.get_by_role("textbox", name="Password").fill(password)
    await page.get_by_role("button", name="Sign in").click()


async def test_signing_in_leads_to_where_one_wanted_to_go(stage):
    stage.expect_trouble(SIGNED_OUT)
    page = await stage.page("Alice")
    await page.goto(f"{stage.url}/profile")
    await sign_in(page, "alice@frontdesk.example", "not it")
    await expect(page.get_by_text("Email and password do not match.")).to_be_visible()
    await sign_in(page, "alice@frontdesk.example", PASSWORD)
    await expect(page).to_have_url(f"{stage.url}/profile")
    me = page.get_by_role("button", name=re.compile("Alice.*presence and profile", re.IGNORECASE))
    await me.click()
    await page.get_by_role("menuitem", name="Sign out").click()
    await expect(page.get_by_role("heading", name="Sign in to Frontdesk")).to_be_visible()
    await page.goto(f"{stage.url}/inbox")
    await expect(page.get_by_role("heading", name="Sign in to Frontdesk")).to_be_visible()


async def test_an_invited_colleague_comes_in_and_is_deactivated(stage):
    stage.expect_trouble(SIGNED_OUT, "status of 403")
    ada = await stage.agent(stage.cast.ada, "/people")
    await ada.button("Invite somebody").click()
    await ada.page.get_by_role("textbox", name="Email").fill("nora@frontdesk.example")
    await ada.button("Make the invitation").click()
    link = await ada.page.get_by_role("textbox", name="Invitation link").input_value()
    await ada.button("Done").click()
    people = ada.page.get_by_role("table", name="People")
    await expect(people.get_by_role("row", name="nora@frontdesk.example")).to_contain_text("Invited")

    nora = await stage.page("Nora")
    await nora.goto(link)
    await expect(nora.get_by_text("nora@frontdesk.example")).to_be_visible()
    await nora.get_by_role("textbox", name="Your name").fill("Nora")
    await nora.get_by_role("textbox", name="Choose a password").fill("seven lamps in the fog")
    await nora.get_by_role("button", name="Join").click()
    await expect(nora.get_by_role("region", name="Inbox")).to_be_visible()
    row = people.get_by_role("row", name="nora@frontdesk.example")
    await expect(row).to_contain_text("Online")

    await ada.button("Actions for Nora").click()
    await ada.page.get_by_role("menuitem", name="Deactivate").click()
    await ada.button("Deactivate").click()
    since = time.monotonic()
    await expect(nora.get_by_role("heading", name="Sign in to Frontdesk")).to_be_visible(timeout=5_000)
    assert time.monotonic() - since < 5
    await expect(nora.get_by_text("Your account was deactivated.")).to_be_visible()
    await sign_in(nora, "nora@frontdesk.example", "seven lamps in the fog")
    await expect(nora.get_by_role("alert")).to_have_text("This account is deactivated; ask an admin.")


async def test_a_link_works_once(stage):
    stage.expect_trouble(SIGNED_OUT, "status of 404")
    ada = await stage.agent(stage.cast.ada, "/people")
    await ada.button("Invite somebody").click()
    await ada.page.get_by_role("textbox", name="Email").fill("once@frontdesk.example")
    await ada.button("Make the invitation").click()
    link = await ada.page.get_by_role("textbox", name="Invitation link").input_value()
    first, second = await stage.page("first"), await stage.page("second")
    for page in (first, second):
        await page.goto(link)
        await page.get_by_role("textbox", name="Your name").fill("Once")
        await page.get_by_role("textbox", name="Choose a password").fill("seven lamps in the fog")
    await first.get_by_role("button", name="Join").click()
    await expect(first.get_by_role("region", name="Inbox")).to_be_visible()
    await second.get_by_role("button", name="Join").click()
    await expect(second.get_by_text("This invitation is no longer valid")).to_be_visible()


async def test_an_agent_is_not_offered_what_only_admins_may(stage):
    bob = await stage.agent(stage.cast.bob, "/people")
    await expect(bob.page.get_by_role("table", name="People")).to_contain_text("Ada")
    await expect(bob.button("Invite somebody")).to_have_count(0)
    await expect(bob.button("Actions for", exact=False)).to_have_count(0)
    await bob.page.get_by_role("link", name="Settings").click()
    await expect(bob.page.get_by_role("heading", name="Canned replies")).to_be_visible()
    await expect(bob.page.get_by_role("link", name="Sites")).to_have_count(0)
