"""Every route of the API, from its own table, against who should not be there and what should not be sent."""

from urllib.parse import quote

import pytest
from jsonschema import Draft202012Validator

from server.console import doors
from server.console.api import ANYONE, PERSON, PREFIX, Call
from server.console.auth import COOKIE
from server.console.docs_page import sample
from server.people.sessions import sign_out
from server.people.tokens import SCOPES, make_token, revoke_token
from tests.people.refusals import refused
from tests.plays import accepted, make_ticket, note

SECRET = "my address is 7 Harbour Lane"
WRITES = [call for call in doors.calls if call.method != "GET"]
CLOSED = [call for call in doors.calls if call.scope != ANYONE]


@pytest.fixture
async def things(desk, cast) -> dict[str, str]:
    """What the paths of the routes may name: things of Vera's, and of the team."""
    chat = await accepted(desk, cast.vera, cast.alice.actor, SECRET, email="vera@customer.example")
    await note(desk, cast.alice.actor, chat, SECRET)
    number = await make_ticket(desk, cast.alice.actor, chat)
    customer = (await desk.store.tickets.find_one({"_id": number}))["customer"]["id"]
    label = (await desk.store.labels.find_one({}))["_id"]
    return {
        "/tickets": str(number), "/chats": chat, "/customers": customer, "/agents": cast.alice.id, "/labels": label,
        "/teams": cast.support, "/sites": cast.site["_id"],
    }


def path_of(call: Call, things: dict[str, str]) -> str:
    """The call's address, with ids that exist where there are some."""
    group = "/" + call.path.split("/")[1]
    parts = [things.get(group, "none") if part.startswith("{") else part for part in call.path.split("/")]
    return PREFIX + "/".join(parts)


def described(desk) -> dict:
    return doors.described.document(desk)


def least(call: Call, document: dict):
    """The least body that the route takes, or None."""
    said = document["paths"][PREFIX + call.path][call.method.lower()].get("requestBody", {"content": {}})
    schema = said["content"].get("application/json", {}).get("schema")
    return sample(schema, document) if schema else None


async def token_for(desk, cast, scopes, name: str = "Script") -> dict[str, str]:
    _, token = await make_token(desk, cast.ada.actor, name, list(scopes))
    return {"authorization": f"Bearer {token}"}


async def test_who_is_not_of_the_team_gets_401_on_every_route(desk, cast, api, things):
    row, revoked = await make_token(desk, cast.ada.actor, "Gone", list(SCOPES))
    await revoke_token(desk, cast.ada.actor, row["_id"])
    await sign_out(desk, cast.bob.actor, cast.bob.session_id)
    strangers = (
        {}, {"authorization": f"Bearer {cast.vera.token}"}, {"authorization": f"Bearer {cast.sam.token}"},
        {"cookie": f"{COOKIE}={cast.vera.token}"}, {"authorization": f"Bearer {revoked}"}, cast.bob.bearer,
        {"authorization": f"Bearer fd_{cast.vera.token}"}, {"authorization": f"Basic {cast.alice.token}"},
    )
    for call in CLOSED:
        for headers in strangers:
            answer = await api.request(call.method, path_of(call, things), json={}, headers=headers)
            refused(answer, 401, "unauthenticated")
            assert SECRET not in answer.text


async def test_a_token_needs_the_scope_of_the_route_and_no_other(desk, cast, api, things):
    document, wanted = described(desk), set(SCOPES)
    for scope in SCOPES:
        lacking = await token_for(desk, cast, wanted - {scope}, f"All but {scope}")
        having = await token_for(desk, cast, [scope], f"Only {scope}")
        for call in (call for call in CLOSED if call.scope == scope):
            path, body = path_of(call, things), least(call, document)
            error = refused(await api.request(call.method, path, json=body, headers=lacking), 403, "forbidden")
            assert error["details"] == {"scope": scope}, path
            answer = await api.request(call.method, path, json=body, headers=having)
            assert answer.status_code not in (401, 403), f"{call.method} {path}: {answer.text}"
            assert answer.status_code < 500, f"{call.method} {path}: {answer.text}"


async def test_what_is_a_persons_own_is_closed_to_every_token(desk, cast, api, things):
    everything = await token_for(desk, cast, SCOPES)
    for call in (call for call in CLOSED if call.scope == PERSON):
        body = least(call, described(desk))
        refused(await api.request(call.method, path_of(call, things), json=body, headers=everything), 403, "forbidden")


async def test_no_other_site_writes_with_the_cookie(cast, api, things):
    for call in WRITES:
        headers = {"cookie": f"{COOKIE}={cast.ada.token}", "origin": "https://evil.example"}
        refused(await api.request(call.method, path_of(call, things), json={}, headers=headers), 403, "forbidden")


NO_JSON = [b"{", b"[]", b"null", b'"x"', b"7", b"\xff\xfe", b"[" * 50_000, b'{"a": 1e999999}']


async def test_a_body_that_is_none(cast, api, things):
    for call in (call for call in WRITES if call.body):
        path = path_of(call, things)
        for raw in NO_JSON:
            refused(await api.request(call.method, path, content=raw, headers=cast.ada.bearer), 400, "invalid")
        unknown = await api.request(call.method, path, json={"no_such_field": 1}, headers=cast.ada.bearer)
        assert refused(unknown, 400, "invalid")["details"] == {"field": "no_such_field"}
        large = await api.request(call.method, path, content=b'{"x": "' + b"x" * 1_000_000, headers=cast.ada.bearer)
        refused(large, 413, "too_large")


