"""Merging: the sources are read in the target, lead to it and take no more words; taken back, all is as before."""

import asyncio

import pytest

from server.chats import actions as chats
from server.errors import Conflict, NotFound, Unprocessable
from server.jobs.sweeps import duties
from server.people import customer_merges
from server.tickets import actions as tickets
from server.tickets import replies
from server.tickets.merge import merge
from server.tickets.undo import undo
from tests.desks import events_of, replay_equals_document, settle
from tests.plays import accepted, begin, make_ticket, open_ticket, pass_holding, read, say

BOOKKEEPING = ("seq", "updated_at")


async def three(desk, cast, clock) -> list[int]:
    """Tickets of one customer, an hour apart, each with a note."""
    numbers = []
    for n in range(3):
        clock.advance(hours=1)
        numbers.append(await open_ticket(desk, cast.alice.actor, subject=f"Kettle {n}", body=f"body {n}"))
        await replies.note(desk, cast.bob.actor, numbers[-1], f"note {n}")
    return numbers


def essence(state: dict) -> dict:
    """What people see of the ticket; empty is as good as not there."""
    return {name: value for name, value in state.items() if name not in BOOKKEEPING and value not in (None, [], {})}


async def test_one_story_in_order_of_time(desk, cast, clock):
    first, second, third = await three(desk, cast, clock)
    state = await merge(desk, cast.alice.actor, second, [third, first])
    assert state["merged"] == [third, first]
    entries = await read(desk, second)
    assert [(entry["body"], entry.get("from")) for entry in entries if "body" in entry] == [
        ("body 0", first), ("note 0", first), ("body 1", None), ("note 1", None), ("body 2", third), ("note 2", third),
    ]
    assert [entry["at"] for entry in entries] == sorted(entry["at"] for entry in entries)
    assert {entry["seq"] for entry in entries if "from" in entry} == {0}
    (line,) = [entry for entry in entries if entry["type"] == "merge"]
    assert line["text"] == f"merged #{third} and #{first} into this ticket"
    assert line["audience"] == "agents"
    await replay_equals_document(desk)


async def test_the_sources_are_closed_and_lead_to_the_target(desk, cast, api, clock):
    first, second, _ = await three(desk, cast, clock)
    await tickets.assign(desk, cast.alice.actor, first, agent=cast.alice.actor.ref())
    answer = await api.post(f"/api/v1/tickets/{second}/merge", json={"sources": [first]}, headers=cast.bob.bearer)
    assert (answer.status_code, answer.json()["merged"]) == (200, [first])
    source = (await api.get(f"/api/v1/tickets/{first}", headers=cast.bob.bearer)).json()
    assert (source["status"], source["merged_into"]) == ("closed", second)
    for method, path, body in (
        ("POST", "replies", {"body": "x"}), ("POST", "notes", {"body": "x"}), ("PATCH", "", {"priority": "low"}),
        ("PATCH", "", {"status": "open"}), ("PATCH", "", {"assignee": None}), ("PATCH", "", {"labels": []}),
        ("POST", "split", {"events": ["x"], "subject": "x"}), ("POST", "merge", {"sources": [second]}),
        ("PATCH", "", {"subject": "x"}), ("PATCH", "", {"status": "closed"}),
    ):
        answer = await api.request(
            method, f"/api/v1/tickets/{first}/{path}".rstrip("/"), json=body, headers=cast.ada.bearer
        )
        error = answer.json()["error"]
        assert (answer.status_code, error["details"]["merged_into"]) == (409, second), path
        assert f"#{second}" in error["message"]


async def test_taken_back_it_is_as_before(desk, cast, clock):
    numbers = await three(desk, cast, clock)
    first, second, third = numbers
    await tickets.set_status(desk, cast.alice.actor, first, "resolved")
    before = [await tickets.find(desk, cast.alice.actor, number) for number in numbers]
    stories = [await read(desk, number) for number in numbers]
    await merge(desk, cast.alice.actor, second, [first, third])
    clock.advance(days=400)
    (line,) = [entry for entry in await read(desk, second) if entry["type"] == "merge"]
    await undo(desk, cast.bob.actor, second, line["id"])
    for number, was, story in zip(numbers, before, stories, strict=True):
        assert essence(await tickets.find(desk, cast.alice.actor, number)) == essence(was)
        assert [entry for entry in await read(desk, number) if not entry["type"].startswith("merge")] == story
    with pytest.raises(Conflict, match="taken back already"):
        await undo(desk, cast.bob.actor, second, line["id"])
    await replay_equals_document(desk)


