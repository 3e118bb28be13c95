"""The console's API as clients meet it: sign-in, roles, and requests that should never have been sent."""

import httpx
import pytest

from server.console.auth import COOKIE
from server.people import presence, throttle
from tests.cast import PASSWORD
from tests.people.conftest import OURS
from tests.people.refusals import refused

MANY = "x" * 5000

TRIES = throttle.TRIES["pair"]


async def sign_in(api, person, password=PASSWORD) -> httpx.Response:
    return await api.post("/api/v1/session", json={"email": person.email, "password": password})


async def test_signing_in_by_cookie_and_out_again(api, cast):
    answer = await sign_in(api, cast.alice)
    assert answer.status_code == 200
    cookie = answer.headers["set-cookie"].lower()
    assert all(part in cookie for part in (COOKIE, "httponly", "samesite=lax", "path=/"))
    assert "secure" not in cookie
    assert answer.json()["token"].startswith("fd_")
    assert answer.json()["agent"] == {
        "id": cast.alice.id, "name": "Alice", "email": cast.alice.email, "role": "agent", "teams": [cast.support],
        "picture": None, "active": True, "invited": False, "presence": "offline",
    }
    assert (await api.get("/api/v1/session")).json() == {"agent": answer.json()["agent"]}
    gone = await api.delete("/api/v1/session", headers={"origin": OURS})
    assert (gone.status_code, gone.content) == (204, b"")
    refused(await api.get("/api/v1/session"), 401, "unauthenticated")
    bearer = {"authorization": "Bearer " + answer.json()["token"]}
    refused(await api.get("/api/v1/session", headers=bearer), 401, "unauthenticated")


async def test_over_https_the_cookie_is_secure(app, cast):
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://desk.example") as api:
        assert "secure" in (await sign_in(api, cast.alice)).headers["set-cookie"].lower()


WRONG_BODIES = [
    b"", b"{}", b"[]", b"null", b"{", b'"x"', b"\xff\xfe", b'{"email": 1, "password": "x"}', b"[" * 100_000,
    b'{"email": {"$ne": null}, "password": {"$ne": null}}', b'{"email": "a@b.example"}',
    b'{"email": "a@b.example", "password": "x", "role": "admin"}',
    b'{"email": "%s", "password": "x"}' % MANY.encode(), b'{"email": "a@b.example", "password": "%s"}' % MANY.encode(),
]


async def test_sign_in_bodies_that_are_wrong(api, desk):
    for body in WRONG_BODIES:
        refused(await api.post("/api/v1/session", content=body), 400, "invalid")


async def test_a_megabyte_is_too_large(api, cast):
    refused(await api.post("/api/v1/session", content=b" " * 1_000_000), 413, "too_large")


async def test_too_many_tries(api, cast):
    for _ in range(TRIES):
        refused(await sign_in(api, cast.alice, "wrong"), 401, "unauthenticated")
    error = refused(await sign_in(api, cast.alice), 429, "rate_limited")
    assert error["details"]["retry_after"] > 0


ADMIN_ROUTES = [
    ("POST", "agents", {"email": "carol@frontdesk.example", "role": "admin"}),
    ("PATCH", "agents/{alice}", {"role": "admin"}),
    ("POST", "agents/{alice}/invitation", None),
    ("DELETE", "agents/{ada}/sessions", None),
    ("GET", "sites", None),
    ("POST", "sites", {"name": "Mine"}),
    ("PATCH", "sites/{site}", {"origins": ["https://evil.example"]}),
]
MANAGER_ROUTES = [
    ("POST", "teams", {"name": "Mine"}),
    ("PATCH", "teams/{support}", {"name": "Mine"}),
    ("DELETE", "teams/{support}", None),
]
OWN_ROUTES = [
    ("GET", "session", None), ("DELETE", "session", None),
    ("GET", "me/sessions", None), ("DELETE", "me/sessions", None),
    ("PATCH", "me", {"name": "Mallory"}), ("PUT", "me/picture", None), ("DELETE", "me/picture", None),
    ("GET", "agents", None), ("GET", "teams", None),
]


async def ask(api, cast, route, **more) -> httpx.Response:
    method, path, body = route
    names = {
        "alice": cast.alice.id, "ada": cast.ada.id, "support": cast.support, "site": cast.site["_id"],
    }
    return await api.request(method, "/api/v1/" + path.format(**names), json=body, **more)


async def test_roles_are_kept_and_nothing_changes(api, desk, cast):
    async def all_there_is():
        return [await desk.store.database[name].find({}).to_list(None) for name in ("agents", "teams", "sites")]

    before = await all_there_is()
    for person in (cast.alice, cast.bob, cast.max):
        for route in ADMIN_ROUTES if person is cast.max else ADMIN_ROUTES + MANAGER_ROUTES:
            refused(await ask(api, cast, route, headers=person.bearer), 403, "forbidden")
    assert await all_there_is() == before
    assert desk.bus.sent == []


