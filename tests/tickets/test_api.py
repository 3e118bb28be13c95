"""Tickets over HTTP: made by hand, changed in place, guarded against stale eyes; bad input names its field."""

import asyncio

import pytest

from server.tickets import actions as tickets
from tests.desks import events_of, replay_equals_document
from tests.plays import open_ticket

CARLA = {"email": "Carla@Customer.example", "name": "Carla"}
GOOD = {"subject": "A broken kettle", "body": "It leaks.", "customer": CARLA}


async def test_by_hand_on_behalf_of_a_customer(desk, cast, api):
    asked = {**GOOD, "priority": "high", "labels": ["Bug", "Bug"], "assignee": cast.bob.id, "team": cast.billing,
             "category": "Technical"}
    answer = await api.post("/api/v1/tickets", json=asked, headers=cast.alice.bearer)
    ticket = answer.json()
    assert answer.status_code == 201
    assert (ticket["number"], ticket["status"], ticket["channel"], ticket["seq"]) == (1001, "in_progress", "agent", 1)
    assert (ticket["customer"]["email"], ticket["labels"]) == ("carla@customer.example", ["Bug"])
    assert (ticket["assignee"]["name"], ticket["team"]["name"]) == ("Bob", "Billing")
    again = (await api.post("/api/v1/tickets", json=GOOD, headers=cast.alice.bearer)).json()
    assert (again["number"], again["status"], again["assignee"]) == (1002, "open", None)
    assert again["customer"]["id"] == ticket["customer"]["id"]
    shown = await api.get("/api/v1/tickets/1001", headers=cast.bob.bearer)
    assert shown.json() == ticket
    await replay_equals_document(desk)


async def test_on_behalf_of_a_record_that_has_no_address(desk, cast, api):
    made = await api.post("/api/v1/customers", json={"name": "Nora by phone"}, headers=cast.alice.bearer)
    asked = {**GOOD, "customer": {"id": made.json()["id"]}}
    ticket = (await api.post("/api/v1/tickets", json=asked, headers=cast.alice.bearer)).json()
    assert ticket["customer"] == {"id": made.json()["id"], "name": "Nora by phone", "email": None}


@pytest.mark.parametrize(("change", "status", "field"), [
    ({"customer": {"id": "nobody"}}, 422, "customer.id"), ({"customer": {}}, 400, "customer.email"),
    ({"customer": {"id": "x", "email": "a@b.example"}}, 400, "customer.id"),
    ({"customer": {"id": 5}}, 400, "customer.id"),
    ({"subject": None}, 400, "subject"), ({"subject": ""}, 400, "subject"), ({"subject": "x" * 201}, 400, "subject"),
    ({"subject": " \t\n"}, 400, "subject"), ({"subject": "\u200b\u3164"}, 400, "subject"),
    ({"body": "\u2800"}, 400, "body"), ({"subject": 7}, 400, "subject"), ({"body": ""}, 400, "body"),
    ({"body": "  "}, 400, "body"), ({"body": "x" * 50_001}, 400, "body"), ({"body": ["x"]}, 400, "body"),
    ({"customer": {"name": "Carla"}}, 400, "customer.email"), ({"customer": {"email": "carla"}}, 400, "customer.email"),
    ({"customer": {"email": "a@b.example\nBcc: x@y.example"}}, 400, "customer.email"),
    ({"customer": {"email": "a@b.example", "age": 7}}, 400, "customer.age"), ({"customer": "Carla"}, 400, "customer"),
    ({"priority": "extreme"}, 400, "priority"), ({"labels": "Bug"}, 400, "labels"),
    ({"labels": ["None"]}, 422, "labels"), ({"labels": ["Bug"] * 51}, 400, "labels"),
    ({"assignee": "nobody"}, 422, "assignee"), ({"team": "none"}, 422, "team"),
    ({"assignee": {"$ne": None}}, 400, "assignee"), ({"category": "x" * 81}, 400, "category"),
    ({"colour": "red"}, 400, "colour"), ({"status": "closed"}, 400, "status"),
])
async def test_a_new_ticket_with_a_bad_field(desk, cast, api, change, status, field):
    asked = {name: value for name, value in {**GOOD, **change}.items() if value is not None}
    answer = await api.post("/api/v1/tickets", json=asked, headers=cast.alice.bearer)
    error = answer.json()["error"]
    assert (answer.status_code, error["details"]["field"]) == (status, field)
    assert field.split(".")[-1].rstrip("s") in error["message"]
    assert await events_of(desk) == []


