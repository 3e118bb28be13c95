"""The queue's screen: what the address says, what moves and what stays, and changes to many tickets at once."""

import re

import httpx
import pytest_asyncio
from playwright.async_api import expect

from tests.browser.console import Console

SUBJECTS = ("A broken kettle", "Money back", "Where is my parcel?")


class List:
    """The wide list of tickets on somebody's screen."""

    def __init__(self, console: Console):
        self.console, self.page = console, console.page
        self.table = console.page.get_by_role("table", name="Tickets")
        self.bar = console.page.get_by_role("toolbar", name="Change the chosen tickets")

    def row(self, subject: str):
        return self.table.get_by_role("row").filter(has_text=subject)

    async def subjects(self) -> list[str]:
        return await self.table.locator("[data-row]").all_text_contents()

    async def away(self) -> None:
        """The pointer leaves the list."""
        await self.page.get_by_role("heading", name="Shared inbox").hover()


@pytest_asyncio.fixture(loop_scope="session")
async def desk_client(stage):
    async with httpx.AsyncClient(base_url=stage.url, headers=stage.cast.alice.bearer) as client:
        yield client


@pytest_asyncio.fixture(loop_scope="session")
async def numbers(desk_client) -> dict[str, int]:
    made = {}
    for subject in SUBJECTS:
        made[subject] = (await make(desk_client, subject))["number"]
    return made


async def make(client, subject: str, **more) -> dict:
    new = {"subject": subject, "body": "Please help.", "customer": {"email": "carla@customer.example"}, **more}
    answer = await client.post("/api/v1/tickets", json=new)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def change(client, number: int, **changes) -> None:
    answer = await client.patch(f"/api/v1/tickets/{number}", json=changes)
    assert answer.status_code == 200, answer.text


async def open_list(stage, person, address: str = "/tickets") -> List:
    shown = List(await stage.agent(person, address))
    await expect(shown.table).to_be_visible()
    await expect(shown.table).not_to_have_attribute("aria-busy", "true")
    return shown


async def test_the_address_holds_the_view(stage, numbers):
    alice = await open_list(stage, stage.cast.alice)
    await alice.page.get_by_role("button", name="Priority", exact=True).click()
    await alice.page.get_by_role("option", name="Urgent").click()
    await alice.page.keyboard.press("Escape")
    await expect(alice.page).to_have_url(re.compile(r"/tickets\?priority=urgent$"))
    await expect(alice.page.get_by_text("No ticket fits")).to_be_visible()
    await alice.page.go_back()
    await expect(alice.row("Money back")).to_be_visible()
    await alice.page.go_forward()
    await expect(alice.page.get_by_text("No ticket fits")).to_be_visible()

    # Sent to a colleague it shows the same; "sort" is part of it.
    bob = await open_list(stage, stage.cast.bob, "/tickets?assignee=none&sort=-created")
    assert await bob.subjects() == list(reversed(SUBJECTS))
    await bob.page.get_by_role("button", name="Save this view").click()
    await bob.page.keyboard.type("Nobody's, newest first")
    await bob.page.keyboard.press("Enter")
    await expect(bob.page.get_by_role("heading", name="Nobody's, newest first")).to_be_visible()
    views = bob.page.get_by_role("navigation", name="Views")
    await views.get_by_role("link", name="My queue").click()
    await expect(bob.page).to_have_url(re.compile(r"view=mine"))
    await views.get_by_role("link", name="Nobody's, newest first").click()
    await expect(bob.page).to_have_url(re.compile(r"/tickets\?assignee=none&sort=-created$"))


async def test_nothing_jumps_under_the_pointer(stage, desk_client, numbers):
    alice = await open_list(stage, stage.cast.alice)
    await expect(alice.row("Where is my parcel?")).to_be_visible()
    await alice.row("Money back").hover()
    await change(desk_client, numbers["Where is my parcel?"], priority="urgent")
    await expect(alice.row("Where is my parcel?").get_by_text("Urgent", exact=True)).to_be_visible()
    await make(desk_client, "The shop is down", priority="urgent")
    await expect(alice.page.get_by_role("button", name="1 new")).to_be_visible()
    assert await alice.subjects() == list(SUBJECTS)
    await alice.away()
    await expect(alice.row("The shop is down")).to_be_visible()
    assert await alice.subjects() == ["Where is my parcel?", "The shop is down", "A broken kettle", "Money back"]

    await alice.row("Money back").hover()
    await change(desk_client, numbers["A broken kettle"], status="resolved")
    await change(desk_client, numbers["A broken kettle"], status="closed")
    await expect(alice.row("A broken kettle")).to_have_attribute("data-gone", "true")
    await alice.away()
    await expect(alice.row("A broken kettle")).to_have_count(0)
    before = await alice.subjects()
    await alice.page.reload()
    await expect(alice.row("Money back")).to_be_visible()
    assert await alice.subjects() == before


