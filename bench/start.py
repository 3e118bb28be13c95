"""How fast `make run` answers, and what everything weighs at rest after one chat.

    python -m bench.start            from this folder: on empty data, then again
    python -m bench.start --fresh    the same in a clean clone, which installs and builds first (downloads packages)
"""

import argparse
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import httpx
import psutil

from bench.generator import generator
from bench.parts import ADMIN, ROOT, Part, clean_up_when_ended, free_port, start
from bench.people import first_site, make_agents
from bench.tables import table

REST_SECONDS = 20


def run(folder: Path, data: Path, logs: Path) -> Part:
    port = free_port()
    return start(
        "make-run", ["make", "-C", str(folder), "run", f"PORT={port}", f"DATA={data}"], port, logs,
        FRONTDESK_ADMIN_EMAIL=ADMIN[0], FRONTDESK_ADMIN_PASSWORD=ADMIN[1],
    )  # fmt: skip


def seconds_to_first_page(part: Part, began: float, limit: float) -> float:
    while time.monotonic() - began < limit:
        try:
            httpx.get(part.url + "/", timeout=2, follow_redirects=True).raise_for_status()
            return time.monotonic() - began
        except httpx.HTTPError:
            if part.process.poll() is not None:
                raise SystemExit(f"make run stopped:\n{part.log.read_text()[-2000:]}") from None
            time.sleep(0.05)
    raise SystemExit(f"no page within {limit:.0f} s:\n{part.log.read_text()[-2000:]}")


def stop(part: Part) -> None:
    os.killpg(part.process.pid, signal.SIGINT)
    try:
        part.process.wait(20)
    finally:
        part.stop()


def timed(folder: Path, data: Path, logs: Path, limit: float = 60) -> tuple[float, Part]:
    began = time.monotonic()
    part = run(folder, data, logs)
    try:
        return seconds_to_first_page(part, began, limit), part
    except BaseException:
        part.stop()
        raise


def one_chat(part: Part) -> None:
    with generator() as load:
        load.ask("connect", port=part.port, site=first_site(part), agents=make_agents(part, 1), visitors=1)
        load.ask("start")
        load.ask("closed", warm=0, seconds=1)


def weights(part: Part) -> dict[str, float]:
    """MB of each process below `make run`, shared pages divided among those who share them."""
    found: dict[str, float] = {}
    for process in psutil.Process(part.process.pid).children(recursive=True):
        words = process.cmdline()
        name = next((word for word in words if word in ("up", "web", "worker", "beat")), Path(words[0]).name)
        found[name] = found.get(name, 0) + process.memory_full_info().pss / 1e6
    return found


def fresh_clone(folder: Path, logs: Path) -> float:
    """From an empty folder to the first page; the clone itself counts."""
    began = time.monotonic()
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
    part = run(folder, folder / "data", logs)
    try:
        return seconds_to_first_page(part, began, 600)
    finally:
        stop(part)


def main() -> None:
    clean_up_when_ended()
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--fresh", action="store_true", help="also start from a clean clone")
    given = arguments.parse_args()
    logs = Path(tempfile.mkdtemp(prefix="frontdesk-start-"))
    try:
        rows, folder = [], ROOT
        if given.fresh:
            folder = logs / "clone"
            rows.append(["make run, clean clone", f"{fresh_clone(folder, logs):.1f}", "< 180"])
        seconds, part = timed(folder, logs / "data", logs)
        rows.append(["make run, empty data", f"{seconds:.1f}", ""])
        stop(part)
        seconds, part = timed(folder, logs / "data", logs)
        rows.append(["make run, again", f"{seconds:.1f}", "< 6"])
        try:
            one_chat(part)
            time.sleep(REST_SECONDS)
            found = weights(part)
        finally:
            stop(part)
        print(table(["to the first page", "seconds", "goal"], rows), end="\n\n")
        sizes = [[name, f"{size:.0f}", ""] for name, size in sorted(found.items(), key=lambda each: -each[1])]
        print(table([f"at rest, {REST_SECONDS} s after one chat", "MB", "goal"],
                    [*sizes, ["everything", f"{sum(found.values()):.0f}", "< 600"]]))  # fmt: skip
    finally:
        shutil.rmtree(logs, ignore_errors=True)


if __name__ == "__main__":
    main()
