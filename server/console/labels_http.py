"""Labels and categories over HTTP: choosing is for every agent, making and changing for managers."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from server.console.api import Api, Asked
from server.console.people_answers import Category, Label
from server.tickets import counts, labels, names
from server.tickets.names import CATEGORIES, LABELS, Kind

api = Api("Labels and categories")
Name = Annotated[str, Meta(max_length=300)]
Colour = Annotated[str, Meta(pattern="^#[0-9a-fA-F]{6}$", max_length=7)]
Id = Annotated[str, Meta(max_length=40)]


class NewLabel(Struct, forbid_unknown_fields=True):
    name: Name
    colour: Colour | None = None


class LabelChanges(Struct, forbid_unknown_fields=True):
    name: Name | UnsetType = UNSET
    colour: Colour | UnsetType = UNSET


class NewCategory(Struct, forbid_unknown_fields=True):
    name: Name


class MergeInto(Struct, forbid_unknown_fields=True):
    into: Id


@api.get("/labels", scope="tickets:read", answers=Label, listed=True)
async def list_labels(asked: Asked) -> dict:
    """The labels that can be given, by name; managers also see how many tickets carry each."""
    return await _listed(asked, LABELS)


@api.post("/labels", scope="settings:write", body=NewLabel, answers=Label)
async def make_label(asked: Asked) -> dict:
    """Makes a label. A deleted one of this name comes back, with the tickets that kept it."""
    return _shape(await labels.make_label(asked.desk, asked.actor, asked.body.name, asked.body.colour))


@api.patch("/labels/{id}", scope="settings:write", body=LabelChanges, answers=Label)
async def change_label(asked: Asked) -> dict:
    """Renames or recolours it. Earlier names go on finding it; no ticket's history is rewritten."""
    return _shape(await labels.change_label(asked.desk, asked.actor, asked.path("id"), **asked.given()))


@api.delete("/labels/{id}", scope="settings:write", status=204)
async def delete_label(asked: Asked) -> None:
    """Takes it out of choice. Tickets that carry it keep it, and are still found by it."""
    await names.delete(asked.desk, asked.actor, LABELS, asked.path("id"))


@api.post("/labels/{id}/merge", scope="settings:write", body=MergeInto, answers=Label, status=200)
async def merge_label(asked: Asked) -> dict:
    """Makes two labels one: this one's names become former names of `into`, which is the answer."""
    return _shape(await names.merge(asked.desk, asked.actor, LABELS, asked.path("id"), asked.body.into))


@api.get("/categories", scope="tickets:read", answers=Category, listed=True)
async def list_categories(asked: Asked) -> dict:
    """The categories that can be given, by name; managers also see how many tickets are in each."""
    return await _listed(asked, CATEGORIES)


@api.post("/categories", scope="settings:write", body=NewCategory, answers=Category)
async def make_category(asked: Asked) -> dict:
    """Makes a category. A deleted one of this name comes back, with the tickets that kept it."""
    return _shape(await names.make(asked.desk, asked.actor, CATEGORIES, asked.body.name))


@api.patch("/categories/{id}", scope="settings:write", body=NewCategory, answers=Category)
async def change_category(asked: Asked) -> dict:
    """Renames it. Earlier names go on finding it; no ticket's history is rewritten."""
    return _shape(await names.change(asked.desk, asked.actor, CATEGORIES, asked.path("id"), asked.body.name))


@api.delete("/categories/{id}", scope="settings:write", status=204)
async def delete_category(asked: Asked) -> None:
    """Takes it out of choice. Tickets in it stay in it, and are still found by it."""
    await names.delete(asked.desk, asked.actor, CATEGORIES, asked.path("id"))


@api.post("/categories/{id}/merge", scope="settings:write", body=MergeInto, answers=Category, status=200)
async def merge_category(asked: Asked) -> dict:
    """Makes two categories one: this one's names become former names of `into`, which is the answer."""
    return _shape(await names.merge(asked.desk, asked.actor, CATEGORIES, asked.path("id"), asked.body.into))


async def _listed(asked: Asked, kind: Kind) -> dict:
    rows = await names.listed(asked.desk, kind)
    uses = await counts.uses(asked.desk, kind, rows) if asked.actor.at_least("manager") else [None] * len(rows)
    return {"items": [_shape(row, used) for row, used in zip(rows, uses, strict=True)], "next": None}


def _shape(row: dict, tickets: int | None = None) -> dict:
    shape = {"id": row["_id"], "name": row["name"], "formerly": row["formerly"]}
    if "colour" in row:
        shape["colour"] = row["colour"]
    return shape if tickets is None else {**shape, "tickets": tickets}
