"""Read marks, unread counts and catching up, also when the other side is on another node."""

import pytest

from server.chats import actions as chats
from server.chats import reading
from server.chats.reading import SYNC_LIMIT, mark_read
from server.chats.shapes import agent_chats
from server.events import Draft
from tests.desks import settle
from tests.plays import accepted, begin, ended, say


async def seen_by_agents(desk, chat: str) -> dict:
    await settle(desk)
    (shape,) = await agent_chats(desk, [await desk.ledger.state(f"chat/{chat}")])
    return shape


async def test_marks_go_forward_only(desk, cast):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    await say(desk, cast.vera.actor, chat, "one")
    assert await mark_read(desk, cast.vera.actor, chat, 2)
    assert await mark_read(desk, cast.vera.actor, chat, 1) is None
    assert await mark_read(desk, cast.vera.actor, chat, 2) is None
    assert (await seen_by_agents(desk, chat))["read"] == {"visitor": 2, "agent": 0}


async def test_nobody_reads_the_future(desk, cast):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    await mark_read(desk, cast.vera.actor, chat, 2**53)
    await mark_read(desk, cast.alice.actor, chat, 2**53)
    assert (await seen_by_agents(desk, chat))["read"] == {"visitor": 2, "agent": 2}


async def test_marks_across_nodes(desk, other_desk, cast):
    """The visitor is on one node, the agent on the other: each reads what its own node has not written."""
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    await say(other_desk, cast.vera.actor, chat, "3")
    for n in range(4, 8):
        await say(desk, cast.alice.actor, chat, str(n))
    await mark_read(other_desk, cast.vera.actor, chat, 7)
    for n in range(8, 11):
        await say(other_desk, cast.vera.actor, chat, str(n))
    await mark_read(desk, cast.alice.actor, chat, 10)
    shape = await seen_by_agents(desk, chat)
    assert shape["read"] == {"visitor": 7, "agent": 10}
    assert shape["unread"] == 0


async def test_the_agent_it_was_passed_to_on_another_node_reads_it(desk, other_desk, cast):
    chat = await begin(other_desk, cast.vera)
    await chats.accept(desk, cast.alice.actor, chat)
    await chats.transfer(desk, cast.alice.actor, chat, agent=cast.bob.actor)
    assert await mark_read(other_desk, cast.bob.actor, chat, 1)
    assert (await seen_by_agents(desk, chat))["read"]["agent"] == 1


async def test_only_the_agent_who_has_the_chat_marks_it(desk, cast):
    waiting = await begin(desk, cast.sam)
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    assert await mark_read(desk, cast.bob.actor, chat, 1) is None
    assert await mark_read(desk, cast.bob.actor, waiting, 1) is None
    assert await desk.store.reads.count_documents({}) == 0


async def test_unread_counts_the_visitors_messages(desk, cast):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    for n in range(3):
        await say(desk, cast.vera.actor, chat, f"visitor {n}")
        await say(desk, cast.alice.actor, chat, f"agent {n}")
    assert (await seen_by_agents(desk, chat))["unread"] == 4
    await mark_read(desk, cast.alice.actor, chat, 4)
    assert (await seen_by_agents(desk, chat))["unread"] == 2
    await mark_read(desk, cast.alice.actor, chat, 8)
    assert (await seen_by_agents(desk, chat))["unread"] == 0


async def test_catching_up_in_pages(desk, cast):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    for n in range(SYNC_LIMIT):
        await desk.ledger.write(f"chat/{chat}", lambda state, n=n: Draft("message", cast.vera.actor, body=str(n)))
    got, after, more = [], 0, True
    while more:
        lines, after, more = await reading.messages_after(desk, cast.vera.actor, chat, after)
        got += [line["seq"] for line in lines]
    assert got == list(range(1, SYNC_LIMIT + 3))
    assert await reading.messages_after(desk, cast.vera.actor, chat, after) == ([], after, False)


@pytest.mark.parametrize(("status", "expected"), [
    ("waiting", {"Vera"}), ("active", {"Sam"}), ("ended", {"Sam", "Vera"}), ("any", {"Sam", "Vera"}), ("missed", set()),
])
async def test_lists_by_status(desk, cast, api, status, expected):
    await ended(desk, cast.vera, cast.alice.actor)
    await ended(desk, cast.sam, cast.alice.actor)
    await begin(desk, cast.vera)
    await accepted(desk, cast.sam, cast.bob.actor)
    await settle(desk)
    answer = await api.get("/api/v1/chats", params={"status": status}, headers=cast.max.bearer)
    assert {chat["visitor"]["name"] for chat in answer.json()["items"]} == expected


async def test_mine_and_the_next_page(desk, cast, api, monkeypatch, clock):
    monkeypatch.setattr("server.console.chats_http.PAGE", 2)
    for guest in (cast.vera, cast.sam, cast.vera, cast.vera):
        clock.advance(seconds=1)
        await ended(desk, guest, cast.alice.actor if guest is cast.vera else cast.bob.actor)
    await settle(desk)
    seen, cursor = [], None
    while cursor or not seen:
        asked = {"mine": "1"} | ({"cursor": cursor} if cursor else {})
        page = (await api.get("/api/v1/chats", params=asked, headers=cast.alice.bearer)).json()
        seen += [chat["id"] for chat in page["items"]]
        cursor = page["next"]
    assert len(seen) == len(set(seen)) == 3


async def test_an_unknown_status_is_named(api, cast):
    answer = await api.get("/api/v1/chats", params={"status": "asleep"}, headers=cast.alice.bearer)
    assert (answer.status_code, answer.json()["error"]["details"]["field"]) == (400, "status")


async def test_one_chat_and_one_that_is_not(desk, cast, api):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    found = (await api.get(f"/api/v1/chats/{chat}", headers=cast.bob.bearer)).json()
    assert (found["chat"]["id"], len(found["messages"])) == (chat, 2)
    assert (await api.get("/api/v1/chats/nothing", headers=cast.bob.bearer)).status_code == 404


async def test_the_click_over_http(desk, cast, api):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    answers = [await api.post(f"/api/v1/chats/{chat}/ticket", headers=cast.alice.bearer) for _ in range(2)]
    assert [answer.json() for answer in answers] == [{"ticket": {"number": 1001}}] * 2
    assert [answer.status_code for answer in answers] == [201, 200]
