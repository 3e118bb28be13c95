"""Writing in a ticket: two modes that can't be confused, drafts that stay, Markdown that runs nothing, files."""

import re

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.browser.test_accessibility import violations
from tests.browser.ticket_desk import TicketScreen, picture, text_file

ATTACK = "<img src=x onerror=alert(1)> [go](javascript:alert(2)) **bold** ![p](https://spy.example/p.png)"


@pytest_asyncio.fixture(loop_scope="session")
async def number(stage) -> int:
    carla = {"email": "carla@customer.example", "name": "Carla"}
    new = {"subject": "A broken kettle", "body": "It leaks.", "customer": carla}
    async with httpx.AsyncClient(base_url=stage.url, headers=stage.cast.alice.bearer) as client:
        return (await client.post("/api/v1/tickets", json=new)).json()["number"]


async def screen(stage, number: int, person=None, **settings) -> TicketScreen:
    found = TicketScreen(await stage.agent(person or stage.cast.alice, f"/tickets/{number}", **settings))
    await expect(found.field).to_be_visible()
    # Its keys work right after it is first drawn.
    await found.page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)))")
    return found


async def said(stage, number: int, person, words: str) -> None:
    async with httpx.AsyncClient(base_url=stage.url, headers=person.bearer) as client:
        assert (await client.post(f"/api/v1/tickets/{number}/notes", json={"body": words})).status_code == 201


async def test_what_arrives_while_one_writes_stops_the_reply(stage, number):
    stage.expect_trouble("status of 409")
    alice = await screen(stage, number)
    await alice.field.fill("We will send a new one.")
    await said(stage, number, stage.cast.max, "She has been **refunded** already.")
    await expect(alice.page.get_by_text("Max wrote just now")).to_be_visible()
    await alice.field.press("Control+Enter")
    stop = alice.page.get_by_role("alertdialog", name="Not sent")
    await expect(stop.get_by_text("She has been refunded already.")).to_be_visible()
    await expect(alice.entry("We will send a new one.")).to_have_count(0)
    await alice.button("Edit").click()
    await expect(alice.field).to_have_value("We will send a new one.")
    await expect(alice.field).to_be_focused()

    # Read now: the next press sends. What came after it would stop it again.
    await said(stage, number, stage.cast.bob, "Ask me first.")
    await expect(alice.page.get_by_text("Bob wrote just now")).to_be_visible()
    await alice.field.press("Control+Enter")
    await expect(stop.get_by_text("Ask me first.")).to_be_visible()
    await expect(stop.get_by_role("listitem")).to_have_count(1)
    await alice.button("Send anyway").click()
    await expect(alice.entry("We will send a new one.")).to_be_visible()
    await expect(alice.field).to_have_value("")


async def test_colleagues_are_seen_looking_and_writing(stage, number):
    alice, max_ = await screen(stage, number), await screen(stage, number, stage.cast.max)
    head = alice.page.get_by_role("article").locator(".others-here")
    await expect(head.get_by_text("Max is looking at this")).to_be_visible()
    await max_.field.press_sequentially("Dear")
    await expect(head.get_by_text("Max is writing")).to_be_visible()
    await max_.console.go("/inbox")
    await expect(head.get_by_text("Max")).to_have_count(0)
    await expect(max_.page.get_by_text("Draft", exact=True)).to_be_visible()


async def test_each_draft_stays_by_itself(stage, number):
    alice = await screen(stage, number)
    await alice.page.keyboard.press("r")
    await alice.field.fill("To the customer")
    await expect(alice.reply.get_by_text("to Carla <carla@customer.example>")).to_be_visible()
    await alice.button("Private note").click()
    await expect(alice.field).to_have_value("")
    await expect(alice.button("Reply Draft")).to_be_visible()
    await alice.field.fill("To the team")
    await expect(alice.note.get_by_text("Only your team sees this")).to_be_visible()
    await expect(alice.button("Add note")).to_be_visible()

    await alice.page.reload()
    await expect(alice.field).to_have_value("To the customer")
    await alice.page.keyboard.press("n")
    await expect(alice.field).to_have_value("To the team")
    await alice.page.keyboard.press("Control+Enter")
    await expect(alice.entry("To the team").get_by_text("Private note")).to_be_visible()
    await expect(alice.field).to_have_value("")
    await alice.button("Reply Draft").click()
    await expect(alice.field).to_have_value("To the customer")

    # Somebody else at the same browser has drafts of their own.
    await alice.page.context.clear_cookies()
    token = {"name": "frontdesk_session", "value": stage.cast.bob.token, "url": stage.url}
    await alice.page.context.add_cookies([token])
    await alice.page.reload()
    await expect(alice.field).to_have_value("")


