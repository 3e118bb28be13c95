"""A mention lands in every open console of its agent, on whichever node, and waits for who is not there."""

import httpx
import pytest

from server.tickets.replies import note
from tests.cast import SHOP_ORIGIN
from tests.desks import settle
from tests.plays import make_ticket, open_ticket
from tests.sockets import Client

SECRET = "@bob, @Max: she <b>lied</b>"


@pytest.fixture
async def consoles(cast, nodes, connect) -> tuple[Client, Client, Client]:
    """Alice at the first node; Bob at both."""
    alice = await connect(nodes.one.url, "/agent", {"token": cast.alice.token})
    bobs = [await connect(url, "/agent", {"token": cast.bob.token}) for url in (nodes.one.url, nodes.two.url)]
    return alice, *bobs


async def test_from_a_chat_to_the_other_node_and_never_to_the_visitor(desk, cast, nodes, consoles, connect):
    alice, bob, bob_elsewhere = consoles
    vera = await connect(nodes.two.url, "/visitor", {"site": cast.site["_id"], "token": cast.vera.token}, SHOP_ORIGIN)
    chat = (await vera.does("chat.start", {"client_id": "1", "body": "Hello"}))["chat"]["id"]
    await alice.does("chat.accept", {"chat": chat})
    sent = {"chat": chat, "client_id": "n", "body": SECRET}
    ack = await alice.does("chat.note", sent)
    assert [one["name"] for one in ack["message"]["data"]["mentions"]] == ["Bob", "Max"]
    for console in (bob, bob_elsewhere):
        told = await console.hears("notification")
        assert (told["type"], told["chat"], told["text"]) == ("mention", chat, SECRET)
        assert told["event"] == ack["message"]["id"]
        assert await console.hears("mention") == {
            "chat": chat, "event": told["event"], "by": {"id": cast.alice.id, "name": "Alice"}, "text": SECRET,
        }
    assert (await alice.does("chat.note", sent))["message"]["id"] == ack["message"]["id"]
    error = await alice.fails("chat.note", {**sent, "client_id": "m", "mentions": ["nobody"]})
    assert (error["code"], error["details"]["field"]) == ("unprocessable", "mentions")
    await alice.does("message.send", {"chat": chat, "client_id": "o", "body": "One moment"})
    await vera.hears("message.new", lambda push: push["message"]["body"] == "One moment")
    assert "lied" not in str(vera.heard)
    assert "lied" not in str(await vera.does("sync", {"chat": chat, "after": 0}))
    assert len(bob.all_of("notification")) == len(bob_elsewhere.all_of("mention")) == 1
    await make_ticket(desk, cast.alice.actor, chat)
    await settle(desk)
    assert await desk.store.notifications.count_documents({"agent": cast.bob.id}) == 1


async def test_from_a_ticket_and_read_on_one_console_is_read_on_all(desk, cast, nodes, consoles):
    _, bob, bob_elsewhere = consoles
    number = await open_ticket(desk, cast.alice.actor)
    async with httpx.AsyncClient(base_url=f"{nodes.one.url}/api/v1") as client:
        asked = {"body": "for the one who knows", "mentions": [cast.bob.id, cast.alice.id]}
        written = (await client.post(f"/tickets/{number}/notes", json=asked, headers=cast.alice.bearer)).json()
        assert [one["name"] for one in written["mentions"]] == ["Bob", "Alice"]
        for console in (bob, bob_elsewhere):
            told = await console.hears("notification")
            assert (told["ticket"], told["event"], told["read"]) == (number, written["id"], False)
        left = await client.post("/me/notifications/read", json={"ids": [told["id"]]}, headers=cast.bob.bearer)
        assert left.json() == {"unread": 0}
        for console in (bob, bob_elsewhere):
            assert await console.hears("notifications.read") == {"ids": [told["id"]], "unread": 0}


async def test_who_is_away_finds_it_at_the_next_sign_in(desk, cast, nodes, connect):
    number = await open_ticket(desk, cast.alice.actor)
    await note(desk, cast.alice.actor, number, SECRET)
    await settle(desk)
    bob = await connect(nodes.two.url, "/agent", {"token": cast.bob.token})
    assert (await bob.hears("welcome"))["unread"] == 1
    async with httpx.AsyncClient(base_url=f"{nodes.two.url}/api/v1") as client:
        (one,) = (await client.get("/me/notifications?unread=true", headers=cast.bob.bearer)).json()["items"]
    assert (one["text"], one["ticket"]) == (SECRET, number)
