"""Canned replies over HTTP."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from server.console.answer_parts import Time
from server.console.api import Api, Asked
from server.people import canned
from server.people.canned import BODY_LIMIT, SHORTCUT, canned_shape

api = Api("Canned replies")
Shortcut = Annotated[str, Meta(pattern=SHORTCUT)]
Title = Annotated[str, Meta(min_length=1, max_length=200)]
Body = Annotated[str, Meta(min_length=1, max_length=BODY_LIMIT)]
Team = Annotated[str, Meta(max_length=40)]


class Canned(Struct):
    """`team`: whose it is; null for everybody's. The blanks in the body are filled by the composer."""

    id: str
    shortcut: str
    title: str
    body: str
    team: str | None
    updated_at: Time


class NewCanned(Struct, forbid_unknown_fields=True):
    shortcut: Shortcut
    title: Title
    body: Body
    team: Team | None = None


class CannedChanges(Struct, forbid_unknown_fields=True):
    shortcut: Shortcut | UnsetType = UNSET
    title: Title | UnsetType = UNSET
    body: Body | UnsetType = UNSET
    team: Team | UnsetType | None = UNSET


@api.get("/canned", scope="settings:read", answers=Canned, listed=True)
async def list_canned(asked: Asked) -> dict:
    """The canned replies that I may use: everybody's and my teams'."""
    rows = await canned.list_canned(asked.desk, asked.actor)
    return {"items": [canned_shape(row) for row in rows], "next": None}


@api.post("/canned", scope="settings:write", body=NewCanned, answers=Canned)
async def make(asked: Asked) -> dict:
    """Makes a canned reply, for everybody or for a team of mine."""
    new = asked.body
    return canned_shape(await canned.make_canned(asked.desk, asked.actor, new.shortcut, new.title, new.body, new.team))


@api.patch("/canned/{id}", scope="settings:write", body=CannedChanges, answers=Canned)
async def change(asked: Asked) -> dict:
    """Changes what is given of a canned reply."""
    return canned_shape(await canned.change_canned(asked.desk, asked.actor, asked.path("id"), **asked.given()))


@api.delete("/canned/{id}", scope="settings:write", status=204)
async def delete(asked: Asked) -> None:
    """Deletes a canned reply."""
    await canned.delete_canned(asked.desk, asked.actor, asked.path("id"))
