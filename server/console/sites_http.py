"""Sites over HTTP: for admins; and the addresses of this installation."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from server.console.api import Api, Asked, given
from server.console.people_answers import Setup, Site
from server.widget import sites

Mode = Literal["off", "optional", "required"]
Name = Annotated[str, Meta(max_length=200)]
Origins = Annotated[list[Annotated[str, Meta(max_length=300)]], Meta(max_length=50)]
Colour = Annotated[str, Meta(pattern="^#[0-9a-fA-F]{6}$", max_length=7)]
Greeting = Annotated[str, Meta(max_length=sites.GREETING_LIMIT)]

api = Api("Sites")


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


@api.get("/sites", scope="admin", answers=Site, listed=True)
async def list_sites(asked: Asked) -> dict:
    """The websites that the widget stands on: for admins."""
    found = await sites.list_sites(asked.desk, asked.actor)
    return {"items": [sites.site_shape(site) for site in found], "next": None}


@api.post("/sites", scope="admin", body=NewSite, answers=Site)
async def make_site(asked: Asked) -> dict:
    """Makes a site; its `key` goes into the page that embeds the widget."""
    return sites.site_shape(await sites.make_site(asked.desk, asked.actor, **_fields(asked)))


@api.patch("/sites/{key}", scope="admin", body=SiteChanges, answers=Site)
async def change_site(asked: Asked) -> dict:
    """Changes a site: its name, look, questions, or which origins may embed the widget."""
    return sites.site_shape(await sites.update_site(asked.desk, asked.actor, asked.path("key"), **_fields(asked)))


@api.get("/setup", scope="settings:read", answers=Setup)
async def setup(asked: Asked) -> dict:
    """The addresses of this installation."""
    address = asked.desk.settings.address
    return {"public_url": address, "demo_url": f"{address}/demo"}


def _fields(asked: Asked) -> dict:
    fields = asked.given()
    if "prechat" in fields:
        fields["prechat"] = given(fields["prechat"])
    return fields
