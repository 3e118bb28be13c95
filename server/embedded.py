"""A real mongod and a real redis-server as our own children, for `frontdesk up` and for the tests.

    with embedded.start(folder) as running:
        running.mongodb_url, running.redis_url

mongod listens on a unix socket in a folder only this user can enter, redis-server on a loopback port with
a password made for this start. Both keep their data under DATA and lose nothing to a `kill -9`.
"""

import hashlib
import json
import os
import secrets
import socket
import stat
import tempfile
import time
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from server import replica_set
from server.binaries import find_mongod, find_redis_server
from server.data_folder import hold, holder
from server.errors import Misconfigured
from server.ports import free_port
from server.processes import Child, end_orphan, stop
from server.settings import Settings

START_SECONDS = 60
STOP_SECONDS = 2
_EXIT_DATA_OF_OTHER_VERSION = 62
_LONGEST_SOCKET_PATH = 100


class Mongod(Child):
    def __init__(self, data: Path, binary: str):
        self.folder = data / "mongo"
        self.socket = str(_socket_folder(self.folder) / "mongod.sock")
        self.server_log = data / "logs" / "mongod.log"
        self.url = f"mongodb://{quote(self.socket, safe='')}/?directConnection=true"
        super().__init__("mongod", [
            binary, "--quiet", "--dbpath", str(self.folder), "--replSet", replica_set.NAME,
            "--bind_ip", self.socket, "--nounixsocket", "--port", "27017",
            "--logpath", str(self.server_log), "--logappend",
            "--wiredTigerCacheSizeGB", "0.25", "--oplogSize", "200",
            "--networkMessageCompressors", "disabled",
            "--setParameter", "diagnosticDataCollectionEnabled=false",
            "--setParameter", "shutdownTimeoutMillisForSignaledShutdown=0",
        ], data / "logs" / "mongod.out", cwd=self.folder)

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        _socket_folder(self.folder)
        end_orphan(self.folder / "mongod.lock", self.folder)
        super().start()

    def ready(self) -> bool:
        return replica_set.become_primary(self.socket)

    def tidy(self) -> None:
        """After the end: nothing is left in the temporary folder."""
        with suppress(OSError):
            Path(self.socket).unlink(missing_ok=True)
            Path(self.socket).parent.rmdir()

    def obituary(self) -> str:
        if self.process.poll() == _EXIT_DATA_OF_OTHER_VERSION:
            return (f"{self.command[0]} can't read {self.folder}: another version of MongoDB wrote it. "
                    "Name that version with FRONTDESK_MONGOD, or choose another folder with DATA.")
        code = self.process.poll()
        return f"mongod did not start (exit {code}): {self._complaint()} See {self.server_log}."

    def _complaint(self) -> str:
        """What went wrong by its log; a mongod that lacks a system library says so before it has one."""
        with suppress(OSError):
            for line in reversed(self.server_log.read_text(errors="replace")[-20_000:].splitlines()):
                with suppress(ValueError):
                    entry = json.loads(line)
                    if entry.get("s") in ("E", "F") and "error" in entry.get("attr", {}):
                        return f"{entry['msg']}: {entry['attr']['error']}."
        return self.last_words()


class RedisServer(Child):
    def __init__(self, data: Path, binary: str):
        self.folder = data / "redis"
        self.port = free_port()
        self.password = secrets.token_hex(16)
        self.pid_file = self.folder / "redis.pid"
        self.url = f"redis://:{self.password}@127.0.0.1:{self.port}/0"
        super().__init__("redis-server", [binary, "-"], data / "logs" / "redis.log", stdin=self._config(),
                         cwd=self.folder)

    def _config(self) -> bytes:
        """Read from stdin, so that the password is in no file and no list of processes."""
        return f"""
            bind 127.0.0.1
            port {self.port}
            requirepass {self.password}
            dir "{self.folder}"
            pidfile "{self.pid_file}"
            appendonly yes
            appendfsync everysec
            save ""
            maxmemory-policy noeviction
            loglevel notice
        """.encode()

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        end_orphan(self.pid_file, self.folder)
        super().start()

    def ready(self) -> bool:
        """True once the append-only file is loaded: until then PING is answered by -LOADING."""
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=2) as connection:
            connection.sendall(f"AUTH {self.password}\r\nPING\r\n".encode())
            answer = b""
            while answer.count(b"\r\n") < 2 and (part := connection.recv(200)):
                answer += part
            return answer == b"+OK\r\n+PONG\r\n"
        return False

    def tidy(self) -> None:
        """Its files are all under DATA."""

    def obituary(self) -> str:
        return f"redis-server did not start (exit {self.process.poll()}): {self.last_words()} See {self.log}."


