"""API tokens: shown once, bounded by their scopes, gone at once when revoked; what acts under their name."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
import socketio

from server.actor import BY_SCRIPT
from server.console.auth import COOKIE
from server.door import stamp
from server.people.tokens import MOST, SCOPES, authenticate_token, make_token, revoke_token
from tests.desks import replay_equals_document
from tests.people.refusals import refused
from tests.plays import begin, open_ticket

TOKENS = "/api/v1/tokens"


async def made(api, person, *scopes: str, name: str = "Nightly export", **more) -> dict:
    asked = {"name": name, "scopes": list(scopes), **more}
    answer = await api.post(TOKENS, json=asked, headers=person.bearer)
    assert answer.status_code == 201, answer.text
    return answer.json()


def bearer(token: dict) -> dict[str, str]:
    return {"authorization": f"Bearer {token['token']}"}


async def test_made_shown_once_listed_and_revoked(desk, cast, api):
    one = await made(api, cast.ada, "tickets:write", "tickets:read")
    assert one["token"].startswith("fdt_")
    assert one["token"].startswith(one["prefix"])
    assert one["scopes"] == ["tickets:read", "tickets:write"]
    assert (one["by"], one["last_used"], one["expires_at"]) == ("Ada", None, None)
    listed = (await api.get(TOKENS, headers=cast.ada.bearer)).json()
    assert listed == {"items": [{key: value for key, value in one.items() if key != "token"}], "next": None}
    row = await desk.store.tokens.find_one({})
    assert one["token"] not in str(row)
    assert (await api.get("/api/v1/tickets", headers=bearer(one))).status_code == 200
    assert (await api.delete(f"{TOKENS}/{one['id']}", headers=cast.ada.bearer)).status_code == 204
    refused(await api.get("/api/v1/tickets", headers=bearer(one)), 401, "unauthenticated")
    refused(await api.delete(f"{TOKENS}/{one['id']}", headers=cast.ada.bearer), 404, "not_found")


async def test_only_admins_may(cast, api):
    one = await made(api, cast.ada, "tickets:read")
    for person in (cast.alice, cast.max):
        refused(await api.get(TOKENS, headers=person.bearer), 403, "forbidden")
        asked = {"name": "Mine", "scopes": ["admin"]}
        refused(await api.post(TOKENS, json=asked, headers=person.bearer), 403, "forbidden")
        refused(await api.delete(f"{TOKENS}/{one['id']}", headers=person.bearer), 403, "forbidden")


@pytest.mark.parametrize(("change", "field"), [
    ({"name": ""}, "name"), ({"name": "x" * 81}, "name"), ({"name": 7}, "name"), ({"scopes": []}, "scopes"),
    ({"scopes": ["tickets:delete"]}, "scopes"), ({"scopes": "admin"}, "scopes"), ({"scopes": ["a" * 41]}, "scopes[0]"),
    ({"expires_at": "tomorrow"}, "expires_at"), ({"expires_at": "2020-01-01T00:00:00Z"}, "expires_at"),
    ({"expires_at": "2099-01-01T00:00:00"}, "expires_at"), ({"role": "admin"}, "role"),
])
async def test_a_token_that_is_not_to_be(desk, cast, api, change, field):
    asked = {"name": "Export", "scopes": ["tickets:read"], **change}
    answer = await api.post(TOKENS, json=asked, headers=cast.ada.bearer)
    assert refused(answer, 400, "invalid")["details"]["field"] == field
    assert await desk.store.tokens.count_documents({}) == 0


async def test_two_of_one_name_could_not_be_told_apart(cast, api):
    await made(api, cast.ada, "tickets:read")
    asked = {"name": " Nightly  export ", "scopes": ["tickets:read"]}
    error = refused(await api.post(TOKENS, json=asked, headers=cast.ada.bearer), 409, "conflict")
    assert error["details"] == {"field": "name"}


async def test_there_is_an_end_to_tokens(desk, cast):
    rows = [{"hash": str(n), "name": str(n), "_id": str(n)} for n in range(MOST)]
    await desk.store.tokens.insert_many(rows)
    with pytest.raises(Exception, match="revoke some"):
        await make_token(desk, cast.ada.actor, "One more", ["admin"])


async def test_it_ends_when_it_was_to_end(cast, api, clock, desk):
    one = await made(api, cast.ada, "tickets:read", expires_at=stamp(desk.now() + timedelta(hours=1)))
    assert (await api.get("/api/v1/tickets", headers=bearer(one))).status_code == 200
    clock.advance(hours=1)
    error = refused(await api.get("/api/v1/tickets", headers=bearer(one)), 401, "unauthenticated")
    assert "expired" in error["message"]
    assert len((await api.get(TOKENS, headers=cast.ada.bearer)).json()["items"]) == 1


async def test_revoked_on_one_node_refused_on_the_other(desk, other_desk, cast):
    row, token = await make_token(desk, cast.ada.actor, "Export", ["tickets:read"])
    assert (await authenticate_token(other_desk, token)).name == "Export"
    await revoke_token(desk, cast.ada.actor, row["_id"])
    with pytest.raises(Exception, match="revoked"):
        await authenticate_token(other_desk, token)


async def test_when_it_was_used_last_is_known_to_the_minute(desk, cast, api, clock):
    one = await made(api, cast.ada, "tickets:read")

    async def used():
        await api.get("/api/v1/tickets", headers=bearer(one))
        return (await desk.store.tokens.find_one({}))["last_used"]

    first = await used()
    clock.advance(seconds=30)
    assert await used() == first
    clock.advance(seconds=31)
    assert await used() > first


async def test_a_cookie_or_a_socket_is_no_way_in(cast, api, server):
    one = await made(api, cast.ada, *SCOPES)
    for cookie in (one["token"], f"fd_{one['token']}"):
        answer = await api.get("/api/v1/tickets", headers={"cookie": f"{COOKIE}={cookie}"})
        refused(answer, 401, "unauthenticated")
    client = socketio.AsyncClient(reconnection=False)
    with pytest.raises(socketio.exceptions.ConnectionError):
        await client.connect(server.url, namespaces=["/agent"], auth={"token": one["token"]}, transports=["websocket"])
    await client.disconnect()


async def test_a_token_gives_no_more_than_it_has(cast, api):
    small = await made(api, cast.ada, "admin", "tickets:read")
    for scopes in (["admin", "tickets:write"], list(SCOPES)):
        answer = await api.post(TOKENS, json={"name": "Bigger", "scopes": scopes}, headers=bearer(small))
        error = refused(answer, 403, "forbidden")
        assert error["details"]["scopes"] == [scope for scope in SCOPES if scope in set(scopes) - set(small["scopes"])]
    asked = {"name": "As big", "scopes": ["tickets:read"]}
    assert (await api.post(TOKENS, json=asked, headers=bearer(small))).json()["by"] == "Nightly export"


@pytest.mark.parametrize(("method", "path"), [
    ("GET", "session"), ("DELETE", "session"), ("PATCH", "me"), ("GET", "me/sessions"), ("DELETE", "me/sessions"),
    ("PUT", "me/picture"), ("POST", "agents"), ("POST", "agents/{alice}/invitation"),
    ("DELETE", "agents/{alice}/sessions"),
])
async def test_what_signs_people_in_is_for_people(cast, api, method, path):
    one = await made(api, cast.ada, *SCOPES)
    asked = {"email": "eve@frontdesk.example", "role": "admin"} if path == "agents" else {}
    answer = await api.request(
        method, "/api/v1/" + path.format(alice=cast.alice.id), json=asked, headers=bearer(one)
    )
    refused(answer, 403, "forbidden")
    assert (await api.get("/api/v1/session", headers=cast.alice.bearer)).status_code == 200


async def test_a_script_writes_under_its_name_and_owns_nothing(desk, cast, api):
    one = await made(api, cast.ada, "tickets:read", "tickets:write", name="Shop robot")
    asked = {"subject": "Parcel lost", "body": "See the log.", "customer": {"email": "carla@customer.example"}}
    ticket = (await api.post("/api/v1/tickets", json=asked, headers=bearer(one))).json()
    path = f"/api/v1/tickets/{ticket['number']}"
    assert (ticket["channel"], ticket["status"], ticket["assignee"]) == ("api", "open", None)
    note = (await api.post(path + "/notes", json={"body": "Found it."}, headers=bearer(one))).json()
    assert note["actor"] == {"kind": "agent", "id": BY_SCRIPT + one["id"], "name": "Shop robot"}
    taken = await api.patch(path, json={"status": "in_progress"}, headers=bearer(one))
    assert refused(taken, 409, "conflict")["details"] == {"field": "assignee"}
    given = await api.patch(path, json={"assignee": cast.bob.id}, headers=bearer(one))
    assert given.json()["assignee"]["name"] == "Bob"
    # Bob's work is moved by managers, which this token is not.
    refused(await api.patch(path, json={"assignee": cast.alice.id}, headers=bearer(one)), 403, "forbidden")
    manager = await made(api, cast.ada, "tickets:read", "tickets:write", "people:write", name="Shift plan")
    moved = await api.patch(path, json={"assignee": cast.alice.id}, headers=bearer(manager))
    assert moved.json()["assignee"]["name"] == "Alice"
    await replay_equals_document(desk)


async def test_a_script_reads_no_customers_by_way_of_search(desk, cast, api):
    await open_ticket(desk, cast.alice.actor)
    one = await made(api, cast.ada, "tickets:read")
    found = (await api.get("/api/v1/search", params={"q": "carla"}, headers=bearer(one))).json()
    assert found["customers"] == []


async def test_a_script_turns_a_chat_into_a_ticket(desk, cast, api):
    chat = await begin(desk, cast.vera, email="vera@customer.example")
    one = await made(api, cast.ada, "chats:write")
    answer = await api.post(f"/api/v1/chats/{chat}/ticket", headers=bearer(one))
    assert (answer.status_code, answer.json()) == (201, {"ticket": {"number": 1001}})
    await replay_equals_document(desk)


async def test_what_looks_like_a_token(cast, api):
    for token in ("fdt_", "fdt_" + "A" * 43, "fdt_\x00", "fdt_" + "x" * 5000, "fdt_é"):
        headers = {"authorization": f"Bearer {token}".encode()}
        refused(await api.get("/api/v1/tickets", headers=headers), 401, "unauthenticated")


def test_the_console_offers_every_scope():
    offered = (Path(__file__).parents[2] / "console_js/src/settings/token_scopes.ts").read_text()
    things = re.findall(r"thing: '(\w+)'", offered)
    assert [f"{thing}:{act}" for thing in things for act in ("read", "write")] + ["admin"] == list(SCOPES)
