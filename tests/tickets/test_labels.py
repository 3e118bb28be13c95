"""Labels and categories: made, renamed, merged and deleted by managers, and no ticket is rewritten for it."""

import asyncio

import pytest

from server.errors import Conflict, Forbidden, Unprocessable
from server.tickets import actions as tickets
from server.tickets import names
from server.tickets.labels import colour_for
from server.tickets.names import CATEGORIES, LABELS, names_of
from tests.desks import events_of, replay_equals_document
from tests.plays import open_ticket

KINDS = pytest.mark.parametrize("kind", ["labels", "categories"])


async def ask(api, method: str, path: str, person, body=None):
    answer = await api.request(method, f"/api/v1/{path}", json=body, headers=person.bearer)
    return answer.status_code, answer.json() if answer.content else None


async def id_of(api, person, kind: str, name: str) -> str:
    _, found = await ask(api, "GET", kind, person)
    return next(row["id"] for row in found["items"] if row["name"] == name)


async def names_in(api, person, kind: str) -> list[str]:
    return [row["name"] for row in (await ask(api, "GET", kind, person))[1]["items"]]


async def test_what_a_new_desk_has(api, cast):
    assert await names_in(api, cast.alice, "labels") == ["Bug", "Feature Request", "Onboarding", "Question", "Refund"]
    assert await names_in(api, cast.alice, "categories") == ["Account", "Billing", "Other", "Sales", "Technical"]
    _, found = await ask(api, "GET", "labels", cast.alice)
    assert found["items"][0].keys() == {"id", "name", "colour", "formerly"}


async def test_managers_see_how_many_tickets_carry_each(desk, api, cast):
    await open_ticket(desk, cast.alice.actor, labels=["Bug"], category="Sales")
    await open_ticket(desk, cast.alice.actor, labels=["Bug", "Refund"])
    await ask(api, "PATCH", f"labels/{await id_of(api, cast.max, 'labels', 'Bug')}", cast.max, {"name": "Defect"})
    await open_ticket(desk, cast.alice.actor, labels=["Defect"])
    _, found = await ask(api, "GET", "labels", cast.max)
    assert {row["name"]: row["tickets"] for row in found["items"] if row["tickets"]} == {"Defect": 3, "Refund": 1}
    _, found = await ask(api, "GET", "categories", cast.ada)
    assert {row["name"]: row["tickets"] for row in found["items"] if row["tickets"]} == {"Sales": 1}


async def test_making_one(desk, api, cast):
    status, made = await ask(api, "POST", "labels", cast.max, {"name": "  VIP  ", "colour": "#AABBCC"})
    assert (status, made["name"], made["colour"], made["formerly"]) == (201, "VIP", "#aabbcc", [])
    status, made = await ask(api, "POST", "labels", cast.max, {"name": "Später"})
    assert made["colour"] == colour_for("Später")
    status, made = await ask(api, "POST", "categories", cast.max, {"name": "Shipping"})
    assert (status, "colour" in made) == (201, False)
    assert [push["what"] for push in desk.bus.to("/agent", "desk")] == ["labels", "labels", "categories"]


@KINDS
@pytest.mark.parametrize("name", ["", "   ", "x" * 41, "x" * 300, "a,b", "\u202e\u200f"])
async def test_a_name_that_is_none(api, cast, kind, name):
    id = (await ask(api, "GET", kind, cast.max))[1]["items"][0]["id"]
    for method, path in (("POST", kind), ("PATCH", f"{kind}/{id}")):
        status, answer = await ask(api, method, path, cast.max, {"name": name})
        assert (status, answer["error"]["details"]) == (400, {"field": "name"}), method
        assert "1 to 40" in answer["error"]["message"] or "comma" in answer["error"]["message"]


@pytest.mark.parametrize("colour", ["red", "#12345", "#12345g", "", 7, "#123456\n"])
async def test_a_colour_that_is_none(api, cast, colour):
    status, answer = await ask(api, "POST", "labels", cast.max, {"name": "New", "colour": colour})
    assert (status, answer["error"]["details"]["field"]) == (400, "colour")


async def test_control_characters_are_no_part_of_a_name(api, cast):
    _, made = await ask(api, "POST", "labels", cast.max, {"name": "two\nlines\x00"})
    assert made["name"] == "two lines"


@KINDS
async def test_agents_choose_but_do_not_make(api, cast, kind):
    id = (await ask(api, "GET", kind, cast.alice))[1]["items"][0]["id"]
    for method, path, body in (
        ("POST", kind, {"name": "New"}), ("PATCH", f"{kind}/{id}", {"name": "New"}), ("DELETE", f"{kind}/{id}", None),
        ("POST", f"{kind}/{id}/merge", {"into": id}),
    ):
        assert (await ask(api, method, path, cast.alice, body))[0] == 403


