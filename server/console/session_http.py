"""Signing in and out, one's own profile and sessions, and accepting an invitation, over HTTP."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.console.api import ANYONE, PERSON, Api, Asked
from server.console.auth import caller, clear_cookie, set_cookie
from server.console.people_answers import Agent, InvitationShown, Myself, SessionRow, SignedIn
from server.desk import Desk
from server.door import answer, desk_of, read_bytes
from server.errors import Invalid
from server.people import agents, invitations, pictures, sessions
from server.people.access import find_agent
from server.people.presence import presence_of
from server.people.shapes import agent_shape, session_shape

Email = Annotated[str, Meta(max_length=254)]
Name = Annotated[str, Meta(max_length=200)]
Password = Annotated[str, Meta(max_length=200)]
IMAGES = "image/png, image/jpeg, image/webp"

api = Api("Sign-in and profile")


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


@api.post("/session", scope=ANYONE, body=SignIn, answers=SignedIn, status=200)
async def sign_in(asked: Asked) -> Response:
    """Signs in: an httpOnly cookie, and the same session's token for sockets and scripts."""
    token = await sessions.sign_in(asked.desk, asked.body.email, asked.body.password, *caller(asked.request))
    return await _signed_in(asked, token, 200)


@api.get("/session", scope=PERSON, answers=Myself)
async def who_am_i(asked: Asked) -> dict:
    """Who is signed in."""
    return {"agent": await _me(asked)}


@api.delete("/session", scope=PERSON, status=204)
async def sign_out(asked: Asked) -> Response:
    """Signs out: this session ends, with its sockets."""
    await sessions.sign_out(asked.desk, asked.actor, asked.session)
    return _signed_out(asked.request)


@api.patch("/me", scope=PERSON, body=Profile, answers=Agent)
async def change_me(asked: Asked) -> dict:
    """Changes one's own name or password; a new password needs the current one and ends the other sessions."""
    desk, actor, body = asked.desk, asked.actor, asked.body
    if body.password is not UNSET:
        if body.current_password is UNSET:
            raise Invalid("current_password is required.", field="current_password")
        await agents.change_password(desk, actor, asked.session, body.current_password, body.password)
    if body.name is not UNSET:
        await agents.rename_myself(desk, actor, body.name)
    return await _me(asked)


@api.get("/me/sessions", scope=PERSON, answers=SessionRow, listed=True)
async def my_sessions(asked: Asked) -> dict:
    """Where one is signed in, the one used last first."""
    rows = await sessions.sessions_of(asked.desk, asked.actor)
    return {"items": [session_shape(row, asked.session) for row in rows], "next": None}


@api.delete("/me/sessions", scope=PERSON, status=204)
async def sign_out_everywhere(asked: Asked) -> Response:
    """Signs out everywhere."""
    await sessions.sign_out_everywhere(asked.desk, asked.actor, asked.actor.id)
    return _signed_out(asked.request)


@api.put("/me/picture", scope=PERSON, takes=IMAGES, answers=Agent)
async def set_picture(asked: Asked) -> dict:
    """Sets one's own picture: the bytes of a PNG, JPEG or WebP of at most 256 kB and 1024 pixels."""
    raw = await read_bytes(asked.request, pictures.MOST_BYTES)
    return await _shape(asked.desk, await pictures.set_picture(asked.desk, asked.actor, raw))


@api.delete("/me/picture", scope=PERSON, answers=Agent)
async def remove_picture(asked: Asked) -> dict:
    """Removes one's own picture."""
    return await _shape(asked.desk, await pictures.remove_picture(asked.desk, asked.actor))


@api.get("/invitations/{token}", scope=ANYONE, answers=InvitationShown)
async def invitation(asked: Asked) -> dict:
    """Whom an invitation is for."""
    agent = await invitations.invitation(asked.desk, asked.path("token"))
    return {field: agent[field] for field in ("email", "name", "role", "invited_by")}


@api.post("/invitations/{token}", scope=ANYONE, body=Acceptance, answers=SignedIn)
async def accept_invitation(asked: Asked) -> Response:
    """Accepts an invitation: sets name and password, and signs in."""
    body = asked.body
    token = await invitations.accept(
        asked.desk, asked.path("token"), body.name, body.password, *caller(asked.request)
    )
    return await _signed_in(asked, token, 201)


async def picture(request: Request) -> Response:
    kind, raw = await pictures.picture(desk_of(request), **request.path_params)
    return Response(raw, media_type=kind, headers={
        "cache-control": "public, max-age=31536000, immutable", "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'; sandbox",
    })


async def _signed_in(asked: Asked, token: str, status: int) -> Response:
    actor, _ = await sessions.authenticate(asked.desk, token)
    shape = await _shape(asked.desk, await find_agent(asked.desk, actor.id))
    response = answer({"token": token, "agent": shape}, status)
    set_cookie(asked.request, response, token)
    return response


def _signed_out(request: Request) -> Response:
    response = Response(status_code=204)
    clear_cookie(request, response)
    return response


async def _me(asked: Asked) -> dict:
    return await _shape(asked.desk, await find_agent(asked.desk, asked.actor.id))


async def _shape(desk: Desk, agent: dict) -> dict:
    presence = await presence_of(desk, [agent["_id"]])
    return agent_shape(agent, presence[agent["_id"]])


# Not of the API: the address is in the agent's shape, and visitors look at it too.
picture_routes = [Route("/pictures/{agent_id}/{hash}", picture, methods=["GET"])]
