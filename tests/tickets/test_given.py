"""Many tickets given at once: one piece of news with their number, and none of what was taken back."""

from server import followers
from server.people.notifications import list_mine, mark_read, notification_shape, unread_of
from server.tickets import actions as tickets
from server.tickets.undo import undo, undo_many
from tests.desks import replay_equals_document, settle
from tests.plays import open_ticket


async def given(desk, giver, to, count: int) -> list[tuple[int, str]]:
    """(number, event) of tickets that were given to the agent."""
    pairs = []
    for _ in range(count):
        number = await open_ticket(desk, giver.actor)
        await tickets.assign(desk, giver.actor, number, agent=to.actor.ref())
        event = await desk.store.events.find_one({"subject": f"ticket/{number}", "type": "assignment"})
        pairs.append((number, event["_id"]))
    await settle(desk)
    return pairs


async def told(desk, person) -> list[dict]:
    await settle(desk)
    return [notification_shape(row) for row in (await list_mine(desk, person.actor))[0]]


async def test_many_given_at_once_are_one_piece_of_news(desk, other_desk, cast):
    pairs = await given(desk, cast.max, cast.bob, 5)
    (one,) = await told(desk, cast.bob)
    assert (one["type"], one["count"], "ticket" in one) == ("assigned", 5, False)
    assert await unread_of(desk, cast.bob.id) == 1
    for _, id in pairs:
        await followers.notify(other_desk, await desk.store.events.find_one({"_id": id}))
    assert await told(desk, cast.bob) == [one]
    await replay_equals_document(desk)


async def test_what_is_taken_back_is_no_news(desk, cast):
    pairs = await given(desk, cast.max, cast.bob, 3)
    await undo(desk, cast.max.actor, *pairs[0])
    assert (await told(desk, cast.bob))[0]["count"] == 2
    await undo(desk, cast.max.actor, *pairs[1])
    (one,) = await told(desk, cast.bob)
    assert (one["ticket"], one["event"], "count" in one) == (*pairs[2], False)
    desk.bus.forget()
    await undo_many(desk, cast.max.actor, pairs[2:])
    assert await told(desk, cast.bob) == []
    assert [push.payload["unread"] for push in desk.bus.sent if push.event == "notifications.read"] == [0]
    late = await desk.store.events.find_one({"_id": pairs[0][1]})
    await followers.notify(desk, late)
    assert await told(desk, cast.bob) == [], "a duty that comes late tells nothing of what was taken back"


async def test_what_comes_after_reading_is_news_of_its_own(desk, cast):
    await given(desk, cast.max, cast.bob, 2)
    await mark_read(desk, cast.bob.actor, None)
    ((number, event),) = await given(desk, cast.max, cast.bob, 1)
    (one,) = await told(desk, cast.bob)
    assert (one["ticket"], one["event"], one["read"]) == (number, event, False)


async def test_others_and_other_minutes_are_told_apart(desk, cast, clock):
    await given(desk, cast.max, cast.bob, 1)
    await given(desk, cast.ada, cast.bob, 1)
    clock.advance(seconds=61)
    await given(desk, cast.max, cast.bob, 1)
    assert len(await told(desk, cast.bob)) == 3
