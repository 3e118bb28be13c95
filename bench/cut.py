"""1,000 messages between 5 visitors and 5 agents while all their connections are cut 10 times: what is lost?

    python -m bench.cut
"""

import argparse
import asyncio
import random
import shutil
import tempfile
from itertools import pairwise
from pathlib import Path

from bench.parts import Part, clean_up_when_ended, start_ours
from bench.people import first_site, make_agents
from bench.proxy import Relay
from bench.stubborn import Stubborn
from bench.tables import table
from server import embedded

CHATS = 5
EACH = 100
CUTS = 10
PAUSE = 0.15


async def cut_now_and_then(relay: Relay, writing: asyncio.Future) -> int:
    """Spread over the time the writing takes, each at a random moment of its share."""
    share, done = EACH * PAUSE / CUTS, 0
    while done < CUTS and not writing.done():
        moment = random.uniform(0.1, 0.9) * share
        await asyncio.sleep(moment)
        relay.cut()
        done += 1
        await asyncio.sleep(share - moment)
    return done


async def write(person: Stubborn, name: str) -> None:
    for number in range(EACH):
        await person.say(f"{name} {number}")
        await asyncio.sleep(random.uniform(0, 2 * PAUSE))


async def open_chats(relay: Relay, origin: str, site: str, tokens: list[str]) -> list[tuple[Stubborn, Stubborn]]:
    pairs = []
    for token in tokens:
        visitor = Stubborn(relay.port, origin, "/visitor", {"site": site})
        agent = Stubborn(relay.port, origin, "/agent", {"token": token})
        await asyncio.gather(visitor.connect(), agent.connect())
        agent.chat = await visitor.begin("Hello, is somebody there?")
        await agent.ask("chat.accept", {"chat": agent.chat})
        await asyncio.gather(visitor.catch_up(), agent.catch_up())
        pairs.append((visitor, agent))
    return pairs


def faults(seen: list[dict], stored: list[dict]) -> dict[str, int]:
    """What one side's thread lacks or has too much of, against what was written and what is stored."""
    bodies = [message["body"] for message in seen]
    written = {f"{side} {number}" for side in ("visitor", "agent") for number in range(EACH)}
    places = {message["id"]: message["seq"] for message in stored}
    disorder = sum(places.get(message["id"], message["seq"]) != message["seq"] for message in seen)
    for side in ("visitor", "agent"):
        numbers = [int(body.split()[1]) for body in bodies if body in written and body.startswith(side)]
        disorder += sum(later < earlier for earlier, later in pairwise(numbers))
    missing = places.keys() - {message["id"] for message in seen}
    return {
        "lost": len(missing) + len(written - {message["body"] for message in stored}),
        "doubled": sum(bodies.count(body) - 1 for body in set(bodies) & written),
        "reordered": disorder,
    }


async def measure(part: Part, site: str, tokens: list[str]) -> dict[str, int]:
    relay = Relay(part.port)
    await relay.start()
    pairs = await open_chats(relay, part.url, site, tokens)
    writing = asyncio.gather(*(
        write(who, side) for visitor, agent in pairs for who, side in ((visitor, "visitor"), (agent, "agent"))
    ))  # fmt: skip
    rounds = await cut_now_and_then(relay, writing)
    await asyncio.wait_for(writing, 120)
    total = {"cuts": rounds, "connections cut": relay.cuts, "resent": 0, "lost": 0, "doubled": 0, "reordered": 0}
    for pair in pairs:
        for person in pair:
            await person.catch_up()
            for name, count in faults(person.thread(), await person.stored()).items():
                total[name] += count
            total["resent"] += person.resent
            await person.leave()
    await relay.stop()
    return total


def main() -> None:
    clean_up_when_ended()
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    folder = Path(tempfile.mkdtemp(prefix="frontdesk-cut-"))
    try:
        with embedded.start(folder) as databases:
            part = start_ours(folder, databases, "cut")
            try:
                found = asyncio.run(measure(part, first_site(part), make_agents(part, CHATS)))
            finally:
                part.stop()
        print(table([f"{2 * CHATS * EACH:,} messages", *found], [["", *map(str, found.values())]]))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
