"""The API's document: valid, complete, and true of what the server answers on a day of work."""

import json
import re
from pathlib import Path

import httpx
import pytest
from openapi_spec_validator import validate
from starlette.routing import Route

from server.app import make_app
from server.console import doors
from server.console.api import ANYONE, PERSON
from server.people.tokens import SCOPES
from tests.cast import PASSWORD
from tests.described import Described
from tests.people.images import png
from tests.plays import begin, ended, note

WIRES = [Path(__file__).parent.parent / "shared_js" / name for name in ("wire.ts", "wire_desk.ts")]


@pytest.fixture
def document(desk) -> dict:
    return doors.described.document(desk)


def operations(document: dict) -> dict[tuple[str, str], dict]:
    return {
        (method.upper(), path): said for path, methods in document["paths"].items() for method, said in methods.items()
    }


def test_it_is_valid(document):
    validate(document)


def test_every_route_is_in_it_and_nothing_else(document, settings):
    routes = make_app(settings).other_asgi_app._app.routes
    served = {
        (method, route.path) for route in routes if isinstance(route, Route) and route.path.startswith("/api/v1/")
        for method in route.methods - {"HEAD"}
    }
    assert served == set(operations(document))


def test_each_says_what_it_does_takes_answers_and_needs(document):
    for call in doors.calls:
        assert call.handler.__doc__, call.path
        assert call.answers or call.gives or call.status == 204, f"{call.method} {call.path} says not what it answers"
    said = operations(document).values()
    assert len({one["operationId"] for one in said}) == len(said)
    assert all(one["summary"].endswith(".") for one in said), "summaries are sentences"
    needed = {scope for one in said for scheme in one["security"] for scope in scheme.get("apiToken", [])}
    assert needed == set(SCOPES), "a scope that nothing needs, or that nobody can have"
    assert {call.scope for call in doors.calls} <= {*SCOPES, ANYONE, PERSON}


def test_shapes_have_short_names_and_no_two_the_same(document):
    assert [name for name in document["components"]["schemas"] if not re.fullmatch(r"[A-Z]\w+", name)] == []


async def test_it_is_read_without_signing_in_and_shown_as_a_page(server):
    async with httpx.AsyncClient(base_url=server.url) as client:
        document = (await client.get("/api/v1/openapi.json")).json()
        page = await client.get("/docs")
    assert document["openapi"].startswith("3.1")
    assert "'unsafe" not in page.headers["content-security-policy"]
    assert not re.search(r"<script|style=|\son\w+=", page.text)
    for path in document["paths"]:
        assert path in page.text


def interfaces() -> dict[str, dict[str, bool]]:
    """Of wire.ts: name -> {field: whether it is always there}; what a shape has of another one, too."""
    text = re.sub(r"/\*.*?\*/|//[^\n]*", "", "".join(wire.read_text() for wire in WIRES), flags=re.DOTALL)
    found = {}
    for name, body in re.findall(r"export interface (\w+) \{(.*?)\}\n", text, flags=re.DOTALL):
        flat = body
        while re.search(r"\{[^{}]*\}", flat):
            flat = re.sub(r"\{[^{}]*\}", "", flat)
        found[name] = {field: not optional for field, optional in re.findall(r"(\w+)(\??):", flat)}
    return found


# What one of the two tells apart and the other does not.
DIFFERENT = {"Agent": {"chats", "last_seen"}, "Site": {"identity_secret"}}


def test_both_browsers_know_the_same_shapes(document):
    wire, schemas = interfaces(), document["components"]["schemas"]
    shared = wire.keys() & schemas.keys()
    assert len(shared) >= 20, sorted(shared)
    for name in sorted(shared):
        told = {field: field in schemas[name]["required"] for field in schemas[name]["properties"]}
        ours = {field: always for field, always in wire[name].items() if field not in DIFFERENT.get(name, ())}
        told = {field: always for field, always in told.items() if field not in DIFFERENT.get(name, ())}
        assert told == ours, name


async def test_a_day_of_work_is_as_described(desk, cast, api, document):
    described = Described(document)
    api.event_hooks["response"].append(described)
    day = Day(api, cast)
    await day.chats(desk)
    await day.tickets()
    await day.customers()
    await day.settings()
    await day.people()
    await day.refusals()
    left = set(operations(document)) - described.asked
    assert left == set(), "routes whose answers nobody has looked at"


