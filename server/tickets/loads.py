"""Who has how much to do (M12): each agent's and team's tickets that are not done, and chats of this moment."""

import asyncio
from collections import Counter, defaultdict

from server.actor import Actor
from server.desk import Desk
from server.events import URGENCY, rank_at
from server.people.access import agent_actor, require
from server.tickets.moment import of_this_moment

STATUSES = ("open", "in_progress", "waiting")
FRESH_SECONDS = 1


async def loads(desk: Desk, actor: Actor) -> dict:
    """{agents, teams, unassigned}, each row with open, in_progress, waiting, urgent, overdue and chats. An agent
    below manager sees their own row alone."""
    require(actor, "agent")
    everybody = actor.at_least("manager")
    key = "loads" if everybody else f"load of {actor.id}"
    agents, teams = await of_this_moment(
        desk.store, key, FRESH_SECONDS, lambda: _counted(desk, None if everybody else actor)
    )
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


async def _counted(desk: Desk, only: Actor | None) -> tuple[dict, dict]:
    agents, teams = await _tickets(desk, only)
    await _chats(desk, agents, teams)
    return agents, teams


async def _tickets(desk: Desk, only: Actor | None) -> tuple[dict, dict]:
    """Counts by agent and by team. Of everybody's, all that is asked for is in one index, so no ticket is read."""
    live = {"live": True, **({"assignee.id": only.id} if only else {})}
    owners = {"agent": "$assignee.id", "team": "$team.id"}
    index = {} if only else {"hint": "facets"}
    tickets, n = desk.store.tickets, {"$sum": 1}
    found, late = await asyncio.gather(
        tickets.aggregate([
            {"$match": live}, {"$group": {"_id": {**owners, "status": "$status", "urgency": "$urgency"}, "n": n}},
        ], **index).to_list(None),
        tickets.aggregate([
            {"$match": {**live, "rank": {"$lt": rank_at(desk.now())}}}, {"$group": {"_id": owners, "n": n}},
        ]).to_list(None),
    )  # fmt: skip
    agents, teams = defaultdict(Counter), defaultdict(Counter)
    for row in [*found, *late]:
        of, n = row["_id"], row["n"]
        for count in (agents[of.get("agent")], teams[of.get("team")]):
            if "status" in of:
                urgent = of["status"] in STATUSES and of["urgency"] == URGENCY["urgent"]
                count.update({of["status"]: n, "urgent": n * urgent})
            else:
                count["overdue"] += n
    return agents, teams


async def _chats(desk: Desk, agents: dict, teams: dict) -> None:
    async for chat in desk.store.chats.find({"status": {"$in": ["active", "waiting"]}}, {"agent.id": 1, "team.id": 1}):
        if chat.get("agent"):
            agents[chat["agent"]["id"]]["chats"] += 1
        if chat.get("team"):
            teams[chat["team"]["id"]]["chats"] += 1


def _row(count: Counter) -> dict:
    return {name: count[name] for name in (*STATUSES, "urgent", "overdue", "chats")}
