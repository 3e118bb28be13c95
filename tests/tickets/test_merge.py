"""Merging: the sources are read in the target, lead to it and take no more words; taken back, all is as before."""

import asyncio

import pytest

from server.errors import Conflict, NotFound, Unprocessable
from server.people import customer_merges
from server.tickets import actions as tickets
from server.tickets import replies
from server.tickets.merge import merge
from server.tickets.undo import undo
from tests.desks import events_of, replay_equals_document
from tests.plays import open_ticket, read, three_tickets

BOOKKEEPING = ("seq", "updated_at")


def essence(state: dict) -> dict:
    """What people see of the ticket; empty is as good as not there."""
    return {name: value for name, value in state.items() if name not in BOOKKEEPING and value not in (None, [], {})}


async def test_one_story_in_order_of_time(desk, cast, clock):
    first, second, third = await three_tickets(desk, cast, clock)
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
    first, second, _ = await three_tickets(desk, cast, clock)
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
    numbers = await three_tickets(desk, cast, clock)
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
    first, second, _ = await three_tickets(desk, cast, clock)
    await merge(desk, cast.alice.actor, second, [first])
    old = next(entry["id"] for entry in await read(desk, first) if entry["type"] == "merge.into")
    await undo(desk, cast.alice.actor, first, old)
    await merge(desk, cast.alice.actor, second, [first])
    # The line of the first time is not that of the second.
    line, _ = [entry for entry in await read(desk, second) if entry["type"] == "merge"]
    with pytest.raises(Conflict, match="taken back already"):
        await undo(desk, cast.alice.actor, second, line["id"])
    assert (await tickets.find(desk, cast.alice.actor, first))["merged_into"] == second


async def test_the_old_line_of_a_source_takes_back_no_later_merge(desk, cast, clock):
    first, second, _ = await three_tickets(desk, cast, clock)
    await merge(desk, cast.alice.actor, second, [first])
    old = next(entry["id"] for entry in await read(desk, first) if entry["type"] == "merge.into")
    await undo(desk, cast.alice.actor, first, old)
    await merge(desk, cast.alice.actor, second, [first])
    with pytest.raises(Conflict, match="taken back already"):
        await undo(desk, cast.alice.actor, first, old)
    assert (await tickets.find(desk, cast.alice.actor, first))["merged_into"] == second


async def test_a_reply_taken_back_while_merged_leaves_no_status_behind(desk, cast, clock):
    first, second, _ = await three_tickets(desk, cast, clock)
    written = await replies.reply(desk, cast.alice.actor, first, "Done", "resolve")
    await merge(desk, cast.alice.actor, second, [first])
    await undo(desk, cast.alice.actor, second, written.event["_id"])
    (line,) = [entry for entry in await read(desk, second) if entry["type"] == "merge"]
    await undo(desk, cast.alice.actor, second, line["id"])
    assert (await tickets.find(desk, cast.alice.actor, first))["status"] == "open"
    await replay_equals_document(desk)


async def test_a_reply_taken_back_while_merged_is_news_to_who_writes_in_the_target(desk, cast, clock):
    first, second, _ = await three_tickets(desk, cast, clock)
    written = await replies.reply(desk, cast.bob.actor, first, "Too quick")
    seen = (await merge(desk, cast.alice.actor, second, [first]))["seq"]
    await undo(desk, cast.bob.actor, second, written.event["_id"])
    with pytest.raises(Conflict) as stopped:
        await replies.reply(desk, cast.alice.actor, second, "As Bob said", base_seq=seen)
    assert [entry["type"] for entry in stopped.value.details["new"]] == ["reply.undone"]
    (line,) = [entry for entry in await read(desk, second) if entry["type"] == "reply.undone"]
    assert "from" not in line, "told once"
    (reply,) = await read(desk, second, type="reply", q="quick")
    assert reply["delivery"] == "undone"
    await replies.reply(desk, cast.alice.actor, second, "Seen", base_seq=stopped.value.details["seq"])
    await replay_equals_document(desk)


async def refused(desk, cast, number, sources, error=Conflict) -> str:
    count = len(await events_of(desk))
    with pytest.raises(error) as caught:
        await merge(desk, cast.alice.actor, number, sources)
    assert len(await events_of(desk)) == count
    return caught.value.message


async def test_what_can_not_be_merged(desk, cast, clock):
    first, second, third = await three_tickets(desk, cast, clock)
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


async def test_customers_of_the_same_name_are_told_apart(desk, cast):
    one, two = [
        await open_ticket(desk, cast.alice.actor, customer={"email": f"{name}@customer.example", "name": "Carla"})
        for name in ("carla", "carla2")
    ]
    said = await refused(desk, cast, one, [two])
    assert "Carla (carla@customer.example)" in said
    assert "Carla (carla2@customer.example)" in said


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
        first, second, _ = await three_tickets(desk, cast, clock)
        outcomes = await asyncio.gather(
            merge(desk, cast.alice.actor, first, [second]), merge(other_desk, cast.bob.actor, second, [first]),
            return_exceptions=True,
        )
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Conflict", "dict"]
        states = [await tickets.find(desk, cast.alice.actor, number) for number in (first, second)]
        assert [bool(state.get("merged_into")) for state in states].count(True) == 1
    await replay_equals_document(desk, other_desk)


async def test_a_ticket_is_merged_once_however_many_want_it(desk, other_desk, cast, clock):
    first, second, third = await three_tickets(desk, cast, clock)
    outcomes = await asyncio.gather(*[
        merge(node, cast.alice.actor, target, [third]) for node, target in ((desk, first), (other_desk, second))
    ], return_exceptions=True)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Conflict", "dict"]
    await replay_equals_document(desk, other_desk)


async def test_merging_and_replying_at_once(desk, other_desk, cast, clock):
    for _ in range(8):
        first, second, _ = await three_tickets(desk, cast, clock)
        await asyncio.gather(
            merge(desk, cast.alice.actor, first, [second]),
            replies.reply(other_desk, cast.bob.actor, second, "just in time", "wait"), return_exceptions=True,
        )
        source = await tickets.find(desk, cast.alice.actor, second)
        assert (source["status"], source["merged_into"]) == ("closed", first)
        written = [event for event in await events_of(desk, f"ticket/{second}") if event["type"] == "reply"]
        assert len(await read(desk, first, q="just in time")) == len(written)
    await replay_equals_document(desk, other_desk)
