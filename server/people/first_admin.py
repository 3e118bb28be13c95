"""The first admin of an installation, made from the command line or at the first start."""

import logging
import secrets

from server.actor import SYSTEM
from server.desk import Desk, noted
from server.errors import Conflict, Invalid
from server.people.agents import announce_people, new_agent
from server.people.passwords import hash_password
from server.people.words import check_password, clean_email
from server.store import DuplicateKeyError

log = logging.getLogger("frontdesk.people")


async def first_admin(desk: Desk, email: str, password: str | None = None) -> tuple[dict, str]:
    """(agent, password): a new admin with this password or a made one. Conflict if the address is taken.

    Not only for the first: whoever can run commands on the server can always make an admin, and with the
    password they like; a weak one is only warned of.
    """
    email = clean_email(email)
    if password is None:
        password = "-".join(secrets.token_hex(3) for _ in range(3))
    try:
        check_password(password, email)
    except Invalid as weak:
        log.warning("the first admin's password is weak: %s", weak)
    first_team = await desk.store.teams.find_one({}, {"_id": 1}, sort=[("_id", 1)])
    agent = new_agent(
        desk, email=email, name=email.partition("@")[0].capitalize(), role="admin",
        teams=[first_team["_id"]] if first_team else [], password=await hash_password(password),
    )
    try:
        await desk.store.agents.insert_one(agent)
    except DuplicateKeyError:
        raise Conflict(f"{email} is in use already.", field="email") from None
    noted(SYSTEM, "admin made", f"agent/{agent['_id']}")
    announce_people(desk)
    return agent, password


async def has_admin(desk: Desk) -> bool:
    return await desk.store.agents.find_one({"role": "admin", "active": True, "invited": False}, {"_id": 1}) is not None
