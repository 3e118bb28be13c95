"""Lists of tickets: every view, filter and order; what is no filter is refused by name."""

from datetime import timedelta

import pytest

from server.events import ranked
from server.tickets import actions as tickets
from server.tickets import names
from server.tickets.filters import Filter, moment
from server.tickets.names import CATEGORIES, LABELS
from tests.plays import accepted, make_ticket, open_ticket
from tests.search.finding import indexed


@pytest.fixture
async def shelf(desk, cast, clock):
    """Tickets of all kinds; their numbers by name. `late` has a deadline that is over, `soon` one ahead."""
    support, billing = {"id": cast.support, "name": "Support"}, {"id": cast.billing, "name": "Billing"}
    alice, bob = cast.alice.actor.ref(), cast.bob.actor.ref()
    made = {}
    for name, fields in {
        "free": {}, "mine": {"assignee": alice, "team": support}, "urgent": {"assignee": bob, "priority": "urgent"},
        "billing": {"team": billing, "labels": ["Refund", "Bug"], "category": "Sales"},
        "other": {"customer": {"email": "dora@elsewhere.example", "name": "Dora"}, "labels": ["Bug"]},
        "late": {"priority": "low"}, "soon": {"priority": "low"}, "closed": {},
    }.items():
        clock.advance(seconds=1)
        made[name] = await open_ticket(desk, cast.ada.actor, subject=f"About {name} (50%)", **fields)
    clock.advance(seconds=1)
    await tickets.set_priority(desk, cast.bob.actor, made["free"], "high")
    for status in ("resolved", "closed"):
        await tickets.set_status(desk, cast.ada.actor, made["closed"], status)
    for name, ahead in (("late", -1), ("soon", 1)):
        await due(desk, made[name], desk.now() + timedelta(hours=ahead))
    await indexed(desk)
    return made


async def due(desk, number: int, at) -> None:
    """What the clocks of part 4 will write."""
    row = await desk.store.tickets.find_one({"_id": number})
    await desk.store.tickets.update_one({"_id": number}, {"$set": ranked({**row, "due_at": at})})


async def shown(api, person, shelf, **asked) -> list[str]:
    """The names of the tickets in the list."""
    answer = await api.get("/api/v1/tickets", params=asked, headers=person.bearer)
    assert answer.status_code == 200, answer.text
    by_number = {number: name for name, number in shelf.items()}
    return [by_number[ticket["number"]] for ticket in answer.json()["items"]]


ALL = "late soon urgent free mine billing other"


@pytest.mark.parametrize(("asked", "found"), [
    ({}, ALL),
    ({"view": "inbox"}, ALL),
    ({"status": "any"}, f"{ALL} closed"),
    ({"status": "closed"}, "closed"),
    ({"status": "closed,open"}, "late soon free billing other closed"),
    ({"status": "in_progress"}, "urgent mine"),
    ({"status": "open,in_progress,waiting,resolved"}, ALL),
    ({"view": "mine"}, "mine"),
    ({"view": "team"}, "mine"),
    ({"view": "unassigned"}, "late soon free billing other"),
    ({"view": "urgent"}, "urgent"),
    ({"view": "overdue"}, "late"),
    ({"sla": "overdue"}, "late"),
    ({"sla": "ok"}, "soon"),
    ({"priority": "urgent,high"}, "urgent free"),
    ({"assignee": "me"}, "mine"),
    ({"assignee": "none"}, "late soon free billing other"),
    ({"assignee": "me,none", "view": "team"}, "mine"),
    ({"assignee": "me", "view": "unassigned"}, ""),
    ({"team": "mine"}, "mine"),
    ({"team": "none", "priority": "low"}, "late soon"),
    ({"label": "Bug"}, "billing other"),
    ({"label": "bug"}, "billing other"),
    ({"label": "Bug,Refund"}, "billing"),
    ({"label": "Nonsense"}, ""),
    ({"category": "Sales,Technical"}, "billing"),
    ({"channel": "chat"}, ""),
    ({"channel": "chat,agent", "view": "urgent"}, "urgent"),
    ({"q": "ABOUT ur"}, "urgent"),
    ({"q": "dora@"}, "other"),
    ({"q": "about 50"}, ALL),
    ({"q": "label:bug -label:refund"}, "other"),
    ({"q": "label:bug", "assignee": "none", "sort": "-created"}, "other billing"),
    ({"q": "(("}, ""),
    ({"sort": "created"}, "free mine urgent billing other late soon"),
    ({"sort": "-created"}, "soon late other billing urgent mine free"),
    ({"sort": "number"}, "free mine urgent billing other late soon"),
    ({"sort": "updated"}, "free soon late other billing urgent mine"),
    ({"sort": "updated", "status": "any"}, "closed free soon late other billing urgent mine"),
])
async def test_lists(api, cast, shelf, asked, found):
    assert await shown(api, cast.alice, shelf, **asked) == found.split()


async def test_by_people_teams_and_times(desk, api, cast, shelf):
    made = (await desk.store.tickets.find_one({"_id": shelf["urgent"]}))["created_at"]
    customer = (await desk.store.tickets.find_one({"_id": shelf["other"]}))["customer"]["id"]
    at = made.isoformat(timespec="milliseconds")
    for asked, found in (
        ({"team": cast.billing}, "billing"), ({"team": f"{cast.billing},mine"}, "mine billing"),
        ({"assignee": f"{cast.bob.id},me"}, "urgent mine"), ({"customer": customer}, "other"),
        ({"q": f"#{shelf['free']}"}, "free"), ({"q": str(shelf["urgent"])}, "urgent"), ({"visitor": "nobody"}, ""),
        ({"from": at, "sort": "created"}, "urgent billing other late soon"),
        ({"to": at, "sort": "created"}, "free mine"),
        ({"from": at, "to": at}, ""), ({"from": "2020-01-01", "to": "2020-12-31"}, ""),
        ({"from": made.date().isoformat(), "to": (made + timedelta(days=1)).date().isoformat()}, ALL),
    ):
        assert await shown(api, cast.alice, shelf, **asked) == found.split(), asked


