"""News for one agent: everybody who is concerned once, nobody else, and none of it lost or overwritten."""

import pytest

from server import followers
from server.chats import actions as chats
from server.errors import FrontdeskError
from server.jobs import sweeps
from server.people.agents import update_agent
from server.people.notifications import list_mine, mark_read, unread_of
from server.tickets import actions as tickets
from server.tickets.replies import note
from tests.desks import replay_equals_document, settle
from tests.plays import accepted, make_ticket, open_ticket, say
from tests.plays import note as note_in_chat


async def news(desk, person, **asked) -> list[tuple]:
    """(type, text) of what the agent is told, the oldest first."""
    await settle(desk)
    rows, _ = await list_mine(desk, person.actor, **asked)
    return [(row["type"], row["text"]) for row in reversed(rows)]


def pushed(desk, person, event: str = "notification") -> list[dict]:
    return [push.payload for push in desk.bus.sent if push.event == event and push.rooms == [f"agent:{person.id}"]]


async def test_a_mention_reaches_its_person_once_and_nobody_else(desk, cast):
    number = await open_ticket(desk, cast.alice.actor)
    written = await note(desk, cast.alice.actor, number, "@Bob, is the <b>kettle</b>\nours?")
    said = "@Bob, is the <b>kettle</b> ours?"
    assert await news(desk, cast.bob) == [("mention", said)]
    assert await news(desk, cast.alice) == await news(desk, cast.max) == await news(desk, cast.ada) == []
    assert written.event["data"]["mentions"] == [{"kind": "agent", "id": cast.bob.id, "name": "Bob"}]
    (told,), (short,) = pushed(desk, cast.bob), pushed(desk, cast.bob, "mention")
    by = {"id": cast.alice.id, "name": "Alice"}
    assert short == {"ticket": number, "event": written.event["_id"], "by": by, "text": said}
    assert told == {**short, "id": told["id"], "type": "mention", "at": told["at"], "read": False}
    assert not [push for push in desk.bus.sent if push.namespace == "/visitor"]
    await replay_equals_document(desk)


async def test_a_team_reaches_its_active_members_but_not_oneself(desk, cast):
    number = await open_ticket(desk, cast.alice.actor)
    await note(desk, cast.alice.actor, number, "@support and @alice and @max")
    assert await news(desk, cast.max) == [("mention", "@support and @alice and @max")]
    assert await news(desk, cast.alice) == []
    await update_agent(desk, cast.ada.actor, cast.max.id, active=False)
    await note(desk, cast.bob.actor, number, "nobody named", mentions=[cast.support])
    assert await news(desk, cast.alice) == [("mention", "nobody named")]
    assert len(await news(desk, cast.max)) == 1


async def test_mentions_in_a_chat_also_after_it_became_a_ticket(desk, cast):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    first = await note_in_chat(desk, cast.alice.actor, chat, "@bob, she is angry")
    await make_ticket(desk, cast.alice.actor, chat)
    await note_in_chat(desk, cast.alice.actor, chat, "@bob, still")
    assert await news(desk, cast.bob) == [("mention", "@bob, she is angry"), ("mention", "@bob, still")]
    # The two are told side by side: either may be the first.
    told = next(one for one in pushed(desk, cast.bob) if one["event"] == first.event["_id"])
    assert (told["chat"], "ticket" in told) == (chat, False)
    assert "angry" not in str(desk.bus.to("/visitor"))
    assert pushed(desk, cast.alice) == []


async def test_a_repeated_note_and_a_repeated_duty_tell_once(desk, other_desk, cast):
    number = await open_ticket(desk, cast.alice.actor)
    written = await note(desk, cast.alice.actor, number, "@bob", "k")
    await note(other_desk, cast.alice.actor, number, "@bob", "k")
    await settle(desk, other_desk)
    await mark_read(desk, cast.bob.actor, None)
    desk.bus.forget()
    await followers.notify(desk, written.event)
    await followers.notify(other_desk, written.event)
    assert len(await news(desk, cast.bob)) == 1
    assert await unread_of(desk, cast.bob.id) == 0
    assert pushed(desk, cast.bob) == [], "what was read does not come back"


async def test_a_crash_before_the_telling_is_made_good_by_the_sweep(desk, cast, clock, monkeypatch):
    async def fails(desk, event):
        raise FrontdeskError("away")

    number = await open_ticket(desk, cast.alice.actor)
    monkeypatch.setitem(followers.DUTIES, "notify", fails)
    await note(desk, cast.alice.actor, number, "@bob")
    assert await news(desk, cast.bob) == []
    monkeypatch.undo()
    clock.advance(seconds=6)
    await sweeps.duties(desk)
    assert await news(desk, cast.bob) == [("mention", "@bob")]
    assert len(pushed(desk, cast.bob)) == 1
    assert await desk.store.events.count_documents({"todo": "notify"}) == 0


async def test_a_ticket_given_to_me_is_news_and_one_that_i_take_is_not(desk, cast):
    number = await open_ticket(desk, cast.max.actor, subject="<i>Kettle</i>", assignee=cast.bob.actor.ref())
    await tickets.assign(desk, cast.max.actor, number, agent=cast.alice.actor.ref())
    await tickets.assign(desk, cast.max.actor, number, agent=cast.max.actor.ref())
    await tickets.assign(desk, cast.max.actor, number, agent=None)
    await tickets.set_status(desk, cast.alice.actor, number, "in_progress")
    assert await news(desk, cast.bob) == await news(desk, cast.alice) == [("assigned", "<i>Kettle</i>")]
    assert await news(desk, cast.max) == []


async def test_a_customer_who_writes_is_news_for_the_owner_unless_they_are_in_the_chat(desk, cast):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    number = await make_ticket(desk, cast.alice.actor, chat)
    await say(desk, cast.vera.actor, chat, "and the lid")
    assert await news(desk, cast.alice) == []
    await chats.transfer(desk, cast.alice.actor, chat, agent=cast.bob.actor)
    await say(desk, cast.vera.actor, chat, "and the spout")
    await say(desk, cast.bob.actor, chat, "thank you")
    await say(desk, cast.vera.actor, chat, "and the box")
    assert await news(desk, cast.alice) == [("customer", "and the spout")], "one until it is read"
    assert await news(desk, cast.bob) == []
    assert pushed(desk, cast.alice)[0]["ticket"] == number
    await mark_read(desk, cast.alice.actor, None)
    await say(desk, cast.vera.actor, chat, "and the bill")
    assert (await news(desk, cast.alice))[-1] == ("customer", "and the bill")
    await replay_equals_document(desk)


async def test_mentions_stay_and_other_news_grow_old(desk, cast):
    number = await open_ticket(desk, cast.max.actor, assignee=cast.bob.actor.ref())
    await note(desk, cast.max.actor, number, "@bob")
    await settle(desk)
    rows = {row["type"]: row async for row in desk.store.notifications.find({})}
    assert (rows["assigned"]["expires_at"] - rows["assigned"]["at"]).days == 90
    assert "expires_at" not in rows["mention"]


@pytest.mark.parametrize("body", ["@nobody", "bob@customer.example", ""])
async def test_words_that_name_nobody(desk, cast, body):
    number = await open_ticket(desk, cast.alice.actor)
    written = await note(desk, cast.alice.actor, number, body or "x")
    assert "data" not in written.event
    assert "todo" not in written.event
