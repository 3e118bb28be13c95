"""Chats over HTTP: live and past ones, and the one-click conversion."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.chats import reading
from server.chats.shapes import agent_chats, chat_for
from server.console.auth import actor_of
from server.door import answer, desk_of
from server.errors import Invalid
from server.tickets.convert import convert

STATUSES = ("waiting", "active", "ended", "missed")
PAGE = 50


async def list_chats(request: Request) -> Response:
    desk, actor = desk_of(request), await actor_of(request)
    asked = request.query_params
    wanted = [part for part in asked.get("status", "any").split(",") if part and part != "any"]
    for status in wanted:
        if status not in STATUSES:
            raise Invalid(f"status: {status[:40]!r} is not one of {', '.join(STATUSES)}, any.", field="status")
    mine = actor.id if asked.get("mine") in ("1", "true", "yes") else asked.get("agent")
    found, after = await reading.list_chats(
        desk, statuses=wanted, agent=mine, visitor=asked.get("visitor"), cursor=asked.get("cursor"), limit=PAGE
    )
    return answer({"items": await agent_chats(desk, found), "next": after})


async def show(request: Request) -> Response:
    desk, actor = desk_of(request), await actor_of(request)
    state = await reading.find(desk, actor, request.path_params["id"])
    lines, _, more = await reading.messages_after(desk, actor, state["_id"], 0)
    return answer({"chat": await chat_for(desk, state, "agent"), "messages": lines, "more": more})


async def make_ticket(request: Request) -> Response:
    desk, actor = desk_of(request), await actor_of(request)
    number, made = await convert(desk, actor, request.path_params["id"])
    return answer({"ticket": {"number": number}}, 201 if made else 200)


routes = [
    Route("/api/v1/chats", list_chats, methods=["GET"]),
    Route("/api/v1/chats/{id}", show, methods=["GET"]),
    Route("/api/v1/chats/{id}/ticket", make_ticket, methods=["POST"]),
]
