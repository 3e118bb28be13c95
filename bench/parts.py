"""The servers of a benchmark, ours and the Node peer, each on loopback, on the databases of server/embedded.py."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

from server.embedded import Embedded, free_port
from server.processes import Child, stop

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT / "bench"
STOP_SECONDS = 10
ADMIN = ("bench@example.com", "a long password for the bench")


@dataclass
class Part:
    """A running process and where it listens."""

    child: Child
    port: int

    @property
    def process(self) -> subprocess.Popen:
        return self.child.process

    @property
    def log(self) -> Path:
        return self.child.log

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def stop(self) -> None:
        """Asks, waits, insists; the process leads its own group, so nothing it started stays behind."""
        stop([self.child], STOP_SECONDS)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)


def cpu_seconds(process: subprocess.Popen) -> float:
    times = psutil.Process(process.pid).cpu_times()
    return times.user + times.system


def resident_kb(process: subprocess.Popen) -> float:
    return psutil.Process(process.pid).memory_info().rss / 1024


def start(name: str, command: list[str], port: int, folder: Path, **environ: str) -> Part:
    child = Child(name, command, folder / f"{name}.log", env=environ, cwd=ROOT)
    child.start()
    return Part(child, port)


def clean_up_when_ended() -> None:
    """A SIGTERM leaves through the `finally`s, as Ctrl-C does."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))


def until_answers(part: Part, path: str = "/healthz", seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if part.process.poll() is not None:
            raise SystemExit(f"{part.child.name} stopped while starting:\n{part.log.read_text()[-2000:]}")
        try:
            httpx.get(part.url + path, timeout=2).raise_for_status()
            return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise SystemExit(f"{part.child.name} did not answer within {seconds:.0f} s; see {part.log}")


def start_ours(folder: Path, databases: Embedded, database: str) -> Part:
    port = free_port()
    part = start(
        "frontdesk", [sys.executable, "-m", "server", "web"], port, folder,
        FRONTDESK_MONGODB_URL=databases.mongodb_url,
        FRONTDESK_MONGODB_NAME=database,
        FRONTDESK_REDIS_URL=databases.redis_url,
        FRONTDESK_PORT=str(port), FRONTDESK_DATA=str(folder),
        FRONTDESK_ADMIN_EMAIL=ADMIN[0], FRONTDESK_ADMIN_PASSWORD=ADMIN[1],
    )  # fmt: skip
    until_answers(part)
    return part


def start_peer(folder: Path, databases: Embedded, database: str) -> Part:
    port = free_port()
    part = start(
        "peer", ["node", str(BENCH / "peer" / "server.mjs")], port, folder,
        MONGODB_URL=databases.mongodb_url, DATABASE=database, PORT=str(port),
    )  # fmt: skip
    until_answers(part)
    return part
