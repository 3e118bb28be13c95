"""A token that may write in tickets but not read them is told nothing that it has not sent."""

import re

import pytest

from server.console.doors import calls
from server.console.short import SHORT
from server.people.tokens import make_token
from server.tickets import actions as tickets
from server.tickets import replies
from tests.plays import begin, make_ticket, open_ticket

SECRETS = ("leaks", "kettle", "Carla", "carla@", "Vera", "vera@", "whispered", "quietly", "Hello from the visitor")
# What these answer is the token's own, or says of each ticket no more than whether it worked.
TELLING_NOTHING = {"Attachment", "BulkResult", "UndoResult", "NoneType"}
HELD = {"priority": "high"}


@pytest.fixture
async def blind(desk, cast):
    _, token = await make_token(desk, cast.ada.actor, "Form", ["tickets:write"])
    return {"authorization": f"Bearer {token}"}


def telling(answer) -> list[str]:
    return [secret for secret in SECRETS if secret in answer.text]


def test_every_route_that_writes_has_a_short_answer_or_needs_none():
    writing = [call for call in calls if call.scope == "tickets:write"]
    assert len(writing) > 8
    for call in writing:
        assert call.answers in SHORT or getattr(call.answers, "__name__", "NoneType") in TELLING_NOTHING, call.path


async def test_what_each_write_answers(desk, cast, api, blind):
    chat = await begin(desk, cast.vera, "Hello from the visitor", email="vera@customer.example")
    ids = [await make_ticket(desk, cast.alice.actor, chat)]
    ids += [await open_ticket(desk, cast.alice.actor) for _ in range(3)]
    chatty, one, two, three = ids
    await replies.note(desk, cast.bob.actor, one, "whispered")
    written = await replies.reply(desk, cast.bob.actor, two, "quietly")
    asked = {
        "/tickets": {"subject": "A", "body": "B", "customer": {"email": "carla@customer.example"}},
        "/tickets/{number}": HELD, "/tickets/{number}/replies": {"body": "x", "client_id": "r"},
        "/tickets/{number}/notes": {"body": "x"}, "/tickets/{number}/merge": {"sources": [three]},
        "/tickets/{number}/split": {"events": [written.event["_id"]], "subject": "S"},
        "/tickets/bulk": {"numbers": ids, "changes": {"priority": "low"}},
    }
    done = set()
    for call in [call for call in calls if call.scope == "tickets:write" and call.path in asked]:
        number = two if "split" in call.path else chatty if call.method == "PATCH" else one
        path = "/api/v1" + re.sub("{number}", str(number), call.path)
        answer = await api.request(call.method, path, json=asked[call.path], headers=blind)
        assert answer.is_success, answer.text
        assert telling(answer) == [], call.path
        done.add(call.path)
        if "replies" in path:
            assert set(answer.json()) == {"id", "seq", "type", "at"}
            again = await api.request(call.method, path, json=asked[call.path], headers=blind)
            assert again.json() == answer.json()
        elif call.path == "/tickets/{number}":
            assert answer.json() == {"number": chatty, "seq": 2, "status": "open"}
    assert done == set(asked)


async def test_what_undo_answers(desk, cast, api, blind):
    number = await open_ticket(desk, cast.alice.actor)
    changed = await api.post(
        "/api/v1/tickets/bulk", json={"numbers": [number], "changes": {"priority": "low"}}, headers=blind
    )
    event = changed.json()["items"][0]["events"][0]
    answer = await api.post(f"/api/v1/tickets/{number}/undo", json={"event": event}, headers=blind)
    assert answer.json() == {"number": number, "seq": 3, "status": "open"}


@pytest.mark.parametrize(("method", "path", "asked"), [
    ("POST", "replies", {"body": "x"}), ("POST", "notes", {"body": "x"}), ("PATCH", "", HELD),
])
async def test_what_the_guard_answers(desk, cast, api, blind, method, path, asked):
    number = await open_ticket(desk, cast.alice.actor)
    await replies.note(desk, cast.bob.actor, number, "whispered")
    url = f"/api/v1/tickets/{number}/{path}".rstrip("/")
    answer = await api.request(method, url, json={**asked, "base_seq": 1}, headers=blind)
    (new,) = answer.json()["error"]["details"]["new"]
    assert (answer.status_code, set(new)) == (409, {"id", "seq", "type", "at"})
    assert telling(answer) == []
    seen = await api.request(method, url, json={**asked, "base_seq": 1}, headers=cast.alice.bearer)
    assert seen.json()["error"]["details"]["new"][0]["body"] == "whispered"


async def test_a_refused_merge_names_nobody(desk, cast, api, blind):
    number = await open_ticket(desk, cast.alice.actor)
    other = await open_ticket(desk, cast.alice.actor, customer={"email": "vera@customer.example", "name": "Vera"})
    asked = {"sources": [other]}
    answer = await api.post(f"/api/v1/tickets/{number}/merge", json=asked, headers=blind)
    assert (answer.status_code, telling(answer)) == (409, [])
    seen = await api.post(f"/api/v1/tickets/{number}/merge", json=asked, headers=cast.alice.bearer)
    assert "Vera" in seen.json()["error"]["message"]


async def test_people_and_reading_tokens_read_as_before(desk, cast, api):
    number = await open_ticket(desk, cast.alice.actor)
    _, token = await make_token(desk, cast.ada.actor, "Both", ["tickets:write", "tickets:read"])
    for headers in (cast.alice.bearer, {"authorization": f"Bearer {token}"}):
        answer = await api.patch(f"/api/v1/tickets/{number}", json={}, headers=headers)
        assert answer.json()["subject"] == "A broken kettle"
        assert (await tickets.find(desk, cast.alice.actor, number))["subject"] == answer.json()["subject"]
