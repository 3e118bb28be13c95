"""Two records of one person become one and two again: ids lead on, nothing is lost, nobody gets in a circle."""

import asyncio

import pytest

from server.errors import Conflict, FrontdeskError, NotFound, Unprocessable
from server.people.customer_merges import ids_of, merge, root_of, unmerge
from server.people.customer_names import forget, present_of
from server.people.customer_records import add_note, change, delete_note, find, list_customers, make
from server.people.customers import customer_for
from tests.plays import open_ticket


@pytest.fixture
async def pair(desk, cast):
    """(the ids of) two records of one person."""
    alice, gold, free = cast.alice.actor, {"Plan": "Gold", "Size": "7"}, {"Plan": "Free", "Pet": "Cat"}
    work = await make(desk, alice, "Carla Nuñez", "carla@work.example", company="Kettles", fields=gold)
    home = await make(desk, alice, "C. Nuñez", "carla@home.example", phone="555 01", fields=free)
    return work["_id"], home["_id"]


async def everything(desk) -> list[dict]:
    """All records, without what only counts."""
    return await desk.store.customers.find({}, {"rev": 0, "also": 0}).sort("_id", 1).to_list(None)


async def test_the_survivor_has_it_all(desk, cast, pair):
    work, home = pair
    note = await add_note(desk, cast.alice.actor, home, "Prefers the evening")
    await merge(desk, cast.alice.actor, work, home)
    for id in pair:
        record = await find(desk, cast.bob.actor, id)
        assert (record["_id"], record["name"]) == (work, "Carla Nuñez")
        assert (record["company"], record["phone"]) == ("Kettles", "555 01")
        assert record["emails"] == ["carla@work.example", "carla@home.example"]
        assert {one["key"]: one["value"] for one in record["fields"]} == {"Plan": "Gold", "Size": "7", "Pet": "Cat"}
        assert record["notes"] == [note]
        assert record["merged"] == [{"id": home, "name": "C. Nuñez"}]
    assert [row["_id"] for row in (await list_customers(desk, cast.bob.actor, ""))[0]] == [work]
    for q in ("carla", "c.", "home.example", "nunez"):
        assert [row["_id"] for row in (await list_customers(desk, cast.bob.actor, q))[0]] == [work], q


async def test_who_writes_again_is_the_survivor(desk, cast, pair):
    work, home = pair
    seen = await customer_for(desk, visitor_id=cast.vera.id)
    await merge(desk, cast.alice.actor, work, home)
    await merge(desk, cast.alice.actor, work, seen["id"])
    for known in ({"email": "carla@home.example", "name": "C"}, {"visitor_id": cast.vera.id}):
        found = await customer_for(desk, **known)
        assert (found["id"], found["name"]) == (work, "Carla Nuñez")
    assert await customer_for(desk, visitor_id=cast.vera.id, email="new@home.example", name="N") != work


async def test_tickets_of_both_are_the_survivors(desk, cast, api, pair):
    work, home = pair
    one = await open_ticket(desk, cast.alice.actor, customer={"email": "carla@work.example", "name": ""})
    two = await open_ticket(desk, cast.alice.actor, customer={"email": "carla@home.example", "name": ""})
    await merge(desk, cast.alice.actor, work, home)
    for id in pair:
        answer = (await api.get(f"/api/v1/customers/{id}/tickets", headers=cast.bob.bearer)).json()
        assert [ticket["number"] for ticket in answer["items"]] == [two, one]
        assert {ticket["customer"]["id"] for ticket in answer["items"]} == {work}
    assert (await desk.store.tickets.find_one({"_id": two}))["customer"]["id"] == home
    forget([work, home])
    assert (await present_of(desk, [home]))[home] == {"id": work, "name": "Carla Nuñez", "email": "carla@work.example"}


async def test_merged_and_unmerged_equals_before(desk, cast, pair):
    work, home = pair
    await customer_for(desk, visitor_id=cast.vera.id, email="carla@home.example")
    before = await everything(desk)
    await merge(desk, cast.alice.actor, work, home)
    assert await everything(desk) != before
    await unmerge(desk, cast.alice.actor, work, home)
    assert await everything(desk) == before
    assert await ids_of(desk, work) == [work]


async def test_what_came_since_stays_with_the_survivor(desk, cast, pair):
    work, home = pair
    await merge(desk, cast.alice.actor, work, home)
    emails = ["new@work.example", "carla@home.example"]
    await change(desk, cast.alice.actor, home, emails=emails, phone="999", fields={"Pet": "Dog"})
    other = await make(desk, cast.alice.actor, "Other", "carla@work.example")
    await unmerge(desk, cast.alice.actor, home, home)
    first, second = await find(desk, cast.bob.actor, work), await find(desk, cast.bob.actor, home)
    assert (first["emails"], first["phone"]) == (["new@work.example"], "999")
    assert (second["emails"], second["phone"]) == (["carla@home.example"], "555 01")
    assert {"key": "Pet", "value": "Dog"} in first["fields"]
    assert (await find(desk, cast.bob.actor, other["_id"]))["emails"] == ["carla@work.example"]


async def test_an_address_that_was_given_to_another_does_not_come_back(desk, cast, pair):
    work, home = pair
    await merge(desk, cast.alice.actor, work, home)
    await change(desk, cast.alice.actor, work, emails=["carla@work.example"])
    await make(desk, cast.alice.actor, "Thief", "carla@home.example")
    await unmerge(desk, cast.alice.actor, work, home)
    assert (await find(desk, cast.bob.actor, home)).get("emails", []) == []


