"""Teams. Who belongs to one is written in the agents' documents only."""

from server.actor import Actor
from server.desk import Desk, noted
from server.errors import Conflict, Invalid
from server.people.access import find_team, require
from server.people.agents import announce_people
from server.people.together import one_at_a_time
from server.people.words import clean_name
from server.store import DuplicateKeyError, new_id


async def list_teams(desk: Desk, actor: Actor) -> list[tuple[dict, list[str]]]:
    """Each team with the ids of its members, by name."""
    require(actor, "agent")
    members: dict[str, list[str]] = {}
    async for agent in desk.store.agents.find({}, {"teams": 1}).sort("name", 1):
        for team in agent["teams"]:
            members.setdefault(team, []).append(agent["_id"])
    return [(team, members.get(team["_id"], [])) async for team in desk.store.teams.find({}).sort("name", 1)]


async def make_team(desk: Desk, actor: Actor, name: str, members: list[str] | None = None) -> tuple[dict, list[str]]:
    require(actor, "manager")
    name = clean_name(name)
    ids = await _check_members(desk, members or [])
    team = {"_id": new_id(), "name": name, "created_at": desk.now()}
    try:
        await desk.store.teams.insert_one(team)
    except DuplicateKeyError:
        raise _name_taken(name) from None
    await _set_members(desk, team["_id"], ids)
    noted(actor, "team made", f"team/{team['_id']}")
    announce_people(desk)
    return team, ids


async def update_team(
    desk: Desk, actor: Actor, team_id: str, *, name: str | None = None, members: list[str] | None = None,
) -> tuple[dict, list[str]]:
    require(actor, "manager")
    team = await find_team(desk, team_id)
    ids = None if members is None else await _check_members(desk, members)
    if name is not None:
        team["name"] = clean_name(name)
        try:
            await desk.store.teams.update_one({"_id": team_id}, {"$set": {"name": team["name"]}})
        except DuplicateKeyError:
            raise _name_taken(team["name"]) from None
    if ids is not None:
        await _set_members(desk, team_id, ids)
    noted(actor, "team changed", f"team/{team_id}")
    announce_people(desk)
    return team, await _members(desk, team_id)


async def delete_team(desk: Desk, actor: Actor, team_id: str) -> None:
    """Its members stay, without it. Tickets and chats keep the name it had."""
    require(actor, "manager")
    await find_team(desk, team_id)

    async def delete(session):
        if await desk.store.teams.find_one({"_id": {"$ne": team_id}}, {"_id": 1}, session=session) is None:
            raise Conflict("There must be at least one team.")
        await desk.store.teams.delete_one({"_id": team_id}, session=session)
        await desk.store.agents.update_many({"teams": team_id}, {"$pull": {"teams": team_id}}, session=session)

    await one_at_a_time(desk, "last-team", delete)
    noted(actor, "team deleted", f"team/{team_id}")
    announce_people(desk)


async def _members(desk: Desk, team_id: str) -> list[str]:
    return [row["_id"] async for row in desk.store.agents.find({"teams": team_id}, {"_id": 1}).sort("name", 1)]


async def _set_members(desk: Desk, team_id: str, ids: list[str]) -> None:
    await desk.store.agents.update_many({"_id": {"$nin": ids}, "teams": team_id}, {"$pull": {"teams": team_id}})
    await desk.store.agents.update_many({"_id": {"$in": ids}}, {"$addToSet": {"teams": team_id}})


async def _check_members(desk: Desk, members: list[str]) -> list[str]:
    ids = list(dict.fromkeys(members))
    known = {row["_id"] async for row in desk.store.agents.find({"_id": {"$in": ids}}, {"_id": 1})}
    for id in ids:
        if id not in known:
            raise Invalid(f"There is no agent {id!r}.", field="members")
    return ids


def _name_taken(name: str) -> Conflict:
    return Conflict(f"There is a team {name} already.", field="name")
