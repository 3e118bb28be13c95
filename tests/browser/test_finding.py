"""Finding one's way: the search box, a mention that lands on its note, tickets merged and taken apart again."""

import re

import httpx
import pytest_asyncio
from playwright.async_api import expect

from tests.browser.test_accessibility import violations
from tests.browser.ticket_desk import TicketScreen

TALLEST_RESULT = 120


@pytest_asyncio.fixture(loop_scope="session")
async def client(stage):
    async with httpx.AsyncClient(base_url=stage.url, headers=stage.cast.alice.bearer) as client:
        yield client


async def opened(client, subject: str, body: str) -> int:
    new = {"subject": subject, "body": body, "customer": {"email": "carla@customer.example", "name": "Carla Ruiz"}}
    return (await client.post("/api/v1/tickets", json=new)).json()["number"]


async def noted(client, number: int, body: str) -> str:
    answer = await client.post(f"/api/v1/tickets/{number}/notes", json={"body": body})
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


async def test_search_from_a_ticket_shows_all_hits_and_lands_on_the_entry(stage, client):
    first = await opened(client, "A broken kettle", "It leaks.")
    second = await opened(client, "Another kettle", "It hums.")
    note = await noted(client, second, "The **samovar** is the cause.")
    alice = await stage.agent(stage.cast.alice, f"/tickets/{first}")
    await expect(TicketScreen(alice).entry("It leaks.")).to_be_visible()

    await alice.type("/")
    box = alice.page.get_by_role("dialog", name="Search")
    field = box.get_by_role("combobox")
    await expect(field).to_be_focused()
    await field.press_sequentially("kettle")
    hits = box.get_by_role("option").filter(has_text="kettle")
    await expect(hits).to_have_count(2)
    for hit in await hits.all():
        assert (await hit.bounding_box())["height"] < TALLEST_RESULT
    assert await violations(alice.page, "search") == []

    await field.fill("samov")
    await expect(box.get_by_role("option").filter(has_text="cause")).to_be_visible()
    await expect(box.locator("mark").first).to_have_text(re.compile("samov", re.IGNORECASE))
    await alice.type("Enter")
    await expect(alice.page).to_have_url(f"{stage.url}/tickets/{second}#entry-{note}")
    await expect(TicketScreen(alice).entry("samovar")).to_be_in_viewport()


async def test_what_is_typed_after_a_colon_is_suggested(stage, client):
    await opened(client, "A broken kettle", "It leaks.")
    alice = await stage.agent(stage.cast.alice)
    await alice.type("/")
    box = alice.page.get_by_role("dialog", name="Search")
    await box.get_by_role("combobox").press_sequentially("kettle stat")
    await expect(box.get_by_role("option", name="status:")).to_be_visible()
    await alice.type("Tab")
    await expect(box.get_by_role("combobox")).to_have_value("kettle status:")
    await box.get_by_role("option", name="status:open").click()
    await expect(box.get_by_role("option").filter(has_text="A broken kettle")).to_be_visible()
    await box.get_by_role("combobox").fill("nothing of that kind")
    await expect(box.get_by_text("Nothing found")).to_be_visible()


async def test_a_mention_rings_stays_until_read_and_lands_on_its_note(stage, client):
    bob = await stage.agent(stage.cast.bob)
    number = await opened(client, "A broken kettle", "It leaks.")
    note = await noted(client, number, "@Bob can you call the workshop?")
    await expect(bob.toast(re.compile("Alice mentioned you"))).to_be_visible()
    for n in range(3):
        await noted(client, number, f"Later news {n}")

    await bob.page.reload()
    bell = bob.page.get_by_role("navigation", name="Main").get_by_role("button").filter(has_text=re.compile("1"))
    await bell.click()
    panel = bob.page.get_by_role("dialog", name="Notices")
    told = panel.get_by_role("button").filter(has_text="can you call the workshop?")
    await expect(told).to_contain_text("mentioned you")
    assert await violations(bob.page, "notifications") == []
    await told.click()
    await expect(bob.page).to_have_url(f"{stage.url}/tickets/{number}#entry-{note}")
    await expect(TicketScreen(bob).entry("can you call the workshop?")).to_be_in_viewport()
    await expect(bell).to_have_count(0)


async def test_tickets_are_merged_with_a_preview_and_taken_apart(stage, client):
    first = await opened(client, "A broken kettle", "It leaks.")
    second = await opened(client, "The kettle again", "Still leaks.")
    alice = await stage.agent(stage.cast.alice, f"/tickets/{first}")
    ticket = TicketScreen(alice)
    await expect(ticket.entry("It leaks.")).to_be_visible()

    # The ticket's keys work a moment after it is drawn.
    await expect(alice.button("Copy the link to this ticket")).to_be_visible()
    await expect(ticket.field).to_be_visible()
    await alice.type("m")
    dialog = alice.page.get_by_role("dialog", name="Merge tickets")
    await expect(dialog).to_be_visible()
    await dialog.get_by_role("button", name=re.compile(f"#{second}")).first.click()
    result = dialog.get_by_role("list", name="The timeline after the merge")
    await expect(result.get_by_text("Still leaks.")).to_be_visible()
    assert await violations(alice.page, "merge") == []
    await dialog.get_by_role("button", name=re.compile("^Merge")).last.click()
    await expect(dialog).to_have_count(0)
    kept = int(re.search(r"/tickets/(\d+)", alice.page.url).group(1))
    other = {first, second} - {kept}
    for words in ("It leaks.", "Still leaks."):
        await expect(ticket.entry(words)).to_be_visible()

    await alice.go(f"/tickets/{other.pop()}")
    await expect(alice.page).to_have_url(re.compile(f"/tickets/{kept}"))
    await alice.button("Unmerge").click()
    await expect(ticket.entry("Still leaks." if kept == first else "It leaks.")).to_have_count(0)
    await expect(ticket.entry("It leaks." if kept == first else "Still leaks.")).to_be_visible()
