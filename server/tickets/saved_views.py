"""Saved views: lists of one's own, kept under a name. All of an agent's stand in one document, in their order."""

from contextlib import suppress
from urllib.parse import parse_qsl, urlencode

import msgspec

from server.actor import Actor
from server.desk import Desk
from server.door import invalid
from server.errors import Conflict, Invalid, NotFound
from server.people.access import require
from server.people.words import clean_name
from server.store import DuplicateKeyError, new_id
from server.tickets.filters import Filter

MOST = 50
NAME_LIMIT = 60


async def list_views(desk: Desk, actor: Actor) -> list[dict]:
    """{id, name, query} of each."""
    require(actor, "agent")
    row = await desk.store.saved_views.find_one({"_id": actor.id})
    return row["views"] if row else []


async def save_view(desk: Desk, actor: Actor, name: str, query: str) -> dict:
    """A new one, at the end. Raises Invalid, or Conflict when there are too many."""
    require(actor, "agent")
    view = {"id": new_id(), "name": clean_name(name, limit=NAME_LIMIT), "query": check_query(query)}
    with suppress(DuplicateKeyError):
        # Of two at once one comes second, and finds what it needs.
        await desk.store.saved_views.update_one({"_id": actor.id}, {"$setOnInsert": {"views": []}}, upsert=True)
    room = {"_id": actor.id, f"views.{MOST - 1}": {"$exists": False}}
    if not (await desk.store.saved_views.update_one(room, {"$push": {"views": view}})).matched_count:
        raise Conflict(f"You have {MOST} saved views; delete one first.", most=MOST)
    _tell(desk, actor)
    return view


async def change_view(desk: Desk, actor: Actor, id: str, name: str | None = None, query: str | None = None) -> dict:
    require(actor, "agent")
    changes = {} if name is None else {"name": clean_name(name, limit=NAME_LIMIT)}
    changes |= {} if query is None else {"query": check_query(query)}
    mine = {"_id": actor.id, "views.id": id}
    row = await desk.store.saved_views.find_one_and_update(
        mine, {"$set": {"changed_at": desk.now(), **{f"views.$.{field}": value for field, value in changes.items()}}},
        return_document=True,
    )
    if row is None:
        raise NotFound("There is no such view.")
    _tell(desk, actor)
    return next(view for view in row["views"] if view["id"] == id)


async def delete_view(desk: Desk, actor: Actor, id: str) -> None:
    require(actor, "agent")
    done = await desk.store.saved_views.update_one({"_id": actor.id, "views.id": id}, {"$pull": {"views": {"id": id}}})
    if not done.matched_count:
        raise NotFound("There is no such view.")
    _tell(desk, actor)


def check_query(text: str) -> str:
    """The query string of a list, in one spelling. Raises Invalid as the list itself would."""
    try:
        pairs = parse_qsl(text.removeprefix("?"), strict_parsing=True) if text.removeprefix("?") else []
        msgspec.convert(dict(pairs), Filter).check()
    except msgspec.ValidationError as error:
        raise _about_query(invalid(error)) from None
    except Invalid as error:
        raise _about_query(error) from None
    except ValueError:
        raise Invalid("query: expected one of a list, such as view=mine&priority=urgent.", field="query") from None
    return urlencode(pairs)


def _about_query(error: Invalid) -> Invalid:
    return Invalid(f"query: {error.message}", field="query")


def _tell(desk: Desk, actor: Actor) -> None:
    desk.bus.send("/agent", [f"agent:{actor.id}"], "desk", {"what": "views"})
