"""Drives the load generator (bench/load, Node) step by step, and notes what each process used meanwhile."""

import json
import subprocess
import time
from contextlib import contextmanager

import psutil

from bench.parts import BENCH, cpu_seconds


class Generator:
    def __init__(self):
        self.process = subprocess.Popen(
            ["node", str(BENCH / "load" / "main.mjs")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, command: str, **step) -> dict:
        self.process.stdin.write(json.dumps({"command": command, **step}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"the load generator stopped during '{command}'")
        answer = json.loads(line)
        if "error" in answer:
            raise SystemExit(f"load generator, '{command}': {answer['error']}")
        return answer

    def close(self) -> None:
        self.process.stdin.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()


@contextmanager
def generator():
    running = Generator()
    try:
        yield running
    finally:
        running.close()


@contextmanager
def cpu_of(**processes: subprocess.Popen):
    """Fills the yielded dict with the seconds of processor that each process used inside the block.

    And under "others" with how many cores all other programs kept busy meanwhile.
    """
    used: dict[str, float] = {}
    before = {name: cpu_seconds(process) for name, process in processes.items()}
    busy, began = _busy_seconds(), time.monotonic()
    yield used
    used.update({name: cpu_seconds(process) - before[name] for name, process in processes.items()})
    others = _busy_seconds() - busy - sum(used.values())
    used["others"] = max(0.0, others / (time.monotonic() - began))


def _busy_seconds() -> float:
    times = psutil.cpu_times()
    return sum(times) - times.idle - getattr(times, "iowait", 0)
