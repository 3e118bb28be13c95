"""Signing in and out: whom it lets in, whom it keeps out, and how it ends."""

import asyncio

import pytest

from server.errors import Forbidden, NotFound, RateLimited, Unauthenticated
from server.people import throttle
from server.people.agents import change_password, update_agent
from server.people.sessions import (
    actors_of,
    authenticate,
    sessions_of,
    sign_in,
    sign_out,
    sign_out_everywhere,
)
from tests.cast import PASSWORD, sign_person_in

WHERE = ("203.0.113.9", "tests")

TRIES = throttle.TRIES["pair"]


async def still_open(desk, session_ids) -> set[str]:
    return set(await actors_of(desk, session_ids))


async def test_a_session_says_who_it_is(desk, cast):
    token = await sign_in(desk, " Alice@Frontdesk.Example ", PASSWORD, *WHERE)
    actor, session_id = await authenticate(desk, token)
    assert (actor.kind, actor.name, actor.role, actor.teams) == ("agent", "Alice", "agent", (cast.support,))
    row = await desk.store.sessions.find_one({"_id": session_id})
    assert token not in str(row)


@pytest.mark.parametrize(("email", "password"), [
    ("alice@frontdesk.example", "not the password"),
    ("nobody@frontdesk.example", PASSWORD),
    ("", ""),
    ("alice@frontdesk.example", ""),
])
async def test_all_failures_look_alike(desk, cast, email, password):
    with pytest.raises(Unauthenticated) as refused:
        await sign_in(desk, email, password, *WHERE)
    assert refused.value.message == "The email or the password is wrong."
    assert refused.value.details == {}


@pytest.mark.parametrize("token", [None, "", "fd_", "fd_" + "A" * 43, 7, {"$ne": None}, ["fd_"], "fd_\ud800", "\0"])
async def test_a_forged_or_missing_token_is_nobody(desk, cast, token):
    with pytest.raises(Unauthenticated):
        await authenticate(desk, token)


async def test_the_stored_row_does_not_sign_anybody_in(desk, cast):
    with pytest.raises(Unauthenticated):
        await authenticate(desk, cast.alice.session_id)
    with pytest.raises(Unauthenticated):
        await authenticate(desk, "fd_" + cast.alice.session_id)


async def test_a_visitors_token_is_no_session(desk, cast):
    with pytest.raises(Unauthenticated):
        await authenticate(desk, cast.sam.token)


async def test_a_session_expires(desk, cast, clock):
    clock.advance(days=desk.settings.session_days, seconds=1)
    with pytest.raises(Unauthenticated):
        await authenticate(desk, cast.alice.token)
    assert await still_open(desk, [cast.alice.session_id]) == set()
    assert await sessions_of(desk, cast.alice.actor) == []


async def test_use_is_noted_once_a_minute(desk, cast, clock):
    async def seen():
        return (await desk.store.sessions.find_one({"_id": cast.alice.session_id}))["last_seen"]

    first = await seen()
    clock.advance(seconds=50)
    await authenticate(desk, cast.alice.token)
    assert await seen() == first
    clock.advance(seconds=20)
    await authenticate(desk, cast.alice.token)
    assert (await seen() - first).total_seconds() >= 70


async def test_ten_failures_are_enough_even_all_at_once(desk, cast, clock):
    tries = [sign_in(desk, "alice@frontdesk.example", f"guess {n}", *WHERE) for n in range(TRIES + 5)]
    outcomes = [type(outcome) for outcome in await asyncio.gather(*tries, return_exceptions=True)]
    assert (outcomes.count(Unauthenticated), outcomes.count(RateLimited)) == (TRIES, 5)
    with pytest.raises(RateLimited) as refused:
        await sign_in(desk, "alice@frontdesk.example", PASSWORD, *WHERE)
    assert 0 < refused.value.details["retry_after"] <= 900
    await sign_in(desk, "bob@frontdesk.example", PASSWORD, *WHERE)
    await sign_in(desk, "alice@frontdesk.example", PASSWORD, "198.51.100.7", "t")


