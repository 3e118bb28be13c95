"""The API's table: each route says what it takes, what it answers and which scope it needs.

    api = Api("Tickets")

    @api.post("/tickets", scope="tickets:write", body=NewTicket, answers=Ticket)
    async def create(asked: Asked) -> dict:
        "Opens a ticket by hand on behalf of a customer."

Requests are checked against the same structs that the OpenAPI document is made of; the first line of the
docstring is the route's summary there.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partialmethod
from typing import Any

import msgspec
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.actor import Actor
from server.console.auth import actor_of, require_scope
from server.desk import Desk
from server.door import BODY_LIMIT, answer, desk_of, invalid, read_body
from server.errors import NotFound

PREFIX = "/api/v1"
DIGITS = 15


@dataclass(slots=True)
class Asked:
    """One request, checked: `body` and `query` are of the structs that the route named."""

    desk: Desk
    actor: Actor
    request: Request
    body: Any = None
    query: Any = None

    def number(self, name: str = "number") -> int:
        """The ticket number in the path, or NotFound."""
        text = self.request.path_params[name]
        if not (text.isascii() and text.isdigit() and len(text) <= DIGITS):
            raise NotFound("There is no such ticket.")
        return int(text)

    def path(self, name: str) -> str:
        return self.request.path_params[name]


Handler = Callable[[Asked], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Call:
    """A line of the table. `answers` is the type of the answer (for a list: of one item, with `listed`)."""

    method: str
    path: str
    group: str
    scope: str
    handler: Handler
    body: type[Struct] | None = None
    query: type[Struct] | None = None
    answers: Any = None
    listed: bool = False
    status: int = 200
    limit: int = BODY_LIMIT

    async def __call__(self, request: Request) -> Response:
        actor = await actor_of(request)
        require_scope(actor, self.scope)
        asked = Asked(desk_of(request), actor, request)
        if self.query:
            asked.query = read_query(request, self.query)
        if self.body:
            asked.body = await read_body(request, self.body, self.limit)
        result = await self.handler(asked)
        return result if isinstance(result, Response) else answer(result, self.status)


class Api:
    """The calls of one group, in the order in which they are documented."""

    def __init__(self, group: str):
        self.group = group
        self.calls: list[Call] = []

    @property
    def routes(self) -> list[Route]:
        return [Route(PREFIX + call.path, _endpoint(call), methods=[call.method]) for call in self.calls]

    def _on(self, method: str, path: str, **said) -> Callable[[Handler], Handler]:
        said.setdefault("status", 201 if method == "POST" else 200)

        def take(handler: Handler) -> Handler:
            self.calls.append(Call(method, path, self.group, handler=handler, **said))
            return handler

        return take

    get = partialmethod(_on, "GET")
    post = partialmethod(_on, "POST")
    put = partialmethod(_on, "PUT")
    patch = partialmethod(_on, "PATCH")
    delete = partialmethod(_on, "DELETE")


def read_query(request: Request, shape: type[Struct]):
    """The query string as `shape`. Raises Invalid, naming the parameter and what was expected."""
    try:
        return msgspec.convert(dict(request.query_params), shape, strict=False)
    except msgspec.ValidationError as error:
        raise invalid(error) from None


def _endpoint(call: Call):
    async def endpoint(request: Request) -> Response:
        return await call(request)

    return endpoint