async def test_taken_back_from_the_sources_line_and_merged_again(desk, cast, clock):
    first, second, _ = await three(desk, cast, clock)
    await merge(desk, cast.alice.actor, second, [first])
    old = next(entry["id"] for entry in await read(desk, first) if entry["type"] == "merge.into")
    await undo(desk, cast.alice.actor, first, old)
    await merge(desk, cast.alice.actor, second, [first])
    # The line of the first time is not that of the second.
    line, _ = [entry for entry in await read(desk, second) if entry["type"] == "merge"]
    with pytest.raises(Conflict, match="taken back already"):
        await undo(desk, cast.alice.actor, second, line["id"])
    assert (await tickets.find(desk, cast.alice.actor, first))["merged_into"] == second


async def refused(desk, cast, number, sources, error=Conflict) -> str:
    count = len(await events_of(desk))
    with pytest.raises(error) as caught:
        await merge(desk, cast.alice.actor, number, sources)
    assert len(await events_of(desk)) == count
    return caught.value.message


async def test_what_can_not_be_merged(desk, cast, clock):
    first, second, third = await three(desk, cast, clock)
    other = await open_ticket(desk, cast.alice.actor, customer={"email": "dora@elsewhere.example", "name": "Dora"})
    assert "into itself" in await refused(desk, cast, first, [first])
    assert "into itself" in await refused(desk, cast, first, [second, first])
    assert "another customer, Dora" in await refused(desk, cast, first, [second, other])
    assert "no ticket #999" in await refused(desk, cast, first, [999], Unprocessable)
    await refused(desk, cast, 999, [first], NotFound)
    await merge(desk, cast.alice.actor, first, [second])
    assert f"#{second} was merged into #{first}" in await refused(desk, cast, second, [first]), "a circle"
    assert "is in it already" in await refused(desk, cast, first, [second])
    assert f"was merged into #{first} already" in await refused(desk, cast, third, [second])
    for status in ("resolved", "closed"):
        await tickets.set_status(desk, cast.alice.actor, third, status)
    assert f"#{third} is closed" in await refused(desk, cast, third, [first])
    for guest in (cast.vera, cast.sam):
        with pytest.raises(NotFound):
            await merge(desk, guest.actor, first, [third])
    await merge(desk, cast.alice.actor, first, [third])
    assert (await tickets.find(desk, cast.alice.actor, first))["merged"] == [second, third], "a closed one may go in"
    await replay_equals_document(desk)


async def test_two_records_of_one_person_are_one_customer(desk, cast):
    one = await open_ticket(desk, cast.alice.actor)
    other = await open_ticket(desk, cast.alice.actor, customer={"email": "c@second.example", "name": "Carla"})
    await refused(desk, cast, one, [other])
    ids = [(await tickets.find(desk, cast.alice.actor, number))["customer"]["id"] for number in (one, other)]
    await customer_merges.merge(desk, cast.alice.actor, *ids)
    await merge(desk, cast.alice.actor, one, [other])


@pytest.mark.parametrize(("body", "status"), [
    ({}, 400), ({"sources": []}, 400), ({"sources": ["1"]}, 400), ({"sources": [True]}, 400),
    ({"sources": list(range(60))}, 400), ({"sources": [-1]}, 400), ({"target": 5}, 400), ({"sources": [10**18]}, 400),
])
async def test_a_bad_request(desk, cast, api, body, status):
    number = await open_ticket(desk, cast.alice.actor)
    answer = await api.post(f"/api/v1/tickets/{number}/merge", json=body, headers=cast.alice.bearer)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, "invalid")


async def test_of_a_circle_at_once_one_half_wins(desk, other_desk, cast, clock):
    for _ in range(8):
        first, second, _ = await three(desk, cast, clock)
        outcomes = await asyncio.gather(
            merge(desk, cast.alice.actor, first, [second]), merge(other_desk, cast.bob.actor, second, [first]),
            return_exceptions=True,
        )
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Conflict", "dict"]
        states = [await tickets.find(desk, cast.alice.actor, number) for number in (first, second)]
        assert [bool(state.get("merged_into")) for state in states].count(True) == 1
    await replay_equals_document(desk, other_desk)


