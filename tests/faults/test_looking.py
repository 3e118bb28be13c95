"""Who is looking, over two nodes: also when one of them is killed, or Redis keeps silent."""

import os
import signal
import time

from server.realtime import looking
from server.realtime.heartbeat import BEAT_SECONDS
from tests.plays import open_ticket
from tests.realtime.test_looking import shows, watch


async def test_across_nodes_and_gone_with_a_killed_one(desk, cast, nodes, connect):
    number = await open_ticket(desk, cast.alice.actor)
    alice = await connect(nodes.one.url, "/agent", {"token": cast.alice.token})
    bob = await connect(nodes.two.url, "/agent", {"token": cast.bob.token})
    assert await watch(alice, number) == [("Alice", False)]
    await alice.hears("ticket.people", shows(number, ("Alice", False)))
    assert await watch(bob, number) == [("Alice", False), ("Bob", False)]
    await alice.does("ticket.typing", {"number": number, "on": True})
    await bob.hears("ticket.people", shows(number, ("Alice", True), ("Bob", False)))
    bob.forget()
    nodes.one.kill()
    began = time.monotonic()
    await bob.hears("ticket.people", shows(number, ("Bob", False)), 60)
    assert time.monotonic() - began < looking.ALIVE_SECONDS + 15


async def test_a_silent_redis_lets_nobody_wait(desk, cast, nodes, connect, databases):
    number = await open_ticket(desk, cast.alice.actor)
    alice = await connect(nodes.one.url, "/agent", {"token": cast.alice.token})
    await watch(alice, number)
    pid = int((await desk.redis.info("server"))["process_id"])
    os.kill(pid, signal.SIGSTOP)
    try:
        began = time.monotonic()
        other = await open_ticket(desk, cast.alice.actor)
        assert await watch(alice, other) == [("Alice", False)]
        await alice.does("ticket.typing", {"number": other, "on": True})
        assert time.monotonic() - began < 1.5
        await alice.hears("ticket.people", shows(other, ("Alice", True)), 8)
    finally:
        os.kill(pid, signal.SIGCONT)
    bob = await connect(nodes.two.url, "/agent", {"token": cast.bob.token})
    await watch(bob, number)
    await bob.hears("ticket.people", shows(number, ("Alice", False), ("Bob", False)), 2 * BEAT_SECONDS + 5)
