"""Who has a ticket open and who writes in it, as every console sees it."""

import asyncio

import pytest

from tests.plays import open_ticket


def faces(people: list[dict]) -> list[tuple[str, bool]]:
    return [(one["agent"]["name"], one["writing"]) for one in people]


def shows(number: int, *expected: tuple[str, bool]):
    """For `hears`: the push that says so of the ticket."""
    return lambda push: push["number"] == number and faces(push["people"]) == list(expected)


@pytest.fixture
async def number(desk, cast):
    return await open_ticket(desk, cast.alice.actor)


async def watch(client, number) -> list[tuple[str, bool]]:
    return faces((await client.does("watch", {"what": "ticket", "id": number}))["people"])


async def test_coming_writing_and_leaving(cast, agent, number):
    alice, bob, ada = await agent(), await agent(cast.bob), await agent(cast.ada)
    await ada.does("watch", {"what": "queue"})
    assert await watch(alice, number) == [("Alice", False)]
    assert await watch(bob, str(number)) == [("Alice", False), ("Bob", False)]
    for client in (alice, bob, ada):
        await client.hears("ticket.people", shows(number, ("Alice", False), ("Bob", False)))
    await bob.does("ticket.typing", {"number": number, "on": True})
    for client in (alice, ada):
        await client.hears("ticket.people", shows(number, ("Alice", False), ("Bob", True)))
    ada.forget()
    await bob.does("ticket.typing", {"number": number, "on": False})
    await ada.hears("ticket.people", shows(number, ("Alice", False), ("Bob", False)))
    await alice.does("unwatch", {"what": "ticket", "id": number})
    await ada.hears("ticket.people", shows(number, ("Bob", False)))
    await bob.close()
    await ada.hears("ticket.people", shows(number))


async def test_who_comes_later_finds_them_in_the_welcome(cast, agent, number):
    alice = await agent()
    await watch(alice, number)
    bob = await agent(cast.bob)
    welcome = await bob.hears("welcome")
    assert {key: faces(people) for key, people in welcome["looking"].items()} == {str(number): [("Alice", False)]}
    assert welcome["unread"] == 0
    ref = welcome["looking"][str(number)][0]["agent"]
    assert ref == {"id": cast.alice.id, "name": "Alice", "picture": None}


async def test_two_tabs_are_one_person(cast, agent, number):
    first, second, bob = await agent(), await agent(), await agent(cast.bob)
    await bob.does("watch", {"what": "queue"})
    await watch(first, number)
    assert await watch(second, number) == [("Alice", False)]
    await second.does("ticket.typing", {"number": number, "on": True})
    await bob.hears("ticket.people", shows(number, ("Alice", True)))
    bob.forget()
    await second.close()
    await bob.hears("ticket.people", shows(number, ("Alice", False)))
    await first.close()
    await bob.hears("ticket.people", shows(number))


async def test_writing_ends_by_itself_and_lasts_while_it_is_renewed(cast, agent, number):
    alice, bob = await agent(), await agent(cast.bob)
    await watch(bob, number)
    await watch(alice, number)
    await alice.does("ticket.typing", {"number": number, "on": True})
    await bob.hears("ticket.people", shows(number, ("Alice", True), ("Bob", False)))
    bob.forget()
    await asyncio.sleep(4)
    await alice.does("ticket.typing", {"number": number, "on": True})
    await asyncio.sleep(4)
    assert bob.all_of("ticket.people") == [], "a renewal is no news"
    await bob.hears("ticket.people", shows(number, ("Alice", False), ("Bob", False)), 5)


async def test_leafing_through_is_told_in_few_words(desk, cast, agent, number):
    alice, bob = await agent(), await agent(cast.bob)
    await watch(bob, number)
    await bob.hears("ticket.people", shows(number, ("Bob", False)))
    bob.forget()
    for _ in range(50):
        await alice.does("watch", {"what": "ticket", "id": number})
        await alice.does("ticket.typing", {"number": number, "on": True})
        await alice.does("ticket.typing", {"number": number, "on": False})
        await alice.does("unwatch", {"what": "ticket", "id": number})
    await alice.does("watch", {"what": "ticket", "id": number})
    await bob.hears("ticket.people", shows(number, ("Alice", False), ("Bob", False)))
    assert len(bob.all_of("ticket.people")) < 25


async def test_bad_input_and_strangers(cast, agent, visitor, number):
    alice = await agent()
    assert (await alice.fails("ticket.typing", {"number": number, "on": True}))["code"] == "conflict"
    assert (await alice.fails("watch", {"what": "ticket", "id": 999_999}))["code"] == "not_found"
    assert (await alice.fails("ticket.typing", {"number": 999_999, "on": True}))["code"] == "conflict"
    for sent, field in (
        ({"number": "x", "on": True}, "number"), ({"number": -1, "on": True}, "number"), ({"number": number}, "on"),
        ({"number": number, "on": 1}, "on"), ({"number": number, "on": True, "text": "psst"}, "text"),
    ):
        error = await alice.fails("ticket.typing", sent)
        assert (error["code"], error["details"]["field"]) == ("invalid", field)
    vera = await visitor()
    for event in ("ticket.typing", "watch", "unwatch"):
        assert (await vera.fails(event, {"number": number, "on": True}))["code"] == "forbidden"
    await watch(alice, number)
    assert "ticket.people" not in str(vera.heard)
    assert "Alice" not in str(vera.heard)