@KINDS
async def test_what_is_not_there(api, cast, kind):
    id = (await ask(api, "GET", kind, cast.alice))[1]["items"][0]["id"]
    for method, path, body, expected in (
        ("PATCH", f"{kind}/none", {"name": "New"}, 404), ("DELETE", f"{kind}/none", None, 404),
        ("POST", f"{kind}/none/merge", {"into": id}, 404), ("POST", f"{kind}/{id}/merge", {"into": "none"}, 422),
        ("POST", f"{kind}/{id}/merge", {"into": id}, 400), ("POST", f"{kind}/{id}/merge", {}, 400),
    ):
        assert (await ask(api, method, path, cast.max, body))[0] == expected, (method, path)


async def test_a_rename_rewrites_no_ticket_and_no_history(desk, api, cast):
    number = await open_ticket(desk, cast.alice.actor, labels=["Bug", "Refund"], category="Sales")
    before = await events_of(desk), await desk.store.tickets.find_one({"_id": number})
    for kind, name, new in (("labels", "Refund", "Money back"), ("categories", "Sales", "Shop")):
        id = await id_of(api, cast.max, kind, name)
        status, row = await ask(api, "PATCH", f"{kind}/{id}", cast.max, {"name": new})
        assert (status, row["name"], row["formerly"]) == (200, new, [name])
    assert (await events_of(desk), await desk.store.tickets.find_one({"_id": number})) == before
    _, ticket = await ask(api, "GET", f"tickets/{number}", cast.alice)
    assert (ticket["labels"], ticket["category"]) == (["Bug", "Money back"], "Shop")
    desk.bus.forget()
    await tickets.set_labels(desk, cast.alice.actor, number, ["Money back", "Bug"])
    await replay_equals_document(desk)
    assert desk.bus.to("/agent", "queue.changed")[0]["ticket"]["category"] == "Shop"


async def test_the_present_names_again_are_no_change(desk, api, cast):
    number = await open_ticket(desk, cast.alice.actor, labels=["Bug"], category="Sales")
    for kind, name in (("labels", "Bug"), ("categories", "Sales")):
        await ask(api, "PATCH", f"{kind}/{await id_of(api, cast.max, kind, name)}", cast.max, {"name": "New name"})
    await tickets.set_labels(desk, cast.alice.actor, number, ["New name"])
    await tickets.set_labels(desk, cast.alice.actor, number, ["bug"])
    await tickets.set_category(desk, cast.alice.actor, number, "New name")
    assert len(await events_of(desk)) == 1


@KINDS
async def test_a_former_name_is_not_given_to_another(api, cast, kind):
    first, second = [row["id"] for row in (await ask(api, "GET", kind, cast.max))[1]["items"][:2]]
    was = (await names_in(api, cast.max, kind))[0]
    await ask(api, "PATCH", f"{kind}/{first}", cast.max, {"name": "Anew"})
    for method, path in (("POST", kind), ("PATCH", f"{kind}/{second}")):
        for name in (was, was.upper()):
            status, answer = await ask(api, method, path, cast.max, {"name": name})
            assert (status, answer["error"]["details"]["field"]) == (409, "name")
            assert "'Anew'" in answer["error"]["message"]
        assert (await ask(api, method, path, cast.max, {"name": "anew"}))[0] == 409
    status, row = await ask(api, "PATCH", f"{kind}/{first}", cast.max, {"name": was})
    assert (status, row["name"], row["formerly"]) == (200, was, ["Anew"]), "its own former name it may have again"


async def test_only_the_spelling_changes(desk, api, cast):
    number = await open_ticket(desk, cast.alice.actor, labels=["Bug"])
    id = await id_of(api, cast.max, "labels", "Bug")
    assert (await ask(api, "PATCH", f"labels/{id}", cast.max, {"name": "BUG"}))[0] == 200
    assert (await ask(api, "GET", f"tickets/{number}", cast.alice))[1]["labels"] == ["BUG"]
    for name in ("Bug", "bug", "BUG"):
        answer = await api.get("/api/v1/tickets", params={"label": name}, headers=cast.alice.bearer)
        assert len(answer.json()["items"]) == 1, name


async def test_merging_two(desk, api, cast):
    both = await open_ticket(desk, cast.alice.actor, labels=["Bug", "Question"])
    one = await open_ticket(desk, cast.alice.actor, labels=["Question"])
    bug, question = [await id_of(api, cast.max, "labels", name) for name in ("Bug", "Question")]
    await ask(api, "PATCH", f"labels/{question}", cast.max, {"name": "Ask"})
    status, row = await ask(api, "POST", f"labels/{question}/merge", cast.max, {"into": bug})
    assert (status, row["name"], row["formerly"]) == (200, "Bug", ["Question", "Ask"])
    assert [(await ask(api, "GET", f"tickets/{n}", cast.alice))[1]["labels"] for n in (both, one)] == [["Bug"], ["Bug"]]
    assert "Ask" not in await names_in(api, cast.alice, "labels")
    answer = await api.get("/api/v1/tickets", params={"label": "Ask"}, headers=cast.alice.bearer)
    assert len(answer.json()["items"]) == 2
    assert (await ask(api, "POST", "labels", cast.max, {"name": "question"}))[0] == 409
    assert (await ask(api, "POST", f"labels/{question}/merge", cast.max, {"into": bug}))[0] == 404
    await replay_equals_document(desk)


