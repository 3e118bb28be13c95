"""Signing in and out. A session is a row keyed by the hash of its token: who reads the database can't use it."""

import hashlib
import logging
import secrets
from datetime import timedelta

from server.actor import Actor
from server.desk import Desk, noted
from server.errors import Forbidden, Unauthenticated
from server.people.access import agent_actor, find_agent, require
from server.people.passwords import matches
from server.people.throttle import count_try, forgive, whom
from server.people.words import email_key

PREFIX = "fd_"
SEEN_EVERY = timedelta(minutes=1)
AGENT_TEXT = 500
log = logging.getLogger("frontdesk.action")


async def sign_in(desk: Desk, email: str, password: str, ip: str, user_agent: str) -> str:
    """The token of a new session. Unknown address and wrong password look the same; only who knows the password
    learns that the account is deactivated."""
    email = email_key(email)
    tried = whom(email, ip)
    await count_try(desk, *tried)
    agent = await desk.store.agents.find_one({"email": email})
    right = await matches(agent["password"] if agent else None, password)
    if not right or not agent["active"]:
        subject = f"agent/{agent['_id']}" if agent else "agent/unknown"
        log.info("sign-in refused", extra={"actor": "nobody", "subject": subject, "ip": ip})
        if right:
            raise Forbidden("This account is deactivated; ask an admin.")
        raise Unauthenticated("The email or the password is wrong.")
    await forgive(desk, *tried)
    return await open_session(desk, agent, ip, user_agent)


async def open_session(desk: Desk, agent: dict, ip: str, user_agent: str) -> str:
    """A session for an agent who has just proved who they are."""
    token = PREFIX + secrets.token_urlsafe(32)
    now = desk.now()
    await desk.store.sessions.insert_one({
        "_id": session_id_of(token), "agent": agent["_id"], "created_at": now, "last_seen": now,
        "expires_at": now + timedelta(days=desk.settings.session_days),
        "ip": ip, "user_agent": user_agent[:AGENT_TEXT],
    })
    noted(agent_actor(agent), "signed in", f"agent/{agent['_id']}", ip=ip)
    return token


def session_id_of(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


async def authenticate(desk: Desk, token: str | None) -> tuple[Actor, str]:
    """(Actor, session id) of a token, or Unauthenticated."""
    if not isinstance(token, str) or not token.startswith(PREFIX):
        raise Unauthenticated("Please sign in.")
    session_id, now = session_id_of(token), desk.now()
    session = await desk.store.sessions.find_one({"_id": session_id, "expires_at": {"$gt": now}})
    agent = session and await desk.store.agents.find_one({"_id": session["agent"], "active": True})
    if not agent:
        raise Unauthenticated("This sign-in has ended; please sign in again.")
    if now - session["last_seen"] >= SEEN_EVERY:
        seen = {"_id": session_id, "last_seen": session["last_seen"]}
        await desk.store.sessions.update_one(seen, {"$set": {"last_seen": now}})
    return agent_actor(agent), session_id


async def actors_of(desk: Desk, session_ids: list[str]) -> dict[str, Actor]:
    """Whom each of the sessions lets in now; an ended one is left out. For sockets, which outlive their
    first check: an agent's name, teams or role may have changed since."""
    open_rows = {"_id": {"$in": session_ids}, "expires_at": {"$gt": desk.now()}}
    agents = {row["_id"]: row["agent"] async for row in desk.store.sessions.find(open_rows, {"agent": 1})}
    active_rows = {"_id": {"$in": list(set(agents.values()))}, "active": True}
    actors = {row["_id"]: agent_actor(row) async for row in desk.store.agents.find(active_rows)}
    return {session_id: actors[agent] for session_id, agent in agents.items() if agent in actors}


async def sessions_of(desk: Desk, actor: Actor) -> list[dict]:
    """The actor's own sessions, the one used last first."""
    rows = {"agent": actor.id, "expires_at": {"$gt": desk.now()}}
    return await desk.store.sessions.find(rows).sort("last_seen", -1).to_list(None)


async def sign_out(desk: Desk, actor: Actor, session_id: str) -> None:
    await desk.store.sessions.delete_one({"_id": session_id, "agent": actor.id})
    desk.bus.drop("/agent", f"session:{session_id}", "You signed out.")
    noted(actor, "signed out", f"agent/{actor.id}")


async def sign_out_everywhere(desk: Desk, actor: Actor, agent_id: str) -> None:
    """Ends all sessions of oneself, or as an admin of anybody, and their connections on every node."""
    if agent_id != actor.id:
        require(actor, "admin")
    await find_agent(desk, agent_id)
    await end_sessions(desk, agent_id, "You were signed out everywhere.")
    noted(actor, "signed out everywhere", f"agent/{agent_id}")


async def end_sessions(desk: Desk, agent_id: str, reason: str) -> None:
    await desk.store.sessions.delete_many({"agent": agent_id})
    desk.bus.drop("/agent", f"agent:{agent_id}", reason)


async def end_other_sessions(desk: Desk, agent_id: str, kept: str, reason: str) -> None:
    """All but the session `kept`, from which the agent asked for it."""
    others = await desk.store.sessions.find({"agent": agent_id, "_id": {"$ne": kept}}, {"_id": 1}).to_list(None)
    await desk.store.sessions.delete_many({"_id": {"$in": [row["_id"] for row in others]}})
    for row in others:
        desk.bus.drop("/agent", f"session:{row['_id']}", reason)