async def test_markdown_runs_nothing_and_fetches_nothing(stage, number):
    alice, max_ = await screen(stage, number), await screen(stage, number, stage.cast.max)
    asked, dialogs = [], []
    max_.page.on("request", lambda request: asked.append(request.url))
    max_.page.on("dialog", lambda dialog: dialogs.append(dialog))
    await alice.page.keyboard.press("r")
    await alice.field.fill(ATTACK)
    await alice.button("Preview").click()
    await expect(alice.page.get_by_role("region", name="Preview").get_by_text("<img src=x")).to_be_visible()
    await alice.button("Send and wait").click()
    entry = max_.entry("<img src=x")
    await expect(entry.get_by_text("[go](javascript:alert(2))")).to_be_visible()
    await expect(entry.locator("strong")).to_have_text("bold")
    assert await entry.locator("img, a[href^=javascript]").count() == 0
    await expect(entry.get_by_role("button", name="Show the picture from spy.example")).to_be_visible()
    assert not dialogs
    assert not [url for url in asked if "spy.example" in url]


async def test_buttons_and_keys_over_the_text(stage, number):
    alice = await screen(stage, number)
    await alice.page.keyboard.press("r")
    await alice.page.keyboard.type("a word")
    await alice.page.keyboard.press("Control+Shift+ArrowLeft")
    await alice.page.keyboard.press("Control+b")
    await expect(alice.field).to_have_value("a **word**")
    await alice.page.keyboard.press("Control+z")
    await expect(alice.field).to_have_value("a word")
    await alice.field.fill("one")
    await alice.button("List").click()
    await alice.page.keyboard.press("Enter")
    await alice.page.keyboard.type("two")
    await expect(alice.field).to_have_value("- one\n- two")


async def test_files_by_choice_drop_and_paste(stage, number, tmp_path):
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(25 * 1024 * 1024 + 1)
    alice, max_ = await screen(stage, number), await screen(stage, number, stage.cast.max)
    await alice.page.keyboard.press("r")
    await alice.field.fill("See these.")
    await alice.choose_files(huge)
    await expect(alice.files.get_by_text("A file may have at most 25 MB.")).to_be_visible()
    await alice.button("Send and wait").click()
    await expect(alice.page.get_by_text("Not sent. Remove “huge.txt” first.")).to_be_visible()
    await alice.button("Remove huge.txt").click()
    await alice.choose_files(picture())
    await alice.carry("drop", text_file("dropped.txt"))
    await alice.carry("paste", {"name": "pasted.log", "mimeType": "text/x-log"})
    for name in ("hopper.png", "dropped.txt", "pasted.log"):
        await expect(alice.button(f"Remove {name}")).to_be_visible()
    await alice.page.reload()
    await expect(alice.files.get_by_role("listitem")).to_have_count(3)
    await alice.button("Remove pasted.log").click()
    await alice.button("Send and wait").click()
    entry = max_.entry("See these.")
    await expect(entry.get_by_role("link", name="hopper.png")).to_be_visible()
    shown = await entry.locator("img").evaluate("(img) => img.decode().then(() => img.naturalWidth)")
    assert shown == 8
    await expect(entry.get_by_role("link", name="dropped.txt")).to_have_attribute("download", "dropped.txt")

    # Taken back, words and files are where they were written.
    await alice.entry("See these.").get_by_role("button", name="Undo").click()
    await expect(alice.field).to_have_value("See these.")
    await expect(alice.files.get_by_text("dropped.txt").first).to_be_visible()
    await expect(max_.entry("See these.").get_by_text("Taken back, the customer never saw this")).to_be_visible()
    await alice.button("Send and wait").click()
    await expect(max_.entry("See these.")).to_have_count(2)


async def test_canned_replies_and_the_gap_that_is_left(stage, number):
    async with httpx.AsyncClient(base_url=stage.url, headers=stage.cast.alice.bearer) as client:
        canned = {"shortcut": "late", "title": "It is late", "body": "Dear {{customer.name}} of {{site.name}}, sorry."}
        assert (await client.post("/api/v1/canned", json=canned)).status_code == 201
    alice = await screen(stage, number)
    await alice.page.keyboard.press("r")
    await alice.page.keyboard.type("Hello. ;la")
    await expect(alice.suggestions).to_have_count(1)
    await alice.page.keyboard.press("Enter")
    await expect(alice.field).to_have_value(re.compile("^Hello. Dear Carla of ⟦site’s name⟧, sorry.$"))
    await alice.page.keyboard.press("Control+Enter")
    await expect(alice.page.get_by_text("Not sent. Fill in “site’s name” first.")).to_be_visible()
    # The gap is selected: what is typed fills it.
    await alice.page.keyboard.type("our shop")
    await expect(alice.field).to_have_value("Hello. Dear Carla of our shop, sorry.")


