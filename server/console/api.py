"""The API's table: each route says what it takes, what it answers and which scope it needs.

    api = Api("Tickets")

    @api.post("/tickets", scope="tickets:write", body=NewTicket, answers=Ticket)
    async def create(asked: Asked) -> dict:
        "Opens a ticket by hand on behalf of a customer."

Requests are checked against the same structs that the OpenAPI document is made of; the first line of the
docstring is the route's summary there, the rest its description.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partialmethod
from typing import Any

import msgspec
from msgspec import UNSET, Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.actor import Actor
from server.console.auth import actor_of
from server.console.short import shortened
from server.desk import Desk
from server.door import BODY_LIMIT, answer, desk_of, invalid, read_body, require_same_origin
from server.errors import Forbidden, Invalid, NotFound
from server.people.tokens import SCOPES

PREFIX = "/api/v1"
DIGITS = 15
# Instead of a scope: needs no sign-in at all · a person's own matter, closed to every API token.
ANYONE, PERSON = "anyone", "person"


@dataclass(slots=True)
class Asked:
    """One request, checked: `body` and `query` are of the structs that the route named. Nobody has signed in
    where the scope is ANYONE: there is no actor then."""

    desk: Desk
    actor: Actor
    request: Request
    body: Any = None
    query: Any = None

    def number(self, name: str = "number") -> int:
        """The ticket number in the path, or NotFound."""
        text = self.request.path_params[name]
        if not (text.isascii() and text.isdigit() and len(text) <= DIGITS) or text.startswith("0"):
            raise NotFound("There is no such ticket.")
        return int(text)

    def path(self, name: str) -> str:
        return self.request.path_params[name]

    def given(self) -> dict:
        """The fields of a PATCH that were sent."""
        return given(self.body)

    @property
    def session(self) -> str:
        """The id of the session by which a person is signed in."""
        return self.request.state.session_id


Handler = Callable[[Asked], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Call:
    """A line of the table. `answers` is the type of the answer (for a list: of one item, with `listed`).
    `takes` and `gives` are the media types of a body and an answer that are no JSON; `also` other statuses
    of success."""

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
    takes: str = ""
    gives: str = ""
    also: tuple[int, ...] = ()

    async def __call__(self, request: Request) -> Response:
        actor = await self._actor(request)
        asked = Asked(desk_of(request), actor, request)
        if self.query:
            asked.query = read_query(request, self.query)
        if self.body:
            asked.body = await read_body(request, self.body, self.limit)
        result = shortened(self.scope, actor, self.answers, await self.handler(asked))
        if isinstance(result, Response):
            return result
        return Response(status_code=204) if self.status == 204 else answer(result, self.status)

    async def _actor(self, request: Request) -> Actor | None:
        if self.scope != ANYONE:
            actor = await actor_of(request)
            require_scope(actor, self.scope)
            return actor
        if self.method != "GET":
            # What anyone may send signs them in here: not from another site.
            require_same_origin(request)
        return None


class Api:
    """The calls of one group, in the order in which they are documented."""

    def __init__(self, group: str):
        self.group = group
        self.calls: list[Call] = []

    def _on(self, method: str, path: str, *, scope: str, **said) -> Callable[[Handler], Handler]:
        if scope not in (*SCOPES, ANYONE, PERSON):
            raise ValueError(f"{method} {path}: {scope!r} is no scope")
        said.setdefault("status", 201 if method == "POST" else 200)

        def take(handler: Handler) -> Handler:
            self.calls.append(Call(method, path, self.group, scope, handler, **said))
            return handler

        return take

    get = partialmethod(_on, "GET")
    post = partialmethod(_on, "POST")
    put = partialmethod(_on, "PUT")
    patch = partialmethod(_on, "PATCH")
    delete = partialmethod(_on, "DELETE")


def routes_of(calls: list[Call]) -> list[Route]:
    """A fixed path goes before one with a parameter that would fit it too: /tickets/counts, /tickets/{number}."""
    fixed_first = sorted(calls, key=lambda call: [part.startswith("{") for part in call.path.split("/")])
    return [Route(PREFIX + call.path, _endpoint(call), methods=[call.method]) for call in fixed_first]


def require_scope(actor: Actor, scope: str) -> None:
    """A signed-in person may use the whole API as far as their role goes; a token only what it was made for."""
    if actor.scopes is None:
        return
    if scope == PERSON:
        raise Forbidden("This is for people: it needs a sign-in, not an API token.")
    if scope not in actor.scopes:
        raise Forbidden(f"This API token lacks the scope {scope}.", scope=scope)


def read_query(request: Request, shape: type[Struct]):
    """The query string as `shape`. Raises Invalid, naming the parameter and what was expected."""
    pairs = request.query_params.multi_items()
    values = dict(pairs)
    if len(values) < len(pairs):
        name = next(name for name in values if sum(name == other for other, _ in pairs) > 1)
        raise Invalid(f"{name}: expected once; several values go into one, with commas.", field=name)
    try:
        return msgspec.convert(values, shape, strict=False)
    except msgspec.ValidationError as error:
        raise invalid(error) from None


def given(body: Struct) -> dict:
    """The fields that were sent, of a struct whose fields may be left out."""
    values = {field: getattr(body, field) for field in body.__struct_fields__}
    return {field: value for field, value in values.items() if value is not UNSET}


def _endpoint(call: Call):
    async def endpoint(request: Request) -> Response:
        return await call(request)

    return endpoint
