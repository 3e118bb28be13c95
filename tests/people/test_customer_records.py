"""Customers' records over HTTP: found while typing, made, changed, noted about; bad input names its field."""

import asyncio

import pytest

from server.people.customer_names import present_of
from server.people.customer_records import change
from server.people.customers import customer_for
from server.tickets import actions as tickets
from tests.desks import settle
from tests.plays import accepted, begin, make_ticket, open_ticket

CARLA = {
    "name": "Carla Nuñez-Ortega", "email": "Carla@Customer.example", "company": "Kettles & Co",
    "phone": "+34 91 555 01 02",
}


async def make(api, person, **given) -> dict:
    answer = await api.post("/api/v1/customers", json={**CARLA, **given}, headers=person.bearer)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def typed(api, person, q: str) -> list[str]:
    """The names that are found for what is typed, over all pages."""
    names, cursor = [], None
    while True:
        params = {"q": q, "limit": 2, **({"cursor": cursor} if cursor else {})}
        answer = (await api.get("/api/v1/customers", params=params, headers=person.bearer)).json()
        names += [customer["name"] for customer in answer["items"]]
        cursor = answer["next"]
        if cursor is None:
            return names


async def test_made_and_read_whole(desk, cast, api):
    made = await make(api, cast.alice, site="kettles.example", fields={"Plan": "Gold"})
    assert made["emails"] == ["carla@customer.example"]
    assert (made["site"], made["fields"]) == ("https://kettles.example", {"Plan": "Gold"})
    whole = (await api.get(f"/api/v1/customers/{made['id']}", headers=cast.bob.bearer)).json()
    assert {**made, "notes": [], "pages": [], "merged": [], "counts": {"tickets": 0, "open": 0, "chats": 0}} == whole


async def test_found_while_typing(desk, cast, api):
    await make(api, cast.alice)
    await make(api, cast.alice, name="Carlo Boss", email="boss@other.example", company="Ñandú", phone="")
    await make(api, cast.alice, name="王小明", email="wang@other.example", company="", phone="")
    for q, expected in [
        ("c", {"Carla Nuñez-Ortega", "Carlo Boss"}), ("carla", {"Carla Nuñez-Ortega"}),
        ("CARL nun", {"Carla Nuñez-Ortega"}),
        ("ortega", {"Carla Nuñez-Ortega"}), ("kettl", {"Carla Nuñez-Ortega"}), ("nandu", {"Carlo Boss"}),
        ("carla@customer", {"Carla Nuñez-Ortega"}), ("other.example", {"Carlo Boss", "王小明"}), ("小明", {"王小明"}),
        ("明", {"王小明"}), ("349155", {"Carla Nuñez-Ortega"}), ("555", {"Carla Nuñez-Ortega"}), ("carl zzz", set()),
        (".*", set()), ("@", set()), ("", {"Carla Nuñez-Ortega", "Carlo Boss", "王小明"}),
        ("  ", {"Carla Nuñez-Ortega", "Carlo Boss", "王小明"}),
        ("x" * 200, set()), ("a b c d e f g h i j k", set()),
    ]:
        names = await typed(api, cast.bob, q)
        assert (set(names), len(names)) == (expected, len(expected)), q


async def test_the_newest_come_first_page_by_page(desk, cast, api, clock):
    for name in ("First", "Second", "Third"):
        await make(api, cast.alice, name=name, email=f"{name}@customer.example")
        clock.advance(seconds=1)
    assert await typed(api, cast.bob, "") == ["Third", "Second", "First"]


@pytest.mark.parametrize(("change", "status", "field"), [
    ({"name": ""}, 400, "name"), ({"name": "x" * 81}, 400, "name"), ({"name": None}, 400, "name"),
    ({"name": 7}, 400, "name"),
    ({"email": "carla"}, 400, "email"), ({"email": "a@b.example\nBcc: c@d.example"}, 400, "email"),
    ({"emails": ["a"]}, 400, "emails"),
    ({"emails": "a@b.example"}, 400, "emails"), ({"emails": ["a@b.example"] * 21}, 400, "emails"),
    ({"phone": "1" * 41}, 400, "phone"),
    ({"company": "x" * 121}, 400, "company"), ({"site": "javascript:alert(1)"}, 400, "site"),
    ({"site": "data:text/html,x"}, 400, "site"),
    ({"site": "not a site"}, 400, "site"), ({"site": "http://"}, 400, "site"), ({"site": "https://[x"}, 400, "site"),
    ({"fields": {"": "x"}}, 400, "fields"), ({"fields": {"k" * 41: "x"}}, 400, "fields"),
    ({"fields": {"Plan": "x" * 501}}, 400, "fields.Plan"),
    ({"fields": {f"k{n}": "x" for n in range(51)}}, 400, "fields"), ({"fields": {"Plan": 7}}, 400, "fields[...]"),
    ({"fields": ["x"]}, 400, "fields"), ({"colour": "red"}, 400, "colour"), ({"merged_into": "x"}, 400, "merged_into"),
])
async def test_a_bad_field_is_named(desk, cast, api, change, status, field):
    answer = await api.post("/api/v1/customers", json={**CARLA, **change}, headers=cast.alice.bearer)
    assert (answer.status_code, answer.json()["error"]["details"]["field"]) == (status, field)
    assert await desk.store.customers.count_documents({}) == 0
    made = await make(api, cast.alice)
    if "email" not in change:
        answer = await api.patch(f"/api/v1/customers/{made['id']}", json=change, headers=cast.alice.bearer)
        assert (answer.status_code, answer.json()["error"]["details"]["field"]) == (status, field)


