"""Files that people add to what they write: kept when they arrive, claimed by what is sent, swept if never sent.

A file belongs to whoever uploaded it until an entry claims it; from then on to the ticket, and whoever may see the
ticket may see the file.
"""

import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta

from server.actor import Actor
from server.desk import Desk, noted
from server.errors import Invalid, NotFound, TooLarge, Unprocessable
from server.files import blobs
from server.files.kinds import HEAD_BYTES, kind_of
from server.files.names import clean_file_name
from server.store import new_id

MOST_PER_ENTRY = 20
UNCLAIMED = timedelta(days=1)
BATCH = 100


def limit_of(desk: Desk) -> int:
    """How many bytes a file may have."""
    return desk.settings.max_file_mb * 1024 * 1024


def too_large(desk: Desk) -> TooLarge:
    return TooLarge(f"A file may have at most {desk.settings.max_file_mb} MB.", field="file", limit=limit_of(desk))


async def keep(desk: Desk, actor: Actor, name: str, claimed: str, content: bytes | AsyncIterator[bytes]) -> dict:
    """Stores a file as it arrives and returns its row; for uploads and for jobs that hold the bytes already.

    `name` and `claimed` (a content type) are what the sender says. Raises TooLarge as soon as the limit is
    passed, Invalid for an empty file; then nothing of it stays.
    """
    _insiders_only(actor)
    id, now = new_id(), desk.now()
    row = {
        "_id": id, "by": actor.id, "name": clean_file_name(name), "type": "", "size": 0, "image": False,
        "subject": None, "sent": False, "touched": now, "whole": False,
    }
    await desk.store.attachments.insert_one(row)
    head = bytearray()
    try:
        row["size"] = await blobs.put(desk, id, _watched(desk, content, head))
        if not row["size"]:
            raise Invalid("file: it is empty.", field="file")
    except BaseException:
        # If this fails too, as with the database away, the sweep finds what is not whole.
        with contextlib.suppress(Exception):
            await _remove(desk, id)
        raise
    row |= {**kind_of(bytes(head), row["name"], claimed), "whole": True}
    await desk.store.attachments.replace_one({"_id": id}, row)
    noted(actor, "file.keep", f"file/{id}", size=row["size"], type=row["type"])
    return row


def attachment_shape(row: dict) -> dict:
    """The Attachment of the contract; also what an entry keeps of its files."""
    measures = {side: row[side] for side in ("width", "height") if side in row}
    return {
        "id": row["_id"], "name": row["name"], "type": row["type"], "size": row["size"], "image": row["image"],
        **measures, "url": f"/api/v1/attachments/{row['_id']}",
    }


async def claim(desk: Desk, actor: Actor, ids: list[str], subject: str) -> list[dict]:
    """Binds the actor's uploads to a ticket ("ticket/1001") and returns their Attachment shapes, for the data of
    the entry that is about to be written. Claiming again for the same subject, as a repeat does, is fine.

    Raises Unprocessable, naming `attachments`, for what is unknown, another's, or sent elsewhere already.
    """
    ids = list(dict.fromkeys(ids))
    if not ids:
        return []
    if len(ids) > MOST_PER_ENTRY:
        raise Unprocessable(f"attachments: at most {MOST_PER_ENTRY} files at once.", field="attachments")
    mine = {"_id": {"$in": ids}, "by": actor.id, "whole": True}
    rows = {row["_id"]: row async for row in desk.store.attachments.find(mine)}
    for id in ids:
        if id not in rows:
            raise Unprocessable(f"attachments: there is no file {id[:40]!r} of yours.", field="attachments", id=id)
        await _move(desk, rows[id], subject)
    return [attachment_shape(rows[id]) for id in ids]


async def find(desk: Desk, actor: Actor, id: str) -> dict:
    """The row of a file; one that is not yet sent is there only for who uploaded it. Raises NotFound.

    Whether the actor may see the ticket in `subject` is for the caller to ask: tickets know that.
    """
    row = await desk.store.attachments.find_one({"_id": id, "whole": True})
    if row is None or actor.kind != "agent" or (row["by"] != actor.id and not await _is_sent(desk, row)):
        raise NotFound("There is no such file.")
    return row


async def discard(desk: Desk, actor: Actor, id: str) -> None:
    """Takes back an upload that was not sent. Raises NotFound, also for one that was."""
    row = await find(desk, actor, id)
    # Claimed again meanwhile: an entry with it is on its way.
    same = {"subject": row["subject"], "touched": row["touched"]}
    if row["by"] != actor.id or await _is_sent(desk, row) or not await _remove(desk, id, same):
        raise NotFound("There is no such file of yours that is not sent yet.")


async def sweep(desk: Desk) -> None:
    """Removes what was uploaded and, a day later, is not part of any entry."""
    old = {"sent": False, "touched": {"$lt": desk.now() - UNCLAIMED}}
    for row in await desk.store.attachments.find(old).sort("touched", 1).to_list(BATCH):
        same = {"subject": row["subject"], "touched": row["touched"]}
        if await _is_sent(desk, row):
            await desk.store.attachments.update_one({"_id": row["_id"], **same}, {"$set": {"sent": True}})
        else:
            await _remove(desk, row["_id"], same)


async def _watched(desk: Desk, content: bytes | AsyncIterator[bytes], head: bytearray) -> AsyncIterator[bytes]:
    """The bytes as they pass: the first ones are copied into `head`, and too many raise TooLarge."""
    size, limit = 0, limit_of(desk)
    async for piece in _one(content) if isinstance(content, bytes) else content:
        size += len(piece)
        if size > limit:
            raise too_large(desk)
        head += piece[: max(0, HEAD_BYTES - len(head))]
        yield piece


async def _one(content: bytes) -> AsyncIterator[bytes]:
    yield content


async def _move(desk: Desk, row: dict, subject: str) -> None:
    if row["subject"] not in (None, subject) and await _is_sent(desk, row):
        raise _sent_elsewhere(row)
    # Claimed for two tickets at once: the second finds the subject changed.
    before = {"_id": row["_id"], "subject": {"$in": [row["subject"], subject]}, "whole": True}
    done = await desk.store.attachments.update_one(before, {"$set": {"subject": subject, "touched": desk.now()}})
    if not done.matched_count:
        raise _sent_elsewhere(row)


def _sent_elsewhere(row: dict) -> Unprocessable:
    return Unprocessable(
        f"attachments: {row['name']} belongs to another ticket already.", field="attachments", id=row["_id"]
    )


async def _is_sent(desk: Desk, row: dict) -> bool:
    """Whether an entry holds it. A claim alone does not say so: the entry may have been refused."""
    if row["subject"] is None:
        return False
    entry = {"subject": row["subject"], "data.attachments.id": row["_id"]}
    return row["sent"] or await desk.store.events.find_one(entry, {"_id": 1}) is not None


async def _remove(desk: Desk, id: str, only: dict | None = None) -> bool:
    # First out of everybody's reach, and the row last: what a crash leaves is found by the sweep.
    done = await desk.store.attachments.update_one({"_id": id, **(only or {})}, {"$set": {"whole": False}})
    if done.matched_count:
        await blobs.delete(desk, id)
        await desk.store.attachments.delete_one({"_id": id})
    return bool(done.matched_count)


def _insiders_only(actor: Actor) -> None:
    if actor.kind not in ("agent", "system"):
        raise NotFound("There is nothing at this address.")
