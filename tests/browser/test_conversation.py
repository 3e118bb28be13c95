"""The main story: a visitor asks, an agent answers, one click makes it a ticket, the visitor rates."""

import re

import pytest
from playwright.async_api import expect


async def test_from_the_first_word_to_the_rating(stage):
    alice = await stage.agent(stage.cast.alice)
    vera = await stage.visitor()
    await vera.open()
    await vera.record_states()
    await vera.chat.get_by_label("Your name").fill("Vera")
    await vera.write("Where is my parcel?")
    await expect(vera.state("Sent")).to_be_visible()
    assert await vera.states() == ["Sending", "Sent"]

    await expect(alice.page).to_have_title("(1) Frontdesk")
    await expect(alice.group("Waiting").get_by_text("Where is my parcel?")).to_be_visible()
    chat = await alice.accept()
    await expect(alice.page).to_have_title("Chat with Vera · Frontdesk")
    await expect(vera.log.get_by_text("Alice joined")).to_be_visible()
    await expect(vera.state("Read")).to_be_visible()

    await chat.reply.press_sequentially("Let")
    await expect(vera.chat.get_by_text("Alice is typing")).to_be_visible()
    await chat.write("Let me look.")
    await expect(vera.said("Let me look.")).to_be_visible()
    await expect(vera.chat.get_by_text("Alice is typing")).not_to_be_visible()
    await expect(chat.log.get_by_text("Read", exact=True)).to_be_visible()

    await vera.field.press_sequentially("Tha")
    await expect(chat.log.get_by_text("Vera is typing")).to_be_visible()
    await vera.write("Thank you!")
    await expect(chat.said("Thank you!")).to_be_visible()
    await expect(chat.log.get_by_text("Vera is typing")).not_to_be_visible()
    assert await chat.lines() == await vera.lines() == ["Where is my parcel?", "Let me look.", "Thank you!"]

    await chat.button("End the chat").click()
    await alice.button("End chat").click()
    await expect(vera.chat.get_by_text("Alice ended the conversation")).to_be_visible()
    await vera.chat.get_by_title("4 stars of 5").click()
    await vera.chat.get_by_role("button", name="Send rating").click()
    await expect(vera.chat.get_by_text("Thank you for your feedback.")).to_be_visible()
    await expect(chat.log.get_by_text(re.compile("rated.* 4"))).to_be_visible()


async def test_one_click_makes_a_ticket_and_the_chat_goes_on(stage):
    alice = await stage.agent(stage.cast.alice)
    vera = await stage.visitor()
    await vera.start("My mug is broken.")
    chat = await alice.accept()
    await chat.button("Make a ticket").click()
    await expect(chat.ticket_link(1001)).to_be_visible()
    await vera.write("The handle came off.")
    await expect(chat.said("The handle came off.")).to_be_visible()

    await chat.ticket_link(1001).click()
    await expect(alice.page).to_have_url(re.compile("/tickets/1001$"))
    timeline = alice.page.get_by_role("list", name="Timeline")
    await expect(timeline.get_by_text("My mug is broken.")).to_be_visible()
    await expect(timeline.get_by_text("The handle came off.")).to_be_visible()
    await vera.write("It was a present.")
    await expect(timeline.get_by_text("It was a present.")).to_be_visible()

    await alice.button(re.compile("^Chat is still going")).click()
    await chat.write("We send a new one.")
    await expect(vera.said("We send a new one.")).to_be_visible()
    assert await chat.lines() == await vera.lines()


@pytest.mark.parametrize("ended", [False, True])
async def test_the_second_click_opens_the_same_ticket(stage, ended):
    alice, max_ = await stage.agent(stage.cast.alice), await stage.agent(stage.cast.max)
    vera = await stage.visitor()
    await vera.start("Twice the same question.")
    chat = await alice.accept()
    address = alice.page.url
    if ended:
        await chat.button("End the chat").click()
        await alice.button("End chat").click()
        await expect(chat.place.get_by_text("Ended", exact=True)).to_be_visible()
        await max_.go(address.removeprefix(stage.url))
        await expect(max_.chat().said("Twice the same question.")).to_be_visible()
    else:
        await max_.group("With colleagues").get_by_role("link", name="Vera").click()
        # Letters typed on a row of the list are no commands; in the chat they are.
        await max_.button("Close this chat").focus()
    await alice.button("Close this chat").focus()
    await alice.type("t")
    await expect(chat.ticket_link(1001)).to_be_visible()
    # Max's screen knows of it at once, so his key leads to that one.
    await expect(max_.chat().ticket_link(1001)).to_be_visible()
    await max_.type("t")
    await expect(max_.page).to_have_url(re.compile("/tickets/1001$"))
    await expect(max_.page.get_by_role("article", name="Ticket 1001")).to_be_visible()


async def test_two_tabs_of_one_visitor_show_one_conversation(stage):
    alice = await stage.agent(stage.cast.alice)
    vera = await stage.visitor()
    await vera.open()
    tab = await vera.another_tab()
    await vera.write("Written in the first tab.")
    await expect(tab.said("Written in the first tab.")).to_be_visible()
    chat = await alice.accept("Visitor")
    await tab.write("Written in the second.")
    await expect(vera.said("Written in the second.")).to_be_visible()
    await chat.write("I see both.")
    for one in (vera, tab):
        await expect(one.said("I see both.")).to_be_visible()
        assert await one.lines() == await chat.lines()
