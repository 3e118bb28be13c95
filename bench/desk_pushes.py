"""From an action over HTTP to the socket of every other console: 20 consoles on two nodes, all watching the queue."""

import asyncio
import json
import random
import time

import httpx
from websockets.asyncio.client import connect

from bench.desk_times import Caller, row
from bench.parts import Part

CONSOLES, ACTIONS, PAUSE, PATIENCE = 20, 300, 0.1, 5
LABELS = ("Bug", "Refund", "Question", "Shipping", "Invoice", "VIP")
NAMESPACE = "/agent"


class Console:
    """One agent's open console: notes the moment at which each ticket's change came in, and counts its rail."""

    def __init__(self, part: Part, token: str):
        self.part, self.token, self.heard, self.dirty = part, token, {}, False

    async def run(self, ready: asyncio.Event) -> None:
        url = f"ws{self.part.url[4:]}/socket.io/?EIO=4&transport=websocket"
        async with connect(url, origin=self.part.url, max_size=None, compression=None) as socket:
            await socket.recv()
            await socket.send(f"40{NAMESPACE}," + json.dumps({"token": self.token}))
            await socket.send(f'42{NAMESPACE},1["watch",{{"what":"queue"}}]')
            async for frame in socket:
                if frame == "2":
                    await socket.send("3")
                elif frame.startswith(f"43{NAMESPACE},1"):
                    ready.set()
                elif frame.startswith(f'42{NAMESPACE},["queue.changed"'):
                    at = time.perf_counter()
                    change = json.loads(frame[len(f"42{NAMESPACE},"):])[1]
                    if "ticket" in change:
                        self.heard[change["ticket"]["number"], change["seq"]] = at
                        self.dirty = True

    async def count(self) -> None:
        headers = {"authorization": f"Bearer {self.token}"}
        async with httpx.AsyncClient(base_url=self.part.url, headers=headers) as client:
            while True:
                await asyncio.sleep(1)
                if self.dirty:
                    self.dirty = False
                    await client.get("/api/v1/tickets/counts", params={"view": "inbox"})


def measure(nodes, databases, database) -> list[list[str]]:
    callers = [Caller(nodes[agent % 2], agent) for agent in range(CONSOLES)]
    tickets = callers[0].get("", "/tickets", status="open,in_progress", limit=200)["items"]
    teams = [team["id"] for team in callers[0].get("", "/teams")["items"]]
    return asyncio.run(_measure(nodes, callers, tickets, teams))


async def _measure(nodes: list[Part], callers: list[Caller], tickets: list[dict], teams: list[str]) -> list[list[str]]:
    consoles = [Console(nodes[place % 2], caller.token) for place, caller in enumerate(callers)]
    tasks = []
    for console in consoles:
        ready = asyncio.Event()
        tasks += [asyncio.create_task(console.run(ready)), asyncio.create_task(console.count())]
        await asyncio.wait_for(ready.wait(), 20)
    took, acks, missed, chance = {"reply": [], "assign": [], "label": []}, [], 0, random.Random(3)
    headers = {"authorization": f"Bearer {callers[0].token}"}
    async with httpx.AsyncClient(base_url=nodes[0].url, headers=headers, timeout=30) as client:
        for turn in range(ACTIONS):
            what, ticket = list(took)[turn % 3], tickets[turn % len(tickets)]
            method, path, body = _act(what, ticket, teams, chance)
            began = time.perf_counter()
            answer = await client.request(method, path, json=body)
            if answer.is_error:
                raise SystemExit(f"{what}: {answer.status_code} {answer.text[:300]}")
            number, seq = ticket["number"], answer.json()["seq"]
            acks.append((time.perf_counter() - began) * 1000)
            await asyncio.sleep(PAUSE)
            while any((number, seq) not in console.heard for console in consoles):
                if time.perf_counter() - began > PATIENCE:
                    break
                await asyncio.sleep(PAUSE / 10)
            heard = [console.heard.get((number, seq)) for console in consoles]
            missed += heard.count(None)
            took[what] += [(at - began) * 1000 for at in heard if at]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    every = [one for each in took.values() for one in each]
    rows = [row(f"an action to each of {CONSOLES} consoles on 2 nodes", every, 99, 150)]
    rows += [row(f"  {what}", each, 99, None) for what, each in took.items()]
    rows.append(row("  the action's own answer", acks, 99, None))
    return [*rows, [f"  pushes that had not come after {PATIENCE} s", str(missed), *[""] * 6]]


def _act(what: str, ticket: dict, teams: list[str], chance: random.Random) -> tuple[str, str, dict]:
    """(method, path, body) of something that changes the ticket."""
    path = f"/api/v1/tickets/{ticket['number']}"
    if what == "reply":
        return "POST", f"{path}/replies", {"body": "Thank you, we look into it.", "then": "send"}
    if what == "assign":
        was = (ticket["team"] or {}).get("id")
        ticket["team"] = {"id": chance.choice([team for team in teams if team != was])}
        return "PATCH", path, {"team": ticket["team"]["id"]}
    ticket["labels"] = chance.sample([name for name in LABELS if name not in ticket["labels"]], 2)
    return "PATCH", path, {"labels": ticket["labels"]}