async def test_one_address_can_not_try_many_accounts(desk, cast):
    for n in range(throttle.TRIES["ip"]):
        with pytest.raises(Unauthenticated):
            await sign_in(desk, f"guess{n}@frontdesk.example", PASSWORD, *WHERE)
    with pytest.raises(RateLimited):
        await sign_in(desk, "bob@frontdesk.example", PASSWORD, *WHERE)
    await sign_in(desk, "bob@frontdesk.example", PASSWORD, "203.0.113.10", "tests")


async def test_right_sign_ins_are_not_counted(desk, cast):
    for _ in range(TRIES + 3):
        await sign_in(desk, "bob@frontdesk.example", PASSWORD, *WHERE)


async def test_without_redis_people_still_sign_in(desk, cast, redis_away):
    token = await sign_in(desk, "alice@frontdesk.example", PASSWORD, *WHERE)
    assert (await authenticate(desk, token))[0].name == "Alice"


async def test_signing_out_ends_this_session_alone(desk, cast):
    other = await sign_person_in(desk, cast.alice.email)
    await sign_out(desk, other.actor, other.session_id)
    assert desk.bus.dropped == [f"session:{other.session_id}"]
    assert await still_open(desk, [other.session_id, cast.alice.session_id]) == {cast.alice.session_id}


async def test_nobody_ends_a_session_of_somebody_else(desk, cast):
    await sign_out(desk, cast.bob.actor, cast.alice.session_id)
    assert (await authenticate(desk, cast.alice.token))[0].name == "Alice"
    for stranger in (cast.bob, cast.max):
        with pytest.raises(Forbidden):
            await sign_out_everywhere(desk, stranger.actor, cast.alice.id)
    with pytest.raises(Forbidden):
        await sign_out_everywhere(desk, cast.vera.actor, cast.alice.id)
    with pytest.raises(NotFound):
        await sign_out_everywhere(desk, cast.ada.actor, "nobody")


@pytest.mark.parametrize("who", ["alice", "ada"])
async def test_signing_out_everywhere_by_oneself_or_an_admin(desk, cast, who):
    other = await sign_person_in(desk, cast.alice.email)
    await sign_out_everywhere(desk, getattr(cast, who).actor, cast.alice.id)
    assert desk.bus.dropped == [f"agent:{cast.alice.id}"]
    assert await still_open(desk, [other.session_id, cast.alice.session_id]) == set()


async def test_a_deactivated_agent_is_out_at_once(desk, cast):
    await update_agent(desk, cast.ada.actor, cast.alice.id, active=False)
    assert f"agent:{cast.alice.id}" in desk.bus.dropped
    with pytest.raises(Unauthenticated):
        await authenticate(desk, cast.alice.token)
    with pytest.raises(Forbidden, match="deactivated"):
        await sign_in(desk, cast.alice.email, PASSWORD, *WHERE)
    with pytest.raises(Unauthenticated, match="wrong"):
        await sign_in(desk, cast.alice.email, "not the password", *WHERE)


async def test_a_session_row_that_outlived_its_agents_access_is_worth_nothing(desk, cast):
    await desk.store.agents.update_one({"_id": cast.alice.id}, {"$set": {"active": False}})
    assert await still_open(desk, [cast.alice.session_id]) == set()
    with pytest.raises(Unauthenticated):
        await authenticate(desk, cast.alice.token)


async def test_open_sessions_know_what_changed_about_their_agent(desk, cast):
    await update_agent(desk, cast.ada.actor, cast.alice.id, name="Alicia", teams=[cast.billing])
    actor = (await actors_of(desk, [cast.alice.session_id, cast.bob.session_id, "none"]))[cast.alice.session_id]
    assert (actor.name, actor.teams) == ("Alicia", (cast.billing,))


async def test_a_new_password_ends_the_other_sessions(desk, cast):
    other = await sign_person_in(desk, cast.alice.email)
    await change_password(desk, other.actor, other.session_id, PASSWORD, "another harbour 8")
    assert desk.bus.dropped == [f"session:{cast.alice.session_id}"]
    assert await still_open(desk, [other.session_id, cast.alice.session_id]) == {other.session_id}
    with pytest.raises(Unauthenticated):
        await sign_in(desk, cast.alice.email, PASSWORD, *WHERE)
    await sign_in(desk, cast.alice.email, "another harbour 8", *WHERE)