class Embedded:
    """The children: `launch` starts them side by side, `wait` returns when they take writes."""

    def __init__(self, data: Path, mongod: str = "", redis_server: str = "", mongodb_url: str = "",
                 redis_url: str = ""):
        """Starts nothing yet. Where a URL is given there is nothing to start."""
        self.children = []
        if not mongodb_url:
            self.children.append(Mongod(data, find_mongod(mongod)))
        if not redis_url:
            self.children.append(RedisServer(data, find_redis_server(redis_server)))
        urls = {child.name: child.url for child in self.children}
        self.mongodb_url = mongodb_url or urls["mongod"]
        self.redis_url = redis_url or urls["redis-server"]
        self.has_mongod = not mongodb_url

    def launch(self) -> None:
        for child in self.children:
            child.start()

    def wait(self) -> None:
        """Raises Misconfigured with what mongod or redis-server said if one does not come up."""
        deadline = time.monotonic() + START_SECONDS
        waiting = list(self.children)
        while waiting := [child for child in waiting if not child.ready()]:
            for child in waiting:
                if not child.alive:
                    raise Misconfigured(child.obituary())
                if time.monotonic() > deadline:
                    raise Misconfigured(f"{child.name} was not ready after {START_SECONDS} s; "
                                        f"see {child.log.parent}.")
            time.sleep(0.02)

    def stop(self) -> None:
        stop(self.children, STOP_SECONDS)
        for child in self.children:
            child.tidy()


@contextmanager
def start(data: Path | str, mongod: str = "", redis_server: str = ""):
    """Both running on the folder `data` inside the block. Call it from the main thread (see processes.py)."""
    data = Path(data).resolve()
    with hold(data):
        running = Embedded(data, mongod, redis_server)
        try:
            running.launch()
            running.wait()
            yield running
        finally:
            running.stop()


@contextmanager
def borrowed(settings: Settings):
    """The settings with the URLs of databases that run: those named, or those `up` has started on DATA, or,
    when nobody has, our own for the length of the block. For commands like create-admin.
    """
    if settings.mongodb_url and settings.redis_url:
        yield settings
    elif found := holder(settings.data_path):
        if "redis_url" not in found:
            raise Misconfigured(f"{settings.data_path} is just being started by process {found.get('pid')}; "
                                "try again in a few seconds.")
        yield replace(settings, mongodb_url=found["mongodb_url"], redis_url=found["redis_url"])
    else:
        with start(settings.data_path, settings.mongod, settings.redis_server) as running:
            yield replace(settings, mongodb_url=settings.mongodb_url or running.mongodb_url,
                          redis_url=settings.redis_url or running.redis_url)


def _socket_folder(data: Path) -> Path:
    """A short path, since a socket's may have 107 characters only; the same for the same DATA."""
    name = f"frontdesk-{os.getuid()}-{hashlib.sha256(str(data).encode()).hexdigest()[:12]}"
    base = Path(tempfile.gettempdir())
    folder = (base if len(str(base / name)) < _LONGEST_SOCKET_PATH - 20 else Path("/tmp")) / name  # noqa: S108 - checked below
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise Misconfigured(f"{folder} must be a folder of this user that nobody else can enter; remove it.")
    return folder
