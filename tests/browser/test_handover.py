"""Several agents and one chat: who takes it, and how it is passed on."""

import asyncio
import re

from playwright.async_api import expect


async def test_two_agents_accept_at_once(stage):
    alice, bob = await stage.agent(stage.cast.alice), await stage.agent(stage.cast.bob)
    vera = await stage.visitor()
    await vera.start("Who is first?")
    for agent in (alice, bob):
        await expect(agent.accept_next).to_be_visible()
    # In the pages themselves: a click by the driver waits until the button is at rest, and by then it may be gone.
    buttons = [await agent.accept_next.element_handle() for agent in (alice, bob)]
    await asyncio.gather(*(button.evaluate("button => button.click()") for button in buttons))

    joined = vera.log.get_by_text(re.compile("^(Alice|Bob) joined$"))
    await expect(joined).to_have_count(1)
    winner, other = (alice, bob) if "Alice" in await joined.text_content() else (bob, alice)
    await expect(winner.chat().reply).to_be_focused()
    await expect(other.toast(f"{winner.name} took this chat first.")).to_be_visible()
    await expect(other.chat().place.get_by_text(f"With {winner.name}")).to_be_visible()
    await expect(other.chat().reply).to_have_count(0)
    for action in ("End the chat", "Transfer"):
        await expect(winner.chat().button(action)).to_be_visible()
        await expect(other.chat().button(action)).to_have_count(0)


async def test_a_chat_is_passed_to_a_colleague(stage):
    alice, max_ = await stage.agent(stage.cast.alice), await stage.agent(stage.cast.max)
    vera = await stage.visitor()
    await vera.start("I have a question about my invoice.")
    chat = await alice.accept()
    await chat.write("Max knows more.")
    await expect(max_.page).to_have_title("Frontdesk")

    await chat.button("Transfer").click()
    dialog = alice.page.get_by_role("dialog", name="Transfer this chat")
    # Worked from the field: the first Enter takes the one that is marked.
    await alice.page.keyboard.type("a")
    await alice.type("ArrowDown", "ArrowUp")
    await dialog.get_by_role("combobox", name="To whom").fill("max")
    await alice.type("Enter")
    await expect(dialog.get_by_role("button", name="Transfer to Max")).to_be_focused()
    await dialog.get_by_label("Note for your team").fill("She has paid twice.")
    await dialog.get_by_role("button", name="Transfer to Max").click()
    await expect(dialog).to_have_count(0)
    await expect(max_.page).to_have_title("(1) Frontdesk")
    await expect(vera.log.get_by_text("You are now talking to Max")).to_be_visible()
    await expect(max_.toast("Alice passed you the chat with Vera.")).to_be_visible()

    row = max_.group("My chats").get_by_role("link", name="Vera")
    await expect(row.get_by_text("New: from Alice")).to_be_visible()
    await row.click()
    await expect(row.get_by_text("New: from Alice")).to_have_count(0)
    theirs = max_.chat()
    await expect(theirs.said("Max knows more.")).to_be_visible()
    await expect(theirs.said("She has paid twice.")).to_be_visible()
    await expect(max_.page).to_have_title("Chat with Vera · Frontdesk")
    await theirs.write("I see both payments.")
    await expect(vera.said("I see both payments.")).to_be_visible()
    await vera.write("Great!")
    await expect(theirs.said("Great!")).to_be_visible()
    await expect(chat.said("Great!")).to_be_visible()
    await expect(chat.reply).to_have_count(0)


async def test_a_chat_is_passed_to_a_team_and_waits_again(stage):
    alice, bob = await stage.agent(stage.cast.alice), await stage.agent(stage.cast.bob)
    vera = await stage.visitor()
    await vera.start("Where is my refund?")
    chat = await alice.accept()
    await chat.button("Transfer").click()
    dialog = alice.page.get_by_role("dialog", name="Transfer this chat")
    await dialog.get_by_text("Billing", exact=True).click()
    await dialog.get_by_role("button", name="Transfer to Billing").click()
    await expect(bob.page).to_have_title("(1) Frontdesk")
    await expect(vera.log.get_by_text("Billing takes over")).to_be_visible()
    await expect(bob.group("Waiting").get_by_role("link", name="Vera").get_by_text("Billing")).to_be_visible()
    theirs = await bob.accept()
    await theirs.write("Here it is.")
    await expect(vera.said("Here it is.")).to_be_visible()
