"""Lost networks, killed servers and reloads: everything is there once, and in order, on both sides."""

import asyncio
import re

import pytest
from playwright.async_api import Error, expect

from tests.browser.console import ChatColumn
from tests.browser.stage import NO_NETWORK
from tests.browser.visitor import Visitor

ROUND = 6


async def begun(stage) -> tuple[Visitor, ChatColumn]:
    alice = await stage.agent(stage.cast.alice)
    vera = await stage.visitor()
    await vera.start("Hello?")
    chat = await alice.accept()
    await chat.write("Hello!")
    await expect(vera.said("Hello!")).to_be_visible()
    return vera, chat


async def talk(who: Visitor | ChatColumn, words: str) -> list[str]:
    lines = [f"{words} {number}" for number in range(ROUND)]
    for line in lines:
        await who.write(line)
    return lines


async def same_on_both_sides(vera: Visitor, chat: ChatColumn, told: list[str]) -> None:
    """Each line once, nothing still on its way, in one order that keeps each person's own."""
    for side in (vera, chat):
        await expect(side.bubbles).to_have_count(len(told))
        await expect(side.log.get_by_text("Sending", exact=True)).to_have_count(0)
        await expect(side.log.get_by_text("Not sent")).to_have_count(0)
    lines = await vera.lines()
    assert lines == await chat.lines()
    assert sorted(lines) == sorted(told)
    for words in {line.rpartition(" ")[0] for line in told}:
        own = [line for line in lines if line.startswith(f"{words} ")]
        assert own == [line for line in told if line in own]


async def test_the_visitors_network_is_gone_for_a_while(stage):
    stage.expect_trouble(NO_NETWORK)
    vera, chat = await begun(stage)
    await vera.offline(True)
    told = await talk(vera, "visitor")
    await expect(vera.state("Sending")).to_be_visible()
    await expect(vera.chat.get_by_text("No connection.")).to_be_visible()
    told += await talk(chat, "agent")
    await expect(chat.said(told[-1])).to_be_visible()
    assert await vera.said("agent 0").count() == 0
    await vera.offline(False)
    await expect(vera.chat.get_by_text("No connection.")).not_to_be_visible()
    await same_on_both_sides(vera, chat, ["Hello?", "Hello!", *told])


async def test_the_agents_network_is_gone_for_a_while(stage):
    stage.expect_trouble(NO_NETWORK)
    vera, chat = await begun(stage)
    context = chat.place.page.context
    await context.set_offline(True)
    told = await talk(chat, "agent")
    await expect(chat.place.page.get_by_text("Connection lost")).to_be_visible()
    told += await talk(vera, "visitor")
    await expect(vera.state("Sent")).to_be_visible()
    await context.set_offline(False)
    await same_on_both_sides(vera, chat, ["Hello?", "Hello!", *told])


async def test_the_server_is_killed_while_both_write(stage_on, start_web):
    web = start_web()
    stage = stage_on(web.url)
    stage.expect_trouble(NO_NETWORK)
    vera, chat = await begun(stage)

    async def power_cut():
        await asyncio.to_thread(web.kill)
        await asyncio.to_thread(web.start)

    before = [*await talk(vera, "early"), *await talk(chat, "soon")]
    cut = asyncio.create_task(power_cut())
    rounds = await asyncio.gather(talk(vera, "visitor"), talk(chat, "agent"))
    await cut
    after = await asyncio.gather(talk(vera, "late"), talk(chat, "last"))
    told = [*before, *(line for lines in (*rounds, *after) for line in lines)]
    await same_on_both_sides(vera, chat, ["Hello?", "Hello!", *told])


async def test_reloads_in_mid_chat(stage):
    vera, chat = await begun(stage)
    await vera.page.reload()
    await expect(vera.said("Hello!")).to_be_visible()
    await vera.write("Still here.")
    await expect(chat.said("Still here.")).to_be_visible()
    await chat.place.page.reload()
    await expect(chat.said("Still here.")).to_be_visible()
    await chat.write("So am I.")
    await expect(vera.said("So am I.")).to_be_visible()
    await same_on_both_sides(vera, chat, ["Hello?", "Hello!", "Still here.", "So am I."])


async def test_what_was_not_sent_survives_a_reload(stage):
    """Both write without a network, reload into the browser's error page, and come back."""
    stage.expect_trouble(NO_NETWORK)
    vera, chat = await begun(stage)
    told = []
    for side, page in ((vera, vera.page), (chat, chat.place.page)):
        await page.context.set_offline(True)
        told += await talk(side, "visitor" if side is vera else "agent")
        await expect(side.log.get_by_text("Sending", exact=True).last).to_be_visible()
        await _reload_without_network(page)
        await page.context.set_offline(False)
        await page.goto(stage.url + ("/demo" if side is vera else "/chats"))
    await chat.place.page.get_by_role("link", name=re.compile("Vera")).first.click()
    await same_on_both_sides(vera, chat, ["Hello?", "Hello!", *told])


async def test_a_first_message_that_was_not_sent_survives_a_reload(stage):
    stage.expect_trouble(NO_NETWORK)
    alice = await stage.agent(stage.cast.alice)
    vera = await stage.visitor()
    await vera.open()
    await vera.chat.get_by_label("Your name").fill("Vera")
    await vera.offline(True)
    await vera.write("Is anybody there?")
    await expect(vera.state("Sending")).to_be_visible()
    await _reload_without_network(vera.page)
    await vera.offline(False)
    await vera.page.goto(stage.url + "/demo")
    await expect(vera.state("Sent")).to_be_visible()
    chat = await alice.accept()
    await same_on_both_sides(vera, chat, ["Is anybody there?"])


async def test_half_a_sentence_survives_a_reload(stage):
    vera, chat = await begun(stage)
    await vera.field.fill("I was about to sa")
    await chat.reply.fill("Let me che")
    await vera.page.reload()
    await chat.place.page.reload()
    await expect(vera.field).to_have_value("I was about to sa")
    await expect(chat.reply).to_have_value("Let me che")


async def test_a_name_and_an_address_survive_a_reload(stage):
    alice = await stage.agent(stage.cast.alice)
    vera = await stage.visitor()
    await vera.open()
    name, email = vera.chat.get_by_label("Your name"), vera.chat.get_by_label("Your email")
    await name.fill("Vera")
    await email.fill("vera@customer.example")
    await vera.page.reload()
    await expect(name).to_have_value("Vera")
    await expect(email).to_have_value("vera@customer.example")
    await vera.write("Hello?")
    await expect(vera.state("Sent")).to_be_visible()
    await alice.accept("Vera")
    # From then on they are the server's; the browser keeps no copy.
    assert "vera@" not in await vera.inside().evaluate("JSON.stringify(localStorage)")


async def _reload_without_network(page) -> None:
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        await page.reload()