async def test_the_chats_visitor_and_channel(desk, api, cast):
    number = await make_ticket(desk, cast.alice.actor, await accepted(desk, cast.vera, cast.alice.actor))
    for asked in ({"channel": "chat"}, {"visitor": cast.vera.id}, {"view": "mine", "channel": "chat"}):
        assert await shown(api, cast.alice, {"it": number}, **asked) == ["it"]


async def test_who_has_no_team_has_no_team_queue(desk, api, cast, shelf):
    await desk.store.agents.update_one({"_id": cast.alice.id}, {"$set": {"teams": []}})
    assert await shown(api, cast.alice, shelf, view="team") == []
    assert await shown(api, cast.alice, shelf, team="mine") == []


@pytest.mark.parametrize(("asked", "field"), [
    ({"status": "done"}, "status"), ({"status": "open,done"}, "status"), ({"priority": "extreme"}, "priority"),
    ({"view": "all"}, "view"), ({"view": ""}, "view"), ({"sort": "rank"}, "sort"), ({"channel": "fax"}, "channel"),
    ({"sla": "late"}, "sla"), ({"from": "yesterday"}, "from"), ({"to": "2026-13-01"}, "to"),
    ({"from": "2026-01-31T09:00:00"}, "from"), ({"to": "9999-12-31"}, "to"), ({"since": "2026-01-01"}, "since"),
    ({"limit": 0}, "limit"), ({"limit": 201}, "limit"), ({"limit": "many"}, "limit"), ({"page": 2}, "page"),
    ({"q": "x" * 501}, "q"), ({"$where": "1"}, "$where"), ({"assignee[$ne]": "x"}, "assignee[$ne]"),
    ({"cursor": "abc"}, "cursor"), ({"cursor": "W10="}, "cursor"), ({"cursor": "é"}, "cursor"),
])
async def test_what_is_no_filter(api, cast, asked, field):
    answer = await api.get("/api/v1/tickets", params=asked, headers=cast.alice.bearer)
    error = answer.json()["error"]
    assert (answer.status_code, error["details"]["field"]) == (400, field)
    assert field in error["message"]


@pytest.mark.parametrize(("text", "end", "expected"), [
    ("2026-01-31", False, "2026-01-31T00:00:00+00:00"), ("2026-01-31", True, "2026-02-01T00:00:00+00:00"),
    ("2026-01-31T09:00:00Z", True, "2026-01-31T09:00:00+00:00"),
    ("2026-01-31T09:00:00+05:30", False, "2026-01-31T03:30:00+00:00"),
])
def test_a_date_means_the_whole_day(text, end, expected):
    assert moment("from", text, end=end).isoformat() == expected


async def test_merged_tickets_show_with_the_closed_ones(desk, api, cast, shelf):
    await desk.store.tickets.update_one({"_id": shelf["closed"]}, {"$set": {"merged_into": shelf["free"]}})
    assert "closed" not in await shown(api, cast.alice, shelf)
    assert "closed" in await shown(api, cast.alice, shelf, status="any")
    assert "closed" in await shown(api, cast.alice, shelf, status="closed")


async def test_a_renamed_label_and_category_find_what_was_named_before(desk, api, cast, shelf):
    label = next(row for row in await names.listed(desk, LABELS) if row["name"] == "Refund")
    await names.change(desk, cast.max.actor, LABELS, label["_id"], "Money back")
    category = next(row for row in await names.listed(desk, CATEGORIES) if row["name"] == "Sales")
    await names.change(desk, cast.max.actor, CATEGORIES, category["_id"], "Shop")
    for asked in ({"label": "Refund"}, {"label": "money back"}, {"category": "Sales"}, {"category": "Shop"}):
        assert await shown(api, cast.alice, shelf, **asked) == ["billing"], asked
    answer = await api.get("/api/v1/tickets", params={"label": "Refund"}, headers=cast.alice.bearer)
    (ticket,) = answer.json()["items"]
    assert (ticket["labels"], ticket["category"]) == (["Money back", "Bug"], "Shop")


async def test_the_order_follows_what_changes(desk, api, cast, shelf):
    await tickets.set_priority(desk, cast.bob.actor, shelf["other"], "urgent")
    assert (await shown(api, cast.alice, shelf))[:4] == ["late", "soon", "urgent", "other"]
    await tickets.set_status(desk, cast.ada.actor, shelf["late"], "resolved")
    await tickets.set_status(desk, cast.ada.actor, shelf["late"], "closed")
    assert (await shown(api, cast.alice, shelf))[:3] == ["soon", "urgent", "other"]


def test_every_field_of_the_filter_is_told_apart():
    """A filter that is left out means all: no field may have another default than that, but view and sort."""
    assert {name: value for name, value in vars_of(Filter()).items() if value} == {"view": "inbox", "sort": "due"}


def vars_of(struct) -> dict:
    return {name: getattr(struct, name) for name in struct.__struct_fields__}
