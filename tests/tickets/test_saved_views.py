"""Saved views: one's own alone, checked like the list they stand for, and told to one's own consoles."""

import asyncio

import pytest

from server.errors import Conflict
from server.tickets import saved_views
from server.tickets.saved_views import MOST

PATH = "/api/v1/me/views"


async def ask(api, method: str, person, path: str = PATH, **body):
    answer = await api.request(method, path, json=body or None, headers=person.bearer)
    return answer.status_code, answer.json() if answer.content else None


async def test_saved_changed_and_deleted(desk, api, cast):
    assert await ask(api, "GET", cast.alice) == (200, {"items": [], "next": None})
    status, first = await ask(api, "POST", cast.alice, name=" Rush ", query="?view=mine&priority=urgent%2Chigh")
    assert (status, first["name"], first["query"]) == (201, "Rush", "view=mine&priority=urgent%2Chigh")
    _, second = await ask(api, "POST", cast.alice, name="All", query="")
    assert (await ask(api, "GET", cast.alice))[1]["items"] == [first, second]
    status, changed = await ask(api, "PATCH", cast.alice, f"{PATH}/{first['id']}", query="label=Bug&sort=-created")
    assert (status, changed) == (200, {**first, "query": "label=Bug&sort=-created"})
    status, changed = await ask(api, "PATCH", cast.alice, f"{PATH}/{first['id']}", name="Bugs")
    assert changed["name"] == "Bugs"
    assert await ask(api, "DELETE", cast.alice, f"{PATH}/{second['id']}") == (204, None)
    assert (await ask(api, "GET", cast.alice))[1]["items"] == [changed]
    told = [push for push in desk.bus.sent if push.event == "desk"]
    assert len(told) == 5
    assert {(push.payload["what"], *push.rooms) for push in told} == {("views", f"agent:{cast.alice.id}")}


async def test_nobody_elses(api, cast):
    _, view = await ask(api, "POST", cast.alice, name="Mine", query="view=mine")
    assert (await ask(api, "GET", cast.ada))[1]["items"] == []
    for method, body in (("PATCH", {"name": "Yours"}), ("DELETE", {})):
        assert (await ask(api, method, cast.ada, f"{PATH}/{view['id']}", **body))[0] == 404
        assert (await ask(api, method, cast.alice, f"{PATH}/none", **body))[0] == 404


@pytest.mark.parametrize(("body", "field"), [
    ({"name": "", "query": ""}, "name"), ({"name": "x" * 61, "query": ""}, "name"), ({"query": ""}, "name"),
    ({"name": "x", "query": "view=all"}, "query"), ({"name": "x", "query": "status=done"}, "query"),
    ({"name": "x", "query": "colour=red"}, "query"), ({"name": "x", "query": "sort=rank"}, "query"),
    ({"name": "x", "query": "cursor=abc"}, "query"), ({"name": "x", "query": "from=yesterday"}, "query"),
    ({"name": "x", "query": "view"}, "query"), ({"name": "x", "query": "&&"}, "query"),
    ({"name": "x", "query": "view=mine#top"}, "query"), ({"name": "x", "query": "a" * 5000}, "query"),
    ({"name": "x", "query": "view=mine", "owner": "me"}, "owner"), ({"name": "x", "query": 7}, "query"),
])
async def test_what_is_no_view(api, cast, body, field):
    status, answer = await ask(api, "POST", cast.alice, **body)
    assert (status, answer["error"]["details"]["field"]) == (400, field)
    assert (await ask(api, "GET", cast.alice))[1]["items"] == []


async def test_there_is_an_end(desk, other_desk, cast):
    for number in range(MOST - 1):
        await saved_views.save_view(desk, cast.alice.actor, f"View {number}", "view=mine")
    outcomes = await asyncio.gather(*(
        saved_views.save_view(node, cast.alice.actor, "One more", "") for node in (desk, other_desk) for _ in range(3)
    ), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes if isinstance(outcome, Exception)] == [Conflict] * 5
    assert len(await saved_views.list_views(desk, cast.alice.actor)) == MOST
    await saved_views.save_view(desk, cast.bob.actor, "Mine", "")


async def test_two_at_once_are_both_kept(desk, other_desk, cast):
    await asyncio.gather(*(
        saved_views.save_view(node, cast.alice.actor, f"View {turn}", "")
        for turn in range(10) for node in (desk, other_desk)
    ))
    assert len(await saved_views.list_views(desk, cast.alice.actor)) == 20
