"""Chats whose tickets are merged: what is said goes on in the target, through further merges and back."""

import asyncio
from dataclasses import replace

from server.jobs.sweeps import duties
from server.tickets import actions as tickets
from server.tickets import replies
from server.tickets.merge import merge
from server.tickets.split import split
from server.tickets.undo import undo
from tests.desks import events_of, replay_equals_document, settle
from tests.plays import accepted, make_ticket, open_ticket, pass_holding, read, say


async def test_the_chat_of_a_source_goes_on_in_the_target(desk, cast, clock):
    chat = await accepted(desk, cast.vera, cast.alice.actor, "Hello", email="carla@customer.example")
    source = await make_ticket(desk, cast.alice.actor, chat)
    target = await open_ticket(desk, cast.alice.actor)
    await say(desk, cast.vera.actor, chat, "before")
    await settle(desk)
    await merge(desk, cast.alice.actor, target, [source])
    await tickets.set_status(desk, cast.alice.actor, target, "waiting")
    await say(desk, cast.vera.actor, chat, "after")
    await settle(desk)
    assert [(entry["body"], entry.get("from")) for entry in await read(desk, target, type="message")] == [
        ("Hello", source), ("It leaks.", None), ("before", source), ("after", None),
    ]
    assert (await tickets.find(desk, cast.alice.actor, target))["status"] == "open", "the customer wrote again"
    (line,) = [entry for entry in await read(desk, target) if entry["type"] == "merge"]
    await undo(desk, cast.alice.actor, target, line["id"])
    await say(desk, cast.vera.actor, chat, "apart again")
    await settle(desk)
    assert "after" in [entry["body"] for entry in await read(desk, target, type="message")], "stays where it arrived"
    assert [entry["body"] for entry in await read(desk, source, type="message")] == ["Hello", "before", "apart again"]
    await replay_equals_document(desk)


async def test_a_chat_through_two_merges_and_back(desk, cast):
    chat = await accepted(desk, cast.vera, cast.alice.actor, "Hello", email="carla@customer.example")
    inner = await make_ticket(desk, cast.alice.actor, chat)
    middle, outer = await open_ticket(desk, cast.alice.actor), await open_ticket(desk, cast.alice.actor)
    await merge(desk, cast.alice.actor, middle, [inner])
    await merge(desk, cast.alice.actor, outer, [middle])
    await say(desk, cast.vera.actor, chat, "in the outer")
    await settle(desk)
    assert [entry.get("from") for entry in await read(desk, outer, q="in the outer")] == [None]
    assert {entry.get("from") for entry in await read(desk, outer)} == {None, middle, inner}
    (line,) = [entry for entry in await read(desk, middle) if entry["type"] == "merge"]
    await undo(desk, cast.alice.actor, outer, line["id"])
    await say(desk, cast.vera.actor, chat, "in the inner")
    await settle(desk)
    assert len(await read(desk, inner, q="in the inner")) == 1
    assert await read(desk, outer, q="in the inner") == []
    assert await read(desk, inner, q="in the outer") == []
    await replay_equals_document(desk)


async def test_a_reply_in_the_target_reaches_the_chat_of_the_source(desk, cast, clock):
    chat = await accepted(desk, cast.vera, cast.alice.actor, "Hello", email="carla@customer.example")
    source = await make_ticket(desk, cast.alice.actor, chat)
    target = await open_ticket(desk, cast.alice.actor)
    await merge(desk, cast.alice.actor, target, [source])
    await replies.reply(desk, cast.bob.actor, target, "From the target")
    await pass_holding(desk, clock)
    said = [event["body"] for event in await events_of(desk, f"chat/{chat}") if event["type"] == "message"]
    assert said == ["Hello", "From the target"]
    assert len(await read(desk, target, q="from the target")) == 1


async def said_in(desk, chat: str) -> list[str]:
    return [event["body"] for event in await events_of(desk, f"chat/{chat}") if event["type"] == "message"]


async def test_who_only_typed_the_address_gets_no_replies_of_the_target(desk, cast, clock):
    target = await open_ticket(desk, cast.alice.actor)
    chat = await accepted(desk, cast.vera, cast.alice.actor, "Hello", email="carla@customer.example")
    source = await make_ticket(desk, cast.alice.actor, chat)
    await replies.reply(desk, cast.bob.actor, source, "Before")
    await pass_holding(desk, clock)
    await merge(desk, cast.alice.actor, target, [source])
    written = await replies.reply(desk, cast.bob.actor, target, "For Carla only")
    await pass_holding(desk, clock)
    assert await said_in(desk, chat) == ["Hello", "Before"], "its own ticket's replies did reach it"
    reply = written.event["_id"]
    (sent,) = [entry for entry in await read(desk, target) if entry.get("data", {}).get("event") == reply]
    assert sent["text"] == (
        f"sent the reply; the chat of #{source} was left out, for its visitor's address is not proven"
    )
    new = (await split(desk, cast.alice.actor, target, [reply], "Other"))["_id"]
    await replies.reply(desk, cast.bob.actor, new, "Nor from what is split off")
    await pass_holding(desk, clock)
    assert await said_in(desk, chat) == ["Hello", "Before"]


