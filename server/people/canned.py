"""Canned replies: texts with a shortcut, for everybody or for one team, with blanks that the composer fills."""

import re

from server.actor import Actor
from server.desk import Desk, noted
from server.door import stamp
from server.errors import Conflict, Forbidden, Invalid, NotFound, Unprocessable
from server.people.access import require
from server.people.words import clean_name
from server.store import DuplicateKeyError, new_id

VARIABLES = (
    "customer.name", "customer.first_name", "customer.email", "ticket.number", "ticket.subject",
    "agent.name", "agent.first_name", "site.name",
)
SHORTCUT = r"^[a-z0-9_-]{1,32}$"
BODY_LIMIT = 10_000
MOST = 1000
_BLANK = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)


async def list_canned(desk: Desk, actor: Actor) -> list[dict]:
    """What the actor may use, by shortcut: everybody's and their own teams'; managers see all."""
    require(actor, "agent")
    return await desk.store.canned.find(_usable(actor)).sort("shortcut", 1).to_list(MOST)


async def make_canned(desk: Desk, actor: Actor, shortcut: str, title: str, body: str, team: str | None) -> dict:
    """Raises Conflict for a shortcut that is in use, Invalid for an unknown variable."""
    require(actor, "agent")
    row = {
        "_id": new_id(), "shortcut": _shortcut(shortcut), "title": clean_name(title, "title"), "body": _body(body),
        "team": await _team(desk, actor, team), "by": actor.id, "updated_at": desk.now(),
    }
    if await desk.store.canned.count_documents({}) >= MOST:
        raise Conflict(f"There are {MOST:,} canned replies already; delete some first.")
    try:
        await desk.store.canned.insert_one(row)
    except DuplicateKeyError:
        raise await _taken(desk, actor, row["shortcut"]) from None
    _changed(desk, actor, "made", row["_id"])
    return row


async def change_canned(desk: Desk, actor: Actor, id: str, **asked) -> dict:
    """Changes any of shortcut, title, body, team. Raises NotFound for one that the actor may not use."""
    row = await _find(desk, actor, id)
    checks = {"shortcut": _shortcut, "title": lambda text: clean_name(text, "title"), "body": _body}
    changes = {field: checks[field](value) for field, value in asked.items() if field in checks}
    if "team" in asked:
        changes["team"] = await _team(desk, actor, asked["team"])
    changes = {field: value for field, value in changes.items() if row[field] != value}
    if not changes:
        return row
    changes["updated_at"] = desk.now()
    try:
        row = await desk.store.canned.find_one_and_update({"_id": id}, {"$set": changes}, return_document=True)
    except DuplicateKeyError:
        raise await _taken(desk, actor, changes["shortcut"]) from None
    if row is None:
        raise _none()
    _changed(desk, actor, "changed", id)
    return row


async def delete_canned(desk: Desk, actor: Actor, id: str) -> None:
    await _find(desk, actor, id)
    await desk.store.canned.delete_one({"_id": id})
    _changed(desk, actor, "deleted", id)


def canned_shape(row: dict) -> dict:
    kept = {field: row[field] for field in ("shortcut", "title", "body", "team")}
    return {"id": row["_id"], **kept, "updated_at": stamp(row["updated_at"])}


def _usable(actor: Actor) -> dict:
    return {} if actor.at_least("manager") else {"team": {"$in": [None, *actor.teams]}}


async def _find(desk: Desk, actor: Actor, id: str) -> dict:
    require(actor, "agent")
    row = await desk.store.canned.find_one({"_id": id, **_usable(actor)})
    if row is None:
        raise _none()
    return row


def _none() -> NotFound:
    return NotFound("There is no such canned reply.")


def _shortcut(text: str) -> str:
    if not re.fullmatch(SHORTCUT, text):
        raise Invalid("shortcut: expected 1 to 32 of a-z, 0-9, - and _.", field="shortcut")
    return text


def _body(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not 1 <= len(text) <= BODY_LIMIT:
        raise Invalid(f"body: expected 1 to {BODY_LIMIT:,} characters.", field="body")
    for blank in map(str.strip, _BLANK.findall(text)):
        if blank not in VARIABLES:
            known = ", ".join(f"{{{{{name}}}}}" for name in VARIABLES)
            raise Invalid(f"body: there is no {{{{{blank[:40]}}}}}; known are {known}.", field="body", variable=blank)
    return text


async def _team(desk: Desk, actor: Actor, id: str | None) -> str | None:
    if id is None:
        return None
    if await desk.store.teams.find_one({"_id": id}, {"_id": 1}) is None:
        raise Unprocessable("team: there is no team with this id.", field="team")
    if id not in actor.teams and not actor.at_least("manager"):
        raise Forbidden("You can share a canned reply with everybody or with a team of yours.", field="team")
    return id


async def _taken(desk: Desk, actor: Actor, shortcut: str) -> Conflict:
    """Another team's canned reply has the shortcut too, but not its title to show."""
    row = await desk.store.canned.find_one({"shortcut": shortcut, **_usable(actor)})
    which = f"“{row['title']}”" if row else "another team's reply"
    return Conflict(f"The shortcut {shortcut} is in use for {which}.", field="shortcut")


def _changed(desk: Desk, actor: Actor, verb: str, id: str) -> None:
    noted(actor, f"canned {verb}", f"canned/{id}")
    desk.bus.send("/agent", ["queue"], "desk", {"what": "canned"})