async def test_a_ticket_is_merged_once_however_many_want_it(desk, other_desk, cast, clock):
    first, second, third = await three(desk, cast, clock)
    outcomes = await asyncio.gather(*[
        merge(node, cast.alice.actor, target, [third]) for node, target in ((desk, first), (other_desk, second))
    ], return_exceptions=True)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Conflict", "dict"]
    await replay_equals_document(desk, other_desk)


async def test_merging_and_replying_at_once(desk, other_desk, cast, clock):
    for _ in range(8):
        first, second, _ = await three(desk, cast, clock)
        await asyncio.gather(
            merge(desk, cast.alice.actor, first, [second]),
            replies.reply(other_desk, cast.bob.actor, second, "just in time", "wait"), return_exceptions=True,
        )
        source = await tickets.find(desk, cast.alice.actor, second)
        assert (source["status"], source["merged_into"]) == ("closed", first)
        written = [event for event in await events_of(desk, f"ticket/{second}") if event["type"] == "reply"]
        assert len(await read(desk, first, q="just in time")) == len(written)
    await replay_equals_document(desk, other_desk)


async def test_the_chat_of_a_source_goes_on_in_the_target(desk, cast, clock):
    chat = await accepted(desk, cast.vera, cast.alice.actor, "Hello", email="carla@customer.example")
    source = await make_ticket(desk, cast.alice.actor, chat)
    target = await open_ticket(desk, cast.alice.actor)
    await say(desk, cast.vera.actor, chat, "before")
    await settle(desk)
    await merge(desk, cast.alice.actor, target, [source])
    await tickets.set_status(desk, cast.alice.actor, target, "waiting")
    await say(desk, cast.vera.actor, chat, "after")
    await settle(desk)
    assert [(entry["body"], entry.get("from")) for entry in await read(desk, target, type="message")] == [
        ("Hello", source), ("It leaks.", None), ("before", source), ("after", None),
    ]
    assert (await tickets.find(desk, cast.alice.actor, target))["status"] == "open", "the customer wrote again"
    (line,) = [entry for entry in await read(desk, target) if entry["type"] == "merge"]
    await undo(desk, cast.alice.actor, target, line["id"])
    await say(desk, cast.vera.actor, chat, "apart again")
    await settle(desk)
    assert "after" in [entry["body"] for entry in await read(desk, target, type="message")], "stays where it arrived"
    assert [entry["body"] for entry in await read(desk, source, type="message")] == ["Hello", "before", "apart again"]
    await replay_equals_document(desk)


async def test_a_chat_through_two_merges_and_back(desk, cast):
    chat = await accepted(desk, cast.vera, cast.alice.actor, "Hello", email="carla@customer.example")
    inner = await make_ticket(desk, cast.alice.actor, chat)
    middle, outer = await open_ticket(desk, cast.alice.actor), await open_ticket(desk, cast.alice.actor)
    await merge(desk, cast.alice.actor, middle, [inner])
    await merge(desk, cast.alice.actor, outer, [middle])
    await say(desk, cast.vera.actor, chat, "in the outer")
    await settle(desk)
    assert [entry.get("from") for entry in await read(desk, outer, q="in the outer")] == [None]
    assert {entry.get("from") for entry in await read(desk, outer)} == {None, middle, inner}
    (line,) = [entry for entry in await read(desk, middle) if entry["type"] == "merge"]
    await undo(desk, cast.alice.actor, outer, line["id"])
    await say(desk, cast.vera.actor, chat, "in the inner")
    await settle(desk)
    assert len(await read(desk, inner, q="in the inner")) == 1
    assert await read(desk, outer, q="in the inner") == []
    assert await read(desk, inner, q="in the outer") == []
    await replay_equals_document(desk)


async def test_a_reply_in_the_target_reaches_the_chat_of_the_source(desk, cast, clock):
    chat = await accepted(desk, cast.vera, cast.alice.actor, "Hello", email="carla@customer.example")
    source = await make_ticket(desk, cast.alice.actor, chat)
    target = await open_ticket(desk, cast.alice.actor)
    await merge(desk, cast.alice.actor, target, [source])
    await replies.reply(desk, cast.bob.actor, target, "From the target")
    await pass_holding(desk, clock)
    said = [event["body"] for event in await events_of(desk, f"chat/{chat}") if event["type"] == "message"]
    assert said == ["Hello", "From the target"]
    assert len(await read(desk, target, q="from the target")) == 1


