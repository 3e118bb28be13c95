"""Fifty real queries, each five times, as agents type them."""

from statistics import median

from bench.desk_times import Caller, row
from bench.desk_words import QUERIES

TURNS = 5


def measure(nodes, databases, database) -> list[list[str]]:
    caller = Caller(nodes[0])
    for query in QUERIES:
        for turn in range(TURNS):
            caller.get(query if turn else "warm", "/search", q=query)
    first = caller.took.pop("warm")
    every = [took for each in caller.took.values() for took in each]
    slowest = max(caller.took, key=lambda query: median(caller.took[query]))
    return [
        row(f"search, {len(QUERIES)} queries", every, 95, 200), row("search, each query's first time", first, 95, None),
        row(f"the slowest: {slowest}", caller.took[slowest], 95, None),
    ]