async def test_many_are_changed_by_keys_and_taken_back(stage, desk_client, numbers):
    alice = await open_list(stage, stage.cast.alice)
    await expect(alice.row("Money back")).to_be_visible()
    await alice.console.type("j", "x", "j", "j", "Shift+X")
    await expect(alice.bar.get_by_text("3 chosen")).to_be_visible()
    await alice.console.type("p")
    await expect(alice.page.get_by_role("menu", name="Priority")).to_be_visible()
    await alice.console.type("h", "Enter")
    await expect(alice.console.toast("3 tickets set to High.")).to_be_visible()
    await expect(alice.table.get_by_role("img", name="High priority")).to_have_count(3)
    await alice.page.get_by_role("button", name="Undo", exact=False).click()
    await expect(alice.table.get_by_role("img", name="Medium priority")).to_have_count(3)

    # What can't be done is told by ticket, the rest is done.
    await change(desk_client, numbers["Money back"], status="resolved")
    await expect(alice.row("Money back").get_by_text("Resolved")).to_be_visible()
    await alice.console.type("s")
    await expect(alice.page.get_by_role("menu", name="Status")).to_be_visible()
    await alice.console.type("c", "Enter")
    told = alice.page.get_by_role("dialog", name="2 tickets could not be changed")
    await expect(told.get_by_text("1 ticket was set to Closed.")).to_be_visible()
    await expect(told.get_by_role("link", name="A broken kettle")).to_be_visible()


async def test_one_goes_on_where_rows_left_and_escape_keeps_the_filter(stage, numbers):
    alice = await open_list(stage, stage.cast.alice, "/tickets?status=open&sort=number")
    await expect(alice.row("Money back")).to_be_visible()
    focused = alice.table.locator("[data-row]:focus")
    await alice.console.type("j", "x", "Escape")
    await expect(alice.bar).to_have_count(0)
    await expect(focused).to_have_text(SUBJECTS[0])
    await alice.console.type("Escape")
    await expect(alice.page).to_have_url(re.compile("status=open"))
    await alice.console.type("j", "x", "s")
    await expect(alice.page.get_by_role("menu", name="Status")).to_be_visible()
    await alice.console.type("r", "Enter")
    await expect(alice.console.toast("1 ticket set to Resolved.")).to_be_visible()
    await alice.away()
    await expect(alice.row("Money back")).to_have_count(0)
    await alice.console.type("j")
    await expect(focused).to_have_text(SUBJECTS[2])
    await alice.page.evaluate("document.activeElement.blur()")
    await alice.console.type("Control+a")
    await expect(alice.bar.get_by_text("2 chosen")).to_be_visible()


async def test_who_looks_at_a_ticket_shows_in_the_list_and_one_comes_back_to_its_row(stage, numbers):
    alice = await open_list(stage, stage.cast.alice)
    bob = await open_list(stage, stage.cast.bob)
    await bob.console.type("j", "j", "Enter")
    await expect(bob.page).to_have_url(re.compile(rf"/tickets/{numbers['Money back']}$"))
    await expect(alice.row("Money back").get_by_title("Bob is looking at it")).to_be_visible()
    row = bob.console.group("Tickets").get_by_role("link", name="Money back")
    await expect(row).to_have_attribute("aria-current", "true")
    await bob.console.type("]")
    await expect(bob.page).to_have_url(re.compile(rf"/tickets/{numbers['Where is my parcel?']}$"))
    await bob.console.type("Escape")
    await expect(bob.table.get_by_role("link", name="Where is my parcel?")).to_be_focused()
    await expect(alice.page.get_by_title("Bob is looking at it")).to_have_count(0)


async def test_a_manager_sees_the_loads_and_hands_over(stage, desk_client, numbers):
    await change(desk_client, numbers["Money back"], assignee=stage.cast.bob.actor.id)
    manager = await open_list(stage, stage.cast.max)
    await manager.page.get_by_role("button", name="Loads").click()
    loads = manager.page.get_by_role("complementary", name="Loads")
    await loads.get_by_role("button", name="Bob").first.click()
    await expect(manager.page).to_have_url(re.compile(rf"assignee={stage.cast.bob.actor.id}"))
    await expect(manager.row("A broken kettle")).to_have_count(0)
    await manager.row("Money back").get_by_role("checkbox").click()
    await loads.get_by_role("button", name="Give 1 chosen to Alice").click()
    await expect(manager.console.toast("1 ticket given to Alice.")).to_be_visible()
    await expect(loads.get_by_title(re.compile("^Alice: .*1 in progress"))).to_be_visible()