async def test_an_address_of_somebody_else(desk, cast, api):
    made = await make(api, cast.alice)
    answer = await api.post("/api/v1/customers", json={**CARLA, "name": "Other"}, headers=cast.alice.bearer)
    error = answer.json()["error"]
    assert answer.status_code == 409
    assert "Carla Nuñez-Ortega" in error["message"]
    assert error["details"] == {"field": "email", "customer": made["id"], "name": made["name"]}
    other = await make(api, cast.alice, name="Other", email="other@customer.example")
    taken = {"emails": ["other@customer.example", "CARLA@customer.example"]}
    answer = await api.patch(f"/api/v1/customers/{other['id']}", json=taken, headers=cast.alice.bearer)
    assert (answer.status_code, answer.json()["error"]["details"]["field"]) == (409, "emails")
    whole = (await api.get(f"/api/v1/customers/{other['id']}", headers=cast.alice.bearer)).json()
    assert whole["emails"] == ["other@customer.example"]


async def test_changed_field_by_field(desk, cast, api):
    id = (await make(api, cast.alice, fields={"Plan": "Gold", "Since": "2020"}))["id"]

    async def patch(**change):
        return (await api.patch(f"/api/v1/customers/{id}", json=change, headers=cast.bob.bearer)).json()

    changed = await patch(fields={"Plan": "Silver", "Size": "12"})
    assert changed["fields"] == {"Plan": "Silver", "Since": "2020", "Size": "12"}
    assert (await patch(fields={"Since": None, "None": None}))["fields"] == {"Plan": "Silver", "Size": "12"}
    assert (await patch(fields={"a.b$c": "<script>"}))["fields"]["a.b$c"] == "<script>"
    changed = await patch(name="Carla Neu", emails=[], phone="", company="", site="")
    assert (changed["name"], changed["emails"], changed["phone"], changed["site"]) == ("Carla Neu", [], "", "")
    assert await typed(api, cast.bob, "kettles") == []
    assert await typed(api, cast.bob, "carla neu") == ["Carla Neu"]
    assert (await patch())["name"] == "Carla Neu"
    changed = await patch(emails=["b@c.example", "a@c.example", "B@c.example"])
    assert changed["emails"] == ["b@c.example", "a@c.example"]


async def test_two_agents_add_fields_at_once(desk, other_desk, cast, api):
    id = (await make(api, cast.alice))["id"]
    await asyncio.gather(*(
        change(one, cast.alice.actor, id, fields={f"{name}{n}": "x"})
        for n in range(8) for one, name in ((desk, "A"), (other_desk, "B"))
    ))
    whole = (await api.get(f"/api/v1/customers/{id}", headers=cast.bob.bearer)).json()
    assert len(whole["fields"]) == 16


async def test_notes_about_the_person(desk, cast, api):
    id = (await make(api, cast.alice))["id"]
    path = f"/api/v1/customers/{id}/notes"
    note = (await api.post(path, json={"body": " Likes *tea*.\r\n<b>Really</b> "}, headers=cast.alice.bearer)).json()
    assert (note["body"], note["by"]) == ("Likes *tea*.\n<b>Really</b>", {"id": cast.alice.id, "name": "Alice"})
    second = (await api.post(path, json={"body": "Speaks Catalan"}, headers=cast.bob.bearer)).json()
    whole = (await api.get(f"/api/v1/customers/{id}", headers=cast.max.bearer)).json()
    assert whole["notes"] == [note, second]
    for body in ("", "  ", "x" * 10_001):
        answer = await api.post(path, json={"body": body}, headers=cast.alice.bearer)
        assert (answer.status_code, answer.json()["error"]["details"]["field"]) == (400, "body")
    refused = await api.delete(f"{path}/{note['id']}", headers=cast.bob.bearer)
    assert (refused.status_code, "Alice" in refused.json()["error"]["message"]) == (403, True)
    assert (await api.delete(f"{path}/{note['id']}", headers=cast.alice.bearer)).status_code == 204
    assert (await api.delete(f"{path}/{note['id']}", headers=cast.alice.bearer)).status_code == 404
    assert (await api.delete(f"{path}/{second['id']}", headers=cast.max.bearer)).status_code == 204
    whole = (await api.get(f"/api/v1/customers/{id}", headers=cast.max.bearer)).json()
    assert whole["notes"] == []


