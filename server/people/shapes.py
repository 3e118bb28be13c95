"""People as clients get them: the shapes of Agent, Team and Session in shared_js/wire.ts and the contract. Pure."""

from server.door import stamp
from server.people.access import picture_path
from server.people.browser import describe

SESSION_ID_SHOWN = 20


def agent_shape(agent: dict, presence: str, chats: int | None = None) -> dict:
    """`presence` is the effective one, see presence.py; `chats` how many the agent has open, if known."""
    shape = {
        "id": agent["_id"], "name": agent["name"], "email": agent["email"], "role": agent["role"],
        "teams": agent["teams"], "picture": picture_path(agent), "active": agent["active"],
        "invited": agent["invited"], "presence": presence,
    }
    if chats is not None:
        shape["chats"] = chats
    return shape


def team_shape(team: dict, members: list[str]) -> dict:
    return {"id": team["_id"], "name": team["name"], "members": members}


def session_shape(session: dict, current: str) -> dict:
    browser, system = describe(session["user_agent"])
    return {
        "id": session["_id"][:SESSION_ID_SHOWN], "created_at": stamp(session["created_at"]),
        "last_seen": stamp(session["last_seen"]), "browser": browser, "os": system, "ip": session["ip"],
        "current": session["_id"] == current,
    }
