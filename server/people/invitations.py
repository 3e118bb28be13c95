"""Inviting a colleague: an admin makes a link, whoever opens it first chooses a name and a password."""

import hashlib
import secrets
from datetime import timedelta

from server.actor import Actor
from server.desk import Desk, noted
from server.errors import Conflict, Invalid, NotFound
from server.people.access import agent_actor, find_agent, require
from server.people.agents import announce_people, check_role, check_teams, new_agent
from server.people.passwords import hash_password
from server.people.sessions import end_sessions, open_session
from server.people.words import agent_name, check_password, clean_email, clean_name
from server.store import DuplicateKeyError

VALID_DAYS = 7


async def invite(
    desk: Desk, actor: Actor, email: str, role: str, name: str = "", teams: list[str] | None = None,
) -> tuple[dict, str]:
    """(the new agent, the link to hand over). Conflict names who has the address already."""
    require(actor, "admin")
    check_role(role)
    email = clean_email(email)
    agent = new_agent(
        desk, email=email, name=clean_name(name) if name.strip() else email.partition("@")[0], role=role,
        teams=await check_teams(desk, teams or []),
    )
    try:
        await desk.store.agents.insert_one(agent)
    except DuplicateKeyError:
        other = await desk.store.agents.find_one({"email": email})
        taken = f"{email} belongs to {other['name']} already." if other else f"{email} is taken already."
        raise Conflict(taken, field="email") from None
    url = await _make_link(desk, actor, agent["_id"])
    noted(actor, "agent invited", f"agent/{agent['_id']}", role=role)
    announce_people(desk)
    return agent, url


async def invite_again(desk: Desk, actor: Actor, agent_id: str) -> str:
    """A new link; the old ones end. For somebody who had accepted, it is the way back in after a forgotten
    password: the old one stops working at once and everybody signed in with it is out."""
    require(actor, "admin")
    agent = await find_agent(desk, agent_id)
    if not agent["active"]:
        raise Conflict(f"{agent['name']} is deactivated; activate the account first.")
    if agent_id == actor.id:
        raise Conflict("Change your own password in your profile.")
    if not agent["invited"]:
        await desk.store.agents.update_one({"_id": agent_id}, {"$set": {"invited": True, "password": None}})
        await end_sessions(desk, agent_id, "An admin made you a link to choose a new password.")
        announce_people(desk)
    url = await _make_link(desk, actor, agent_id)
    noted(actor, "agent invited again", f"agent/{agent_id}")
    return url


async def invitation(desk: Desk, token: str) -> dict:
    """The invited agent with `invited_by`, or NotFound when the link is unknown, used, replaced or too old."""
    row = await desk.store.invitations.find_one({"_id": _key(token), "expires_at": {"$gt": desk.now()}})
    agent = row and await desk.store.agents.find_one({"_id": row["agent"], "invited": True, "active": True})
    if not agent:
        raise NotFound("This invitation is not valid any more. Ask an admin for a new link.")
    return {**agent, "invited_by": row["by"]}


async def accept(desk: Desk, token: str, name: str, password: str, ip: str, user_agent: str) -> str:
    """Sets name and password and signs in: the token of the session. Of two at once, one wins."""
    agent = await invitation(desk, token)
    name = agent_name(name)
    check_password(password, agent["email"])
    mine = {"_id": agent["_id"], "invited": True, "active": True}
    chosen = {"name": name, "password": await hash_password(password), "invited": False}
    agent = await desk.store.agents.find_one_and_update(mine, {"$set": chosen}, return_document=True)
    if agent is None:
        raise Conflict("This invitation has been used or withdrawn just now.")
    await desk.store.invitations.delete_many({"agent": agent["_id"]})
    noted(agent_actor(agent), "invitation accepted", f"agent/{agent['_id']}")
    announce_people(desk)
    return await open_session(desk, agent, ip, user_agent)


async def _make_link(desk: Desk, actor: Actor, agent_id: str) -> str:
    token = secrets.token_urlsafe(32)
    now = desk.now()
    await desk.store.invitations.delete_many({"agent": agent_id})
    await desk.store.invitations.insert_one({
        "_id": _key(token), "agent": agent_id, "by": actor.name, "created_at": now,
        "expires_at": now + timedelta(days=VALID_DAYS),
    })
    return f"{desk.settings.address}/invite/{token}"


def _key(token: str) -> str:
    if len(token) > 100:
        raise Invalid("This is not an invitation.", field="token")
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
