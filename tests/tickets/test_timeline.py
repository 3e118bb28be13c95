"""The trail of a ticket, searched by type, date and words; and the lists."""

import pytest

from server.tickets import actions as tickets
from server.tickets import views
from tests.desks import settle
from tests.plays import accepted, make_ticket, note, open_ticket, say


@pytest.fixture
async def number(desk, cast, clock):
    """A ticket of a chat, with an entry of most kinds, an hour apart."""
    chat = await accepted(desk, cast.vera, cast.alice.actor, "My kettle leaks")
    await say(desk, cast.alice.actor, chat, "Since when?")
    number = await make_ticket(desk, cast.alice.actor, chat)
    for act in (
        lambda: tickets.set_priority(desk, cast.alice.actor, number, "urgent"),
        lambda: tickets.set_status(desk, cast.alice.actor, number, "waiting"),
        lambda: tickets.note(desk, cast.bob.actor, number, "A known fault", "n"),
        lambda: note(desk, cast.alice.actor, chat, "sounds honest"),
        lambda: say(desk, cast.vera.actor, chat, "Since Monday"),
        lambda: tickets.rename(desk, cast.max.actor, number, "Leaking kettle"),
        lambda: tickets.set_labels(desk, cast.max.actor, number, ["Bug"]),
    ):
        clock.advance(hours=1)
        await act()
        await settle(desk)
    return number


async def read(api, cast, number, **asked):
    answer = await api.get(f"/api/v1/tickets/{number}/timeline", params=asked, headers=cast.bob.bearer)
    return answer.json()["items"] if answer.status_code == 200 else answer.json()["error"]


async def test_all_of_it_in_order(api, cast, number):
    entries = await read(api, cast, number)
    assert [entry["type"] for entry in entries] == [
        "chat.started", "message", "chat.accepted", "message",
        "chat.opened", "priority", "status", "note", "note.chat", "status", "message.chat",
        "category.subject", "labels",
    ]
    assert [entry["at"] for entry in entries] == sorted(entry["at"] for entry in entries)
    assert [entry["body"] for entry in entries if entry["type"].startswith("message")] == [
        "My kettle leaks", "Since when?", "Since Monday",
    ]
    assert [entry["seq"] for entry in entries] == [0, 0, 0, 0, *range(1, 10)]


@pytest.mark.parametrize(("asked", "types"), [
    ({"type": "message"}, ["message", "message", "message.chat"]),
    ({"type": "note"}, ["note", "note.chat"]),
    ({"type": "status,priority"}, ["priority", "status", "status"]),
    ({"type": "attachment"}, []),
    ({"q": "SINCE"}, ["message", "message.chat"]),
    ({"q": "urgent"}, ["priority"]),
    ({"q": "Bob"}, ["note"]),
    ({"q": "kettle", "type": "message"}, ["message"]),
    ({"q": ".*"}, []),
])
async def test_by_type_and_words(api, cast, number, asked, types):
    assert [entry["type"] for entry in await read(api, cast, number, **asked)] == types


async def test_by_date(api, cast, number):
    times = [entry["at"] for entry in await read(api, cast, number)]
    found = await read(api, cast, number, **{"from": times[6], "to": times[8]})
    assert [entry["type"] for entry in found] == ["status", "note"], "from is in it, to is not"
    assert await read(api, cast, number, to=times[0]) == []
    shifted = times[6].replace("Z", "+00:00")
    assert len(await read(api, cast, number, **{"from": shifted})) == 7


@pytest.mark.parametrize("name", ["from", "to"])
@pytest.mark.parametrize("value", ["yesterday", "2026-01-31T09:00:00", "2026-13-01T00:00:00Z", "\0"])
async def test_a_time_that_is_none(api, cast, number, name, value):
    assert (await read(api, cast, number, **{name: value}))["details"] == {"field": name}


@pytest.fixture
async def shelf(desk, cast, clock):
    """Tickets of all kinds; their numbers by name."""
    support, billing = {"id": cast.support, "name": "Support"}, {"id": cast.billing, "name": "Billing"}
    alice, bob = cast.alice.actor.ref(), cast.bob.actor.ref()
    made = {}
    for name, fields in {
        "free": {}, "mine": {"assignee": alice, "team": support}, "urgent": {"assignee": bob, "priority": "urgent"},
        "billing": {"team": billing, "labels": ["Refund", "Bug"], "category": "Sales"},
        "other": {"customer": {"email": "dora@elsewhere.example", "name": "Dora"}, "labels": ["Bug"]}, "closed": {},
    }.items():
        clock.advance(seconds=1)
        made[name] = await open_ticket(desk, cast.ada.actor, subject=f"About {name} (50%)", **fields)
    for status in ("resolved", "closed"):
        await tickets.set_status(desk, cast.ada.actor, made["closed"], status)
    await settle(desk)
    return made


@pytest.mark.parametrize(("asked", "names"), [
    ({}, "other billing urgent mine free"),
    ({"status": "any"}, "closed other billing urgent mine free"),
    ({"status": "closed"}, "closed"),
    ({"status": "in_progress"}, "urgent mine"),
    ({"view": "mine"}, "mine"),
    ({"view": "team"}, "mine"),
    ({"view": "unassigned"}, "other billing free"),
    ({"priority": "urgent,high"}, "urgent"),
    ({"assignee": "me"}, "mine"),
    ({"label": "Bug"}, "other billing"),
    ({"label": "Bug,Refund"}, "billing"),
    ({"category": "Sales"}, "billing"),
    ({"channel": "chat"}, ""),
    ({"q": "ABOUT ur"}, "urgent"),
    ({"q": "dora@"}, "other"),
    ({"q": "(50%)"}, "other billing urgent mine free"),
    ({"q": "(("}, ""),
])
async def test_lists(api, cast, shelf, asked, names):
    answer = await api.get("/api/v1/tickets", params=asked, headers=cast.alice.bearer)
    found = [ticket["number"] for ticket in answer.json()["items"]]
    assert found == [shelf[name] for name in names.split()]


async def test_by_team_number_and_other_agents(api, cast, shelf):
    for asked, name in (
        ({"team": cast.billing}, "billing"), ({"q": f"#{shelf['free']}"}, "free"),
        ({"q": str(shelf["urgent"])}, "urgent"), ({"assignee": cast.bob.id}, "urgent"),
    ):
        answer = await api.get("/api/v1/tickets", params=asked, headers=cast.alice.bearer)
        assert [ticket["number"] for ticket in answer.json()["items"]] == [shelf[name]], asked


async def test_page_by_page(desk, cast, shelf):
    seen, cursor = [], None
    while cursor or not seen:
        page, cursor = await views.list_tickets(desk, cast.alice.actor, views.Filter(status="any"), cursor, 2)
        seen += [state["_id"] for state in page]
    assert seen == [shelf[name] for name in ("closed", "other", "billing", "urgent", "mine", "free")]


async def test_lists_carry_no_conversation(api, cast, number):
    (ticket,) = (await api.get("/api/v1/tickets", headers=cast.alice.bearer)).json()["items"]
    assert not {"transcript", "visitor", "chat_timeline"} & set(ticket)
    whole = (await api.get(f"/api/v1/tickets/{number}", headers=cast.alice.bearer)).json()
    assert len(whole["transcript"]) == 2
