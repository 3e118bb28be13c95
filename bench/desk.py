"""The ticket desk at 200,000 tickets and 2 million events, through real web processes: pages, tickets, search, pushes.

    python -m bench.desk                    makes the data (some minutes), measures, throws it away
    python -m bench.desk --data FOLDER      keeps the data in FOLDER and uses it again next time
    python -m bench.desk --tickets 20000 --events 200000 --only pages search
"""

import argparse
import asyncio
import os
import shutil
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import psutil

from bench import desk_explain, desk_pages, desk_pushes, desk_search
from bench.desk_data import fill
from bench.generator import cpu_of
from bench.parts import clean_up_when_ended, start_ours
from bench.tables import QUIET, table
from server import embedded
from server.desk import open_desk
from server.search.index import VERSION, rebuild
from server.settings import Settings

DATABASE = "desk"
PARTS = {"pages": desk_pages, "search": desk_search, "pushes": desk_pushes, "explain": desk_explain}


async def prepare(databases: embedded.Embedded, folder: Path, tickets: int, events: int) -> None:
    """Makes the data unless they are there, of this size."""
    settings = Settings(
        mongodb_url=databases.mongodb_url, mongodb_name=DATABASE, redis_url=databases.redis_url, data=str(folder)
    )
    desk = open_desk(settings, secret="")
    try:
        wanted = {"_id": "bench", "tickets": tickets, "events": events}
        found = await desk.store.installation.find_one(wanted)
        if found is None:
            await desk.store.client.drop_database(DATABASE)
            await fill(desk, tickets, events)
            found = {**wanted, "indexed": False}
            await desk.store.installation.insert_one(found)
        current = await desk.store.search.find_one({"version": VERSION}, {"_id": 1})
        if not (found["indexed"] and current):
            print("  indexes ...", flush=True)
            await desk.store.ensure_indexes()
            await rebuild(desk, lambda done: print(f"\r  {done:,} tickets in the search index", end="", flush=True))
            print()
            await desk.store.installation.update_one({"_id": "bench"}, {"$set": {"indexed": True}})
    finally:
        await desk.close()


@contextmanager
def two_nodes(folder: Path, databases: embedded.Embedded):
    parts = []
    try:
        for name in ("one", "two"):
            (folder / name).mkdir(exist_ok=True)
            parts.append(start_ours(folder / name, databases, DATABASE))
        yield parts
    finally:
        for part in parts:
            part.stop()


def measured(name: str, nodes: list, databases: embedded.Embedded, patience: float) -> list[list[str]]:
    """The rows of one part, taken while little else runs if that comes within `patience` seconds."""
    end = time.monotonic() + patience
    while time.monotonic() < end and psutil.cpu_percent(3) / 100 * psutil.cpu_count() > QUIET:
        pass
    stores = {child.name: child.process for child in databases.children}
    ours = {part.child.log.parent.name: part.process for part in nodes}
    print(f"  {name} ...", end="", flush=True)
    with cpu_of(**stores, **ours, bench=SimpleNamespace(pid=os.getpid())) as used:
        rows = PARTS[name].measure(nodes, databases, DATABASE)
    print(f" other programs used {used['others']:.1f} cores meanwhile", flush=True)
    return rows


def main() -> None:
    clean_up_when_ended()
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, help="keep the generated database here, and use it again")
    arguments.add_argument("--tickets", type=int, default=200_000)
    arguments.add_argument("--events", type=int, default=2_000_000)
    arguments.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), help="measure these alone")
    arguments.add_argument("--patience", type=float, default=0, metavar="SECONDS", help="wait for a quiet machine")
    given = arguments.parse_args()
    folder = given.data or Path(tempfile.mkdtemp(prefix="frontdesk-desk-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with embedded.start(folder) as databases:
            asyncio.run(prepare(databases, folder, given.tickets, given.events))
            rows = []
            with two_nodes(folder, databases) as nodes:
                for name in given.only:
                    rows += measured(name, nodes, databases, given.patience)
            print()
            print(table(["", "n", "p50 ms", "p95 ms", "p99 ms", "most", "goal", ""], rows))
    finally:
        if not given.data:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