@pytest.mark.parametrize(("raw", "status", "code"), [
    (b"", 400, "invalid"), (b"{", 400, "invalid"), (b"[]", 400, "invalid"), (b"null", 400, "invalid"),
    (b"\xff\xfe", 400, "invalid"), (b'{"subject": "\xed\xa0\x80"}', 400, "invalid"),
    (b'{"subject": "\\ud800", "body": "x", "customer": {"email": "a@b.example"}}', 400, "invalid"),
    (b"[" * 100_000, 400, "invalid"), (b'{"subject": "' + b"x" * 600_000, 413, "too_large"),
])
async def test_a_body_that_is_no_ticket(desk, cast, api, raw, status, code):
    answer = await api.post("/api/v1/tickets", content=raw, headers=cast.alice.bearer)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    assert await events_of(desk) == []


async def test_several_changes_at_once(desk, cast, api):
    number = await open_ticket(desk, cast.alice.actor)
    answer = await api.patch(f"/api/v1/tickets/{number}", headers=cast.alice.bearer, json={
        "assignee": cast.alice.id, "team": cast.support, "priority": "low", "labels": ["Refund"], "subject": "Refund",
        "category": "Billing", "status": "waiting",
    })
    ticket = answer.json()
    assert (ticket["status"], ticket["priority"], ticket["labels"]) == ("waiting", "low", ["Refund"])
    assert (ticket["subject"], ticket["category"], ticket["team"]["name"]) == ("Refund", "Billing", "Support")
    answer = await api.patch(f"/api/v1/tickets/{number}", json={"assignee": None}, headers=cast.alice.bearer)
    assert answer.json()["assignee"] is None
    await replay_equals_document(desk)


@pytest.mark.parametrize(("change", "status", "field"), [
    ({"status": "done"}, 400, "status"), ({"status": None}, 400, "status"), ({"priority": 1}, 400, "priority"),
    ({"assignee": "nobody"}, 422, "assignee"), ({"team": 5}, 400, "team"), ({"labels": [1]}, 400, "labels[0]"),
    ({"labels": ["None"]}, 422, "labels"), ({"subject": " "}, 400, "subject"), ({"base_seq": "1"}, 400, "base_seq"),
    ({"base_seq": 10**30}, 400, "base_seq"), ({"base_seq": -1}, 400, "base_seq"), ({"number": 5}, 400, "number"),
])
async def test_a_bad_change(desk, cast, api, change, status, field):
    number = await open_ticket(desk, cast.alice.actor)
    answer = await api.patch(f"/api/v1/tickets/{number}", json=change, headers=cast.alice.bearer)
    assert (answer.status_code, answer.json()["error"]["details"]["field"]) == (status, field)
    assert len(await events_of(desk)) == 1


async def test_a_refused_change_changes_nothing_else_either(desk, cast, api):
    number = await open_ticket(desk, cast.alice.actor)
    for change in ({"priority": "urgent", "labels": ["None"]}, {"priority": "urgent", "status": "closed"}):
        answer = await api.patch(f"/api/v1/tickets/{number}", json=change, headers=cast.alice.bearer)
        assert answer.status_code in (409, 422)
        assert len(await events_of(desk)) == 1, change


async def test_the_stale_guard(desk, cast, api):
    number = await open_ticket(desk, cast.alice.actor)
    await tickets.set_priority(desk, cast.bob.actor, number, "high")
    path = f"/api/v1/tickets/{number}"
    answer = await api.patch(path, json={"status": "resolved", "base_seq": 1}, headers=cast.alice.bearer)
    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (409, "conflict")
    (news,) = error["details"].pop("new")
    assert (news["seq"], news["type"], news["actor"]["name"]) == (2, "priority", "Bob")
    assert news["text"] == "set the priority from Medium to High"
    assert error["details"] == {"base_seq": 1, "seq": 2}
    assert "Bob" in error["message"]
    answer = await api.patch(path, json={"status": "resolved", "base_seq": 2}, headers=cast.alice.bearer)
    assert answer.json()["status"] == "resolved"
    answer = await api.patch(path, json={"priority": "low", "base_seq": 2}, headers=cast.alice.bearer)
    assert answer.status_code == 200, "one's own changes are no news"


@pytest.mark.parametrize("number", ["1001", "0", "999999999999", "99999999999999999999999999", "x", "-1"])
async def test_a_ticket_that_is_not_there(cast, api, number):
    for answer in (
        await api.get(f"/api/v1/tickets/{number}", headers=cast.alice.bearer),
        await api.get(f"/api/v1/tickets/{number}/timeline", headers=cast.alice.bearer),
        await api.patch(f"/api/v1/tickets/{number}", json={"status": "open"}, headers=cast.alice.bearer),
        await api.post(f"/api/v1/tickets/{number}/notes", json={"body": "x"}, headers=cast.alice.bearer),
    ):
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")


