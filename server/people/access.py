"""Who may do what: load or refuse. The first lines of every action come from here."""

from server.actor import Actor
from server.desk import Desk
from server.errors import Forbidden, NotFound

_WHO = {"agent": "agents", "manager": "managers and admins", "admin": "admins"}


def require(actor: Actor, role: str) -> None:
    """Raises Forbidden unless the actor is an agent of at least this role."""
    if not actor.at_least(role):
        raise Forbidden(f"Only {_WHO[role]} may do this.", role=role)


def picture_path(agent: dict) -> str | None:
    """Where browsers find the agent's picture; its hash is in the path, so it can be cached for ever."""
    return f"/pictures/{agent['_id']}/{agent['picture']}" if agent.get("picture") else None


def agent_actor(agent: dict) -> Actor:
    """The Actor of a document in store.agents."""
    return Actor(
        "agent", agent["_id"], agent["name"], role=agent["role"], teams=tuple(agent["teams"]),
        email=agent["email"], picture=picture_path(agent),
    )


async def find_agent(desk: Desk, agent_id: str) -> dict:
    agent = await desk.store.agents.find_one({"_id": agent_id})
    if agent is None:
        raise NotFound("There is no such agent.")
    return agent


async def find_team(desk: Desk, team_id: str) -> dict:
    team = await desk.store.teams.find_one({"_id": team_id})
    if team is None:
        raise NotFound("There is no such team.")
    return team
