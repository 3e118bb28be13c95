"""Invitations: one link, one person, once."""

import asyncio

import pytest

from server.errors import Conflict, Forbidden, Invalid, NotFound, Unauthenticated
from server.people.agents import update_agent
from server.people.invitations import accept, invitation, invite, invite_again
from server.people.sessions import authenticate, sign_in
from tests.cast import PASSWORD

WHERE = ("192.0.2.7", "tests")


def token_of(url: str) -> str:
    return url.rpartition("/invite/")[2]


async def invited(desk, cast, email="carol@frontdesk.example"):
    agent, url = await invite(desk, cast.ada.actor, email, "agent", "Carol", [cast.support])
    return agent, token_of(url)


async def test_from_the_link_to_the_first_session(desk, cast):
    agent, url = await invite(desk, cast.ada.actor, "Carol@Frontdesk.example", "manager", teams=[cast.support])
    assert url.startswith(desk.settings.address + "/invite/")
    assert (agent["email"], agent["invited"], agent["name"]) == ("carol@frontdesk.example", True, "carol")
    assert (await invitation(desk, token_of(url)))["email"] == agent["email"]
    assert await desk.store.invitations.find_one({"_id": token_of(url)}) is None, "only a hash is stored"
    actor, _ = await authenticate(desk, await accept(desk, token_of(url), " Carol  C. ", PASSWORD, *WHERE))
    assert (actor.name, actor.role, actor.teams) == ("Carol C.", "manager", (cast.support,))
    assert desk.bus.to("/agent", "people") == [{}, {}]


async def test_only_an_admin_invites(desk, cast):
    for somebody in (cast.max, cast.alice, cast.vera, cast.sam):
        with pytest.raises(Forbidden):
            await invite(desk, somebody.actor, "carol@frontdesk.example", "agent")
        with pytest.raises(Forbidden):
            await invite_again(desk, somebody.actor, cast.bob.id)


async def test_two_who_accept_at_once(desk, cast):
    agent, token = await invited(desk, cast)
    outcomes = await asyncio.gather(
        accept(desk, token, "Carol", PASSWORD, *WHERE), accept(desk, token, "Mallory", PASSWORD + "!", *WHERE),
        return_exceptions=True,
    )
    won = [outcome for outcome in outcomes if isinstance(outcome, str)]
    assert len(won) == 1
    assert any(isinstance(outcome, Conflict | NotFound) for outcome in outcomes)
    winner = "Carol" if outcomes[0] == won[0] else "Mallory"
    assert (await desk.store.agents.find_one({"_id": agent["_id"]}))["name"] == winner
    assert await desk.store.sessions.count_documents({"agent": agent["_id"]}) == 1


async def test_a_link_works_once(desk, cast):
    _, token = await invited(desk, cast)
    await accept(desk, token, "Carol", PASSWORD, *WHERE)
    with pytest.raises(NotFound):
        await accept(desk, token, "Mallory", PASSWORD, *WHERE)
    with pytest.raises(NotFound):
        await invitation(desk, token)


async def test_two_admins_who_invite_the_same_address_at_once(desk, cast):
    outcomes = await asyncio.gather(
        *(invite(desk, cast.ada.actor, "carol@frontdesk.example", "agent", f"Carol {n}") for n in range(4)),
        return_exceptions=True,
    )
    refused = [outcome for outcome in outcomes if isinstance(outcome, Conflict)]
    assert len(refused) == 3
    assert all("Carol" in conflict.message for conflict in refused)
    assert await desk.store.agents.count_documents({"email": "carol@frontdesk.example"}) == 1


async def test_an_address_in_use_names_its_owner(desk, cast):
    with pytest.raises(Conflict) as refused:
        await invite(desk, cast.ada.actor, "ALICE@frontdesk.example", "agent")
    assert "Alice" in refused.value.message
    assert refused.value.details == {"field": "email"}


@pytest.mark.parametrize("change", [
    {"email": "not an address"}, {"role": "owner"}, {"teams": ["no such team"]}, {"name": "x" * 81},
])
async def test_a_wrong_invitation_stores_nothing(desk, cast, change):
    before = await desk.store.agents.count_documents({})
    with pytest.raises(Invalid) as refused:
        await invite(desk, cast.ada.actor, **{"email": "carol@frontdesk.example", "role": "agent", **change})
    assert refused.value.details["field"] in change
    assert await desk.store.agents.count_documents({}) == before
    assert await desk.store.invitations.count_documents({}) == 0


@pytest.mark.parametrize(("name", "password"), [
    ("", PASSWORD), ("Carol", "short"), ("Carol", "carol@frontdesk.example"),
])
async def test_a_refused_acceptance_leaves_the_link_good(desk, cast, name, password):
    _, token = await invited(desk, cast)
    with pytest.raises(Invalid):
        await accept(desk, token, name, password, *WHERE)
    await accept(desk, token, "Carol", PASSWORD, *WHERE)


async def test_a_new_link_ends_the_old_one(desk, cast):
    agent, old = await invited(desk, cast)
    new = token_of(await invite_again(desk, cast.ada.actor, agent["_id"]))
    with pytest.raises(NotFound):
        await accept(desk, old, "Carol", PASSWORD, *WHERE)
    await accept(desk, new, "Carol", PASSWORD, *WHERE)


async def test_a_forgotten_password_is_replaced_through_a_link(desk, cast):
    link = token_of(await invite_again(desk, cast.ada.actor, cast.bob.id))
    with pytest.raises(Unauthenticated):
        await authenticate(desk, cast.bob.token)
    with pytest.raises(Unauthenticated):
        await sign_in(desk, cast.bob.email, PASSWORD, *WHERE)
    await accept(desk, link, "Bob", "another harbour 8", *WHERE)
    await sign_in(desk, cast.bob.email, "another harbour 8", *WHERE)


async def test_nobody_makes_such_a_link_for_themselves(desk, cast):
    with pytest.raises(Conflict):
        await invite_again(desk, cast.ada.actor, cast.ada.id)


async def test_a_link_grows_old(desk, cast, clock):
    _, token = await invited(desk, cast)
    clock.advance(days=7, seconds=1)
    with pytest.raises(NotFound):
        await accept(desk, token, "Carol", PASSWORD, *WHERE)


async def test_whoever_is_deactivated_can_not_accept(desk, cast):
    agent, token = await invited(desk, cast)
    await update_agent(desk, cast.ada.actor, agent["_id"], active=False)
    with pytest.raises(NotFound):
        await accept(desk, token, "Carol", PASSWORD, *WHERE)
    with pytest.raises(Conflict):
        await invite_again(desk, cast.ada.actor, agent["_id"])


@pytest.mark.parametrize("token", ["", "guess", "x" * 100, "x" * 101, "\0", "fd_token"])
async def test_a_guessed_link_opens_nothing(desk, cast, token):
    with pytest.raises((NotFound, Invalid)):
        await invitation(desk, token)
