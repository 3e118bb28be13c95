"""A visitor chats, an agent answers: both at real sockets."""

from uuid import uuid4

import pytest

from tests.desks import replay_equals_document


def words(body: str = "Hello", **more) -> dict:
    return {"client_id": str(uuid4()), "body": body, **more}


async def test_from_hello_to_the_end(desk, cast, visitor, agent):
    console = await agent()
    queue = await console.does("watch", {"what": "queue"})
    assert (queue["chats"], [person["name"] for person in queue["agents"]]) == ([], ["Ada", "Alice", "Bob", "Max"])
    vera = await visitor()
    started = await vera.does("chat.start", words("My kettle leaks", name="Vera V.", page={"url": "https://shop.example/k"}))
    chat = started["chat"]["id"]
    assert (started["chat"]["status"], started["chat"]["position"], started["message"]["seq"]) == ("waiting", 1, 1)
    shown = await console.hears("queue.changed")
    assert (shown["chat"]["visitor"]["name"], shown["chat"]["unread"]) == ("Vera V.", 1)
    await console.does("watch", {"what": "chat", "id": chat})
    accepted = await console.does("chat.accept", {"chat": chat})
    assert accepted["chat"]["agent"]["name"] == "Alice"
    assert (await vera.hears("message.new", lambda push: push["message"]["kind"] == "accepted"))["message"]["seq"] == 2
    updated = await vera.hears("chat.updated", lambda push: push["chat"]["status"] == "active")
    assert updated["chat"]["agent"]["name"] == "Alice"
    sent = await console.does("message.send", {"chat": chat, **words("Since when?")})
    assert (await vera.hears("message.new", lambda push: push["message"]["seq"] == 3))["message"] == sent["message"]
    sent = await vera.does("message.send", {"chat": chat, **words("Monday")})
    assert (await console.hears("message.new", lambda push: push["message"]["seq"] == 4))["message"] == sent["message"]
    await vera.does("chat.end", {"chat": chat})
    updated = await console.hears("chat.updated", lambda push: push["chat"]["status"] == "ended")
    assert updated["chat"]["ended_by"] == "visitor"
    await vera.does("chat.rate", {"chat": chat, "score": 5})
    await replay_equals_document(desk)
    own = [push for push in vera.all_of("message.new") if push["message"]["client_id"] == sent["message"]["client_id"]]
    assert not own, "the ack says it all to the connection that sent it"


async def test_typing_and_read_marks_both_ways(cast, visitor, agent):
    vera, console = await visitor(), await agent()
    chat = (await vera.does("chat.start", words()))["chat"]["id"]
    await console.does("chat.accept", {"chat": chat})
    await vera.does("typing", {"chat": chat, "on": True, "text": "My ket"})
    typing = await console.hears("typing")
    assert (typing["on"], typing["text"], typing["from"]["kind"]) == (True, "My ket", "visitor")
    await console.does("typing", {"chat": chat, "on": True})
    assert (await vera.hears("typing"))["from"] == {"kind": "agent", "id": cast.alice.id, "name": "Alice"}
    await console.does("read", {"chat": chat, "seq": 1})
    assert await vera.hears("read") == {"chat": chat, "by": "agent", "seq": 1}
    await vera.does("read", {"chat": chat, "seq": 99})
    assert await console.hears("read") == {"chat": chat, "by": "visitor", "seq": 2}


async def test_a_second_tab_and_a_reload_see_the_same(cast, visitor, agent):
    vera, console = await visitor(), await agent()
    chat = (await vera.does("chat.start", words()))["chat"]["id"]
    tab = await visitor()
    assert (await tab.hears("welcome"))["chat"]["id"] == chat
    await console.does("chat.accept", {"chat": chat})
    sent = await vera.does("message.send", {"chat": chat, **words("from the first tab")})
    assert (await tab.hears("message.new", lambda push: push["message"]["seq"] == 3))["message"] == sent["message"]
    await vera.close()
    again = await visitor()
    caught_up = await again.does("sync", {"chat": chat, "after": 0})
    assert [line["seq"] for line in caught_up["messages"]] == [1, 2, 3]
    assert (caught_up["seq"], caught_up["more"], caught_up["chat"]["status"]) == (3, False, "active")


async def test_the_second_agent_is_told_who_was_first(cast, visitor, agent):
    vera, alice, bob = await visitor(), await agent(), await agent(cast.bob)
    chat = (await vera.does("chat.start", words()))["chat"]["id"]
    await alice.does("chat.accept", {"chat": chat})
    error = await bob.fails("chat.accept", {"chat": chat})
    assert (error["code"], error["message"]) == ("conflict", "Alice took this chat first.")


async def test_a_note_is_heard_by_agents_alone(cast, visitor, agent):
    vera, alice, bob = await visitor(), await agent(), await agent(cast.bob)
    chat = (await vera.does("chat.start", words()))["chat"]["id"]
    await alice.does("chat.accept", {"chat": chat})
    await bob.does("watch", {"what": "chat", "id": chat})
    await alice.does("chat.note", {"chat": chat, **words("a secret of the house")})
    assert (await bob.hears("message.new"))["message"]["kind"] == "note"
    await alice.does("chat.transfer", {"chat": chat, "agent": cast.bob.id, "note": "a secret of the house"})
    await bob.does("message.send", {"chat": chat, **words("after it")})
    await vera.hears("message.new", lambda push: push["message"]["body"] == "after it")
    caught_up, tab = await vera.does("sync", {"chat": chat, "after": 0}), await visitor()
    assert "secret" not in str([vera.heard, caught_up, tab.heard])


