"""One's own notifications over HTTP."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from server.console.answer_parts import Named, Time
from server.console.api import PERSON, Api, Asked
from server.people import notifications

api = Api("Notifications")


class ListQuery(Struct, forbid_unknown_fields=True):
    unread: bool = False
    cursor: Annotated[str, Meta(max_length=400)] = ""


class Notification(Struct):
    """Told in its words: `text` is what was written, or of a ticket that was assigned, its subject."""

    id: str
    type: Literal["mention", "assigned", "customer"]
    text: str
    by: Named
    event: str
    at: Time
    read: bool
    ticket: int | UnsetType = UNSET
    chat: str | UnsetType = UNSET
    count: Annotated[int | UnsetType, Meta(description="Tickets given at once; no one `ticket` is named then")] = UNSET


class Notifications(Struct):
    items: list[Notification]
    next: str | None
    unread: int


class Unread(Struct):
    unread: int


class Read(Struct, forbid_unknown_fields=True):
    ids: Annotated[list[Annotated[str, Meta(max_length=40)]], Meta(max_length=500)] | None = None


@api.get("/me/notifications", scope=PERSON, query=ListQuery, answers=Notifications)
async def list_mine(asked: Asked) -> dict:
    """Mentions and news for me, newest first, with the number of unread ones."""
    desk, actor = asked.desk, asked.actor
    rows, after = await notifications.list_mine(desk, actor, unread=asked.query.unread, cursor=asked.query.cursor)
    unread = await notifications.unread_of(desk, actor.id)
    return {"items": [notifications.notification_shape(row) for row in rows], "next": after, "unread": unread}


@api.post("/me/notifications/read", scope=PERSON, body=Read, answers=Unread, status=200)
async def mark_read(asked: Asked) -> dict:
    """Marks the named ones as read, or all; answers how many are left."""
    return {"unread": await notifications.mark_read(asked.desk, asked.actor, asked.body.ids)}
