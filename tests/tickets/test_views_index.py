"""Every view, filter and order is read from an index, and only what a filter has made small is sorted in memory."""

from datetime import timedelta
from itertools import product

import pytest

from server.store import now
from server.tickets import order
from server.tickets.filters import VIEWS, Filter, both, query_of
from server.tickets.order import ORDERS
from server.tickets.views import BARE

TICKETS = 4000
FILTERS = [
    {}, {"status": "any"}, {"status": "closed"}, {"status": "waiting"}, {"status": "open,in_progress"},
    {"status": "closed,open"}, {"priority": "high"}, {"priority": "urgent,high"}, {"label": "Bug"},
    {"label": "Bug,Refund"}, {"category": "Sales"}, {"category": "Sales,Billing"}, {"assignee": "me"},
    {"assignee": "none"}, {"assignee": "agent2,agent3"}, {"team": "mine"}, {"team": "none"}, {"channel": "form"},
    {"channel": "chat,form"}, {"customer": "customer7"}, {"visitor": "visitor7"}, {"from": "2026-01-01"},
    {"to": "2020-01-01"}, {"sla": "overdue"}, {"sla": "ok"}, {"q": "#1007"},
    {"label": "Bug", "priority": "urgent", "team": "mine", "status": "waiting"},
]


@pytest.fixture
async def many(desk, cast):
    """Tickets spread over everything that lists ask for; one in four is not closed."""
    began, rows = now() - timedelta(days=90), []
    for number in range(TICKETS):
        live, agent, team = number % 4 == 0, number % 30, number % 5
        rows.append({
            "_id": 1001 + number, "seq": 1, "live": live, "subject": "A kettle",
            "status": ["open", "in_progress", "waiting"][number % 3] if live else "closed",
            "urgency": number % 4, "rank": f"{number % 9:015d}{number:09d}",
            "assignee": {"id": f"agent{agent}"} if agent else None,
            "team": {"id": cast.support if team == 1 else f"team{team}"} if team else None,
            "labels": [["Bug", "Refund"], ["Bug"], [], ["Question"]][number % 4 - number % 16 // 15],
            "category": ["Sales", "Billing", None][number % 3], "channel": ["chat", "agent", "form"][number % 3],
            "customer": {"id": f"customer{number % 700}", "name": "", "email": None},
            "visitor": {"id": f"visitor{number % 900}"}, "created_at": began + timedelta(minutes=number),
            "updated_at": began + timedelta(minutes=number * 7 % TICKETS),
        })
    await desk.store.tickets.insert_many(rows)


async def plan(desk, query: dict, sort: str, limit: int = 51) -> tuple[set[str], set[str], dict]:
    """(stages of the plan that MongoDB chose, fields by whose value an index is entered, what it took)."""
    command = {
        "find": "tickets", "filter": query, "projection": BARE, "sort": dict(order.sorting(sort)), "limit": limit,
    }
    found = await desk.store.database.command({"explain": command, "verbosity": "executionStats"})
    stages, bounded = set(), set()

    def look(stage: dict) -> None:
        stages.add(stage["stage"])
        for field, bounds in stage.get("indexBounds", {}).items():
            if not any("MinKey" in bound or "MaxKey" in bound for bound in bounds):
                bounded.add(field)
        for below in (stage.get("inputStage"), *stage.get("inputStages", ())):
            if below:
                look(below)

    winning = found["queryPlanner"]["winningPlan"]
    look(winning.get("queryPlan", winning))
    return stages, bounded, found["executionStats"]


@pytest.mark.parametrize("view", VIEWS)
async def test_every_list_uses_an_index(desk, cast, many, view):
    actor = cast.alice.actor
    for sort, asked in product(ORDERS, FILTERS):
        names = {"from": "since", "to": "until"}
        wanted = Filter(view=view, sort=sort, **{names.get(name, name): value for name, value in asked.items()})
        wanted.check()
        query = await query_of(desk, actor, wanted, [1007, 1008])
        stages, bounded, _ = await plan(desk, query, sort)
        said = f"{view}, {asked}, {sort}: {sorted(stages)} {sorted(bounded)}"
        assert "COLLSCAN" not in stages, said
        if "SORT" in stages:
            assert bounded - {"live"}, f"sorts all that is not closed: {said}"


@pytest.mark.parametrize("sort", ORDERS)
@pytest.mark.parametrize("asked", [{}, {"status": "any"}])
async def test_a_page_begins_where_the_one_before_ended(desk, cast, many, sort, asked):
    query = await query_of(desk, cast.alice.actor, Filter(sort=sort, **asked), [])
    rows = await desk.store.tickets.find(query).sort(order.sorting(sort)).to_list(None)
    behind = order.after(sort, order.cursor(sort, rows[900]))
    stages, _, took = await plan(desk, both(query, behind), sort)
    assert not stages & {"COLLSCAN", "SORT"}
    assert took["totalDocsExamined"] <= 60


@pytest.mark.parametrize("view", VIEWS)
async def test_a_view_in_its_own_order_reads_no_more_than_it_shows(desk, cast, many, view):
    query = await query_of(desk, cast.alice.actor, Filter(view=view), [])
    stages, _, took = await plan(desk, query, "due")
    assert "SORT" not in stages
    assert took["totalDocsExamined"] <= 51
