"""Agents: the people who answer. What an admin changes about them, and what they change themselves."""

from server.actor import Actor
from server.desk import Desk, noted
from server.errors import Conflict, Invalid
from server.people.access import find_agent, require
from server.people.passwords import hash_password, matches
from server.people.sessions import end_other_sessions, end_sessions
from server.people.throttle import count_try, forgive
from server.people.together import one_at_a_time
from server.people.words import agent_name, check_password
from server.store import new_id

ROLES = ("agent", "manager", "admin")


def new_agent(desk: Desk, *, email: str, name: str, role: str, teams: list[str], password: str | None = None) -> dict:
    """The document of an agent, `invited` as long as there is no password (its argon2 hash)."""
    return {
        "_id": new_id(), "email": email, "name": name, "role": role, "teams": teams, "picture": None,
        "password": password, "active": True, "invited": password is None, "presence": "online",
        "created_at": desk.now(),
    }


async def list_agents(desk: Desk, actor: Actor) -> list[dict]:
    require(actor, "agent")
    return await desk.store.agents.find({}).sort([("active", -1), ("name", 1)]).to_list(None)


async def update_agent(
    desk: Desk, actor: Actor, agent_id: str, *,
    role: str | None = None, teams: list[str] | None = None, active: bool | None = None, name: str | None = None,
) -> dict:
    """What an admin changes about an agent; None leaves a field as it is. Returns the agent as it is then."""
    require(actor, "admin")
    await find_agent(desk, agent_id)
    asked: dict = {}
    if role is not None:
        asked["role"] = check_role(role)
    if teams is not None:
        asked["teams"] = await check_teams(desk, teams)
    if active is not None:
        asked["active"] = active
    if name is not None:
        asked["name"] = agent_name(name)

    async def change(session):
        before = await desk.store.agents.find_one({"_id": agent_id}, session=session)
        changes = {field: value for field, value in asked.items() if before[field] != value}
        if changes:
            await _keep_an_admin(desk, {**before, **changes}, session)
            await desk.store.agents.update_one({"_id": agent_id}, {"$set": changes}, session=session)
        return {**before, **changes}, changes

    agent, changes = await one_at_a_time(desk, "last-admin", change)
    if changes:
        noted(actor, "agent changed", f"agent/{agent_id}", fields=sorted(changes))
        await _after_change(desk, agent, changes)
    return agent


async def rename_myself(desk: Desk, actor: Actor, name: str) -> dict:
    name = agent_name(name)
    agent = await desk.store.agents.find_one_and_update(
        {"_id": actor.id}, {"$set": {"name": name}}, return_document=True
    )
    noted(actor, "name changed", f"agent/{actor.id}")
    announce_people(desk)
    return agent


async def change_password(desk: Desk, actor: Actor, session_id: str, current: str, password: str) -> dict:
    """Needs the current one; ends the agent's other sessions."""
    agent = await find_agent(desk, actor.id)
    tried = f"pair:password {actor.id}"
    await count_try(desk, tried)
    if not await matches(agent["password"], current):
        raise Invalid("current_password is wrong.", field="current_password")
    await forgive(desk, tried)
    check_password(password, agent["email"])
    await desk.store.agents.update_one({"_id": actor.id}, {"$set": {"password": await hash_password(password)}})
    await end_other_sessions(desk, actor.id, session_id, "Your password was changed.")
    noted(actor, "password changed", f"agent/{actor.id}")
    return agent


def check_role(role: str) -> str:
    if role not in ROLES:
        raise Invalid(f"role must be one of {', '.join(ROLES)}.", field="role")
    return role


async def check_teams(desk: Desk, teams: list[str]) -> list[str]:
    """The team ids without doubles, or Invalid naming the one that does not exist."""
    ids = list(dict.fromkeys(teams))
    known = {team["_id"] async for team in desk.store.teams.find({"_id": {"$in": ids}}, {"_id": 1})}
    for id in ids:
        if id not in known:
            raise Invalid(f"There is no team {id!r}.", field="teams")
    return ids


def announce_people(desk: Desk) -> None:
    """Tells the consoles to fetch agents and teams again."""
    desk.bus.send("/agent", ["queue"], "people", {})


async def _keep_an_admin(desk: Desk, after: dict, session) -> None:
    if after["role"] == "admin" and after["active"]:
        return
    # Somebody who has not yet accepted can't sign in, so does not count.
    others = {"_id": {"$ne": after["_id"]}, "role": "admin", "active": True, "invited": False}
    if await desk.store.agents.find_one(others, {"_id": 1}, session=session) is None:
        raise Conflict("There must be at least one active admin; make somebody else an admin first.")


async def _after_change(desk: Desk, agent: dict, changes: dict) -> None:
    if changes.get("active") is False:
        await end_sessions(desk, agent["_id"], "Your account was deactivated.")
        await desk.store.invitations.delete_many({"agent": agent["_id"]})
    elif "role" in changes:
        # Connections carry the role they began with; a new one carries the new role.
        desk.bus.drop("/agent", f"agent:{agent['_id']}", "Your role was changed.")
    announce_people(desk)
