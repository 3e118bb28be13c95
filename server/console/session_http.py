"""Signing in and out, one's own profile and sessions, and accepting an invitation, over HTTP."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.console.auth import actor_of, caller, clear_cookie, set_cookie
from server.door import answer, desk_of, read_body, read_bytes, require_same_origin
from server.errors import Invalid
from server.people import agents, invitations, pictures, sessions
from server.people.access import find_agent
from server.people.presence import presence_of
from server.people.shapes import agent_shape, session_shape

Email = Annotated[str, Meta(max_length=254)]
Name = Annotated[str, Meta(max_length=200)]
Password = Annotated[str, Meta(max_length=200)]


class SignIn(Struct, forbid_unknown_fields=True):
    email: Email
    password: Password


class Acceptance(Struct, forbid_unknown_fields=True):
    name: Name
    password: Password


class Profile(Struct, forbid_unknown_fields=True):
    name: Name | UnsetType = UNSET
    current_password: Password | UnsetType = UNSET
    password: Password | UnsetType = UNSET


async def sign_in(request: Request) -> Response:
    require_same_origin(request)
    body = await read_body(request, SignIn)
    token = await sessions.sign_in(desk_of(request), body.email, body.password, *caller(request))
    return await _signed_in(request, token, 200)


async def who_am_i(request: Request) -> Response:
    actor = await actor_of(request)
    return answer({"agent": await _shape(request, await find_agent(desk_of(request), actor.id))})


async def sign_out(request: Request) -> Response:
    actor = await actor_of(request)
    await sessions.sign_out(desk_of(request), actor, request.state.session_id)
    return _signed_out(request)


async def my_sessions(request: Request) -> Response:
    actor = await actor_of(request)
    rows = await sessions.sessions_of(desk_of(request), actor)
    return answer({"items": [session_shape(row, request.state.session_id) for row in rows], "next": None})


async def sign_out_everywhere(request: Request) -> Response:
    actor = await actor_of(request)
    await sessions.sign_out_everywhere(desk_of(request), actor, actor.id)
    return _signed_out(request)


async def change_me(request: Request) -> Response:
    actor = await actor_of(request)
    desk, body = desk_of(request), await read_body(request, Profile)
    agent = None
    if body.password is not UNSET:
        if body.current_password is UNSET:
            raise Invalid("current_password is required.", field="current_password")
        agent = await agents.change_password(
            desk, actor, request.state.session_id, body.current_password, body.password
        )
    if body.name is not UNSET:
        agent = await agents.rename_myself(desk, actor, body.name)
    return answer(await _shape(request, agent or await find_agent(desk, actor.id)))


async def set_picture(request: Request) -> Response:
    actor = await actor_of(request)
    raw = await read_bytes(request, pictures.MOST_BYTES)
    return answer(await _shape(request, await pictures.set_picture(desk_of(request), actor, raw)))


async def remove_picture(request: Request) -> Response:
    actor = await actor_of(request)
    return answer(await _shape(request, await pictures.remove_picture(desk_of(request), actor)))


async def picture(request: Request) -> Response:
    kind, raw = await pictures.picture(desk_of(request), **request.path_params)
    return Response(raw, media_type=kind, headers={
        "cache-control": "public, max-age=31536000, immutable", "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'; sandbox",
    })


async def invitation(request: Request) -> Response:
    agent = await invitations.invitation(desk_of(request), request.path_params["token"])
    return answer({field: agent[field] for field in ("email", "name", "role", "invited_by")})


async def accept_invitation(request: Request) -> Response:
    require_same_origin(request)
    body = await read_body(request, Acceptance)
    token = await invitations.accept(
        desk_of(request), request.path_params["token"], body.name, body.password, *caller(request)
    )
    return await _signed_in(request, token, 201)


async def _signed_in(request: Request, token: str, status: int) -> Response:
    desk = desk_of(request)
    actor, _ = await sessions.authenticate(desk, token)
    shape = await _shape(request, await find_agent(desk, actor.id))
    response = answer({"token": token, "agent": shape}, status)
    set_cookie(request, response, token)
    return response


def _signed_out(request: Request) -> Response:
    response = Response(status_code=204)
    clear_cookie(request, response)
    return response


async def _shape(request: Request, agent: dict) -> dict:
    presence = await presence_of(desk_of(request), [agent["_id"]])
    return agent_shape(agent, presence[agent["_id"]])


routes = [
    Route("/api/v1/session", sign_in, methods=["POST"]),
    Route("/api/v1/session", who_am_i, methods=["GET"]),
    Route("/api/v1/session", sign_out, methods=["DELETE"]),
    Route("/api/v1/me", change_me, methods=["PATCH"]),
    Route("/api/v1/me/sessions", my_sessions, methods=["GET"]),
    Route("/api/v1/me/sessions", sign_out_everywhere, methods=["DELETE"]),
    Route("/api/v1/me/picture", set_picture, methods=["PUT"]),
    Route("/api/v1/me/picture", remove_picture, methods=["DELETE"]),
    Route("/api/v1/invitations/{token}", invitation, methods=["GET"]),
    Route("/api/v1/invitations/{token}", accept_invitation, methods=["POST"]),
    Route("/pictures/{agent_id}/{hash}", picture, methods=["GET"]),
]
