"""API tokens: what scripts sign in with. Each has a name, under which it acts, and scopes that bound it.

A token belongs to the desk and not to who made it: it goes on when they leave, until an admin revokes it. Only
its hash is stored. It never opens a socket and is never taken from a cookie.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

from server.actor import BY_SCRIPT, Actor
from server.desk import Desk, noted
from server.errors import Conflict, Forbidden, Invalid, NotFound, Unauthenticated
from server.people.access import require
from server.people.words import clean_name
from server.store import DuplicateKeyError, new_id

PREFIX = "fdt_"
PREFIX_SHOWN = 10
MOST = 200
USED_EVERY = timedelta(minutes=1)
SCOPES = {
    "tickets:read": "Read tickets, their timelines and files, and search.",
    "tickets:write": "Open and change tickets, reply, write notes, merge and split.",
    "customers:read": "Read customers and the notes about them.",
    "customers:write": "Make, change and merge customers.",
    "chats:read": "Read chats.",
    "chats:write": "Turn chats into tickets.",
    "people:read": "Read agents, teams and their loads.",
    "people:write": "Make and change teams; reassign what others own.",
    "settings:read": "Read labels, categories and canned replies.",
    "settings:write": "Make and change labels, categories and canned replies; reassign what others own.",
    "admin": "What admins do: agents' roles, sites, API tokens. Whoever has it can give themselves everything else.",
}


async def make_token(
    desk: Desk, actor: Actor, name: str, scopes: list[str], expires_at: datetime | None = None
) -> tuple[dict, str]:
    """(the token's row, the token itself, which can't be read again). A token makes none that may more than it."""
    require(actor, "admin")
    now = desk.now()
    wanted = [scope for scope in SCOPES if scope in _known(scopes)]
    if actor.scopes is not None and (more := [scope for scope in wanted if scope not in actor.scopes]):
        raise Forbidden(f"This API token can't give what it has not: {', '.join(more)}.", scopes=more)
    if expires_at is not None and expires_at <= now:
        raise Invalid("expires_at: expected a time to come.", field="expires_at")
    if await desk.store.tokens.count_documents({}) >= MOST:
        raise Conflict(f"There are {MOST} API tokens; revoke some that are not used.")
    token = PREFIX + secrets.token_urlsafe(32)
    row = {
        "_id": new_id(), "hash": _hash(token), "name": clean_name(name), "scopes": wanted,
        "prefix": token[:PREFIX_SHOWN], "created_at": now, "expires_at": expires_at, "last_used": None,
        "by": actor.name,
    }
    try:
        await desk.store.tokens.insert_one(row)
    except DuplicateKeyError:
        raise Conflict(f"There is an API token {row['name']} already.", field="name") from None
    noted(actor, "token made", f"token/{row['_id']}", scopes=wanted)
    return row, token


async def list_tokens(desk: Desk, actor: Actor) -> list[dict]:
    require(actor, "admin")
    return await desk.store.tokens.find({}).sort("name", 1).to_list(None)


async def revoke_token(desk: Desk, actor: Actor, token_id: str) -> None:
    """It stops at once, on every node: each request looks it up."""
    require(actor, "admin")
    if await desk.store.tokens.find_one_and_delete({"_id": token_id}) is None:
        raise NotFound("There is no such API token.")
    noted(actor, "token revoked", f"token/{token_id}")


async def authenticate_token(desk: Desk, token: str) -> Actor:
    """Whom an API token lets in, or Unauthenticated."""
    row, now = await desk.store.tokens.find_one({"hash": _hash(token)}), desk.now()
    if row is None:
        raise Unauthenticated("This API token does not exist, or was revoked.")
    if row["expires_at"] and row["expires_at"] <= now:
        raise Unauthenticated("This API token has expired.")
    if row["last_used"] is None or now - row["last_used"] >= USED_EVERY:
        await desk.store.tokens.update_one({"_id": row["_id"]}, {"$max": {"last_used": now}})
    return token_actor(row)


def token_actor(row: dict) -> Actor:
    """For tickets and chats a token is a member of the team; its role follows from its scopes."""
    scopes = frozenset(row["scopes"])
    manages = {"people:write", "settings:write"} & scopes
    role = "admin" if "admin" in scopes else "manager" if manages else "agent"
    return Actor("agent", BY_SCRIPT + row["_id"], row["name"], role=role, scopes=scopes)


def _known(scopes: list[str]) -> set[str]:
    for place, scope in enumerate(scopes):
        if scope not in SCOPES:
            raise Invalid(f"scopes[{place}]: {scope[:40]!r} is not one of {', '.join(SCOPES)}.", field="scopes")
    if not scopes:
        raise Invalid("scopes: expected at least one.", field="scopes")
    return set(scopes)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
