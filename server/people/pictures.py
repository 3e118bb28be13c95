"""Agents' pictures: small, of three kinds, told by their bytes and never by what the upload claims."""

import hashlib

from server.actor import Actor
from server.desk import Desk, noted
from server.errors import Invalid, NotFound, TooLarge
from server.people.agents import announce_people
from server.people.image_kind import image_kind

MOST_BYTES = 256 * 1024
LONGEST_SIDE = 1024


async def set_picture(desk: Desk, actor: Actor, raw: bytes) -> dict:
    """Stores the picture in place of the old one; returns the agent."""
    if len(raw) > MOST_BYTES:
        raise TooLarge("A picture may have at most 256 kB.", limit=MOST_BYTES)
    found = image_kind(raw)
    if found is None:
        raise Invalid("The picture must be a PNG, JPEG or WebP image.", field="picture")
    kind, width, height = found
    # A small file can unpack to gigabytes in every colleague's browser.
    if not (0 < width <= LONGEST_SIDE and 0 < height <= LONGEST_SIDE):
        raise Invalid(f"The picture may be at most {LONGEST_SIDE} pixels wide and high.", field="picture")
    hash = hashlib.sha256(actor.id.encode() + raw).hexdigest()[:32]
    picture = {"_id": hash, "agent": actor.id, "type": kind, "bytes": raw}
    await desk.store.pictures.replace_one({"_id": hash}, picture, upsert=True)
    return await _show(desk, actor, hash)


async def remove_picture(desk: Desk, actor: Actor) -> dict:
    return await _show(desk, actor, None)


async def picture(desk: Desk, agent_id: str, hash: str) -> tuple[str, bytes]:
    """(type, bytes). Anybody who has the address may look: visitors see who they talk to."""
    found = await desk.store.pictures.find_one({"_id": hash, "agent": agent_id})
    if found is None:
        raise NotFound("There is no such picture.")
    return found["type"], found["bytes"]


async def _show(desk: Desk, actor: Actor, hash: str | None) -> dict:
    agent = await desk.store.agents.find_one_and_update(
        {"_id": actor.id}, {"$set": {"picture": hash}}, return_document=True
    )
    await desk.store.pictures.delete_many({"agent": actor.id, "_id": {"$ne": hash}})
    noted(actor, "picture set" if hash else "picture removed", f"agent/{actor.id}")
    announce_people(desk)
    return agent
