"""Reading a list page by page: complete and without doubles in every order; a cursor belongs to its order."""

import base64
import json
from datetime import timedelta

import pytest

from server.errors import Invalid
from server.store import now
from server.tickets import order, views
from server.tickets.filters import Filter
from server.tickets.order import ORDERS
from tests.plays import open_ticket


@pytest.fixture
async def pile(desk):
    """Forty tickets, many of them made and changed in the same millisecond."""
    began = now() - timedelta(days=1)
    rows = []
    for number in range(1001, 1041):
        at = began + timedelta(milliseconds=number % 7)
        rows.append({
            "_id": number, "live": number % 5 > 0, "status": "open" if number % 5 else "closed", "assignee": None,
            "team": None, "urgency": number % 4, "rank": f"{number % 4}{number:06d}", "created_at": at,
            "updated_at": began + timedelta(milliseconds=number % 3), "seq": 1,
        })
    await desk.store.tickets.insert_many(rows)
    return rows


@pytest.mark.parametrize("sort", ORDERS)
@pytest.mark.parametrize("status", ["", "any"])
async def test_nothing_is_left_out_or_shown_twice(desk, cast, pile, sort, status):
    wanted = Filter(sort=sort, status=status)
    whole, none = await views.list_tickets(desk, cast.alice.actor, wanted, limit=200)
    assert none is None
    assert len(whole) == (40 if status else 32)
    seen, cursor = [], ""
    while cursor is not None:
        page, cursor = await views.list_tickets(desk, cast.alice.actor, wanted, cursor, 3)
        assert len(page) == 3 or cursor is None
        seen += page
    assert seen == whole
    field, direction = ORDERS[sort].field, ORDERS[sort].direction
    keys = [(row[field], row["_id"]) for row in whole]
    assert keys == sorted(keys, reverse=direction < 0)


async def test_the_last_page_says_so(desk, cast, pile):
    _, cursor = await views.list_tickets(desk, cast.alice.actor, Filter(), limit=32)
    assert cursor is None
    _, cursor = await views.list_tickets(desk, cast.alice.actor, Filter(), limit=31)
    assert cursor


@pytest.mark.parametrize("sort", ORDERS)
async def test_a_cursor_of_another_order_is_refused_in_words(desk, cast, pile, sort):
    _, cursor = await views.list_tickets(desk, cast.alice.actor, Filter(sort=sort), limit=3)
    for other in set(ORDERS) - {sort}:
        with pytest.raises(Invalid, match=f"belongs to sort={sort}") as refused:
            await views.list_tickets(desk, cast.alice.actor, Filter(sort=other), cursor)
        assert refused.value.details == {"field": "cursor"}


@pytest.mark.parametrize("made", [
    ["due"], ["due", 7, 1001], ["due", "x", "1001"], ["due", {"$gt": ""}, 1001], ["number", 5, 6], ["number", -1, -1],
    ["number", 2**60, 2**60], ["updated", "yesterday", 1], ["updated", "0001-01-01T00:00:00+23:59", 1],
    ["else", "x", 1], ["created", None, 1], {"due": 1}, "due", None,
])
def test_a_cursor_that_no_list_gave(made):
    text = base64.urlsafe_b64encode(json.dumps(made).encode()).decode()
    for sort in ORDERS:
        with pytest.raises(Invalid):
            order.after(sort, text)


async def test_what_moves_meanwhile_is_not_shown_twice_on_one_page(desk, api, cast):
    for _ in range(5):
        await open_ticket(desk, cast.ada.actor)
    first = (await api.get("/api/v1/tickets", params={"limit": 2}, headers=cast.alice.bearer)).json()
    await open_ticket(desk, cast.ada.actor, priority="urgent")
    rest = (await api.get("/api/v1/tickets", params={"limit": 9, "cursor": first["next"]}, headers=cast.alice.bearer))
    numbers = [ticket["number"] for ticket in first["items"] + rest.json()["items"]]
    assert numbers == [1001, 1002, 1003, 1004, 1005]
