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

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT / "bench"
ADMIN = ("bench@example.com", "a long password for the bench")


@dataclass
class Part:
    """A running process, where it listens, and where it writes its log."""

    name: str
    process: subprocess.Popen
    port: int
    log: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

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


def cpu_seconds(process: subprocess.Popen) -> float:
    times = psutil.Process(process.pid).cpu_times()
    return times.user + times.system


def resident_kb(process: subprocess.Popen) -> float:
    return psutil.Process(process.pid).memory_info().rss / 1024


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
            httpx.get(part.url + path, timeout=2).raise_for_status()
            return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise SystemExit(f"{part.name} did not answer within {seconds:.0f} s; see {part.log}")


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
