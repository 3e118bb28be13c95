"""A database of the first version: its tickets get their place in the lists, its labels and categories their keys."""

from server.events import NEVER, ranked
from server.first_run import ensure_first_run
from server.store import new_id
from server.tickets import actions as tickets
from server.tickets import names
from server.tickets.categories import SEEDED
from server.tickets.names import CATEGORIES, LABELS
from server.tickets.upgrade import upgrade
from tests.desks import replay_equals_document
from tests.plays import open_ticket


async def first_version(desk, cast) -> int:
    """The number of a ticket as the first version left it, with a category that nobody had made."""
    number = await open_ticket(desk, cast.alice.actor, labels=["Bug"])
    await replay_equals_document(desk)
    await desk.store.events.update_many({}, {"$set": {"changes.category": "Kitchen"}})
    gone = dict.fromkeys(("live", "urgency", "due_at", "rank"), "")
    await desk.store.tickets.update_one({"_id": number}, {"$set": {"category": "Kitchen"}, "$unset": gone})
    await desk.store.labels.delete_many({})
    await desk.store.labels.create_index([("name", 1)], unique=True)
    labels = [{"_id": new_id(), "name": name, "colour": "#123456"} for name in ("Bug", "VIP")]
    await desk.store.labels.insert_many(labels)
    await desk.store.categories.delete_many({})
    await desk.store.installation.delete_one({"_id": "categories"})
    await desk.store.tickets.create_index([("status", 1), ("updated_at", -1)])
    return number


async def test_it_is_as_if_it_had_always_been_so(desk, cast, api):
    number = await first_version(desk, cast)
    await ensure_first_run(desk)
    row = await desk.store.tickets.find_one({"_id": number})
    assert (row["live"], row["urgency"], row["due_at"], row["rank"]) == (True, 2, NEVER, ranked(row)["rank"])
    await replay_equals_document(desk)
    labels = await names.listed(desk, LABELS)
    assert [(label["name"], label["colour"], label["formerly"]) for label in labels] == [
        ("Bug", "#123456", []), ("VIP", "#123456", []),
    ]
    assert {row["name"] for row in await names.listed(desk, CATEGORIES)} == {"Kitchen", *SEEDED}
    for asked in ({}, {"label": "bug"}, {"category": "Kitchen"}):
        answer = await api.get("/api/v1/tickets", params=asked, headers=cast.alice.bearer)
        assert [ticket["number"] for ticket in answer.json()["items"]] == [number]
    assert "status_1_updated_at_-1" not in await desk.store.tickets.index_information()
    assert "name_1" not in await desk.store.labels.index_information()


async def test_what_was_done_goes_behind_all_else(desk, cast):
    numbers = [await open_ticket(desk, cast.alice.actor) for _ in range(3)]
    await tickets.set_status(desk, cast.alice.actor, numbers[0], "resolved")
    for status in ("resolved", "closed"):
        await tickets.set_status(desk, cast.max.actor, numbers[1], status)
    rows = {row["_id"]: row["rank"] async for row in desk.store.tickets.find({})}
    for number in numbers:
        await desk.store.tickets.update_one({"_id": number}, {"$set": {"rank": "2" + rows[number][1:]}})
    await upgrade(desk)
    after = {row["_id"]: row["rank"] async for row in desk.store.tickets.find({})}
    assert [after[number] == rows[number] for number in numbers] == [True, True, True]
    await replay_equals_document(desk)


async def test_twice_is_harmless(desk, cast):
    await first_version(desk, cast)
    await upgrade(desk)
    before = [await desk.store.database[name].find({}).to_list(None) for name in ("tickets", "labels", "categories")]
    await upgrade(desk)
    assert before == [
        await desk.store.database[name].find({}).to_list(None) for name in ("tickets", "labels", "categories")
    ]
