"""Work that nobody waits for, kept from being collected before it is done."""

import asyncio
from collections.abc import Coroutine

_running: set[asyncio.Task] = set()


def run(work: Coroutine) -> asyncio.Task:
    """Starts `work` on the running loop. It must handle its own errors."""
    task = asyncio.get_running_loop().create_task(work)
    _running.add(task)
    task.add_done_callback(_running.discard)
    return task