async def test_two_merges_against_each_other(desk, other_desk, cast):
    rows = {row["name"]: row["_id"] for row in await names.listed(desk, LABELS)}
    bug, refund = rows["Bug"], rows["Refund"]
    outcomes = await asyncio.gather(
        names.merge(desk, cast.max.actor, LABELS, bug, refund),
        names.merge(other_desk, cast.ada.actor, LABELS, refund, bug), return_exceptions=True,
    )
    assert len([outcome for outcome in outcomes if isinstance(outcome, Exception)]) == 1
    left = {row["name"]: row["formerly"] for row in await names.listed(desk, LABELS)}
    assert left.get("Bug") == ["Refund"] or left.get("Refund") == ["Bug"]


async def test_the_same_name_made_on_two_nodes(desk, other_desk, cast):
    outcomes = await asyncio.gather(
        names.make(desk, cast.max.actor, LABELS, "Rush", colour="#000000"),
        names.make(other_desk, cast.ada.actor, LABELS, "RUSH", colour="#ffffff"), return_exceptions=True,
    )
    (refused,) = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert isinstance(refused, Conflict)


async def test_a_deleted_one_stays_where_it_is_but_is_not_given_anew(desk, api, cast):
    number = await open_ticket(desk, cast.alice.actor, labels=["Bug", "Refund"], category="Sales")
    other = await open_ticket(desk, cast.alice.actor)
    for kind, name in (("labels", "Bug"), ("categories", "Sales")):
        assert await ask(api, "DELETE", f"{kind}/{await id_of(api, cast.max, kind, name)}", cast.max) == (204, None)
        assert name not in await names_in(api, cast.alice, kind)
    change = {"labels": ["Bug", "Question"], "category": "Sales"}
    status, ticket = await ask(api, "PATCH", f"tickets/{number}", cast.alice, change)
    assert (status, ticket["labels"], ticket["category"]) == (200, ["Bug", "Question"], "Sales")
    for part in ({"labels": ["Bug"]}, {"category": "Sales"}):
        assert (await ask(api, "PATCH", f"tickets/{other}", cast.alice, part))[0] == 422
    for asked in ({"label": "Bug"}, {"category": "Sales"}):
        answer = await api.get("/api/v1/tickets", params=asked, headers=cast.alice.bearer)
        assert len(answer.json()["items"]) == 1, "it is still found"


async def test_a_deleted_one_comes_back_by_its_name(desk, api, cast):
    number = await open_ticket(desk, cast.alice.actor, labels=["Bug"])
    id = await id_of(api, cast.max, "labels", "Bug")
    await ask(api, "DELETE", f"labels/{id}", cast.max)
    other = await id_of(api, cast.max, "labels", "Refund")
    status, answer = await ask(api, "PATCH", f"labels/{other}", cast.max, {"name": "Bug"})
    assert (status, "was deleted" in answer["error"]["message"]) == (409, True)
    status, row = await ask(api, "POST", "labels", cast.max, {"name": "bug", "colour": "#000000"})
    assert (status, row["id"], row["name"], row["colour"]) == (201, id, "bug", "#000000")
    assert (await ask(api, "GET", f"tickets/{number}", cast.alice))[1]["labels"] == ["bug"]


async def test_another_node_knows_a_new_label_at_once(desk, other_desk, cast):
    await names_of(other_desk, LABELS)
    await names.make(desk, cast.max.actor, LABELS, "Brand new", colour="#000000")
    assert await tickets.known_labels(other_desk, ["brand new"]) == ["Brand new"]


@pytest.mark.parametrize("name", ["Nonsense", "x" * 300, "", "$ne", "Bug,Refund"])
async def test_an_unknown_label_is_refused_for_everybody(desk, cast, name):
    for person in (cast.alice, cast.max, cast.ada):
        with pytest.raises(Unprocessable, match="There is no label"):
            await open_ticket(desk, person.actor, labels=["Bug", name])
    assert await events_of(desk) == []


async def test_a_manager_makes_a_category_by_naming_it(desk, other_desk, cast):
    number = await open_ticket(desk, cast.alice.actor)
    with pytest.raises(Unprocessable, match="There is no category 'Kitchen'"):
        await tickets.set_category(desk, cast.alice.actor, number, "Kitchen")
    await tickets.set_category(desk, cast.max.actor, number, "Kitchen")
    await tickets.set_category(other_desk, cast.alice.actor, number, "sales")
    await tickets.set_category(other_desk, cast.alice.actor, number, "KITCHEN")
    assert (await desk.store.tickets.find_one({"_id": number}))["category"] == "Kitchen"
    assert [row["name"] for row in await names.listed(other_desk, CATEGORIES)][2] == "Kitchen"
    outcomes = await asyncio.gather(*(
        tickets.set_category(node, cast.max.actor, number, "At once") for node in (desk, other_desk)
    ))
    assert len(outcomes) == 2
    await replay_equals_document(desk, other_desk)


async def test_nobody_but_managers_makes_names(desk, cast):
    for actor in (cast.alice.actor, cast.vera.actor):
        with pytest.raises(Forbidden):
            await names.make(desk, actor, LABELS, "Mine", colour="#000000")
