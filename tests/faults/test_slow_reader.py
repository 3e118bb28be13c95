"""A client that does not read what it is sent is cut off; the server's memory stays bounded."""

import asyncio
import socket
from urllib.parse import urlsplit

import psutil

from server.desk import open_redis
from server.realtime.bus import Publisher
from tests.cast import SHOP_ORIGIN
from tests.sockets import RawSocket

READERS = 5
PUSHES = 6000
LIMIT_MB = 60


async def test_readers_that_stall(cast, start_web, connect, databases):
    web = start_web()
    process = psutil.Process(web.pid)
    good = await connect(web.url, "/visitor", {"site": cast.site["_id"], "token": cast.vera.token}, SHOP_ORIGIN)
    stalled = []
    for _ in range(READERS):
        reader = RawSocket(web.url, SHOP_ORIGIN)
        await reader.__aenter__()
        await reader.enter("/visitor", {"site": cast.site["_id"], "token": cast.vera.token})
        transport = reader.ws._writer.transport
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        transport.pause_reading()
        stalled.append(reader)
    before = process.memory_info().rss
    redis = open_redis(databases.redis_url)
    worker = Publisher(redis)
    for n in range(PUSHES):
        worker.send("/visitor", [f"visitor:{cast.vera.id}"], "typing", {"n": n, "filling": "x" * 4000})
        if n % 50 == 0:
            await worker.drain()
            await asyncio.sleep(0.01)
    await worker.drain()
    await good.hears("typing", lambda push: push["n"] == PUSHES - 1, 30)
    assert [push["n"] for push in good.all_of("typing")] == list(range(PUSHES)), "who reads gets everything"
    grown = (process.memory_info().rss - before) / 2**20
    assert grown < LIMIT_MB, f"grew by {grown:.0f} MB"
    await only_one_left(process, urlsplit(web.url).port)
    for reader in stalled:
        reader.ws._writer.transport.abort()
        await reader._session.close()
    await redis.aclose()


async def only_one_left(process: psutil.Process, port: int) -> None:
    """The stalled connections are gone from the server, though their clients never said a word."""
    for _ in range(100):
        connections = [one for one in process.net_connections("tcp") if one.status == "ESTABLISHED"]
        if sum(one.laddr.port == port for one in connections) == 1:
            return
        await asyncio.sleep(0.1)
    raise AssertionError("the stalled connections are still there")
