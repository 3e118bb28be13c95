"""The trail of a ticket, searched by type, date and words."""

from datetime import timedelta

import pytest

from server.files.keeping import keep
from server.tickets import actions as tickets
from server.tickets import replies
from tests.desks import settle
from tests.plays import accepted, make_ticket, note, open_ticket, pass_holding, say


@pytest.fixture
async def number(desk, cast, clock):
    """A ticket of a chat, with an entry of most kinds, an hour apart."""
    chat = await accepted(desk, cast.vera, cast.alice.actor, "My kettle leaks")
    await say(desk, cast.alice.actor, chat, "Since when?")
    number = await make_ticket(desk, cast.alice.actor, chat)
    for act in (
        lambda: tickets.set_priority(desk, cast.alice.actor, number, "urgent"),
        lambda: tickets.set_status(desk, cast.alice.actor, number, "waiting"),
        lambda: replies.note(desk, cast.bob.actor, number, "A known fault", "n"),
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


async def test_by_day(api, cast, number, clock):
    today, tomorrow = clock().date(), clock().date() + timedelta(days=1)
    every = await read(api, cast, number)
    first = every[0]["at"][:10]
    assert await read(api, cast, number, **{"from": first, "to": str(today)}) == every, "both days are in it"
    assert await read(api, cast, number, **{"from": str(tomorrow)}) == []
    assert await read(api, cast, number, to=str(clock().date() - timedelta(days=9))) == []


async def test_no_type_is_every_type(api, cast, number):
    assert await read(api, cast, number, type=",") == await read(api, cast, number)


@pytest.mark.parametrize("name", ["from", "to"])
@pytest.mark.parametrize("value", ["yesterday", "2026-01-31T09:00:00", "2026-13-01T00:00:00Z", "\0"])
async def test_a_time_that_is_none(api, cast, number, name, value):
    assert (await read(api, cast, number, **{name: value}))["details"] == {"field": name}


async def test_lists_carry_no_conversation(api, cast, number):
    (ticket,) = (await api.get("/api/v1/tickets", headers=cast.alice.bearer)).json()["items"]
    assert not {"transcript", "visitor", "chat_timeline"} & set(ticket)
    whole = (await api.get(f"/api/v1/tickets/{number}", headers=cast.alice.bearer)).json()
    assert len(whole["transcript"]) == 2


@pytest.mark.parametrize(("asked", "count"), [
    ({"type": "reply"}, 3), ({"type": "reply,note"}, 4), ({"type": "attachment"}, 2), ({"q": "resume angebot"}, 1),
    ({"q": "STRASSE"}, 1), ({"q": "مرحبا"}, 1), ({"q": "plan.pdf"}, 1), ({"actor": "system"}, 1),
    ({"actor": "agent"}, 4), ({"actor": "agent", "type": "note"}, 1), ({"q": "zzz"}, 0), ({"type": "mail,sla,rule"}, 0),
])
async def test_replies_notes_and_files(desk, cast, api, clock, asked, count):
    number = await open_ticket(desk, cast.alice.actor)
    files = [await keep(desk, cast.bob.actor, name, "", b"some bytes") for name in ("plan.pdf", "Foto der Küche.txt")]
    await replies.reply(desk, cast.bob.actor, number, "Das Résumé: ein Angebot", attachments=[files[0]["_id"]])
    await replies.note(desk, cast.bob.actor, number, "Lange Straße 7", attachments=[files[1]["_id"]])
    await pass_holding(desk, clock)
    await replies.reply(desk, cast.bob.actor, number, "مَرْحَبًا")
    assert len(await read(api, cast, number, **asked)) == count


async def test_by_one_person(desk, cast, api, number):
    found = await read(api, cast, number, actor=cast.max.id)
    assert [entry["type"] for entry in found] == ["category.subject", "labels"]


@pytest.mark.parametrize(("asked", "field"), [
    ({"type": "letter"}, "type"), ({"type": "note.chat"}, "type"), ({"kind": "note"}, "kind"), ({"q": "x" * 201}, "q"),
])
async def test_a_bad_filter(desk, cast, api, number, asked, field):
    assert (await read(api, cast, number, **asked))["details"]["field"] == field


async def test_an_attachment_stands_beside_the_words(desk, cast, api):
    number = await open_ticket(desk, cast.alice.actor)
    file = await keep(desk, cast.alice.actor, "a.txt", "text/plain", b"hello")
    asked = {"body": "See the file", "attachments": [file["_id"]]}
    entry = (await api.post(f"/api/v1/tickets/{number}/replies", json=asked, headers=cast.alice.bearer)).json()
    (shown,) = entry["attachments"]
    assert (shown["name"], shown["size"], shown["url"]) == ("a.txt", 5, f"/api/v1/attachments/{file['_id']}")
    assert "attachments" not in entry["data"]