async def test_a_visitor_can_not_fetch_the_note_of_a_transfer(desk, cast, visitor, agent):
    vera, alice, _ = await visitor(), await agent(), await agent(cast.bob)
    chat = (await vera.does("chat.start", words()))["chat"]["id"]
    await alice.does("chat.accept", {"chat": chat})
    await alice.does("chat.transfer", {"chat": chat, "agent": cast.bob.id, "note": "a secret of the house"})
    line = await vera.hears("message.new", lambda push: push["message"]["kind"] == "transferred")
    guess = {"chat": chat, "client_id": f"{line['message']['id']}:note", "body": "x"}
    assert "secret" not in str(await vera.ask("message.send", guess))


async def test_the_click_and_what_is_still_said(cast, visitor, agent):
    vera, console, max = await visitor(), await agent(), await agent(cast.max)
    chat = (await vera.does("chat.start", words("My kettle leaks")))["chat"]["id"]
    await console.does("chat.accept", {"chat": chat})
    number = (await console.does("chat.convert", {"chat": chat}))["ticket"]["number"]
    assert (await max.does("chat.convert", {"chat": chat}))["ticket"]["number"] == number
    ticket = await max.does("watch", {"what": "ticket", "id": str(number)})
    assert (ticket["ticket"]["subject"], ticket["seq"]) == ("My kettle leaks", 1)
    await vera.does("message.send", {"chat": chat, **words("One more thing")})
    # The news of the opening may still be on its way.
    pushed = await max.hears("ticket.event", lambda push: push["event"]["seq"] == 2)
    assert (pushed["number"], pushed["event"]["body"]) == (number, "One more thing")


async def test_presence_is_seen_by_colleagues(cast, agent):
    max = await agent(cast.max)
    await max.does("watch", {"what": "queue"})
    alice = await agent()
    assert (await max.hears("presence"))["agent"]["presence"] == "online"
    await alice.does("presence.set", {"state": "away"})
    assert await max.hears("presence", lambda push: push["agent"]["presence"] == "away")
    await alice.close()
    assert await max.hears("presence", lambda push: push["agent"]["presence"] == "offline")


async def test_a_chat_goes_to_nobody_who_is_not_there(cast, visitor, agent):
    vera, alice = await visitor(), await agent()
    chat = (await vera.does("chat.start", words()))["chat"]["id"]
    await alice.does("chat.accept", {"chat": chat})
    error = await alice.fails("chat.transfer", {"chat": chat, "agent": cast.bob.id})
    assert (error["code"], "Bob is not here" in error["message"]) == ("conflict", True)
    back = await alice.does("chat.transfer", {"chat": chat, "team": cast.billing})
    assert (back["chat"]["status"], back["chat"]["team"]["name"]) == ("waiting", "Billing")


async def test_the_page_a_visitor_looks_at(cast, visitor, agent):
    vera, console = await visitor(), await agent()
    await console.does("watch", {"what": "queue"})
    await vera.does("page", {"url": "https://shop.example/", "title": "Shop"})
    chat = (await vera.does("chat.start", words()))["chat"]["id"]
    await vera.does("page", {"url": "https://shop.example/kettle", "title": "Kettle"})
    assert (await console.hears("visitor.page"))["page"]["title"] == "Kettle"
    seen = await console.does("watch", {"what": "chat", "id": chat})
    assert [page["title"] for page in seen["chat"]["visitor"]["pages"]] == ["Shop", "Kettle"]


async def test_an_address_left_later(cast, visitor):
    vera = await visitor()
    chat = (await vera.does("chat.start", words()))["chat"]["id"]
    left = await vera.does("contact", {"chat": chat, "name": "Vera V.", "email": "Vera@Customer.example"})
    assert left["chat"]["email"] == "vera@customer.example"
    error = await vera.fails("contact", {"chat": chat, "email": "nonsense"})
    assert (error["code"], error["details"]["field"]) == ("invalid", "email")


async def test_one_clients_messages_stay_in_order(desk, visitor):
    vera = await visitor()
    chat = (await vera.does("chat.start", words()))["chat"]["id"]
    for n in range(100):
        await vera._socket.emit("message.send", {"chat": chat, **words(str(n))}, namespace="/visitor")
    await vera.does("message.send", {"chat": chat, **words("last")})
    lines = (await vera.does("sync", {"chat": chat, "after": 1}))["messages"]
    assert [line["body"] for line in lines] == [*map(str, range(100)), "last"]
    await replay_equals_document(desk)


@pytest.mark.parametrize("transports", [("polling",), ("polling", "websocket")])
async def test_other_transports(cast, visitor, agent, transports):
    vera, console = await visitor(transports=transports), await agent(transports=transports)
    chat = (await vera.does("chat.start", words()))["chat"]["id"]
    await console.does("chat.accept", {"chat": chat})
    await console.does("message.send", {"chat": chat, **words("Hello Vera")})
    assert await vera.hears("message.new", lambda push: push["message"]["body"] == "Hello Vera")