async def test_who_is_vouched_for_gets_them(desk, cast, clock):
    target = await open_ticket(desk, cast.alice.actor)
    vera = replace(cast.vera, actor=replace(cast.vera.actor, identified=True))
    chat = await accepted(desk, vera, cast.alice.actor, "Hello", email="carla@customer.example")
    await merge(desk, cast.alice.actor, target, [await make_ticket(desk, cast.alice.actor, chat)])
    await replies.reply(desk, cast.bob.actor, target, "For Carla")
    await pass_holding(desk, clock)
    assert await said_in(desk, chat) == ["Hello", "For Carla"]


async def test_a_reply_held_while_its_ticket_is_merged_is_sent_and_told_where_it_is_read(desk, cast, clock):
    target, source = await open_ticket(desk, cast.alice.actor), await open_ticket(desk, cast.alice.actor)
    written = await replies.reply(desk, cast.bob.actor, source, "Hello", "wait")
    await merge(desk, cast.alice.actor, target, [source])
    await settle(desk)
    desk.bus.forget()
    await pass_holding(desk, clock)
    told = {push["number"]: push for push in desk.bus.to("/agent", "ticket.event")}
    assert told.keys() == {source, target}
    assert told[target]["ticket"]["number"] == target
    assert (told[target]["event"]["type"], told[target]["event"]["from"]) == ("reply.sent", source)
    (reply,) = [entry for entry in await read(desk, target) if entry["id"] == written.event["_id"]]
    assert (reply["delivery"], reply["from"]) == ("sent", source)


async def test_a_closed_target_opens_a_follow_up_for_the_chat_of_its_source(desk, cast):
    chat = await accepted(desk, cast.vera, cast.alice.actor, "Hello", email="carla@customer.example")
    source = await make_ticket(desk, cast.alice.actor, chat)
    target = await open_ticket(desk, cast.alice.actor, labels=["Bug"])
    await merge(desk, cast.alice.actor, target, [source])
    for status in ("resolved", "closed"):
        await tickets.set_status(desk, cast.alice.actor, target, status)
    await say(desk, cast.vera.actor, chat, "Still broken")
    await settle(desk)
    new = (await desk.ledger.state(f"chat/{chat}"))["ticket"]
    state = await tickets.find(desk, cast.alice.actor, new)
    assert (state["follows"], state["labels"], state["channel"]) == (target, ["Bug"], "chat")
    assert len(await read(desk, new, q="still broken")) == 1
    (line,) = [entry for entry in await read(desk, target) if entry["type"] == "merge"]
    await undo(desk, cast.alice.actor, target, line["id"])
    await say(desk, cast.vera.actor, chat, "Hello?")
    await settle(desk)
    assert len(await read(desk, new, q="hello?")) == 1
    await replay_equals_document(desk)


async def test_chatting_while_merged_and_parted(desk, other_desk, cast):
    chat = await accepted(desk, cast.vera, cast.alice.actor, "Hello", email="carla@customer.example")
    source = await make_ticket(desk, cast.alice.actor, chat)
    target = await open_ticket(desk, cast.alice.actor)

    async def talk():
        for n in range(25):
            await say(other_desk, cast.vera.actor, chat, f"line {n}.")

    async def back_and_forth():
        for _ in range(4):
            state = await merge(desk, cast.alice.actor, target, [source])
            line = [event for event in await events_of(desk, f"ticket/{target}") if event["type"] == "merge"][-1]
            assert state["merged"] == [source]
            await undo(desk, cast.bob.actor, target, line["_id"])

    await asyncio.gather(talk(), back_and_forth())
    await settle(desk, other_desk)
    await duties(desk)
    entries = await read(desk, source, type="message") + await read(desk, target, type="message")
    said = sorted(entry["body"] for entry in entries if entry["body"].startswith("line"))
    assert said == sorted(f"line {n}." for n in range(25)), "each once, wherever it arrived"
    await replay_equals_document(desk, other_desk)