@pytest.mark.parametrize(("asked", "field"), [
    ({"status": "done"}, "status"), ({"priority": "extreme"}, "priority"), ({"view": "all"}, "view"),
    ({"cursor": "abc"}, "cursor"), ({"cursor": "W10="}, "cursor"), ({"q": "x" * 40_000}, "q"),
])
async def test_a_list_with_a_bad_filter(cast, api, asked, field):
    answer = await api.get("/api/v1/tickets", params=asked, headers=cast.alice.bearer)
    assert (answer.status_code, answer.json()["error"]["details"]["field"]) == (400, field)


async def test_odd_words_find_nothing_and_break_nothing(cast, api):
    for q in ("\0", "#", "#99999999999999999999", "\\", "$where", "😀"):
        answer = await api.get("/api/v1/tickets", params={"q": q}, headers=cast.alice.bearer)
        assert (answer.status_code, answer.json().get("items")) == (200, []), q


async def test_notes(desk, cast, api):
    number = await open_ticket(desk, cast.alice.actor)
    path = f"/api/v1/tickets/{number}/notes"
    made = [await api.post(path, json={"body": " asked the shop ", "client_id": "n"}, headers=cast.alice.bearer)
            for _ in range(2)]
    assert made[0].status_code == 201
    assert made[0].json() == made[1].json()
    assert (made[0].json()["body"], made[0].json()["audience"]) == ("asked the shop", "agents")
    for body, field in (({}, "body"), ({"body": " "}, "body"), ({"body": "x", "client_id": "x" * 65}, "client_id")):
        answer = await api.post(path, json=body, headers=cast.alice.bearer)
        assert answer.json()["error"]["details"]["field"] == field
    await replay_equals_document(desk)


async def test_labels_are_listed(cast, api):
    names = [label["name"] for label in (await api.get("/api/v1/labels", headers=cast.alice.bearer)).json()["items"]]
    assert names == ["Bug", "Feature Request", "Onboarding", "Question", "Refund"]


async def test_nobody_reads_without_signing_in(cast, api):
    for method, path in (
        ("GET", "/api/v1/tickets"), ("POST", "/api/v1/tickets"), ("GET", "/api/v1/tickets/1001"),
        ("GET", "/api/v1/labels"), ("PATCH", "/api/v1/tickets/1001"),
        ("POST", "/api/v1/tickets/1001/notes"),
    ):
        answer = await api.request(method, path, headers={"authorization": f"Bearer {cast.vera.token}"})
        assert answer.status_code == 401


async def test_of_two_stale_changes_at_once_one_is_refused(desk, cast, api):
    for _ in range(10):
        number = await open_ticket(desk, cast.ada.actor)
        answers = await asyncio.gather(
            api.patch(f"/api/v1/tickets/{number}", json={"priority": "urgent", "base_seq": 1}, headers=cast.max.bearer),
            api.patch(f"/api/v1/tickets/{number}", json={"subject": "New", "base_seq": 1}, headers=cast.bob.bearer),
        )
        assert sorted(answer.status_code for answer in answers) == [200, 409]


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 20, "²", "-1", "1.5", "x"])
async def test_a_number_that_no_ticket_has(cast, api, number):
    answer = await api.get(f"/api/v1/tickets/{number}", headers=cast.bob.bearer)
    assert answer.status_code == 404


async def test_a_number_that_is_yet_to_come_is_refused(desk, cast, api):
    number = await open_ticket(desk, cast.alice.actor)
    path = f"/api/v1/tickets/{number}"
    for method, url, asked in (
        ("PATCH", path, {"priority": "low"}), ("POST", f"{path}/notes", {"body": "x"}),
        ("POST", f"{path}/replies", {"body": "x"}),
    ):
        answer = await api.request(method, url, json={**asked, "base_seq": 2}, headers=cast.alice.bearer)
        assert (answer.status_code, answer.json()["error"]["details"]) == (400, {"field": "base_seq"})
    assert len(await events_of(desk)) == 1


async def test_a_ticket_has_one_address(desk, cast, api):
    number = await open_ticket(desk, cast.alice.actor)
    for spelt in (f"0{number}", "0", f"+{number}"):
        assert (await api.get(f"/api/v1/tickets/{spelt}", headers=cast.alice.bearer)).status_code == 404
