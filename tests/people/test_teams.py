"""Teams and who belongs to them."""

import asyncio

import pytest

from server.errors import Conflict, Forbidden, Invalid, NotFound
from server.people.teams import delete_team, list_teams, make_team, update_team


async def members(desk, cast) -> dict[str, set]:
    return {team["name"]: set(ids) for team, ids in await list_teams(desk, cast.bob.actor)}


async def test_teams_list_their_members(desk, cast):
    assert await members(desk, cast) == {
        "Support": {cast.ada.id, cast.max.id, cast.alice.id}, "Billing": {cast.max.id, cast.bob.id},
    }


async def test_a_manager_makes_changes_and_deletes_a_team(desk, cast):
    team, ids = await make_team(desk, cast.max.actor, " Night  shift ", [cast.alice.id, cast.alice.id])
    assert (team["name"], ids) == ("Night shift", [cast.alice.id])
    team, ids = await update_team(desk, cast.max.actor, team["_id"], name="Nights", members=[cast.bob.id])
    assert (team["name"], ids) == ("Nights", [cast.bob.id])
    assert (await members(desk, cast))["Nights"] == {cast.bob.id}
    await delete_team(desk, cast.max.actor, team["_id"])
    assert set(await members(desk, cast)) == {"Support", "Billing"}
    assert (await desk.store.agents.find_one({"_id": cast.bob.id}))["teams"] == [cast.billing]
    assert desk.bus.to("/agent", "people") == [{}] * 3


async def test_agents_and_visitors_change_no_teams(desk, cast):
    for somebody in (cast.alice, cast.bob, cast.vera, cast.sam):
        for attempt in (
            make_team(desk, somebody.actor, "Mine"),
            update_team(desk, somebody.actor, cast.support, name="Mine"),
            delete_team(desk, somebody.actor, cast.support),
        ):
            with pytest.raises(Forbidden):
                await attempt
    with pytest.raises(Forbidden):
        await list_teams(desk, cast.vera.actor)


async def test_a_name_is_used_once(desk, cast):
    with pytest.raises(Conflict):
        await make_team(desk, cast.max.actor, "Support")
    with pytest.raises(Conflict):
        await update_team(desk, cast.max.actor, cast.billing, name="Support")
    outcomes = await asyncio.gather(
        *(make_team(desk, cast.max.actor, "Nights") for _ in range(3)), return_exceptions=True
    )
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 2


async def test_unknown_members_and_teams(desk, cast):
    with pytest.raises(Invalid) as refused:
        await make_team(desk, cast.max.actor, "Nights", [cast.bob.id, "nobody"])
    assert refused.value.details == {"field": "members"}
    assert "Nights" not in await members(desk, cast)
    for attempt in (update_team(desk, cast.max.actor, "none", name="x"), delete_team(desk, cast.max.actor, "none")):
        with pytest.raises(NotFound):
            await attempt


async def test_the_last_team_stays_even_if_both_go_at_once(desk, cast):
    outcomes = await asyncio.gather(
        delete_team(desk, cast.max.actor, cast.support), delete_team(desk, cast.ada.actor, cast.billing),
        return_exceptions=True,
    )
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 1
    assert len(await members(desk, cast)) == 1
