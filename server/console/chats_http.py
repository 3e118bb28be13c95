"""Chats over HTTP: live and past ones, and the one-click conversion."""

from typing import Annotated

from msgspec import Meta, Struct
from starlette.responses import Response

from server.chats import reading
from server.chats.shapes import agent_chats, chat_for
from server.console.api import Api, Asked
from server.console.chat_answers import Chat, Converted, WholeChat
from server.door import answer
from server.errors import Invalid
from server.tickets.convert import convert

STATUSES = ("waiting", "active", "ended", "missed")
PAGE = 50
Id = Annotated[str, Meta(max_length=64)]

api = Api("Chats")


class ChatQuery(Struct, forbid_unknown_fields=True):
    """`status` may be several, joined by commas; `mine` goes before `agent`."""

    status: Annotated[str, Meta(max_length=100)] = "any"
    mine: bool = False
    agent: Id = ""
    visitor: Id = ""
    cursor: Annotated[str, Meta(max_length=400)] = ""


@api.get("/chats", scope="chats:read", query=ChatQuery, answers=Chat, listed=True)
async def list_chats(asked: Asked) -> dict:
    """Live and past chats, newest first."""
    query = asked.query
    wanted = [part for part in query.status.split(",") if part and part != "any"]
    for status in wanted:
        if status not in STATUSES:
            raise Invalid(f"status: {status[:40]!r} is not one of {', '.join(STATUSES)}, any.", field="status")
    found, after = await reading.list_chats(
        asked.desk, statuses=wanted, agent=asked.actor.id if query.mine else query.agent, visitor=query.visitor,
        cursor=query.cursor, limit=PAGE,
    )
    return {"items": await agent_chats(asked.desk, found), "next": after}


@api.get("/chats/{id}", scope="chats:read", answers=WholeChat)
async def show(asked: Asked) -> dict:
    """A chat with its lines, also the team's private notes; `more` says that there are more than these."""
    state = await reading.find(asked.desk, asked.actor, asked.path("id"))
    lines, _, more = await reading.messages_after(asked.desk, asked.actor, state["_id"], 0)
    return {"chat": await chat_for(asked.desk, state, "agent"), "messages": lines, "more": more}


@api.post("/chats/{id}/ticket", scope="chats:write", answers=Converted, also=(200,))
async def make_ticket(asked: Asked) -> Response:
    """Turns a chat into a ticket: with its transcript, during the chat or after it.

    Asking again answers 200 with the same number.
    """
    number, made = await convert(asked.desk, asked.actor, asked.path("id"))
    return answer({"ticket": {"number": number}}, 201 if made else 200)
