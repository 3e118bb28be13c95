"""Customers in the console: found or made while a ticket is written for them, changed in place, merged and parted."""

import re

import httpx
import pytest_asyncio
from playwright.async_api import Page, expect

REFUSED = r"status of 409"


async def opened(stage, email: str, name: str = "", subject: str = "A broken kettle") -> dict:
    new = {"subject": subject, "body": "It leaks.", "customer": {"email": email, "name": name}}
    async with httpx.AsyncClient(base_url=stage.url, headers=stage.cast.alice.bearer) as client:
        answer = await client.post("/api/v1/tickets", json=new)
    assert answer.status_code == 201
    return answer.json()


@pytest_asyncio.fixture(loop_scope="session")
async def carla(stage) -> dict:
    return await opened(stage, "carla@customer.example", "Carla Ruiz")


def panel(page: Page):
    return page.get_by_role("complementary", name="Customer and chat")


async def test_a_ticket_for_somebody_new_survives_a_reload(stage, carla):
    alice = await stage.agent(stage.cast.alice)
    await alice.type("c")
    form = alice.page.get_by_role("dialog", name="New ticket")
    await form.get_by_role("combobox", name="Customer").fill("dora@customer.example")
    await form.get_by_role("option", name="New customer").wait_for()
    await alice.type("Enter")
    await expect(form.get_by_label("Name")).to_be_focused()
    await form.get_by_label("Name").fill("Dora Ünal")
    await form.get_by_label("Subject").fill("The lid is loose")
    await form.get_by_role("button", name="Open the ticket").click()
    await expect(form.get_by_label("Message")).to_be_focused()
    await expect(form.get_by_text("Write what the customer needs.")).to_be_visible()
    await form.get_by_label("Message").fill("She called twice.")

    await alice.page.reload()
    await expect(alice.page.locator("link[rel=icon]")).to_have_attribute("href", re.compile("svg"))
    await alice.type("c")
    await expect(form.get_by_label("Subject")).to_have_value("The lid is loose")
    await form.get_by_label("Priority").select_option("high")
    await form.get_by_role("button", name="Owner: none").click()
    await alice.page.get_by_role("combobox", name="Owner").fill("alice")
    await alice.type("Enter")
    await form.get_by_label("Message").press("Control+Enter")

    await expect(alice.page).to_have_url(re.compile(r"/tickets/\d+$"))
    for button in ("Priority: High", "Owner: Alice", "Status: In Progress", "Name: Dora Ünal. Change"):
        await expect(alice.button(button)).to_be_visible()
    await alice.type("c")
    await expect(form.get_by_label("Subject")).to_have_value("")


async def test_a_ticket_for_somebody_known_and_for_a_caller_without_an_address(stage, carla):
    alice = await stage.agent(stage.cast.alice)
    form = alice.page.get_by_role("dialog", name="New ticket")
    for typed, known in (("car", True), ("Egon", False)):
        await alice.type("c")
        await form.get_by_role("combobox", name="Customer").fill(typed)
        await form.get_by_role("option", name="Carla Ruiz" if known else "New customer").click()
        await form.get_by_label("Subject").fill("A second matter")
        await form.get_by_label("Message").fill("As told on the phone.")
        await form.get_by_role("button", name="Open the ticket").click()
        await expect(alice.button(f"Name: {'Carla Ruiz' if known else 'Egon'}. Change")).to_be_visible()
        others = panel(alice.page).get_by_role("link", name="A broken kettle")
        await expect(others).to_have_count(1 if known else 0)


async def test_the_record_is_changed_in_place(stage, carla):
    alice = await stage.agent(stage.cast.alice, f"/tickets/{carla['number']}")
    side = panel(alice.page)
    await side.get_by_role("button", name="Add: phone").click()
    await alice.page.keyboard.type("+34 600 100 200")
    await alice.type("Enter")
    await expect(side.get_by_role("link", name="+34 600 100 200")).to_be_visible()
    await side.get_by_role("button", name="Add: field").click()
    await alice.page.keyboard.type("Plan")
    await alice.type("Tab")
    await alice.page.keyboard.type("Yearly <b>")
    await alice.type("Enter")
    await expect(alice.button("Plan: Yearly <b>. Change")).to_be_visible()
    await side.get_by_role("button", name="Write a note").click()
    await alice.page.keyboard.type("Speaks Catalan.")
    await alice.type("Control+Enter")
    await expect(side.get_by_text("Speaks Catalan.")).to_be_visible()
    await alice.button("Name: Carla Ruiz. Change").click()
    await alice.page.keyboard.type("Carla Ruiz Mas")
    await alice.type("Escape")
    await expect(alice.button("Name: Carla Ruiz. Change")).to_be_visible()

    await alice.go(f"/customers/{carla['customer']['id']}")
    for text in ("Yearly <b>", "Speaks Catalan.", "A broken kettle"):
        await expect(alice.page.get_by_text(text, exact=True)).to_be_visible()


async def test_an_address_of_somebody_else_leads_to_a_merge_that_can_be_taken_back(stage, carla):
    stage.expect_trouble(REFUSED)
    await opened(stage, "carla@home.example", "C. Ruiz", "A second kettle")
    alice = await stage.agent(stage.cast.alice, f"/tickets/{carla['number']}")
    side = panel(alice.page)
    await side.get_by_role("button", name="Add: address").click()
    await alice.page.keyboard.type("carla@home.example")
    await alice.type("Enter")
    await expect(side.get_by_role("alert")).to_contain_text("carla@home.example belongs to C. Ruiz already.")
    await expect(side.get_by_role("textbox", name="New address")).to_have_value("carla@home.example")

    await side.get_by_role("button", name="The same person?").click()
    dialog = alice.page.get_by_role("dialog", name="Merge two records of one person")
    result = dialog.get_by_role("region", name="After the merge")
    await expect(result.get_by_text("2 tickets, 0 chats, 0 notes")).to_be_visible()
    await expect(result.get_by_text("Not shown any more: name C. Ruiz")).to_be_visible()
    await dialog.get_by_role("button", name="Merge", exact=True).click()
    await expect(side.get_by_role("link", name="A second kettle")).to_be_visible()
    await expect(side.get_by_role("link", name="carla@home.example")).to_be_visible()
    await expect(side.get_by_text("Also C. Ruiz")).to_be_visible()

    await alice.type("u")
    await expect(alice.toast("Taken back.")).to_be_visible()
    await expect(side.get_by_text("Also C. Ruiz")).to_have_count(0)
    await expect(side.get_by_role("link", name="carla@home.example")).to_have_count(0)


async def test_customers_are_listed_and_found(stage, carla):
    await opened(stage, "m@customer.example", "محمد عبد الرحمن")
    alice = await stage.agent(stage.cast.alice)
    await alice.type("g", "u")
    await expect(alice.page.get_by_role("link", name="Carla Ruiz")).to_be_visible()
    await alice.page.get_by_role("searchbox", name="Find a customer").fill("عبد")
    await expect(alice.page.get_by_role("link", name="Carla Ruiz")).to_have_count(0)
    await alice.page.get_by_role("link", name="محمد").click()
    await expect(alice.page.get_by_role("heading", name="محمد عبد الرحمن")).to_be_visible()
    await alice.page.go_back()
    await expect(alice.page.get_by_role("searchbox", name="Find a customer")).to_have_value("عبد")