async def test_each_reply_is_sent_in_its_own_way(stage, number):
    alice = await screen(stage, number)
    resolved = alice.console.button("Status: Resolved")
    await alice.field.fill("Done.")
    await alice.console.choose("How to send", "Send and resolve")
    await expect(resolved).to_be_visible()
    await expect(alice.console.toast(re.compile("^Sends in .+, now Resolved"))).to_be_visible()
    await expect(alice.entry("Done.")).to_be_focused()
    await alice.page.keyboard.press("u")
    await expect(alice.field).to_have_value("Done.")
    await expect(resolved).to_have_count(0)

    # The next one is not resolved by habit.
    await expect(alice.button("Send and wait")).to_be_visible()
    await alice.field.press("Control+Shift+Enter")
    await expect(resolved).to_be_visible()
    await expect(alice.entry("Done.").last).to_be_focused()
    await alice.page.keyboard.press("u")
    await expect(alice.field).to_have_value("Done.")
    await alice.field.press("Control+Enter")
    await expect(alice.console.button("Status: Waiting")).to_be_visible()
    await expect(alice.entry("Done.").last).to_be_focused()
    await alice.page.keyboard.press("?")
    await expect(alice.page.get_by_text("Send and resolve, while writing")).to_be_visible()


async def test_entries_are_split_off_by_key(stage, number):
    await said(stage, number, stage.cast.max, "Another matter")
    alice = await screen(stage, number)
    await expect(alice.entry("It leaks.").get_by_text("written down by Alice")).to_be_visible()
    bar = alice.page.get_by_role("region", name="Choose entries")
    await alice.page.keyboard.press("e")
    await expect(alice.page.get_by_role("checkbox", name="Choose what Carla wrote")).to_be_focused()
    await alice.page.keyboard.press("x")
    await expect(bar.get_by_text("At least one message")).to_be_visible()
    await expect(alice.button("New ticket from these")).to_be_disabled()
    for key in ("x", "j", "x"):
        await alice.page.keyboard.press(key)
    await expect(bar.get_by_text("1 chosen")).to_be_visible()
    await alice.page.keyboard.press("Enter")
    await expect(alice.page.get_by_role("dialog").get_by_label("Subject of the new ticket")).to_be_focused()
    await alice.page.keyboard.press("Enter")
    await expect(alice.page.get_by_role("dialog")).to_have_count(0)
    await expect(alice.timeline).to_be_focused()


async def test_the_timeline_is_searched_and_landed_in(stage, number):
    async with httpx.AsyncClient(base_url=stage.url, headers=stage.cast.bob.bearer) as client:
        for at in range(90):
            await client.post(f"/api/v1/tickets/{number}/notes", json={"body": f"Line {at} of the **Zoë** file"})
        entries = (await client.get(f"/api/v1/tickets/{number}/timeline")).json()["items"]
    alice = await screen(stage, number)
    await alice.page.get_by_label("Find words in the timeline").fill("zoe 42")
    await expect(alice.page.get_by_text("1 hit")).to_be_visible()
    assert await alice.timeline.locator("mark").all_text_contents() == ["42", "Zoë"]
    await alice.page.get_by_label("Find words in the timeline").fill("")
    await alice.console.go(f"/tickets/{number}#entry-{entries[10]['id']}")
    landed = alice.entry(entries[10]["body"].replace("*", ""))
    await expect(landed).to_be_focused()
    await expect(landed).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [(1440, 900), (390, 844)], ids=["wide", "narrow"])
async def test_axe_finds_nothing(stage, number, scheme, viewport):
    stage.expect_trouble("status of 409")
    size = {"width": viewport[0], "height": viewport[1]}
    alice = await screen(stage, number, color_scheme=scheme, viewport=size)
    await alice.page.keyboard.press("r")
    await alice.field.fill("**See** `this`\n\n> said\n\n[there](https://shop.example)")
    await alice.choose_files(picture(), text_file("empty.txt", 0))
    await expect(alice.files.get_by_text("The file is empty.")).to_be_visible()
    found = await violations(alice.page, "reply with files")
    await alice.button("Preview").click()
    found += await violations(alice.page, "preview")
    await alice.button("Preview").click()
    await alice.button("Remove empty.txt").click()
    await alice.field.press("Control+Enter")
    await expect(alice.entry("See this").get_by_role("button", name="Undo")).to_be_visible()
    found += await violations(alice.page, "held reply")
    await alice.page.keyboard.press("r")
    await alice.field.fill("And another thing")
    await said(stage, number, stage.cast.max, "Wait a moment")
    await expect(alice.page.get_by_text("Max wrote just now")).to_be_visible()
    found += await violations(alice.page, "news while writing")
    await alice.field.press("Control+Enter")
    await expect(alice.button("Send anyway")).to_be_visible()
    found += await violations(alice.page, "stop")
    await alice.button("Edit").click()
    await alice.button("Private note").click()
    await alice.field.press_sequentially("@ma")
    await expect(alice.suggestions.first).to_be_visible()
    found += await violations(alice.page, "note with a list of people")
    await alice.page.keyboard.press("Escape")
    await alice.page.get_by_role("button", name="More filters").click()
    found += await violations(alice.page, "filters")
    assert not found, "\n".join(found)
