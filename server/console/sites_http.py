"""Sites over HTTP: for admins."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.console.auth import actor_of
from server.console.people_http import given
from server.door import answer, desk_of, read_body
from server.widget import sites

Mode = Literal["off", "optional", "required"]
Name = Annotated[str, Meta(max_length=200)]
Origins = Annotated[list[Annotated[str, Meta(max_length=300)]], Meta(max_length=50)]
Colour = Annotated[str, Meta(pattern="^#[0-9a-fA-F]{6}$")]
Greeting = Annotated[str, Meta(max_length=sites.GREETING_LIMIT)]


class Prechat(Struct, forbid_unknown_fields=True, frozen=True):
    name: Mode | UnsetType = UNSET
    email: Mode | UnsetType = UNSET


class NewSite(Struct, forbid_unknown_fields=True):
    name: Name
    origins: Origins = []
    colour: Colour = sites.COLOUR
    greeting: Greeting = sites.GREETING
    prechat: Prechat = Prechat()


class SiteChanges(Struct, forbid_unknown_fields=True):
    name: Name | UnsetType = UNSET
    origins: Origins | UnsetType = UNSET
    colour: Colour | UnsetType = UNSET
    greeting: Greeting | UnsetType = UNSET
    prechat: Prechat | UnsetType = UNSET


async def list_sites(request: Request) -> Response:
    desk, actor = desk_of(request), await actor_of(request)
    return answer({"items": [sites.site_shape(site) for site in await sites.list_sites(desk, actor)], "next": None})


async def make_site(request: Request) -> Response:
    desk, actor = desk_of(request), await actor_of(request)
    site = await sites.make_site(desk, actor, **_fields(await read_body(request, NewSite)))
    return answer(sites.site_shape(site), 201)


async def change_site(request: Request) -> Response:
    desk, actor = desk_of(request), await actor_of(request)
    changes = _fields(await read_body(request, SiteChanges))
    return answer(sites.site_shape(await sites.update_site(desk, actor, request.path_params["key"], **changes)))


def _fields(body: Struct) -> dict:
    fields = given(body)
    if "prechat" in fields:
        fields["prechat"] = given(fields["prechat"])
    return fields


routes = [
    Route("/api/v1/sites", list_sites, methods=["GET"]),
    Route("/api/v1/sites", make_site, methods=["POST"]),
    Route("/api/v1/sites/{key}", change_site, methods=["PATCH"]),
]
