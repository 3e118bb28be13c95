"""The folder DATA: held by one process at a time, checked for room, home of logs and the secret key."""

import fcntl
import json
import os
import secrets
import shutil
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from server.errors import Misconfigured

LEAST_FREE = 200_000_000
# mongod sets 300 MB aside for its journal when it first starts in a folder.
LEAST_FREE_AT_FIRST = 500_000_000


@contextmanager
def hold(data: Path, address: str = ""):
    """Locks DATA for as long as the block (or, at worst, this process) lives; yields a function that adds
    facts about the holder. Raises Misconfigured, one line that names the holder, when somebody else has it.
    """
    _prepare(data)
    with open(data / "lock", "a+", opener=_private) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Misconfigured(_in_use(data)) from None
        facts = {"pid": os.getpid(), "since": datetime.now(UTC).isoformat("T", "seconds"), "address": address}

        def tell(**more) -> None:
            facts.update(more)
            lock.truncate(0)
            json.dump(facts, lock)
            lock.flush()

        tell()
        yield tell
        lock.truncate(0)


def holder(data: Path) -> dict | None:
    """What the process that holds DATA told about itself; None when nobody holds it."""
    try:
        with open(data / "lock") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return json.loads(lock.read() or "{}")
    except FileNotFoundError:
        pass
    return None


def secret_key(data: Path) -> str:
    """The key that signs visitor tokens, made at the first call. Whoever writes the file first wins."""
    path = data / "secret_key"
    with suppress(FileExistsError):
        data.mkdir(parents=True, exist_ok=True)
        draft = data / f"secret_key.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48))
        try:
            os.link(draft, path)
        finally:
            draft.unlink()
    return path.read_text().strip()


def _prepare(data: Path) -> None:
    try:
        data.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(data).free
        writable = os.access(data, os.W_OK | os.X_OK)
    except OSError as error:
        raise Misconfigured(f"{data} can't be made: {error.strerror}. Choose another with DATA.") from None
    if not writable:
        raise Misconfigured(f"{data} can't be written to. Change its owner or choose another with DATA.")
    needed = LEAST_FREE if (data / "mongo").exists() else LEAST_FREE_AT_FIRST
    if free < needed:
        raise Misconfigured(
            f"Only {free // 1_000_000} MB are free on the disk of {data}, and {needed // 1_000_000} MB are "
            "needed. Free some space or choose another folder with DATA."
        )


def _in_use(data: Path) -> str:
    found = holder(data) or {}
    who = f"process {found['pid']} since {found['since']}" if "pid" in found else "another process"
    at = f" at {found['address']}" if found.get("address") else ""
    return f"{data} is in use by {who}{at}. Stop that one, or choose another folder with DATA."


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
