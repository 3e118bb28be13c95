"""Both sides without a mouse."""

import re

from playwright.async_api import expect

ON_LAUNCHER = "document.activeElement?.shadowRoot?.activeElement?.tagName === 'BUTTON'"


async def test_a_visitor_who_uses_the_keyboard_only(stage):
    vera = await stage.visitor()
    await expect(vera.launcher).to_be_visible()
    for _ in range(40):
        await vera.page.keyboard.press("Tab")
        if await vera.page.evaluate(ON_LAUNCHER):
            break
    await expect(vera.launcher).to_be_focused()
    await vera.page.keyboard.press("Enter")
    await expect(vera.field).to_be_focused()
    await vera.page.keyboard.type("Is this open on Sundays?")
    await vera.page.keyboard.press("Shift+Enter")
    await vera.page.keyboard.type("And at night?")
    await vera.page.keyboard.press("Enter")
    await expect(vera.bubbles).to_have_count(1)
    assert await vera.lines() == ["Is this open on Sundays?\nAnd at night?"]
    await expect(vera.state("Sent")).to_be_visible()
    await vera.page.keyboard.press("Escape")
    await expect(vera.field).not_to_be_visible()
    await expect(vera.launcher).to_be_focused()
    await vera.page.keyboard.press("Enter")
    await expect(vera.field).to_be_focused()

    # Backwards from the field to the menu, and through it.
    for _ in range(12):
        await vera.page.keyboard.press("Shift+Tab")
        if await vera.chat.get_by_role("button", name="More").evaluate("(menu) => menu === document.activeElement"):
            break
    await vera.page.keyboard.press("Enter")
    await expect(vera.chat.get_by_role("button", name="Turn sound on")).to_be_focused()
    await vera.page.keyboard.press("Escape")
    await expect(vera.chat.get_by_role("button", name="More")).to_be_focused()
    await expect(vera.field).to_be_visible()


async def test_an_agent_who_uses_the_keyboard_only(stage):
    alice = await stage.agent(stage.cast.alice)
    vera = await stage.visitor()
    await vera.start("Can I pay later?")
    await expect(alice.page).to_have_title("(1) Frontdesk")
    await alice.type("a")
    chat = alice.chat()
    await expect(chat.reply).to_be_focused()
    await alice.page.keyboard.type("Yes, within 14 days.")
    await alice.type("Enter")
    await expect(vera.said("Yes, within 14 days.")).to_be_visible()

    await alice.type("Escape", "n")
    await expect(chat.note_field).to_be_focused()
    await alice.page.keyboard.type("Pays late, always.")
    await alice.type("Enter")
    await expect(chat.said("Pays late, always.")).to_be_visible()
    await alice.type("Escape", "r")
    await expect(chat.reply).to_be_focused()

    await alice.type("Escape", "t")
    await expect(chat.ticket_link(1001)).to_be_visible()
    await alice.type("t")
    await expect(alice.page.get_by_role("article", name="Ticket 1001")).to_be_visible()
    await alice.type("p")
    await expect(alice.page.get_by_role("menu", name="Priority")).to_be_visible()
    await alice.page.keyboard.type("h")
    await alice.type("Enter")
    await expect(alice.button("Priority: High")).to_be_visible()
    await alice.type("v")
    await expect(alice.page).to_have_url(re.compile("/chats/"))
    await alice.type("e")
    sure = alice.page.get_by_role("dialog", name="End this chat?")
    await expect(sure.get_by_role("button", name="Cancel")).to_be_focused()
    await alice.type("Tab", "Enter")
    await expect(vera.chat.get_by_text("Alice ended the conversation")).to_be_visible()


async def test_the_list_of_keys_and_the_palette(stage):
    alice = await stage.agent(stage.cast.alice)
    await alice.type("?")
    keys = alice.page.get_by_role("dialog", name="Keyboard shortcuts")
    await expect(keys.get_by_text("Go to people")).to_be_visible()
    await alice.type("Escape")
    await expect(keys).to_have_count(0)

    await alice.type("Control+k")
    palette = alice.page.get_by_role("dialog", name="Search and commands")
    await expect(palette.get_by_role("combobox", name="Search")).to_be_focused()
    await alice.page.keyboard.type("go to people")
    await expect(palette.get_by_role("option", name="Go to people").first).to_have_attribute("aria-selected", "true")
    await alice.type("Enter")
    await expect(alice.page.get_by_role("heading", name="People")).to_be_visible()
    await alice.type("g", "i")
    await expect(alice.page.get_by_role("heading", name="Inbox")).to_be_visible()


async def test_keys_do_nothing_while_one_writes(stage):
    alice = await stage.agent(stage.cast.alice)
    vera = await stage.visitor()
    await vera.start("Hello")
    chat = await alice.accept()
    await alice.page.keyboard.type("a text with t, e, x and ?")
    await expect(chat.reply).to_have_value("a text with t, e, x and ?")
    await expect(alice.page.get_by_role("dialog")).to_have_count(0)
    await expect(chat.button("Make a ticket")).to_be_visible()


async def test_what_is_typed_after_a_click_in_the_list_is_no_command(stage):
    alice = await stage.agent(stage.cast.alice)
    vera, ben = await stage.visitor(), await stage.visitor()
    await vera.start("Hello")
    chat = await alice.accept()
    await ben.start("I wait", name="Ben")
    await alice.group("Waiting").get_by_role("link", name="Ben").click()
    await expect(alice.chat("Ben").button("Accept this chat")).to_be_visible()
    await alice.page.keyboard.type("a text with t, e and x")
    await expect(alice.page.get_by_role("dialog")).to_have_count(0)
    await expect(alice.chat("Ben").button("Accept this chat")).to_be_visible()

    await alice.group("My chats").get_by_role("link", name="Vera").click()
    await expect(chat.reply).to_be_focused()
    await alice.page.keyboard.type("a text with t, e and x")
    await expect(chat.reply).to_have_value("a text with t, e and x")

    await alice.type("Escape", "k", "k")
    await expect(alice.group("Waiting").get_by_role("link", name="Ben")).to_be_focused()
    await alice.type("a")
    await expect(alice.chat("Ben").reply).to_be_focused()