WRONG = [
    7.5, -1, True, None, "", "\0", "x" * 400_000, {"$ne": None}, [[]], [{"$gt": ""}], ["x" * 5000], {"a": {"b": []}},
]


async def test_a_field_of_another_kind_is_named(desk, cast, api, things):
    document = described(desk)
    for call in (call for call in WRITES if call.body):
        shape, path = document["components"]["schemas"][call.body.__name__], path_of(call, things)
        for name, schema in shape["properties"].items():
            checker = Draft202012Validator({**schema, "components": document["components"]})
            for value in (value for value in WRONG if not checker.is_valid(value)):
                answer = await api.request(call.method, path, json={name: value}, headers=cast.ada.bearer)
                error = refused(answer, 400, "invalid")
                assert error["details"]["field"].startswith(name), f"{call.path}: {error}"


async def test_half_a_character_is_no_text(desk, cast, api, things):
    for call in (call for call in WRITES if call.body):
        for name in described(desk)["components"]["schemas"][call.body.__name__]["properties"]:
            raw = f'{{"{name}": "\\ud800"}}'.encode()
            answer = await api.request(call.method, path_of(call, things), content=raw, headers=cast.ada.bearer)
            refused(answer, 400, "invalid")


ODD = ["\x00", "x" * 3000, "-1", "null", '{"$gt": ""}', "💩", ",,", "1e400", "9" * 40, "2026-13-45", "[", "$where"]


async def test_odd_parameters_are_refused_or_find_nothing(cast, api, things, desk):
    document = described(desk)
    for call in (call for call in doors.calls if call.query):
        for one in document["paths"][PREFIX + call.path][call.method.lower()]["parameters"]:
            if one["in"] != "query":
                continue
            for value in ODD:
                answer = await api.request(
                    call.method, path_of(call, things), params={one["name"]: value}, headers=cast.ada.bearer
                )
                assert answer.status_code < 500, f"{call.path} {one['name']}={value!r}: {answer.text}"
        twice = await api.request(call.method, path_of(call, things) + "?limit=1&limit=2", headers=cast.ada.bearer)
        refused(twice, 400, "invalid")
        unknown = await api.request(call.method, path_of(call, things) + "?no_such=1", headers=cast.ada.bearer)
        assert refused(unknown, 400, "invalid")["details"] == {"field": "no_such"}


async def test_odd_ids_are_not_found(cast, api, desk):
    document = described(desk)
    for call in (call for call in doors.calls if "{" in call.path):
        for value in (quote(odd, safe="") for odd in ODD):
            path = PREFIX + "/".join(value if part.startswith("{") else part for part in call.path.split("/"))
            answer = await api.request(call.method, path, json=least(call, document), headers=cast.ada.bearer)
            assert 400 <= answer.status_code < 500, f"{call.method} {path}: {answer.text}"
            assert answer.json()["error"]["message"]


HTML = """<script>alert(1)</script><img src=x onerror=alert(1)>"</textarea>{{7*7}}"""
CUSTOMER = {"email": "carla@customer.example"}
# Every place where somebody may write, and what of the answer holds it.
WRITTEN = [
    ("POST", "tickets", {"subject": HTML, "body": "x", "customer": CUSTOMER}, "subject"),
    ("POST", "tickets", {"subject": "x", "body": HTML, "customer": {**CUSTOMER, "email": "d@x.example", "name": HTML}},
     "customer.name"),
    ("POST", "tickets/{number}/notes", {"body": HTML}, "body"),
    ("POST", "tickets/{number}/replies", {"body": HTML}, "body"),
    ("PATCH", "tickets/{number}", {"subject": HTML}, "subject"),
    ("POST", "customers", {"name": HTML}, "name"),
    ("POST", "customers", {"name": "x", "phone": "+1", "company": HTML}, "company"),
    ("POST", "customers", {"name": "x", "fields": {"Plan": HTML}}, "fields.Plan"),
    ("POST", "customers/{customer}/notes", {"body": HTML}, "body"),
    ("POST", "canned", {"shortcut": "a", "title": HTML, "body": "x"}, "title"),
    ("POST", "canned", {"shortcut": "b", "title": "x", "body": HTML.replace("{{7*7}}", "")}, "body"),
    ("POST", "teams", {"name": HTML}, "name"),
    ("POST", "sites", {"name": HTML}, "name"),
    ("POST", "sites", {"name": "x", "greeting": HTML}, "greeting"),
    ("POST", "tokens", {"name": HTML, "scopes": ["tickets:read"]}, "name"),
    ("POST", "me/views", {"name": HTML[:60], "query": "view=mine"}, "name"),
    ("POST", "labels", {"name": HTML[:40]}, "name"),
    ("POST", "categories", {"name": HTML[:40]}, "name"),
    ("PATCH", "me", {"name": HTML}, "name"),
    ("POST", "agents", {"email": "eve@frontdesk.example", "role": "agent", "name": HTML}, "agent.name"),
]


async def test_html_is_text_wherever_it_is_written(cast, api, things):
    for method, path, body, place in WRITTEN:
        path = path.format(number=things["/tickets"], customer=things["/customers"])
        answer = await api.request(method, f"/api/v1/{path}", json=body, headers=cast.ada.bearer)
        assert answer.is_success, f"{method} {path}: {answer.text}"
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["x-content-type-options"] == "nosniff"
        kept = answer.json()
        for name in place.split("."):
            kept = kept[name]
        assert kept in HTML, f"{method} {path}: {kept}"
        assert kept.startswith("<script>")
