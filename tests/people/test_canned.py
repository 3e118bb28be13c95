"""Canned replies over HTTP: who may use which, one shortcut for each, and no variable that does not exist."""

import asyncio

import pytest

from tests.people.refusals import refused

CANNED = "/api/v1/canned"
GOOD = {"shortcut": "hello", "title": "Hello", "body": "Hello {{customer.first_name}},\nI am {{ agent.name }}."}


async def made(api, person, **fields) -> dict:
    answer = await api.post(CANNED, json={**GOOD, **fields}, headers=person.bearer)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def shortcuts(api, person) -> list[str]:
    return [one["shortcut"] for one in (await api.get(CANNED, headers=person.bearer)).json()["items"]]


async def test_made_changed_deleted_and_every_console_told(desk, cast, api):
    one = await made(api, cast.alice)
    assert one == {**GOOD, "id": one["id"], "team": None, "updated_at": one["updated_at"]}
    assert (await api.get(CANNED, headers=cast.bob.bearer)).json() == {"items": [one], "next": None}
    path = f"{CANNED}/{one['id']}"
    changed = await api.patch(path, json={"title": "Hi", "shortcut": "hi_2"}, headers=cast.bob.bearer)
    assert (changed.json()["title"], changed.json()["shortcut"], changed.json()["body"]) == ("Hi", "hi_2", GOOD["body"])
    same = await api.patch(path, json={"title": "Hi"}, headers=cast.bob.bearer)
    assert same.json() == changed.json()
    assert (await api.delete(path, headers=cast.bob.bearer)).status_code == 204
    refused(await api.delete(path, headers=cast.bob.bearer), 404, "not_found")
    refused(await api.patch(path, json={}, headers=cast.bob.bearer), 404, "not_found")
    assert desk.bus.to("/agent", "desk") == [{"what": "canned"}] * 3


async def test_a_team_keeps_its_own(desk, cast, api):
    support = await made(api, cast.alice, shortcut="support", team=cast.support)
    await made(api, cast.max, shortcut="billing", team=cast.billing)
    await made(api, cast.bob, shortcut="all")
    assert await shortcuts(api, cast.alice) == ["all", "support"]
    assert await shortcuts(api, cast.bob) == ["all", "billing"]
    assert await shortcuts(api, cast.max) == await shortcuts(api, cast.ada) == ["all", "billing", "support"]
    path = f"{CANNED}/{support['id']}"
    refused(await api.patch(path, json={"title": "x"}, headers=cast.bob.bearer), 404, "not_found")
    refused(await api.delete(path, headers=cast.bob.bearer), 404, "not_found")
    answer = await api.post(CANNED, json={**GOOD, "team": cast.billing}, headers=cast.alice.bearer)
    assert refused(answer, 403, "forbidden")["details"]["field"] == "team"
    shared = await api.patch(path, json={"team": None}, headers=cast.alice.bearer)
    assert shared.json()["team"] is None
    assert "support" in await shortcuts(api, cast.bob)


async def test_one_shortcut_for_each(cast, api):
    await made(api, cast.alice)
    other = await made(api, cast.alice, shortcut="bye")
    for answer in (
        await api.post(CANNED, json={**GOOD, "title": "Again"}, headers=cast.bob.bearer),
        await api.patch(f"{CANNED}/{other['id']}", json={"shortcut": "hello"}, headers=cast.bob.bearer),
    ):
        error = refused(answer, 409, "conflict")
        assert error["details"]["field"] == "shortcut"
        assert "“Hello”" in error["message"]
    await made(api, cast.max, shortcut="secret", title="Between us", team=cast.support)
    hidden = await api.post(CANNED, json={**GOOD, "shortcut": "secret"}, headers=cast.bob.bearer)
    assert "Between us" not in refused(hidden, 409, "conflict")["message"]


async def test_the_same_shortcut_at_the_same_moment(cast, api):
    answers = await asyncio.gather(*(
        api.post(CANNED, json=GOOD, headers=person.bearer) for person in (cast.alice, cast.bob, cast.max)
    ))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409]


@pytest.mark.parametrize(("change", "status", "field"), [
    ({"shortcut": ""}, 400, "shortcut"), ({"shortcut": "Hello"}, 400, "shortcut"),
    ({"shortcut": "a b"}, 400, "shortcut"),
    ({"shortcut": "x" * 33}, 400, "shortcut"), ({"shortcut": "hello\n"}, 400, "shortcut"),
    ({"shortcut": None}, 400, "shortcut"),
    ({"title": ""}, 400, "title"), ({"title": " \u202e "}, 400, "title"), ({"title": "x" * 81}, 400, "title"),
    ({"body": ""}, 400, "body"), ({"body": " \n "}, 400, "body"), ({"body": "x" * 10_001}, 400, "body"),
    ({"body": "{{customer.password}}"}, 400, "body"), ({"body": "{{ }}"}, 400, "body"),
    ({"body": "{{7*7}}"}, 400, "body"),
    ({"body": "{{customer.name}} {{agent.__class__}}"}, 400, "body"), ({"body": "{{a\nb}}"}, 400, "body"),
    ({"team": "nobody"}, 422, "team"), ({"team": 7}, 400, "team"), ({"colour": "red"}, 400, "colour"),
])
async def test_bad_fields_are_named(desk, cast, api, change, status, field):
    one = await made(api, cast.alice, shortcut="kept")
    for answer in (
        await api.post(CANNED, json={**GOOD, **change}, headers=cast.alice.bearer),
        await api.patch(f"{CANNED}/{one['id']}", json=change, headers=cast.alice.bearer),
    ):
        error = refused(answer, status, "invalid" if status == 400 else "unprocessable")
        assert error["details"]["field"] == field
    assert await desk.store.canned.count_documents({}) == 1


async def test_an_unknown_variable_is_named_and_text_stays_text(cast, api):
    answer = await api.post(CANNED, json={**GOOD, "body": "{{customer.nmae}}"}, headers=cast.alice.bearer)
    assert "{{customer.nmae}}" in answer.json()["error"]["message"]
    html = "<script>alert(1)</script> {% raw %} {{ticket.number}} { {x} } }}"
    assert (await made(api, cast.alice, title="<b>T</b>", body=html))["body"] == html
    assert (await api.get(CANNED, headers=cast.alice.bearer)).json()["items"][0]["title"] == "<b>T</b>"


async def test_strangers(cast, api):
    one = await made(api, cast.alice)
    for token in ("", cast.vera.token):
        headers = {"authorization": f"Bearer {token}"} if token else {}
        path = f"{CANNED}/{one['id']}"
        for answer in (
            await api.get(CANNED, headers=headers), await api.post(CANNED, json=GOOD, headers=headers),
            await api.patch(path, json={}, headers=headers), await api.delete(path, headers=headers),
        ):
            refused(answer, 401, "unauthenticated")
