"""Pages of every view, in every order and by many filters; their counts; and the opening of the longest tickets."""

from itertools import product

from bench.desk_times import Caller, row

VIEWS = ("inbox", "mine", "team", "unassigned", "urgent", "overdue")
SORTS = ("due", "updated", "created", "-created", "number")
FILTERS = (
    {"status": "waiting"}, {"status": "any"}, {"status": "closed"}, {"priority": "high"}, {"priority": "urgent,high"},
    {"label": "Bug"}, {"label": "Data protection"}, {"label": "Bug,Refund"}, {"category": "Billing"},
    {"channel": "api"}, {"channel": "chat"}, {"team": "none"}, {"assignee": "none"}, {"from": "2026-11-01"},
    {"to": "2025-01-01"},
    {"status": "any", "label": "Escalated"}, {"status": "closed", "priority": "urgent", "channel": "form"},
    {"label": "Refund", "priority": "urgent", "status": "open,in_progress"}, {"q": "refund"}, {"q": "kettle lisbon"},
    {"status": "any", "q": "invoice"},
)
DEEP, HEAVY, TURNS = 12, 20, 5


def measure(nodes, databases, database) -> list[list[str]]:
    caller = Caller(nodes[0])
    numbers = _heavy(caller)
    for turn in range(TURNS):
        for view, sort in product(VIEWS, SORTS):
            caller.get(f"page of {view}" if turn else "warm", "/tickets", view=view, sort=sort)
        for asked, sort in product(FILTERS, SORTS):
            name = "page by words" if "q" in asked else "page by a filter"
            caller.get(name if turn else "warm", "/tickets", **asked, sort=sort)
        for sort in SORTS:
            cursor = ""
            for _ in range(DEEP):
                page = caller.get("next pages of 200", "/tickets", sort=sort, cursor=cursor, limit=200)
                cursor = page["next"]
        for asked in ({}, *FILTERS):
            caller.get("counts" if turn else "warm", "/tickets/counts", **asked)
        caller.get("loads", "/agents/loads")
        for number in numbers:
            opened = f"/tickets/{number}"
            caller.get("a ticket of 500 entries: itself", opened)
            caller.get("a ticket of 500 entries: its timeline", f"{opened}/timeline")
    caller.took.pop("warm")
    goals = {name: 60.0 for name in caller.took if name.startswith(("page", "next"))}
    parts = [caller.took.pop(name) for name in list(caller.took) if "500" in name]
    both = [sum(pair) for pair in zip(*parts, strict=True)]
    views = [took for name, each in caller.took.items() if name.startswith("page of") for took in each]
    rows = [row("a page of any view, any order", views, 95, 60)]
    rows += [row(name, took, 95, goals.get(name)) for name, took in caller.took.items()]
    return [*rows, row("opening a ticket of 500 entries", both, 95, 80)]


def _heavy(caller: Caller) -> list[int]:
    """The generator gives every so-manieth ticket 500 entries."""
    newest = caller.get("warm", "/tickets", status="any", sort="number", limit=1)["items"][0]["number"]
    total = caller.get("warm", "/tickets", status="any", sort="-created", limit=1)["items"][0]["number"] - newest + 1
    step = total // HEAVY or 1
    return [newest + step * place for place in range(HEAVY)]
