"""A token made in the settings, by keyboard, and a script that uses it; the page that tells scripts what to do."""

import httpx
import pytest
from playwright.async_api import expect

from tests.browser.stage import Stage
from tests.browser.test_accessibility import violations


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_page_of_the_api_is_read_by_keyboard(stage: Stage, scheme):
    page = await stage.page("somebody", color_scheme=scheme, bypass_csp=True)
    await page.goto(f"{stage.url}/docs")
    await page.get_by_role("navigation").get_by_role("link", name="Tickets", exact=True).press("Enter")
    call = page.locator("details", has_text="/tickets/{number}/replies")
    await expect(call.get_by_text("Bearer fdt_")).to_be_hidden()
    await call.locator("summary").press("Enter")
    await expect(call.get_by_text("Bearer fdt_")).to_be_visible()
    await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    await call.get_by_role("link", name="TimelineEntry").press("Enter")
    await expect(page.get_by_role("heading", name="TimelineEntry")).to_be_in_viewport()
    found = await violations(page, "the API's page")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_token_is_made_used_and_revoked(stage: Stage, scheme):
    ada = await stage.agent(stage.cast.ada, "/settings/tokens", color_scheme=scheme)
    await expect(ada.page.get_by_text("There is no API token yet")).to_be_visible()
    found = await violations(ada.page, "no tokens")
    await ada.button("New token").first.press("Enter")
    await expect(ada.page.get_by_role("textbox", name="Name")).to_be_focused()
    await ada.page.keyboard.press("Enter")
    await expect(ada.page.get_by_role("alert").first).to_be_visible()
    found += await violations(ada.page, "a token that lacks all")
    await ada.page.keyboard.type("Nightly <b>export</b>")
    await ada.page.get_by_role("checkbox", name="Tickets: read").press("Space")
    await ada.page.get_by_role("textbox", name="Name").press("Enter")
    token = await ada.page.get_by_role("textbox", name="API token").input_value()
    found += await violations(ada.page, "the token, shown once")
    async with httpx.AsyncClient(base_url=stage.url, headers={"authorization": f"Bearer {token}"}) as script:
        assert (await script.get("/api/v1/tickets")).status_code == 200
        assert (await script.get("/api/v1/customers")).status_code == 403
        await ada.page.keyboard.press("Escape")
        await ada.button("I have it").press("Enter")
        row = ada.page.get_by_role("listitem").filter(has_text="Nightly <b>export</b>")
        await expect(row.get_by_text("Tickets (read)")).to_be_visible()
        assert token not in await ada.page.content()
        found += await violations(ada.page, "a token in the list")
        await row.get_by_role("button", name="Revoke").press("Enter")
        await ada.button("Revoke").press("Enter")
        await expect(row).to_be_hidden()
        assert (await script.get("/api/v1/tickets")).status_code == 401
    assert not found, "\n".join(found)


async def test_only_admins_find_it(stage: Stage):
    max_ = await stage.agent(stage.cast.max, "/settings/tokens")
    await expect(max_.page.get_by_text("API tokens are not yours to change")).to_be_visible()
    await expect(max_.page.get_by_role("link", name="API tokens")).to_have_count(0)
