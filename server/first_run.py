"""What an empty database gets at the first start: a team, the labels, a site, and the first admin."""

import secrets
from contextlib import suppress
from dataclasses import dataclass

from server.desk import Desk
from server.errors import Conflict, Invalid, Misconfigured
from server.people.first_admin import first_admin, has_admin
from server.store import DuplicateKeyError, new_id
from server.tickets import categories, labels, names
from server.tickets.upgrade import upgrade
from server.widget.sites import new_site

TEAM = "Support"
SITE = "Demo shop"
LABELS = {
    "Bug": "#c0392b", "Refund": "#b7791f", "Feature Request": "#3450d8", "Onboarding": "#15803d", "Question": "#6b5b95",
}
DEFAULT_ADMIN = "admin@example.com"


@dataclass(slots=True)
class FirstRun:
    """What was made now. `password` only when it was generated: to be shown once."""

    site: str | None = None
    admin: dict | None = None
    password: str | None = None


async def ensure_first_run(desk: Desk, *, make_admin: bool = False) -> FirstRun:
    """Harmless to repeat and to run in several processes at once.

    An admin is made when there is none and either ADMIN_EMAIL is set or `make_admin` asks for one.
    """
    made = FirstRun(site=await _furnish(desk))
    await upgrade(desk)
    settings = desk.settings
    if (settings.admin_email or make_admin) and not await has_admin(desk):
        email = settings.admin_email or DEFAULT_ADMIN
        try:
            made.admin, password = await first_admin(desk, email, settings.admin_password or None)
        except Conflict:
            # Another process made this admin just now.
            return made
        except Invalid as error:
            raise Misconfigured(f"FRONTDESK_ADMIN_EMAIL: {error}") from None
        if not settings.admin_password:
            made.password = password
    return made


async def sign_in_facts(desk: Desk) -> dict:
    """What `up` tells at its start: an admin's address, and the password if it was made just now."""
    made = await ensure_first_run(desk, make_admin=True)
    admin = made.admin or await desk.store.agents.find_one({"role": "admin", "active": True}, sort=[("_id", 1)])
    return {"email": admin["email"], "password": made.password, "new": made.admin is not None}


async def _furnish(desk: Desk) -> str | None:
    """Makes team, labels and site unless that was done before; the key of the new site."""
    # All processes read the same ids from this row, so that two at once make one team and one site.
    plan = await desk.store.installation.find_one_and_update(
        {"_id": "first-run"},
        {"$setOnInsert": {"team": new_id(), "site": secrets.token_urlsafe(9), "done": False}},
        upsert=True, return_document=True,
    )
    if plan["done"]:
        return None
    now = desk.now()
    await _keep(desk.store.teams, {"_id": plan["team"]}, {"name": TEAM, "created_at": now})
    for name, colour in LABELS.items():
        await _keep(desk.store.labels, {"name": name}, labels.new_label(name, colour))
    for name in categories.SEEDED:
        await _keep(desk.store.categories, {"name": name}, names.new_row(name))
    site = new_site(SITE, plan["site"])
    await _keep(desk.store.sites, {"_id": site.pop("_id")}, site)
    await desk.store.installation.update_one({"_id": "first-run"}, {"$set": {"done": True}})
    return plan["site"]


async def _keep(collection, key: dict, rest: dict) -> None:
    # MongoDB lets two upserts of one key collide; the other one has made it then.
    with suppress(DuplicateKeyError):
        await collection.update_one(key, {"$setOnInsert": rest}, upsert=True)
