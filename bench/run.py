"""Frontdesk beside the Node peer on the same mongod, in turns (A B A B): ratios first, then figures.

    python -m bench.run            50, 200 and 1,000 open chats, about 7 minutes
    python -m bench.run --quick    200 open chats, one turn each, about 1 minute
"""

import argparse
import json
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import psutil

from bench import tables
from bench.generator import cpu_of, generator
from bench.parts import BENCH, Part, clean_up_when_ended, resident_kb, start_ours, start_peer
from bench.people import first_site, make_agents
from server import embedded
from server.embedded import Embedded

AGENTS = 10
TRIES = 3
QUIET = tables.QUIET


@dataclass(frozen=True)
class Plan:
    sizes: tuple[int, ...] = (50, 200, 1000)
    turns: int = 2
    warm: float = 3
    closed: float = 8
    rate: int = 20
    open: float = 20
    watch: bool = False
    servers: tuple[str, ...] = ("ours", "peer")
    patience: float = 0


@contextmanager
def server(which: str, folder: Path, databases: Embedded, database: str):
    """The server under test, freshly started, and what the generator must know of it."""
    if which == "ours":
        part = start_ours(folder, databases, database)
    else:
        part = start_peer(folder, databases, database)
    try:
        if which == "ours":
            yield part, {"port": part.port, "site": first_site(part), "agents": make_agents(part, AGENTS)}
        else:
            yield part, {"port": part.port, "site": "shop", "agents": [f"agent{n}" for n in range(AGENTS)]}
    finally:
        part.stop()


def idle_kb(load, part: Part, where: dict, chats: int) -> float:
    """What one connected visitor who has not written costs; the first ten pay for what is loaded lazily."""
    load.ask("connect", **where, visitors=10)
    time.sleep(1)
    before = resident_kb(part.process)
    load.ask("connect", visitors=chats - 10)
    time.sleep(1)
    return (resident_kb(part.process) - before) / (chats - 10)


def turn(which: str, chats: int, plan: Plan, folder: Path, databases: Embedded, database: str) -> dict:
    with server(which, folder, databases, database) as (part, where), generator() as load:
        found = {"kb": idle_kb(load, part, {**where, "watch": plan.watch}, chats)}
        load.ask("start")
        stores = {child.name: child.process for child in databases.children}
        processes = {"server": part.process, "generator": load.process, **stores}
        with cpu_of(**processes) as used:
            found["closed"] = load.ask("closed", warm=plan.warm, seconds=plan.closed)
        with cpu_of(**processes) as calm:
            found["open"] = load.ask("open", rate=plan.rate, seconds=plan.open)
        found["others"] = max(used["others"], calm["others"])
        found["cpu"] = {name: used[name] / found["closed"]["messages"] * 1e6 for name in processes}
        found["check"] = load.ask("verify")
        found["check"]["refused"] = found["closed"]["failed"] + found["open"]["failed"]
        found["failure"] = found["closed"]["failure"] or found["open"]["failure"]
        return found


def undisturbed(plan: Plan, measure, name: str) -> dict:
    """A turn while little else runs: waits for that as long as `patience` allows, and repeats a disturbed turn."""
    for attempt in range(TRIES if plan.patience else 1):
        end = time.monotonic() + plan.patience
        while time.monotonic() < end and psutil.cpu_percent(3) / 100 * psutil.cpu_count() > QUIET:
            pass
        found = measure(f"{name}_{attempt}")
        if found["others"] < QUIET:
            break
    return found


def compare(plan: Plan, folder: Path) -> dict:
    """{chats: {"ours": [turn, ...], "peer": [turn, ...]}}"""
    results: dict = {}
    with embedded.start(folder) as databases:
        for chats in plan.sizes:
            results[chats] = {which: [] for which in plan.servers}
            for number in range(plan.turns):
                for which in plan.servers:
                    print(f"  {chats} chats, turn {number + 1} of {plan.turns}: {which} ...", flush=True)
                    measure = partial(turn, which, chats, plan, folder, databases)
                    results[chats][which].append(undisturbed(plan, measure, f"{which}_{chats}_{number}"))
    return results


def install_peer() -> None:
    if not (BENCH / "node_modules").exists():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=BENCH, check=True)


def main() -> None:
    clean_up_when_ended()
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--quick", action="store_true", help="200 chats, one short turn each")
    arguments.add_argument("--sizes", type=int, nargs="+", help="how many open chats (default 50 200 1000)")
    arguments.add_argument("--rate", type=int, default=20, help="messages a second of the open loop")
    arguments.add_argument("--watch", action="store_true", help="our agents also watch the live queue")
    arguments.add_argument("--json", type=Path, help="also write everything found to this file")
    arguments.add_argument("--patience", type=float, default=0, metavar="SECONDS", help="wait for a quiet machine")
    arguments.add_argument("--only", choices=("ours", "peer"), help="measure one of the two")
    given = arguments.parse_args()
    plan = Plan(sizes=(200,), turns=1, warm=2, closed=4, open=10) if given.quick else Plan()
    plan = replace(
        plan, rate=given.rate, patience=given.patience, watch=given.watch, sizes=tuple(given.sizes or plan.sizes),
        servers=(given.only,) if given.only else plan.servers,
    )  # fmt: skip
    install_peer()
    folder = Path(tempfile.mkdtemp(prefix="frontdesk-bench-"))
    try:
        found = compare(plan, folder)
        tables.show(found, plan)
        if given.json:
            given.json.write_text(json.dumps(found, indent=1))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
