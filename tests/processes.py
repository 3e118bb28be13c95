"""Watching processes from tests."""

import time

import psutil


def all_gone(processes: list[psutil.Process], seconds: float = 5) -> bool:
    """Whether all have ended; some containers have no init that would bury them, so a zombie counts."""
    deadline = time.monotonic() + seconds
    while not all(map(_gone, processes)):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def _gone(process: psutil.Process) -> bool:
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True