async def test_a_chain_leads_to_its_end_and_comes_apart_anywhere(desk, cast, pair):
    work, home = pair
    third = (await make(desk, cast.alice.actor, "La Nuñez", "carla@third.example"))["_id"]
    before = await everything(desk)
    for inner_first in (True, False):
        await merge(desk, cast.alice.actor, home, third)
        await merge(desk, cast.alice.actor, work, home)
        assert {(await root_of(desk, id))["_id"] for id in (work, home, third)} == {work}
        assert set(await ids_of(desk, work)) == {work, home, third}
        survivor = await find(desk, cast.bob.actor, third)
        assert survivor["emails"] == ["carla@work.example", "carla@home.example", "carla@third.example"]
        assert [row["_id"] for row in (await list_customers(desk, cast.bob.actor, "la nun"))[0]] == [work]
        for source in ((third, home) if inner_first else (home, third)):
            await unmerge(desk, cast.alice.actor, (await root_of(desk, source))["_id"], source)
        assert await everything(desk) == before


async def test_what_can_not_be_merged(desk, cast, pair):
    work, home = pair
    for target, source, error in [
        (work, work, Conflict), (work, "nobody", Unprocessable), ("nobody", work, NotFound), ("", work, NotFound),
    ]:
        with pytest.raises(error):
            await merge(desk, cast.alice.actor, target, source)
    with pytest.raises(Conflict):
        await unmerge(desk, cast.alice.actor, work, home)
    await merge(desk, cast.alice.actor, work, home)
    with pytest.raises(Conflict, match="one record already"):
        await merge(desk, cast.alice.actor, home, work)
    with pytest.raises(Conflict, match="already"):
        await merge(desk, cast.alice.actor, work, home)
    with pytest.raises(Conflict):
        await merge(desk, cast.alice.actor, home, home)
    other = (await make(desk, cast.alice.actor, "Other"))["_id"]
    with pytest.raises(Conflict, match="not merged into"):
        await unmerge(desk, cast.alice.actor, other, home)
    with pytest.raises(Unprocessable):
        await unmerge(desk, cast.alice.actor, work, "nobody")
    for stranger in (cast.vera, cast.sam):
        for act in (merge, unmerge):
            with pytest.raises(FrontdeskError):
                await act(desk, stranger.actor, work, home)


async def test_two_agents_merge_at_once(desk, other_desk, cast, pair):
    work, home = pair
    results = await asyncio.gather(
        merge(desk, cast.alice.actor, work, home), merge(other_desk, cast.bob.actor, home, work),
        merge(desk, cast.max.actor, work, home), return_exceptions=True,
    )
    assert sorted(type(result).__name__ for result in results) == ["Conflict", "Conflict", "dict"]
    roots = {(await root_of(desk, id))["_id"] for id in pair}
    assert len(roots) == 1
    record = await find(desk, cast.bob.actor, roots.pop())
    assert sorted(record["emails"]) == ["carla@home.example", "carla@work.example"]


async def test_a_ring_of_merges_at_once_ends_in_one(desk, other_desk, cast):
    ids = [(await make(desk, cast.alice.actor, f"P{n}", f"p{n}@ring.example"))["_id"] for n in range(4)]
    await asyncio.gather(*(
        merge(one, cast.alice.actor, ids[n], ids[(n + 1) % 4])
        for n, one in zip(range(4), (desk, other_desk, desk, other_desk), strict=True)
    ), return_exceptions=True)
    root = (await root_of(desk, ids[0]))["_id"]
    assert set(await ids_of(desk, root)) == set(ids)
    assert len((await find(desk, cast.bob.actor, root))["emails"]) == 4


async def test_changes_and_merges_at_once_lose_nothing(desk, other_desk, cast, pair):
    work, home = pair
    await asyncio.gather(
        *(change(desk, cast.alice.actor, home, fields={f"k{n}": "x"}) for n in range(6)),
        merge(other_desk, cast.bob.actor, work, home),
        *(change(other_desk, cast.alice.actor, work, fields={f"w{n}": "x"}) for n in range(6)),
        *(add_note(desk, cast.alice.actor, home, f"note {n}") for n in range(4)),
    )
    record = await find(desk, cast.bob.actor, work)
    keys = {one["key"] for one in record["fields"]}
    assert {f"w{n}" for n in range(6)} | {f"k{n}" for n in range(6)} <= keys
    assert len(record["notes"]) == 4


async def test_a_note_of_the_merged_record_can_be_deleted(desk, cast, pair):
    work, home = pair
    note = await add_note(desk, cast.alice.actor, home, "Old news")
    await merge(desk, cast.alice.actor, work, home)
    await delete_note(desk, cast.alice.actor, work, note["id"])
    assert (await find(desk, cast.bob.actor, home))["notes"] == []


async def test_a_long_chain_of_merges_leads_on(desk, cast):
    alice = cast.alice.actor
    first = last = (await make(desk, alice, "Carla 0", "c0@work.example"))["_id"]
    for n in range(1, 56):
        newer = (await make(desk, alice, f"Carla {n}", f"c{n}@work.example"))["_id"]
        await merge(desk, alice, newer, last)
        last = newer
    assert (await find(desk, alice, first))["_id"] == last
    assert len(await ids_of(desk, last)) == 56
    await unmerge(desk, alice, last, first)
    assert (await find(desk, alice, first))["emails"] == ["c0@work.example"]
