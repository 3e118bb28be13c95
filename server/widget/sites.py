"""Sites: the websites a widget stands on, with the look and the questions of each."""

import re
import secrets
import time
from weakref import WeakKeyDictionary

from server.actor import Actor
from server.desk import Desk, noted
from server.errors import Invalid, NotFound
from server.people.access import require
from server.people.words import clean_name
from server.store import Store
from server.widget.origins import allows, clean_origins

CACHE_SECONDS = 5
GREETING_LIMIT = 500
MODES = ("off", "optional", "required")
COLOUR = "#3450d8"
GREETING = "Hello! How can we help you?"
PRECHAT = {"name": "optional", "email": "optional"}

_cached: WeakKeyDictionary[Store, dict[str, tuple[float, dict | None]]] = WeakKeyDictionary()
_MOST_CACHED = 1000


async def find(desk: Desk, key: str) -> dict:
    """The site of a key, at most 5 s old; NotFound for a key that does not exist."""
    kept = _cached.setdefault(desk.store, {})
    moment, site = kept.get(key, (0.0, None))
    if time.monotonic() - moment > CACHE_SECONDS or site is None:
        site = await desk.store.sites.find_one({"_id": key})
        if site is None:
            raise NotFound("There is no site with this key.")
        if len(kept) >= _MOST_CACHED:
            kept.clear()
        kept[key] = (time.monotonic(), site)
    return site


async def first_site(desk: Desk) -> dict:
    """The site of the first start, for the demo shop; sites made later don't take its place."""
    plan = await desk.store.installation.find_one({"_id": "first-run"})
    if plan is None:
        raise NotFound("There is no site to show yet.")
    return await find(desk, plan["site"])


def allows_origin(site: dict, origin: str) -> bool:
    """Whether pages of this Origin may embed the site's widget. Our own pages are not asked about."""
    return allows(site["origins"], origin)


async def list_sites(desk: Desk, actor: Actor) -> list[dict]:
    require(actor, "admin")
    return await desk.store.sites.find({}).sort("name", 1).to_list(None)


async def make_site(
    desk: Desk, actor: Actor, name: str, *, origins: list[str] | None = None, colour: str = COLOUR,
    greeting: str = GREETING, prechat: dict | None = None,
) -> dict:
    require(actor, "admin")
    site = new_site(name) | _checked(origins=origins or [], colour=colour, greeting=greeting, prechat=prechat or {})
    site["prechat"] = PRECHAT | site["prechat"]
    await desk.store.sites.insert_one(site)
    noted(actor, "site made", f"site/{site['_id']}")
    return site


async def update_site(desk: Desk, actor: Actor, key: str, **changes) -> dict:
    """Any of name, origins, colour, greeting and prechat (of which a mode may be left out)."""
    require(actor, "admin")
    site = await desk.store.sites.find_one({"_id": key})
    if site is None:
        raise NotFound("There is no site with this key.")
    checked = _checked(**changes)
    checked = {
        **{field: value for field, value in checked.items() if field != "prechat"},
        **{f"prechat.{field}": mode for field, mode in checked.get("prechat", {}).items()},
    }
    if checked:
        site = await desk.store.sites.find_one_and_update({"_id": key}, {"$set": checked}, return_document=True)
        _cached.get(desk.store, {}).pop(key, None)
        noted(actor, "site changed", f"site/{key}", fields=sorted(checked))
    return site


def new_site(name: str, key: str | None = None) -> dict:
    """The document of a site with nothing set yet."""
    return {
        "_id": key or secrets.token_urlsafe(9), "name": clean_name(name), "origins": [], "colour": COLOUR,
        "greeting": GREETING, "prechat": dict(PRECHAT), "identity_secret": secrets.token_urlsafe(32),
    }


def site_shape(site: dict) -> dict:
    """For admins: with the secret that signs identities."""
    fields = ("name", "origins", "colour", "greeting", "prechat", "identity_secret")
    return {"key": site["_id"], **{field: site[field] for field in fields}}


def _checked(*, name=None, origins=None, colour=None, greeting=None, prechat=None) -> dict:
    checked = {}
    if name is not None:
        checked["name"] = clean_name(name)
    if origins is not None:
        checked["origins"] = clean_origins(origins)
    if colour is not None:
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
            raise Invalid("colour must be like #3450d8.", field="colour")
        checked["colour"] = colour.lower()
    if greeting is not None:
        if len(greeting) > GREETING_LIMIT:
            raise Invalid(f"greeting may have at most {GREETING_LIMIT} characters.", field="greeting")
        checked["greeting"] = greeting.strip()
    if prechat is not None:
        checked["prechat"] = prechat
        for field, mode in prechat.items():
            if field not in PRECHAT or mode not in MODES:
                raise Invalid(f"prechat.{field} must be one of {', '.join(MODES)}.", field=f"prechat.{field}")
    return checked