async def test_a_stranger_gets_nowhere(api, cast, clock):
    clock.advance(days=31)
    for headers in (
        {}, {"authorization": f"Bearer {cast.sam.token}"}, {"authorization": "Bearer fd_" + "A" * 43},
        {"authorization": "Basic YTpi"}, {"authorization": "Bearer"}, {"cookie": f"{COOKIE}="},
        {"cookie": f"{COOKIE}={cast.vera.token}"}, cast.alice.bearer,
    ):
        for route in ADMIN_ROUTES + MANAGER_ROUTES + OWN_ROUTES:
            refused(await ask(api, cast, route, headers=headers), 401, "unauthenticated")


OTHER_ORIGINS = ["https://evil.example", "null", "http://desk.example:81", "https://desk.example", ""]


@pytest.mark.parametrize("origin", OTHER_ORIGINS)
async def test_another_site_can_not_use_the_cookie(api, desk, cast, origin):
    await sign_in(api, cast.ada)
    for route in ADMIN_ROUTES + MANAGER_ROUTES + OWN_ROUTES:
        if route[0] != "GET":
            refused(await ask(api, cast, route, headers={"origin": origin}), 403, "forbidden")
    refused(await api.post("/api/v1/session", json={}, headers={"origin": origin}), 403, "forbidden")
    refused(await api.post("/api/v1/invitations/x", json={}, headers={"origin": origin}), 403, "forbidden")
    assert (await api.get("/api/v1/session")).status_code == 200
    assert (await desk.store.agents.find_one({"_id": cast.ada.id}))["name"] == "Ada"
    # A bearer is nothing a browser sends by itself.
    answer = await api.patch("/api/v1/me", json={"name": "Ada L."}, headers={"origin": origin, **cast.ada.bearer})
    assert answer.status_code == 200


async def test_an_invitation_from_link_to_cookie(api, desk, cast):
    made = await api.post("/api/v1/agents", headers=cast.ada.bearer, json={
        "email": "Carol@frontdesk.example", "name": "Carol", "role": "agent", "teams": [cast.support],
    })
    assert made.status_code == 201
    assert made.json()["agent"]["invited"] is True
    again = await api.post(f"/api/v1/agents/{made.json()['agent']['id']}/invitation", headers=cast.ada.bearer)
    token = again.json()["invite_url"].rpartition("/")[2]
    old = made.json()["invite_url"].rpartition("/")[2]
    refused(await api.get(f"/api/v1/invitations/{old}"), 404, "not_found")
    shown = await api.get(f"/api/v1/invitations/{token}")
    assert shown.json() == {"email": "carol@frontdesk.example", "name": "Carol", "role": "agent", "invited_by": "Ada"}
    weak = await api.post(f"/api/v1/invitations/{token}", json={"name": "Carol", "password": "password123"})
    assert refused(weak, 400, "invalid")["details"] == {"field": "password"}
    accepted = await api.post(f"/api/v1/invitations/{token}", json={"name": "Carol", "password": PASSWORD})
    assert accepted.status_code == 201
    assert (await api.get("/api/v1/session")).json()["agent"]["name"] == "Carol"
    twice = await api.post(f"/api/v1/invitations/{token}", json={"name": "Carol", "password": PASSWORD})
    refused(twice, 404, "not_found")
    taken = await api.post("/api/v1/agents", headers=cast.ada.bearer, json={
        "email": "carol@frontdesk.example", "role": "agent",
    })
    assert "Carol" in refused(taken, 409, "conflict")["message"]


WRONG_FIELDS = [
    (("POST", "agents", {"email": "x", "role": "agent"}), "email"),
    (("POST", "agents", {"email": "c@frontdesk.example", "role": "owner"}), "role"),
    (("POST", "agents", {"email": "c@frontdesk.example"}), "role"),
    (("POST", "agents", {"email": "c@frontdesk.example", "role": "agent", "teams": "all"}), "teams"),
    (("POST", "agents", {"email": "c@frontdesk.example", "role": "agent", "password": "x"}), "password"),
    (("PATCH", "agents/{alice}", {"active": "no"}), "active"),
    (("PATCH", "agents/{alice}", {"name": None}), "name"),
    (("PATCH", "agents/{alice}", {"name": MANY}), "name"),
    (("PATCH", "agents/{alice}", {"email": "evil@frontdesk.example"}), "email"),
    (("PATCH", "agents/{alice}", {"teams": ["a"] * 501}), "teams"),
    (("POST", "teams", {"name": 7}), "name"),
    (("PATCH", "teams/{support}", {"members": [1]}), "members[0]"),
    (("PATCH", "me", {"password": "another harbour 8"}), "current_password"),
    (("PATCH", "me", {"role": "admin"}), "role"),
    (("POST", "sites", {"name": "x", "origins": ["https://ok.example", "nonsense"]}), "origins"),
    (("POST", "sites", {"name": "x", "prechat": {"name": "perhaps"}}), "prechat.name"),
    (("PATCH", "sites/{site}", {"identity_secret": "known"}), "identity_secret"),
    (("PATCH", "sites/{site}", {"colour": "javascript:x"}), "colour"),
    (("PATCH", "sites/{site}", {"greeting": MANY}), "greeting"),
]


