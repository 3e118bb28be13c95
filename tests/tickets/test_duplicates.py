"""Before a merge: the preview of its result, and likely duplicates of a ticket with the reason why."""



from server.chats import actions as chats
from server.tickets.merge import merge
from tests.desks import events_of, settle
from tests.plays import begin, make_ticket, open_ticket, read, three_tickets


async def test_preview(desk, cast, api, clock):
    first, second, third = await three_tickets(desk, cast, clock)
    other = await open_ticket(desk, cast.alice.actor, customer={"email": "dora@elsewhere.example", "name": "Dora"})
    count = len(await events_of(desk))
    answer = await api.get(
        f"/api/v1/tickets/{second}/merge", params={"sources": f"{first},#{other},{second},999"},
        headers=cast.bob.bearer,
    )
    shown = answer.json()
    assert answer.status_code == 200
    assert shown["ticket"]["merged"] == [first]
    assert [entry["body"] for entry in shown["entries"] if "body" in entry] == ["body 0", "note 0", "body 1", "note 1"]
    assert [(one["number"], one["code"]) for one in shown["refused"]] == [
        (other, "conflict"), (second, "conflict"), (999, "unprocessable"),
    ]
    assert len(await events_of(desk)) == count, "looking changes nothing"
    merged = await merge(desk, cast.alice.actor, second, [first])
    assert [entry["id"] for entry in await read(desk, second) if "body" in entry] == [
        entry["id"] for entry in shown["entries"] if "body" in entry
    ]
    assert merged["merged"] == shown["ticket"]["merged"]
    for sources in ("", "x", "1,,2", "1;2", "9" * 30):
        answer = await api.get(
            f"/api/v1/tickets/{third}/merge", params={"sources": sources}, headers=cast.bob.bearer
        )
        assert (answer.status_code, answer.json()["error"]["details"]["field"]) == (400, "sources")
    closed = (await api.get(f"/api/v1/tickets/{first}/merge?sources={third}", headers=cast.bob.bearer)).json()
    assert closed["refused"][0]["number"] == first


async def test_duplicates_come_with_a_reason_the_likeliest_first(desk, cast, api, clock):
    def made(subject, **fields):
        return open_ticket(desk, cast.alice.actor, subject=subject, **fields)

    same = await made("My kettle leaks")
    clock.advance(hours=2)
    number = await made("My kettle leaks")
    clock.advance(hours=1)
    alike = await made("Kettle leaks again")
    clock.advance(days=20)
    await made("Question about an invoice")
    await made("My kettle leaks", customer={"email": "dora@elsewhere.example", "name": "Dora"})
    merged = await made("My kettle leaks!")
    await merge(desk, cast.alice.actor, same, [merged])
    answer = await api.get(f"/api/v1/tickets/{number}/duplicates", headers=cast.bob.bearer)
    found = [(item["ticket"]["number"], item["reason"]) for item in answer.json()["items"]]
    assert found == [
        (same, "The same subject, opened 2 hours earlier."), (alike, "A similar subject, opened 1 hour later."),
    ]


async def test_that_a_visitor_only_typed_the_address_is_said(desk, cast, api):
    target = await open_ticket(desk, cast.alice.actor)
    chat = await begin(desk, cast.vera, "A broken kettle", email="carla@customer.example")
    source = await make_ticket(desk, cast.alice.actor, chat)
    (found,) = (await api.get(f"/api/v1/tickets/{target}/duplicates", headers=cast.bob.bearer)).json()["items"]
    assert (found["ticket"]["number"], found["unproven"]) == (source, True)
    assert found["reason"].endswith("But its visitor typed this address; not proven.")
    shown = (await api.get(f"/api/v1/tickets/{target}/merge?sources={source}", headers=cast.bob.bearer)).json()
    assert shown["unproven"] == [
        {"number": source, "message": f"#{source}: its visitor typed this address; not proven."}
    ]
    (back,) = (await api.get(f"/api/v1/tickets/{source}/duplicates", headers=cast.bob.bearer)).json()["items"]
    assert "unproven" not in back


async def test_a_waiting_chat_too(desk, cast):
    chat = await begin(desk, cast.vera, "Hello", email="carla@customer.example")
    source = await make_ticket(desk, cast.alice.actor, chat)
    target = await open_ticket(desk, cast.alice.actor)
    await merge(desk, cast.alice.actor, target, [source])
    await chats.accept(desk, cast.alice.actor, chat)
    await settle(desk)
    assert "chat.accepted" in [entry["type"] for entry in await read(desk, target) if "from" not in entry]
