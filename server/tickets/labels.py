"""Labels: short coloured words on tickets. Managers make, rename, merge and delete them (names.py)."""

import zlib

from server.actor import Actor
from server.desk import Desk
from server.tickets import names
from server.tickets.names import LABELS

COLOURS = ("#3450d8", "#0f766e", "#15803d", "#b7791f", "#c0392b", "#be185d", "#7c3aed", "#6b5b95", "#475569")


async def list_labels(desk: Desk) -> list[dict]:
    return await names.listed(desk, LABELS)


async def make_label(desk: Desk, actor: Actor, name: str, colour: str | None = None) -> dict:
    """With a colour of its own choice where none is given. Raises Invalid, Forbidden or Conflict."""
    return await names.make(desk, actor, LABELS, name, colour=(colour or colour_for(name)).lower())


async def change_label(desk: Desk, actor: Actor, id: str, name: str | None = None, colour: str | None = None) -> dict:
    more = {"colour": colour.lower()} if colour else {}
    return await names.change(desk, actor, LABELS, id, name, **more)


def colour_for(name: str) -> str:
    """The same name gets the same one everywhere."""
    return COLOURS[zlib.crc32(names.key_of(name).encode()) % len(COLOURS)]


def new_label(name: str, colour: str) -> dict:
    return names.new_row(name, colour=colour)
