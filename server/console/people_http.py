"""Agents and teams over HTTP."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.console.auth import actor_of
from server.desk import Desk
from server.door import answer, desk_of, read_body, stamp
from server.people import agents, invitations, sessions, teams
from server.people.presence import last_seen_of, presence_of
from server.people.shapes import agent_shape, team_shape

Role = Literal["agent", "manager", "admin"]
Id = Annotated[str, Meta(max_length=40)]
Ids = Annotated[list[Id], Meta(max_length=500)]
Name = Annotated[str, Meta(max_length=200)]


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


async def list_agents(request: Request) -> Response:
    desk, actor = desk_of(request), await actor_of(request)
    people = await agents.list_agents(desk, actor)
    ids = [agent["_id"] for agent in people]
    presence, seen = await presence_of(desk, ids), await last_seen_of(desk, ids)
    items = [
        {**agent_shape(agent, presence.get(agent["_id"], "offline")), "last_seen": stamp(seen.get(agent["_id"]))}
        for agent in people
    ]
    return answer({"items": items, "next": None})


async def invite(request: Request) -> Response:
    desk, actor = desk_of(request), await actor_of(request)
    body = await read_body(request, Invitation)
    agent, url = await invitations.invite(desk, actor, body.email, body.role, body.name, body.teams)
    return answer({"agent": await _shape(desk, agent), "invite_url": url}, 201)


async def invite_again(request: Request) -> Response:
    desk, actor = desk_of(request), await actor_of(request)
    return answer({"invite_url": await invitations.invite_again(desk, actor, request.path_params["id"])}, 201)


async def change_agent(request: Request) -> Response:
    desk, actor = desk_of(request), await actor_of(request)
    changes = given(await read_body(request, AgentChanges))
    return answer(await _shape(desk, await agents.update_agent(desk, actor, request.path_params["id"], **changes)))


async def sign_agent_out(request: Request) -> Response:
    desk, actor = desk_of(request), await actor_of(request)
    await sessions.sign_out_everywhere(desk, actor, request.path_params["id"])
    return Response(status_code=204)


async def list_teams(request: Request) -> Response:
    desk, actor = desk_of(request), await actor_of(request)
    found = await teams.list_teams(desk, actor)
    return answer({"items": [team_shape(team, members) for team, members in found], "next": None})


async def make_team(request: Request) -> Response:
    desk, actor = desk_of(request), await actor_of(request)
    body = await read_body(request, NewTeam)
    return answer(team_shape(*await teams.make_team(desk, actor, body.name, body.members)), 201)


async def change_team(request: Request) -> Response:
    desk, actor = desk_of(request), await actor_of(request)
    changes = given(await read_body(request, TeamChanges))
    return answer(team_shape(*await teams.update_team(desk, actor, request.path_params["id"], **changes)))


async def delete_team(request: Request) -> Response:
    desk, actor = desk_of(request), await actor_of(request)
    await teams.delete_team(desk, actor, request.path_params["id"])
    return Response(status_code=204)


def given(body: Struct) -> dict:
    """The fields of a PATCH that were sent."""
    values = {field: getattr(body, field) for field in body.__struct_fields__}
    return {field: value for field, value in values.items() if value is not UNSET}


async def _shape(desk: Desk, agent: dict) -> dict:
    presence = await presence_of(desk, [agent["_id"]])
    return agent_shape(agent, presence[agent["_id"]])


routes = [
    Route("/api/v1/agents", list_agents, methods=["GET"]),
    Route("/api/v1/agents", invite, methods=["POST"]),
    Route("/api/v1/agents/{id}", change_agent, methods=["PATCH"]),
    Route("/api/v1/agents/{id}/invitation", invite_again, methods=["POST"]),
    Route("/api/v1/agents/{id}/sessions", sign_agent_out, methods=["DELETE"]),
    Route("/api/v1/teams", list_teams, methods=["GET"]),
    Route("/api/v1/teams", make_team, methods=["POST"]),
    Route("/api/v1/teams/{id}", change_team, methods=["PATCH"]),
    Route("/api/v1/teams/{id}", delete_team, methods=["DELETE"]),
]