async def test_tickets_chats_pages_and_counts(desk, cast, api):
    chat = await accepted(desk, cast.vera, cast.alice.actor, email="vera@customer.example")
    await desk.store.visitors.update_one(
        {"_id": cast.vera.id}, {"$set": {"pages": [{"url": "https://shop.example/a", "title": "A", "at": desk.now()}]}}
    )
    first = await make_ticket(desk, cast.alice.actor, chat)
    id = (await desk.store.customers.find_one({"emails": "vera@customer.example"}))["_id"]
    vera = {"email": "vera@customer.example", "name": "Vera"}
    second = await open_ticket(desk, cast.alice.actor, customer=vera)
    await tickets.set_status(desk, cast.alice.actor, second, "resolved")
    await tickets.set_status(desk, cast.alice.actor, second, "closed")
    await begin(desk, cast.sam)
    whole = (await api.get(f"/api/v1/customers/{id}", headers=cast.bob.bearer)).json()
    assert whole["counts"] == {"tickets": 2, "open": 1, "chats": 1}
    assert [page["url"] for page in whole["pages"]] == ["https://shop.example/a"]
    answer = (await api.get(f"/api/v1/customers/{id}/tickets", params={"limit": 1}, headers=cast.bob.bearer)).json()
    assert [ticket["number"] for ticket in answer["items"]] == [second]
    rest = {"limit": 1, "cursor": answer["next"]}
    answer = (await api.get(f"/api/v1/customers/{id}/tickets", params=rest, headers=cast.bob.bearer)).json()
    assert ([ticket["number"] for ticket in answer["items"]], answer["next"]) == ([first], None)
    answer = (await api.get(f"/api/v1/customers/{id}/chats", headers=cast.bob.bearer)).json()
    assert ([one["id"] for one in answer["items"]], answer["next"]) == ([chat], None)


async def test_the_chat_of_a_ticket_is_shown_although_another_browser_began_it(desk, cast, api):
    vera = await customer_for(desk, visitor_id=cast.vera.id, email="vera@customer.example", name="Vera")
    chat = await accepted(desk, cast.sam, cast.alice.actor, email="vera@customer.example")
    await make_ticket(desk, cast.alice.actor, chat)
    answer = (await api.get(f"/api/v1/customers/{vera['id']}/chats", headers=cast.bob.bearer)).json()
    assert [one["id"] for one in answer["items"]] == [chat]


async def test_tickets_show_the_present_name_and_first_address(desk, cast, api):
    number = await open_ticket(desk, cast.alice.actor)
    id = (await desk.store.customers.find_one({}))["_id"]
    await settle(desk)
    desk.bus.forget()
    change = {"name": "Carla Neu", "emails": ["neu@customer.example", "carla@customer.example"]}
    await api.patch(f"/api/v1/customers/{id}", json=change, headers=cast.bob.bearer)
    now = {"id": id, "name": "Carla Neu", "email": "neu@customer.example"}
    for _ in range(100):
        pushed = [push["ticket"]["customer"] for push in desk.bus.to("/agent", "queue.changed")]
        if pushed:
            break
        await asyncio.sleep(0.02)
    assert pushed == [now], "consoles hear of it at once"
    assert (await api.get(f"/api/v1/tickets/{number}", headers=cast.bob.bearer)).json()["customer"] == now
    (listed,) = (await api.get("/api/v1/tickets", headers=cast.bob.bearer)).json()["items"]
    assert listed["customer"] == now
    kept = await desk.store.tickets.find_one({"_id": number})
    assert kept["customer"]["name"] == "Carla", "what was written then stays"
    await settle(desk)
    desk.bus.forget()
    await tickets.set_priority(desk, cast.bob.actor, number, "high")
    await settle(desk)
    (push,) = desk.bus.to("/agent", "ticket.event")
    assert push["ticket"]["customer"] == now


async def test_a_customer_that_is_not_there(desk, cast, api):
    for method, path in [
        ("GET", ""), ("PATCH", ""), ("GET", "/tickets"), ("GET", "/chats"), ("POST", "/notes"), ("DELETE", "/notes/x"),
        ("POST", "/merge"), ("POST", "/unmerge"),
    ]:
        body = {"/notes": {"body": "x"}, "/merge": {"source": "x"}, "/unmerge": {"source": "x"}}.get(path, {})
        answer = await api.request(
            method, f"/api/v1/customers/nobody{path}", headers=cast.alice.bearer,
            json=body if method in ("POST", "PATCH") else None,
        )
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found"), path
    assert await present_of(desk, ["nobody"]) == {}
