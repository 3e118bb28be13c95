"""How many tickets: the rail's counts, the total of a list, and who has how much to do."""

import asyncio
from datetime import timedelta

import pytest

from server.events import ranked
from server.tickets import actions as tickets
from server.tickets import counts
from tests.plays import accepted, begin, open_ticket
from tests.search.finding import indexed


@pytest.fixture
async def work(desk, cast, monkeypatch):
    """Alice: two of Support's, one urgent. Bob: one that waits, one closed. Two that nobody has, one overdue."""
    monkeypatch.setattr(counts, "FRESH_SECONDS", 0)
    support, billing = {"id": cast.support, "name": "Support"}, {"id": cast.billing, "name": "Billing"}
    alice, bob = cast.alice.actor.ref(), cast.bob.actor.ref()
    await open_ticket(desk, cast.ada.actor, assignee=alice, team=support)
    await open_ticket(desk, cast.ada.actor, assignee=alice, team=support, priority="urgent", labels=["Bug"])
    waiting = await open_ticket(desk, cast.ada.actor, assignee=bob, team=billing)
    await tickets.set_status(desk, cast.bob.actor, waiting, "waiting")
    closed = await open_ticket(desk, cast.ada.actor, assignee=bob, priority="urgent")
    for status in ("resolved", "closed"):
        await tickets.set_status(desk, cast.bob.actor, closed, status)
    await open_ticket(desk, cast.ada.actor, team=billing)
    late = await open_ticket(desk, cast.ada.actor)
    await indexed(desk)
    row = await desk.store.tickets.find_one({"_id": late})
    due = ranked({**row, "due_at": desk.now() - timedelta(hours=1)})
    await desk.store.tickets.update_one({"_id": late}, {"$set": due})


async def count(api, person, **asked) -> dict:
    answer = await api.get("/api/v1/tickets/counts", params=asked, headers=person.bearer)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_the_rail(api, cast, work):
    found = await count(api, cast.alice)
    assert found == {
        "total": 5, "capped": False, "teams": {cast.support: 2},
        "views": {"inbox": 5, "mine": 2, "unassigned": 2, "urgent": 1, "overdue": 1, "team": 2},
    }
    found = await count(api, cast.max)
    assert (found["views"]["team"], found["teams"]) == (4, {cast.support: 2, cast.billing: 2})
    assert found["views"]["mine"] == 0


@pytest.mark.parametrize(("asked", "total"), [
    ({"view": "mine"}, 2), ({"status": "any"}, 6), ({"status": "closed"}, 1), ({"view": "urgent", "status": "any"}, 2),
    ({"label": "Bug"}, 1), ({"status": "waiting,in_progress"}, 3), ({"priority": "urgent"}, 1), ({"q": "kettle"}, 5),
    ({"assignee": "none"}, 2), ({"view": "overdue"}, 1), ({"sort": "number"}, 5), ({"category": "Sales"}, 0),
    ({"status": "any", "channel": "agent"}, 6), ({"from": "2020-01-01", "to": "2020-02-01"}, 0),
])
async def test_the_total_is_the_lists(api, cast, work, asked, total):
    assert (await count(api, cast.alice, **asked))["total"] == total
    answer = await api.get("/api/v1/tickets", params=asked, headers=cast.alice.bearer)
    assert len(answer.json()["items"]) == total


async def test_counting_has_an_end(api, cast, work, monkeypatch):
    monkeypatch.setattr(counts, "MOST", 3)
    found = await count(api, cast.alice, status="any")
    assert (found["total"], found["capped"]) == (3, True)


@pytest.mark.parametrize(("asked", "field"), [
    ({"view": "all"}, "view"), ({"limit": 5}, "limit"), ({"cursor": "x"}, "cursor"), ({"status": "done"}, "status"),
])
async def test_what_can_not_be_counted(api, cast, asked, field):
    answer = await api.get("/api/v1/tickets/counts", params=asked, headers=cast.alice.bearer)
    assert (answer.status_code, answer.json()["error"]["details"]["field"]) == (400, field)


async def test_many_who_ask_at_once_get_the_same_answer(desk, cast, api, work, monkeypatch):
    monkeypatch.setattr(counts, "FRESH_SECONDS", 5)
    found = await asyncio.gather(*(count(api, cast.alice) for _ in range(20)))
    assert all(one == found[0] for one in found)
    await open_ticket(desk, cast.ada.actor)
    assert (await count(api, cast.alice))["views"]["inbox"] == 5
    monkeypatch.setattr(counts, "FRESH_SECONDS", 0)
    assert (await count(api, cast.alice))["views"]["inbox"] == 6


async def test_loads_for_managers(desk, api, cast, work):
    await accepted(desk, cast.vera, cast.alice.actor)
    await begin(desk, cast.sam)
    found = (await api.get("/api/v1/agents/loads", headers=cast.max.bearer)).json()
    rows = {row.pop("agent")["name"]: row for row in found["agents"]}
    assert sorted(rows) == ["Ada", "Alice", "Bob", "Max"]
    assert rows["Alice"] == {
        "teams": [cast.support], "open": 0, "in_progress": 2, "waiting": 0, "urgent": 1, "overdue": 0, "chats": 1,
    }
    assert rows["Bob"] == {
        "teams": [cast.billing], "open": 0, "in_progress": 0, "waiting": 1, "urgent": 0, "overdue": 0, "chats": 0,
    }
    teams = {row["team"]["name"]: (row["open"], row["in_progress"], row["waiting"]) for row in found["teams"]}
    assert teams == {"Billing": (1, 0, 1), "Support": (0, 2, 0)}
    assert (found["unassigned"]["open"], found["unassigned"]["overdue"]) == (2, 1)


async def test_an_agent_sees_their_own_load(api, cast, work):
    found = (await api.get("/api/v1/agents/loads", headers=cast.alice.bearer)).json()
    assert [row["agent"]["name"] for row in found["agents"]] == ["Alice"]
    assert (found["agents"][0]["in_progress"], found["teams"], found["unassigned"]) == (2, [], None)


async def test_who_has_left_has_no_row(desk, api, cast, work):
    await desk.store.agents.update_one({"_id": cast.bob.id}, {"$set": {"active": False}})
    found = (await api.get("/api/v1/agents/loads", headers=cast.ada.bearer)).json()
    assert "Bob" not in [row["agent"]["name"] for row in found["agents"]]