async def test_a_reply_held_while_its_ticket_is_merged_is_sent_and_told_where_it_is_read(desk, cast, clock):
    target, source = await open_ticket(desk, cast.alice.actor), await open_ticket(desk, cast.alice.actor)
    written = await replies.reply(desk, cast.bob.actor, source, "Hello", "wait")
    await merge(desk, cast.alice.actor, target, [source])
    await settle(desk)
    desk.bus.forget()
    await pass_holding(desk, clock)
    told = {push["number"]: push for push in desk.bus.to("/agent", "ticket.event")}
    assert told.keys() == {source, target}
    assert told[target]["ticket"]["number"] == target
    assert (told[target]["event"]["type"], told[target]["event"]["from"]) == ("reply.sent", source)
    (reply,) = [entry for entry in await read(desk, target) if entry["id"] == written.event["_id"]]
    assert (reply["delivery"], reply["from"]) == ("sent", source)


async def test_a_closed_target_opens_a_follow_up_for_the_chat_of_its_source(desk, cast):
    chat = await accepted(desk, cast.vera, cast.alice.actor, "Hello", email="carla@customer.example")
    source = await make_ticket(desk, cast.alice.actor, chat)
    target = await open_ticket(desk, cast.alice.actor, labels=["Bug"])
    await merge(desk, cast.alice.actor, target, [source])
    for status in ("resolved", "closed"):
        await tickets.set_status(desk, cast.alice.actor, target, status)
    await say(desk, cast.vera.actor, chat, "Still broken")
    await settle(desk)
    new = (await desk.ledger.state(f"chat/{chat}"))["ticket"]
    state = await tickets.find(desk, cast.alice.actor, new)
    assert (state["follows"], state["labels"], state["channel"]) == (target, ["Bug"], "chat")
    assert len(await read(desk, new, q="still broken")) == 1
    (line,) = [entry for entry in await read(desk, target) if entry["type"] == "merge"]
    await undo(desk, cast.alice.actor, target, line["id"])
    await say(desk, cast.vera.actor, chat, "Hello?")
    await settle(desk)
    assert len(await read(desk, new, q="hello?")) == 1
    await replay_equals_document(desk)


async def test_chatting_while_merged_and_parted(desk, other_desk, cast):
    chat = await accepted(desk, cast.vera, cast.alice.actor, "Hello", email="carla@customer.example")
    source = await make_ticket(desk, cast.alice.actor, chat)
    target = await open_ticket(desk, cast.alice.actor)

    async def talk():
        for n in range(25):
            await say(other_desk, cast.vera.actor, chat, f"line {n}.")

    async def back_and_forth():
        for _ in range(4):
            state = await merge(desk, cast.alice.actor, target, [source])
            line = [event for event in await events_of(desk, f"ticket/{target}") if event["type"] == "merge"][-1]
            assert state["merged"] == [source]
            await undo(desk, cast.bob.actor, target, line["_id"])

    await asyncio.gather(talk(), back_and_forth())
    await settle(desk, other_desk)
    await duties(desk)
    entries = await read(desk, source, type="message") + await read(desk, target, type="message")
    said = sorted(entry["body"] for entry in entries if entry["body"].startswith("line"))
    assert said == sorted(f"line {n}." for n in range(25)), "each once, wherever it arrived"
    await replay_equals_document(desk, other_desk)


async def test_preview(desk, cast, api, clock):
    first, second, third = await three(desk, cast, clock)
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


async def test_a_waiting_chat_too(desk, cast):
    chat = await begin(desk, cast.vera, "Hello", email="carla@customer.example")
    source = await make_ticket(desk, cast.alice.actor, chat)
    target = await open_ticket(desk, cast.alice.actor)
    await merge(desk, cast.alice.actor, target, [source])
    await chats.accept(desk, cast.alice.actor, chat)
    await settle(desk)
    assert "chat.accepted" in [entry["type"] for entry in await read(desk, target) if "from" not in entry]
