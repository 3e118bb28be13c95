"""Who has how much to do (M12): each agent's and team's tickets that are not closed, and chats of this moment."""

from collections import Counter, defaultdict

from server.actor import Actor
from server.desk import Desk
from server.events import rank_at
from server.people.access import agent_actor, require

STATUSES = ("open", "in_progress", "waiting")
# Where the digit of the urgency stands in a rank: behind the deadline.
URGENCY_AT = 15


async def loads(desk: Desk, actor: Actor) -> dict:
    """{agents, teams, unassigned}, each row with open, in_progress, waiting, urgent, overdue and chats. An agent
    below manager sees their own row alone."""
    require(actor, "agent")
    everybody = actor.at_least("manager")
    agents, teams = await _tickets(desk, None if everybody else actor)
    await _chats(desk, agents, teams)
    shown = {"active": True} if everybody else {"_id": actor.id}
    people = desk.store.agents.find(shown).sort("name", 1)
    squads = desk.store.teams.find({} if everybody else {"_id": None}).sort("name", 1)
    return {
        "agents": [
            {"agent": agent_actor(row).ref(), "teams": row["teams"], **_row(agents[row["_id"]])} async for row in people
        ],
        "teams": [
            {"team": {"id": row["_id"], "name": row["name"]}, **_row(teams[row["_id"]])} async for row in squads
        ],
        "unassigned": _row(agents[None]) if everybody else None,
    }


async def _tickets(desk: Desk, only: Actor | None) -> tuple[dict, dict]:
    """Counts by agent and by team. Every field it names is in one index, so no document is read."""
    rows = desk.store.tickets.aggregate([
        {"$match": {"live": True, **({"assignee.id": only.id} if only else {})}},
        {"$group": {
            "_id": {"agent": "$assignee.id", "team": "$team.id", "status": "$status",
                    "urgent": {"$eq": [{"$substrBytes": ["$rank", URGENCY_AT, 1]}, "0"]},
                    "overdue": {"$lt": ["$rank", rank_at(desk.now())]}},
            "n": {"$sum": 1},
        }},
    ])  # fmt: skip
    agents, teams = defaultdict(Counter), defaultdict(Counter)
    async for row in rows:
        of, n = row["_id"], row["n"]
        for count in (agents[of.get("agent")], teams[of.get("team")]):
            count.update({of["status"]: n, "urgent": n * of["urgent"], "overdue": n * of["overdue"]})
    return agents, teams


async def _chats(desk: Desk, agents: dict, teams: dict) -> None:
    async for chat in desk.store.chats.find({"status": {"$in": ["active", "waiting"]}}, {"agent.id": 1, "team.id": 1}):
        if chat.get("agent"):
            agents[chat["agent"]["id"]]["chats"] += 1
        if chat.get("team"):
            teams[chat["team"]["id"]]["chats"] += 1


def _row(count: Counter) -> dict:
    return {name: count[name] for name in (*STATUSES, "urgent", "overdue", "chats")}
