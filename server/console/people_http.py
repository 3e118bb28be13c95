"""Agents and teams over HTTP."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from server.console.api import PERSON, Api, Asked
from server.console.people_answers import Agent, Invited, InviteLink, ListedAgent, Team
from server.desk import Desk
from server.door import stamp
from server.people import agents, invitations, sessions, teams
from server.people.presence import last_seen_of, presence_of
from server.people.shapes import agent_shape, team_shape

Role = Literal["agent", "manager", "admin"]
Id = Annotated[str, Meta(max_length=40)]
Ids = Annotated[list[Id], Meta(max_length=500)]
Name = Annotated[str, Meta(max_length=200)]

api = Api("People")


class Invitation(Struct, forbid_unknown_fields=True):
    email: Annotated[str, Meta(max_length=254)]
    role: Role
    name: Name = ""
    teams: Ids = []


class AgentChanges(Struct, forbid_unknown_fields=True):
    role: Role | UnsetType = UNSET
    teams: Ids | UnsetType = UNSET
    active: bool | UnsetType = UNSET
    name: Name | UnsetType = UNSET


class NewTeam(Struct, forbid_unknown_fields=True):
    name: Name
    members: Ids = []


class TeamChanges(Struct, forbid_unknown_fields=True):
    name: Name | UnsetType = UNSET
    members: Ids | UnsetType = UNSET


@api.get("/agents", scope="people:read", answers=ListedAgent, listed=True)
async def list_agents(asked: Asked) -> dict:
    """Everybody who answers, also who is invited or deactivated; the active ones first."""
    desk = asked.desk
    people = await agents.list_agents(desk, asked.actor)
    ids = [agent["_id"] for agent in people]
    presence, seen = await presence_of(desk, ids), await last_seen_of(desk, ids)
    items = [
        {**agent_shape(agent, presence.get(agent["_id"], "offline")), "last_seen": stamp(seen.get(agent["_id"]))}
        for agent in people
    ]
    return {"items": items, "next": None}


@api.post("/agents", scope=PERSON, body=Invitation, answers=Invited)
async def invite(asked: Asked) -> dict:
    """Invites a colleague: admins only. The link is handed over by the admin, and works once, for a week."""
    body = asked.body
    agent, url = await invitations.invite(asked.desk, asked.actor, body.email, body.role, body.name, body.teams)
    return {"agent": await _shape(asked.desk, agent), "invite_url": url}


@api.post("/agents/{id}/invitation", scope=PERSON, answers=InviteLink)
async def invite_again(asked: Asked) -> dict:
    """A new link, for an invitation that was lost or a password that was forgotten: admins only.

    The old link and the old password stop working.
    """
    return {"invite_url": await invitations.invite_again(asked.desk, asked.actor, asked.path("id"))}


@api.patch("/agents/{id}", scope="admin", body=AgentChanges, answers=Agent)
async def change_agent(asked: Asked) -> dict:
    """Changes an agent's role, teams or name, or deactivates the account, which signs the agent out."""
    agent = await agents.update_agent(asked.desk, asked.actor, asked.path("id"), **asked.given())
    return await _shape(asked.desk, agent)


@api.delete("/agents/{id}/sessions", scope=PERSON, status=204)
async def sign_agent_out(asked: Asked) -> None:
    """Signs an agent out everywhere: admins only."""
    await sessions.sign_out_everywhere(asked.desk, asked.actor, asked.path("id"))


@api.get("/teams", scope="people:read", answers=Team, listed=True)
async def list_teams(asked: Asked) -> dict:
    """All teams with the ids of their members."""
    found = await teams.list_teams(asked.desk, asked.actor)
    return {"items": [team_shape(team, members) for team, members in found], "next": None}


@api.post("/teams", scope="people:write", body=NewTeam, answers=Team)
async def make_team(asked: Asked) -> dict:
    """Makes a team: managers and admins."""
    return team_shape(*await teams.make_team(asked.desk, asked.actor, asked.body.name, asked.body.members))


@api.patch("/teams/{id}", scope="people:write", body=TeamChanges, answers=Team)
async def change_team(asked: Asked) -> dict:
    """Renames a team or sets who belongs to it: managers and admins."""
    return team_shape(*await teams.update_team(asked.desk, asked.actor, asked.path("id"), **asked.given()))


@api.delete("/teams/{id}", scope="people:write", status=204)
async def delete_team(asked: Asked) -> None:
    """Deletes a team: managers and admins. Its members stay; tickets keep the name it had."""
    await teams.delete_team(asked.desk, asked.actor, asked.path("id"))


async def _shape(desk: Desk, agent: dict) -> dict:
    presence = await presence_of(desk, [agent["_id"]])
    return agent_shape(agent, presence[agent["_id"]])
