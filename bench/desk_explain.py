"""Asks MongoDB how it would read every view in every order by every filter: all must use an index."""

import asyncio
from itertools import product

from bench.desk_pages import FILTERS, SORTS, VIEWS
from server.desk import open_desk
from server.people.access import agent_actor
from server.settings import Settings
from server.tickets import order
from server.tickets.filters import Filter, query_of
from server.tickets.views import BARE

PAGE = 51


def measure(nodes, databases, database) -> list[list[str]]:
    return asyncio.run(_measure(databases, database))


async def _measure(databases, database: str) -> list[list[str]]:
    settings = Settings(mongodb_url=databases.mongodb_url, mongodb_name=database, redis_url=databases.redis_url)
    desk = open_desk(settings, secret="")
    try:
        actor = agent_actor(await desk.store.agents.find_one({"email": "agent0@example.com"}))
        scans, examined, asked = [], [], 0
        for view, sort, wanted in product(VIEWS, SORTS, ({}, *FILTERS)):
            names = {"from": "since", "to": "until"}
            given = {names.get(name, name): value for name, value in wanted.items()}
            query = await query_of(desk, actor, Filter(view=view, sort=sort, **given), [1001, 1002])
            find = {"find": "tickets", "filter": query, "projection": BARE, "limit": PAGE}
            find["sort"] = dict(order.sorting(sort))
            found = await desk.store.database.command({"explain": find, "verbosity": "executionStats"})
            asked += 1
            if "COLLSCAN" in str(found["queryPlanner"]["winningPlan"]):
                scans.append((view, sort, wanted))
            took = found["executionStats"]
            examined.append((took["totalDocsExamined"], took["executionTimeMillis"], view, sort, wanted))
    finally:
        await desk.close()
    for worst in sorted(examined, key=lambda one: one[0], reverse=True)[:5]:
        print(f"    read {worst[0]:,} tickets in {worst[1]} ms: {worst[2]}, {worst[3]}, {worst[4]}")
    verdict = "met" if not scans else "NOT MET"
    return [["lists that read the whole collection", f"{len(scans)} of {asked}", "", "", "", "", "none", verdict]]