class Day:
    """Everybody at work, so that each route answers once."""

    def __init__(self, api, cast):
        self._api, self._cast = api, cast

    async def ask(self, method: str, path: str, body=None, who=None, **more):
        headers = (who or self._cast.ada).bearer if who != "nobody" else {}
        answer = await self._api.request(method, f"/api/v1/{path}", json=body, headers=headers, **more)
        assert answer.is_success, f"{method} {path}: {answer.text}"
        return answer.json() if answer.content and "json" in answer.headers["content-type"] else None

    async def chats(self, desk):
        cast = self._cast
        chat = await ended(desk, cast.vera, cast.alice.actor)
        await note(desk, cast.alice.actor, chat, "Nice person, ask @Bob")
        await begin(desk, cast.sam, email="sam@customer.example")
        await self.ask("GET", "chats", who=cast.alice)
        await self.ask("GET", f"chats/{chat}")
        for _ in range(2):
            self.from_chat = (await self.ask("POST", f"chats/{chat}/ticket"))["ticket"]["number"]
        self.chat = chat

    async def tickets(self):
        ask, bob = self.ask, self._cast.bob
        customer = {"email": "carla@customer.example", "name": "Carla"}
        one, two = [
            (await ask("POST", "tickets", {"subject": "A broken kettle", "body": body, "customer": customer}))["number"]
            for body in ("It leaks.", "It leaks still.")
        ]
        form = {"file": ("leak.png", png(3, 2), "image/png")}
        file = await self.ask("POST", "attachments", files=form)
        spare = await self.ask("POST", "attachments?name=spare.txt", content=b"words")
        await ask("DELETE", f"attachments/{spare['id']}")
        reply = {"body": "We **see**.", "attachments": [file["id"]], "then": "wait"}
        await ask("POST", f"tickets/{one}/replies", reply)
        await ask("GET", f"attachments/{file['id']}")
        await ask("POST", f"tickets/{one}/notes", {"body": "@Bob please look.", "base_seq": 2})
        changes = {"assignee": bob.id, "labels": ["Bug"], "category": "Kettles", "priority": "urgent"}
        await ask("PATCH", f"tickets/{one}", changes)
        await ask("GET", f"tickets/{one}/duplicates")
        await ask("GET", f"tickets/{one}/merge?sources={two}")
        await ask("POST", f"tickets/{one}/merge", {"sources": [two]})
        entries = (await ask("GET", f"tickets/{one}/timeline"))["items"]
        merge = next(entry["id"] for entry in entries if entry["type"] == "merge")
        await ask("GET", f"tickets/{two}")
        await ask("POST", f"tickets/{one}/undo", {"event": merge})
        said = next(entry["id"] for entry in entries if entry["type"] == "note")
        await ask("POST", f"tickets/{one}/split", {"events": [said], "subject": "The note"})
        await ask("GET", f"tickets/{one}/timeline")
        bulk = await ask("POST", "tickets/bulk", {"numbers": [one, two, 9999], "changes": {"priority": "low"}})
        events = [{"number": row["number"], "event": id} for row in bulk["items"] for id in row.get("events", ())]
        await ask("POST", "tickets/bulk/undo", {"events": events})
        for path in (f"tickets/{self.from_chat}", f"tickets/{self.from_chat}/timeline", "tickets?status=any&limit=2",
                     "tickets/counts", "agents/loads", "search?q=kettle", "search?q=colour:red"):
            await ask("GET", path)
        await ask("GET", "me/notifications", who=bob)
        await ask("POST", "me/notifications/read", {}, who=bob)

    async def customers(self):
        ask = self.ask
        dora = {"name": "Dora", "email": "dora@customer.example", "fields": {"Plan": "A"}}
        one = await ask("POST", "customers", dora)
        two = await ask("POST", "customers", {"name": "Dora B."})
        path = f"customers/{one['id']}"
        await ask("PATCH", path, {"phone": "+49 1"})
        noted = await ask("POST", path + "/notes", {"body": "Likes tea."})
        await ask("GET", path)
        await ask("DELETE", f"{path}/notes/{noted['id']}")
        await ask("POST", path + "/merge", {"source": two["id"]})
        await ask("GET", f"customers/{two['id']}")
        await ask("POST", path + "/unmerge", {"source": two["id"]})
        carla = (await ask("GET", "customers?q=carla"))["items"][0]["id"]
        vera = (await ask("GET", f"tickets/{self.from_chat}"))["customer"]["id"]
        await ask("GET", f"customers/{carla}/tickets")
        await ask("GET", f"customers/{vera}/chats")
        await ask("GET", f"customers/{vera}")

    async def settings(self):
        ask = self.ask
        for kind, more in (("labels", {"colour": "#112233"}), ("categories", {})):
            one, two = [await ask("POST", kind, {"name": name, **more}) for name in ("Odd", "Odder")]
            await ask("PATCH", f"{kind}/{one['id']}", {"name": "Oddly"})
            await ask("POST", f"{kind}/{two['id']}/merge", {"into": one["id"]})
            await ask("GET", kind)
            await ask("GET", kind, who=self._cast.alice)
            await ask("DELETE", f"{kind}/{one['id']}")
        canned = await ask("POST", "canned", {"shortcut": "hi", "title": "Hi", "body": "Hi {{customer.name}}"})
        await ask("PATCH", f"canned/{canned['id']}", {"title": "Hello"})
        await ask("GET", "canned")
        await ask("DELETE", f"canned/{canned['id']}")
        view = await ask("POST", "me/views", {"name": "Mine, urgent", "query": "view=mine&priority=urgent"})
        await ask("PATCH", f"me/views/{view['id']}", {"name": "Urgent"})
        await ask("GET", "me/views")
        await ask("DELETE", f"me/views/{view['id']}")
        site = await ask("POST", "sites", {"name": "Blog"})
        await ask("PATCH", f"sites/{site['key']}", {"greeting": "Hi"})
        for path in ("sites", "setup", "openapi.json"):
            await ask("GET", path)
        token = await ask("POST", "tokens", {"name": "Export", "scopes": ["tickets:read"]})
        await ask("GET", "tokens")
        await ask("DELETE", f"tokens/{token['id']}")

    async def people(self):
        ask, cast = self.ask, self._cast
        made = await ask("POST", "agents", {"email": "eve@frontdesk.example", "role": "agent"})
        again = await ask("POST", f"agents/{made['agent']['id']}/invitation")
        link = "invitations/" + again["invite_url"].rpartition("/")[2]
        await ask("GET", link, who="nobody")
        await ask("POST", link, {"name": "Eve", "password": PASSWORD}, who="nobody")
        await ask("PATCH", f"agents/{made['agent']['id']}", {"teams": [cast.support]})
        await ask("GET", "agents")
        await ask("DELETE", f"agents/{made['agent']['id']}/sessions")
        team = await ask("POST", "teams", {"name": "Nights"})
        await ask("PATCH", f"teams/{team['id']}", {"members": [cast.bob.id]})
        await ask("GET", "teams")
        await ask("DELETE", f"teams/{team['id']}")
        for path in ("session", "me/sessions"):
            await ask("GET", path, who=cast.bob)
        await ask("PATCH", "me", {"name": "Robert"}, who=cast.bob)
        await ask("PUT", "me/picture", who=cast.bob, content=png(2, 2))
        await ask("DELETE", "me/picture", who=cast.bob)
        await ask("POST", "session", {"email": cast.max.email, "password": PASSWORD}, who="nobody")
        self._api.cookies.clear()
        await ask("DELETE", "session", who=cast.bob)
        await ask("DELETE", "me/sessions", who=cast.max)

    async def refusals(self):
        bearer = self._cast.alice.bearer
        for method, path, body in (
            ("GET", "tickets/1", None), ("GET", "tickets?sort=colour", None), ("POST", "tickets", {"subject": 1}),
            ("POST", "tokens", {"name": "x", "scopes": ["admin"]}), ("DELETE", "tokens/none", None),
        ):
            answer = await self._api.request(method, f"/api/v1/{path}", json=body, headers=bearer)
            assert answer.is_client_error
            assert json.loads(answer.content)["error"]["message"]


def test_the_guide_tells_every_scope():
    guide = (WIRES[0].parents[1] / "docs" / "api.md").read_text()
    assert dict(re.findall(r"^\| `([a-z:]+)` \| ([A-Z].*) \|$", guide, flags=re.MULTILINE)) == SCOPES
