"""What is changed about agents, and by whom."""

import asyncio

import pytest

from server.errors import Conflict, Forbidden, Invalid, NotFound, RateLimited
from server.people import throttle
from server.people.agents import change_password, list_agents, rename_myself, update_agent
from server.people.invitations import invite
from tests.cast import PASSWORD, make_admin

TRIES = throttle.TRIES["pair"]


async def stored(desk, person):
    return await desk.store.agents.find_one({"_id": person.id})


async def test_an_admin_changes_role_teams_and_name(desk, cast):
    changed = await update_agent(
        desk, cast.ada.actor, cast.alice.id, role="manager", teams=[cast.billing, cast.billing], name=" Alicia ",
    )
    assert changed == await stored(desk, cast.alice)
    assert (changed["role"], changed["teams"], changed["name"]) == ("manager", [cast.billing], "Alicia")
    assert desk.bus.dropped == [f"agent:{cast.alice.id}"], "the socket comes back with the new role"
    assert desk.bus.to("/agent") == [{}]


async def test_a_change_that_changes_nothing_tells_nobody(desk, cast):
    await update_agent(desk, cast.ada.actor, cast.alice.id, role="agent", active=True)
    assert (desk.bus.sent, desk.bus.dropped) == ([], [])


async def test_only_an_admin_changes_agents(desk, cast):
    before = await stored(desk, cast.alice)
    for somebody in (cast.max, cast.alice, cast.bob, cast.vera, cast.sam):
        with pytest.raises(Forbidden):
            await update_agent(desk, somebody.actor, cast.alice.id, role="admin")
    with pytest.raises(NotFound):
        await update_agent(desk, cast.ada.actor, "nobody", role="admin")
    assert await stored(desk, cast.alice) == before


async def test_visitors_do_not_see_the_list(desk, cast):
    for guest in (cast.vera, cast.sam):
        with pytest.raises(Forbidden):
            await list_agents(desk, guest.actor)
    assert len(await list_agents(desk, cast.bob.actor)) == 4


@pytest.mark.parametrize("change", [{"role": "agent"}, {"role": "manager"}, {"active": False}])
async def test_the_last_admin_stays(desk, cast, change):
    # Somebody who has not accepted yet can't help out.
    await invite(desk, cast.ada.actor, "carol@frontdesk.example", "admin")
    desk.bus.forget()
    with pytest.raises(Conflict):
        await update_agent(desk, cast.ada.actor, cast.ada.id, **change)
    assert (await stored(desk, cast.ada))["role"] == "admin"
    assert (desk.bus.sent, desk.bus.dropped) == ([], [])


async def test_two_admins_who_demote_each_other_at_once(desk, cast):
    eve = await make_admin(desk, "eve@frontdesk.example", "Eve")
    for _ in range(3):
        outcomes = await asyncio.gather(
            update_agent(desk, cast.ada.actor, eve.id, role="agent"),
            update_agent(desk, eve.actor, cast.ada.id, active=False),
            return_exceptions=True,
        )
        assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 1
        assert await desk.store.agents.count_documents({"role": "admin", "active": True}) == 1
        await desk.store.agents.update_many(
            {"_id": {"$in": [eve.id, cast.ada.id]}}, {"$set": {"role": "admin", "active": True}}
        )


@pytest.mark.parametrize("change", [{"role": "owner"}, {"teams": ["none such"]}, {"name": "\0"}])
async def test_a_wrong_change_stores_nothing(desk, cast, change):
    before = await stored(desk, cast.alice)
    with pytest.raises(Invalid) as refused:
        await update_agent(desk, cast.ada.actor, cast.alice.id, **{"active": False, **change})
    assert refused.value.details["field"] in change
    assert await stored(desk, cast.alice) == before


async def test_everybody_names_themselves(desk, cast):
    assert (await rename_myself(desk, cast.alice.actor, "Alice A."))["name"] == "Alice A."
    assert desk.bus.to("/agent") == [{}]


async def test_a_new_password_needs_the_old_one(desk, cast):
    with pytest.raises(Invalid) as refused:
        await change_password(desk, cast.alice.actor, cast.alice.session_id, "a guess", "another harbour 8")
    assert refused.value.details == {"field": "current_password"}
    with pytest.raises(Invalid) as refused:
        await change_password(desk, cast.alice.actor, cast.alice.session_id, PASSWORD, "short")
    assert refused.value.details == {"field": "password"}


async def test_a_stolen_session_can_not_guess_the_password(desk, cast):
    for n in range(TRIES):
        with pytest.raises(Invalid):
            await change_password(desk, cast.alice.actor, cast.alice.session_id, f"guess {n}", "another harbour 8")
    with pytest.raises(RateLimited):
        await change_password(desk, cast.alice.actor, cast.alice.session_id, PASSWORD, "another harbour 8")