async def test_a_wrong_field_is_named(api, cast):
    for route, field in WRONG_FIELDS:
        error = refused(await ask(api, cast, route, headers=cast.ada.bearer), 400, "invalid")
        assert error["details"]["field"] == field


NOT_THERE = [
    ("PATCH", "agents/nobody", {"active": False}), ("DELETE", "agents/nobody/sessions", None),
    ("POST", "agents/nobody/invitation", None), ("PATCH", "teams/none", {"name": "x"}), ("DELETE", "teams/none", None),
    ("PATCH", "sites/none", {"name": "x"}), ("PATCH", "agents/%00", {"active": False}),
    ("DELETE", "teams/" + MANY, None),
]


async def test_what_does_not_exist(api, cast):
    for route in NOT_THERE:
        refused(await ask(api, cast, route, headers=cast.ada.bearer), 404, "not_found")


async def test_the_last_admin_over_http(api, cast):
    error = refused(await ask(api, cast, ("PATCH", "agents/{ada}", {"active": False}), headers=cast.ada.bearer),
                    409, "conflict")
    assert "admin" in error["message"]


async def test_a_profile(api, cast, desk):
    await sign_in(api, cast.alice)
    ours = {"origin": OURS}
    answer = await api.patch("/api/v1/me", headers=ours, json={
        "name": "Alicia", "current_password": PASSWORD, "password": "another harbour 8",
    })
    assert answer.json()["name"] == "Alicia"
    rows = (await api.get("/api/v1/me/sessions")).json()
    assert (len(rows["items"]), rows["items"][0]["current"], rows["next"]) == (1, True, None)
    assert set(rows["items"][0]) == {"id", "created_at", "last_seen", "browser", "os", "ip", "current"}
    refused(await api.get("/api/v1/session", headers=cast.alice.bearer), 401, "unauthenticated")
    assert (await api.delete("/api/v1/me/sessions", headers=ours)).status_code == 204
    assert desk.bus.dropped[-1] == f"agent:{cast.alice.id}"


async def test_a_wrong_password_changes_nothing_else(api, cast, desk):
    answer = await api.patch("/api/v1/me", headers=cast.alice.bearer, json={
        "name": "Alicia", "current_password": "wrong", "password": "another harbour 8",
    })
    assert refused(answer, 400, "invalid")["details"] == {"field": "current_password"}
    assert (await desk.store.agents.find_one({"_id": cast.alice.id}))["name"] == "Alice"


async def test_a_session_names_its_browser(api, cast):
    firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
    body = {"email": cast.alice.email, "password": PASSWORD}
    await api.post("/api/v1/session", json=body, headers={"user-agent": firefox})
    row = (await api.get("/api/v1/me/sessions")).json()["items"][0]
    assert (row["browser"], row["os"]) == ("Firefox 140", "Windows 10")


async def test_teams_and_sites_over_http(api, cast):
    made = await api.post("/api/v1/teams", headers=cast.max.bearer, json={"name": "Nights", "members": [cast.bob.id]})
    assert made.status_code == 201
    assert made.json() == {"id": made.json()["id"], "name": "Nights", "members": [cast.bob.id]}
    path = "/api/v1/teams/" + made.json()["id"]
    changed = await api.patch(path, headers=cast.max.bearer, json={"members": []})
    assert changed.json()["members"] == []
    assert (await api.delete(path, headers=cast.max.bearer)).status_code == 204
    site = await api.post("/api/v1/sites", headers=cast.ada.bearer, json={"name": "Blog", "prechat": {"name": "off"}})
    assert site.status_code == 201
    assert set(site.json()) == {"key", "name", "origins", "colour", "greeting", "prechat", "identity_secret"}
    patched = await api.patch(f"/api/v1/sites/{site.json()['key']}", headers=cast.ada.bearer, json={
        "prechat": {"email": "required"}, "origins": ["https://BLOG.example:443"],
    })
    assert patched.json()["prechat"] == {"name": "off", "email": "required"}
    assert patched.json()["origins"] == ["https://blog.example"]
    assert len((await api.get("/api/v1/sites", headers=cast.ada.bearer)).json()["items"]) == 3


async def test_the_list_of_agents_shows_who_is_here(api, cast, desk):
    await presence.connected(desk, cast.bob.id, "one")
    items = (await api.get("/api/v1/agents", headers=cast.alice.bearer)).json()["items"]
    assert {one["name"]: one["presence"] for one in items} == {
        "Ada": "offline", "Alice": "offline", "Bob": "online", "Max": "offline",
    }
    assert not any("password" in one for one in items)
