"""Search over HTTP: the shape of the answer, customers beside tickets, hints, and who is let in."""

import msgspec
import pytest

from server.console.search_http import SearchAnswer
from server.people import customer_records
from server.search import find
from server.tickets import replies
from tests.cast import make_visitor
from tests.plays import open_ticket
from tests.search.finding import indexed

CARLA = {"email": "carla@customer.example", "name": "Carla Kettle"}


async def ask(api, person, **params):
    return await api.get("/api/v1/search", params=params, headers=person.bearer)


async def test_tickets_with_hits_and_customers(desk, cast, api):
    number = await open_ticket(desk, cast.alice.actor, subject="A broken kettle", body="It leaks.", customer=CARLA)
    note = await replies.note(desk, cast.alice.actor, number, "The kettle is <b>recalled</b> 😀 kettle")
    await indexed(desk)
    answer = (await ask(api, cast.bob, q="kettle")).json()
    (item,) = answer["items"]
    assert (item["ticket"]["number"], item["ticket"]["customer"]["name"]) == (number, "Carla Kettle")
    subject, customer, noted = item["hits"]
    assert subject == {"where": "subject", "text": "A broken kettle", "marks": [[9, 15]]}
    assert customer == {"where": "customer", "text": "Carla Kettle carla@customer.example", "marks": [[6, 12]]}
    assert (noted["entry"], noted["where"]) == (note.event["_id"], "note")
    assert noted["text"] == "The kettle is <b>recalled</b> 😀 kettle", "it is text, whatever it looks like"
    assert noted["marks"] == [[4, 10], [33, 39]], "counted as JavaScript does"
    assert [customer["name"] for customer in answer["customers"]] == ["Carla Kettle"]
    assert (answer["next"], answer["total"], answer["hints"]) == (None, 1, [])
    assert isinstance(answer["took"], int)


async def test_answers_are_as_documented(desk, cast, api):
    for n in range(3):
        await open_ticket(desk, cast.alice.actor, subject=f"Kettle {n}", customer=CARLA)
    await indexed(desk)
    for params in ({"q": "kettle", "limit": 2}, {"q": ""}, {"q": "status:extreme #1001"}, {"q": "nothing"}):
        answer = await ask(api, cast.bob, **params)
        msgspec.json.decode(answer.content, type=SearchAnswer, strict=True)


async def test_customers_are_on_the_first_page_alone_and_only_for_words(desk, cast, api):
    for n in range(3):
        await open_ticket(desk, cast.alice.actor, subject=f"Kettle {n}", customer=CARLA)
    await customer_records.make(desk, cast.alice.actor, "Kettle Museum", "museum@other.example")
    await indexed(desk)
    first = (await ask(api, cast.bob, q="kettle", limit=2)).json()
    assert {customer["name"] for customer in first["customers"]} == {"Carla Kettle", "Kettle Museum"}
    second = (await ask(api, cast.bob, q="kettle", limit=2, cursor=first["next"])).json()
    assert "customers" not in second
    assert len(first["items"] + second["items"]) == 3
    for q in ("status:open kettle", "#1001", "", "-kettle"):
        assert (await ask(api, cast.bob, q=q)).json()["customers"] == []


@pytest.mark.parametrize(("params", "field"), [
    ({"limit": 0}, "limit"), ({"limit": find.MOST + 1}, "limit"), ({"limit": "x"}, "limit"),
    ({"cursor": "x", "q": "a"}, "cursor"), ({"sort": "x"}, "sort"), ({"cursor": "x" * 401}, "cursor"),
])
async def test_a_bad_parameter_is_named(desk, cast, api, params, field):
    answer = await ask(api, cast.bob, **params)
    assert (answer.status_code, answer.json()["error"]["details"]["field"]) == (400, field)


async def test_nothing_typed(desk, cast, api):
    await open_ticket(desk, cast.alice.actor)
    await indexed(desk)
    for params in ({}, {"q": ""}, {"q": "  "}):
        answer = (await ask(api, cast.bob, **params)).json()
        assert (answer["items"], answer["customers"], answer["hints"]) == ([], [], [])
    answer = (await ask(api, cast.bob, q="-kettle")).json()
    assert answer["items"] == []
    assert len(answer["hints"]) == 1


async def test_strangers_and_visitors_are_not_let_in(desk, cast, api):
    await open_ticket(desk, cast.alice.actor)
    guest = make_visitor(desk, cast.site)
    for headers in ({}, {"authorization": f"Bearer {guest.token}"}, {"authorization": "Bearer nonsense"}):
        for path in ("/api/v1/search?q=kettle", "/api/v1/customers?q=carla", "/api/v1/customers/x"):
            answer = await api.get(path, headers=headers)
            assert answer.status_code == 401
            assert "kettle" not in answer.text


async def test_ten_thousand_characters(desk, cast, api):
    await open_ticket(desk, cast.alice.actor)
    await indexed(desk)
    for q in ("kettle " * 1500, "x" * 10_000, '"' * 10_000, "label:" * 1600, ".*" * 5000):
        answer = await ask(api, cast.bob, q=q)
        assert answer.status_code == 200
        assert answer.json()["hints"]
