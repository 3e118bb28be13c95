"""The API's document: for programs as JSON, for people as a page. It describes itself, too."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server import built
from server.console.api import ANYONE, Api, Asked, Call
from server.console.docs_page import page_of
from server.console.openapi import document
from server.desk import Desk
from server.door import desk_of
from server.pages import page
from server.people.tokens import SCOPES

STYLE = "src/docs/docs.css"


class Describing:
    """The doors to the document of these calls: `api` within the table, `routes` outside it."""

    def __init__(self, calls: list[Call]):
        self.api = Api("This document")
        self._calls, self._made = calls, {}
        # It holds no secret: whoever runs this version has the same, and programs read it before they sign in.
        self.api.get("/openapi.json", scope=ANYONE, answers=dict[str, Any])(self.show)
        self.routes = [Route("/docs", self.page, methods=["GET"])]

    def document(self, desk: Desk) -> dict:
        address = desk.settings.address
        if address not in self._made:
            self._made[address] = document([*self._calls, *self.api.calls], address)
        return self._made[address]

    async def show(self, asked: Asked) -> dict:
        """This document, OpenAPI 3.1. Needs no sign-in."""
        return self.document(asked.desk)

    async def page(self, request: Request) -> Response:
        shown = page_of(self.document(desk_of(request)))
        return page(request, "docs.html", scopes=SCOPES.items(), style=built.stylesheet("console", STYLE), **shown)
