"""The cast: the people of the tests, made through the real actions.

Ada is the admin, Max a manager, Alice an agent of Support, Bob one of Billing. Vera is a visitor of the shop;
Sam is a visitor of another site, who must never see anything of theirs.
"""

from dataclasses import dataclass

from server.actor import Actor
from server.desk import Desk
from server.first_run import ensure_first_run
from server.people.access import agent_actor
from server.people.agents import update_agent
from server.people.first_admin import first_admin
from server.people.invitations import accept, invite
from server.people.sessions import authenticate, sign_in
from server.people.teams import make_team
from server.widget import sites
from server.widget.identity import make_token, new_visitor_id

PASSWORD = "a quiet harbour 7"
SHOP_ORIGIN = "https://shop.example"
OTHER_ORIGIN = "https://other.example"


@dataclass(slots=True)
class Person:
    """An agent with a session: `token` signs requests and sockets in."""

    actor: Actor
    token: str
    session_id: str

    @property
    def id(self) -> str:
        return self.actor.id

    @property
    def email(self) -> str:
        return self.actor.email

    @property
    def bearer(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"}


@dataclass(slots=True)
class Guest:
    """A visitor: the actor, and the token their browser keeps."""

    actor: Actor
    token: str

    @property
    def id(self) -> str:
        return self.actor.id


@dataclass(slots=True)
class Cast:
    site: dict
    other_site: dict
    support: str
    billing: str
    ada: Person
    max: Person
    alice: Person
    bob: Person
    vera: Guest
    sam: Guest


async def make_cast(desk: Desk) -> Cast:
    """All of them, on a database that nothing has been done to."""
    await ensure_first_run(desk)
    site = await desk.store.sites.find_one({})
    support = (await desk.store.teams.find_one({}))["_id"]
    ada = await make_admin(desk, "ada@frontdesk.example", "Ada")
    site = await sites.update_site(desk, ada.actor, site["_id"], origins=[SHOP_ORIGIN])
    other_site = await sites.make_site(desk, ada.actor, "Other shop", origins=[OTHER_ORIGIN])
    billing = (await make_team(desk, ada.actor, "Billing"))[0]["_id"]
    return Cast(
        site, other_site, support, billing, ada,
        max=await make_agent(desk, ada.actor, "Max", "manager", [support, billing]),
        alice=await make_agent(desk, ada.actor, "Alice", "agent", [support]),
        bob=await make_agent(desk, ada.actor, "Bob", "agent", [billing]),
        vera=make_visitor(desk, site, "Vera"),
        sam=make_visitor(desk, other_site, "Sam"),
    )


async def make_admin(desk: Desk, email: str, name: str) -> Person:
    agent, _ = await first_admin(desk, email, PASSWORD)
    await update_agent(desk, agent_actor(agent), agent["_id"], name=name)
    return await sign_person_in(desk, email)


async def make_agent(desk: Desk, admin: Actor, name: str, role: str, teams: list[str]) -> Person:
    _, url = await invite(desk, admin, f"{name.lower()}@frontdesk.example", role, name, teams)
    return await person(desk, await accept(desk, url.rpartition("/")[2], name, PASSWORD, "192.0.2.1", "tests"))


async def sign_person_in(desk: Desk, email: str, password: str = PASSWORD) -> Person:
    return await person(desk, await sign_in(desk, email, password, "192.0.2.1", "tests"))


async def person(desk: Desk, token: str) -> Person:
    actor, session_id = await authenticate(desk, token)
    return Person(actor, token, session_id)


def make_visitor(desk: Desk, site: dict, name: str = "") -> Guest:
    visitor = new_visitor_id()
    return Guest(Actor("visitor", visitor, name, site=site["_id"]), make_token(desk, site["_id"], visitor))
