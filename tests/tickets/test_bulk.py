"""Many tickets at once: each by its own actions, with what failed told, and undone as one."""

import pytest

from server.tickets import actions as tickets
from tests.desks import events_of, replay_equals_document
from tests.plays import open_ticket


async def bulk(api, who, numbers, **changes):
    return await api.post(
        "/api/v1/tickets/bulk", json={"numbers": numbers, "changes": changes}, headers=who.bearer
    )


async def several(desk, cast, count=3, **fields) -> list[int]:
    return [await open_ticket(desk, cast.ada.actor, **fields) for _ in range(count)]


async def test_all_fields_of_many(desk, cast, api):
    numbers = await several(desk, cast, labels=["Bug", "Question"])
    answer = await bulk(
        api, cast.alice, numbers, assignee=cast.alice.id, team=cast.support, priority="high", status="waiting",
        add_labels=["refund"], remove_labels=["Bug"], category="billing",
    )
    items = answer.json()["items"]
    assert answer.status_code == 200
    assert [(item["number"], item["ok"], len(item["events"])) for item in items] == [(n, True, 5) for n in numbers]
    for number in numbers:
        state = await tickets.find(desk, cast.alice.actor, number)
        assert (state["status"], state["priority"], state["category"]) == ("waiting", "high", "Billing")
        assert state["labels"] == ["Question", "Refund"]
        assert (state["assignee"]["name"], state["team"]["name"]) == ("Alice", "Support")
    await replay_equals_document(desk)


async def test_what_is_so_already_writes_nothing(desk, cast, api):
    (number,) = await several(desk, cast, 1, priority="high")
    (item,) = (await bulk(api, cast.alice, [number, number], priority="high")).json()["items"]
    assert item == {"number": number, "ok": True, "events": []}
    assert len(await events_of(desk)) == 1


async def test_partial_success_is_told(desk, cast, api):
    mine, bobs, closed = await several(desk, cast)
    await tickets.assign(desk, cast.bob.actor, bobs, agent=cast.bob.actor.ref())
    for status in ("resolved", "closed"):
        await tickets.set_status(desk, cast.ada.actor, closed, status)
    items = (await bulk(api, cast.alice, [mine, bobs, closed, 999], assignee=cast.alice.id)).json()["items"]
    assert [(item["number"], item["ok"]) for item in items] == [
        (mine, True), (bobs, False), (closed, False), (999, False),
    ]
    assert [item["error"]["code"] for item in items[1:]] == ["conflict", "conflict", "not_found"]
    assert "Bob took this ticket first" in items[1]["error"]["message"]
    assert [item["events"] for item in items[1:]] == [[], [], []]


async def test_reassigning_the_work_of_others_is_for_managers(desk, cast, api):
    numbers = await several(desk, cast, assignee=cast.alice.actor.ref())
    refused = (await bulk(api, cast.bob, numbers, assignee=None)).json()["items"]
    assert {item["error"]["code"] for item in refused} == {"forbidden"}
    done = (await bulk(api, cast.max, numbers, assignee=cast.bob.id)).json()["items"]
    assert all(item["ok"] for item in done)


async def test_a_status_that_one_of_them_can_not_have_leaves_that_one_alone(desk, cast, api):
    open_one, done = await several(desk, cast, 2)
    await tickets.set_status(desk, cast.ada.actor, done, "resolved")
    items = (await bulk(api, cast.ada, [open_one, done], status="closed", priority="low")).json()["items"]
    assert [(item["ok"], len(item["events"])) for item in items] == [(False, 0), (True, 2)]


async def test_undo_of_all_of_it(desk, cast, api):
    numbers = await several(desk, cast, labels=["Bug"])
    before = [await tickets.find(desk, cast.alice.actor, number) for number in numbers]
    items = (await bulk(
        api, cast.alice, numbers, assignee=cast.alice.id, status="waiting", add_labels=["Refund"], priority="urgent",
    )).json()["items"]
    events = [{"number": item["number"], "event": event} for item in items for event in item["events"]]
    answer = await api.post("/api/v1/tickets/bulk/undo", json={"events": events}, headers=cast.alice.bearer)
    assert answer.status_code == 200
    assert [(item["number"], item["event"], item["ok"]) for item in answer.json()["items"]] == [
        (row["number"], row["event"], True) for row in events
    ]
    for number, was in zip(numbers, before, strict=True):
        now = await tickets.find(desk, cast.alice.actor, number)
        for name in ("status", "assignee", "labels", "priority"):
            assert now[name] == was[name]
    again = (await api.post("/api/v1/tickets/bulk/undo", json={"events": events}, headers=cast.alice.bearer)).json()
    assert {item["error"]["code"] for item in again["items"]} == {"conflict"}
    await replay_equals_document(desk)


@pytest.mark.parametrize(("body", "status", "field"), [
    ({"changes": {}}, 400, "numbers"), ({"numbers": [], "changes": {}}, 400, "numbers"),
    ({"numbers": list(range(501)), "changes": {}}, 400, "numbers"),
    ({"numbers": ["x"], "changes": {}}, 400, "numbers[0]"),
    ({"numbers": [1], "changes": {"colour": "red"}}, 400, "changes.colour"), ({"numbers": [1]}, 400, "changes"),
    ({"numbers": [1], "changes": {"status": "done"}}, 400, "changes.status"),
    ({"numbers": [1], "changes": {"subject": "x"}}, 400, "changes.subject"),
    ({"numbers": [1], "changes": {"assignee": "none"}}, 422, "assignee"),
    ({"numbers": [1], "changes": {"team": "none"}}, 422, "team"),
    ({"numbers": [1], "changes": {"add_labels": ["none"]}}, 422, "labels"),
    ({"numbers": [1], "changes": {"category": "none"}}, 422, "category"),
])
async def test_a_bad_request_changes_nothing(desk, cast, api, body, status, field):
    await several(desk, cast, 1)
    answer = await api.post("/api/v1/tickets/bulk", json=body, headers=cast.alice.bearer)
    assert (answer.status_code, answer.json()["error"]["details"]["field"]) == (status, field)
    assert len(await events_of(desk)) == 1


async def test_bulk_is_for_agents(cast, api):
    for path in ("/api/v1/tickets/bulk", "/api/v1/tickets/bulk/undo"):
        answer = await api.post(path, json={}, headers={"authorization": f"Bearer {cast.vera.token}"})
        assert answer.status_code == 401
