"""Child processes that can't outlive us: how `up` and the tests start mongod, redis-server and the roles.

Children die with the process that started them even when that one is killed with -9, because the kernel
sends them SIGKILL (PR_SET_PDEATHSIG). A short launcher asks for that inside the child and then becomes
the real program: unlike preexec_fn this is safe in a process with threads. The kernel watches the *thread*
that started the child, so start children from the main thread.
"""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from server.errors import Misconfigured

# The parent may be gone before the launcher asked for the signal; then getppid() has already changed.
_LAUNCHER = """
import ctypes, os, signal, sys
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)
if os.getppid() != int(sys.argv[1]):
    sys.exit(1)
signal.pthread_sigmask(signal.SIG_SETMASK, [])
os.execvp(sys.argv[2], sys.argv[2:])
"""

LOG_LIMIT = 20_000_000
LONGEST_WORDS = 300
# What a command of ours exits with when it printed one line about a wrong setting (sysexits' EX_CONFIG).
EXIT_CONFIG = 78


class Child:
    """One child process under a name, with its output in a log file; may be started again after it died."""

    def __init__(self, name: str, command: list[str], log: Path, *, env: dict[str, str] | None = None,
                 stdin: bytes = b"", cwd: Path | None = None, piped: bool = False):
        self.name = name
        self.command = command
        self.log = log
        self.env = env
        self.stdin = stdin
        self.cwd = cwd
        self.piped = piped
        self.process: subprocess.Popen | None = None
        self.log_start = 0

    def answer(self) -> bytes:
        """All it prints until it ends, for a child that was started with `piped`."""
        with self.process.stdout as pipe:
            return pipe.read()

    def start(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        rotate(self.log)
        launcher = [sys.executable, "-I", "-S", "-c", _LAUNCHER, str(os.getpid())]
        with open(self.log, "ab") as log:
            self.log_start = log.tell()
            # Its own process group: Ctrl-C reaches us alone, and we stop the children in order.
            self.process = subprocess.Popen(
                launcher + self.command, stdin=subprocess.PIPE, stderr=log,
                stdout=subprocess.PIPE if self.piped else log,
                env={**os.environ, **(self.env or {})}, cwd=self.cwd, process_group=0,
            )
        with suppress(BrokenPipeError):
            self.process.stdin.write(self.stdin)
            self.process.stdin.close()

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def signal(self, number: int) -> None:
        if self.alive:
            self.process.send_signal(number)

    def last_words(self) -> str:
        """The last line it printed since its last start: what it died of."""
        with suppress(OSError), open(self.log, "rb") as log:
            log.seek(self.log_start)
            lines = log.read()[-4000:].decode(errors="replace").strip().splitlines()
            if lines:
                return lines[-1].strip()[:LONGEST_WORDS]
        return ""


def stop(children: list[Child], patience: float) -> None:
    """Asks all of them to stop at once; those still there after `patience` seconds are killed."""
    for child in children:
        child.signal(signal.SIGTERM)
    deadline = time.monotonic() + patience
    while any(child.alive for child in children) and time.monotonic() < deadline:
        time.sleep(0.02)
    for child in children:
        child.signal(signal.SIGKILL)
        if child.process:
            child.process.wait()


def rotate(log: Path) -> None:
    """Keeps a log below LOG_LIMIT with one older part beside it. The writer appends, so emptying is safe."""
    with suppress(FileNotFoundError):
        if log.stat().st_size > LOG_LIMIT:
            log.with_suffix(log.suffix + ".1").write_bytes(log.read_bytes())
            os.truncate(log, 0)


def end_orphan(pid_file: Path, folder: Path) -> None:
    """Ends what an earlier start left at work in `folder`. Whoever calls holds the lock on DATA, so the
    process has lost its parent; that it still works there, and is not another with the same number, shows
    in its working directory.
    """
    try:
        pid = int(pid_file.read_text().strip() or 0)
    except (FileNotFoundError, ValueError):
        return
    deadline = time.monotonic() + 10
    while pid and _works_in(pid, folder):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        if time.monotonic() > deadline:
            raise Misconfigured(f"Process {pid} of an earlier start can't be ended; stop it and try again.")
        time.sleep(0.02)


def _works_in(pid: int, folder: Path) -> bool:
    with suppress(OSError):
        return os.readlink(f"/proc/{pid}/cwd") == str(folder)
    return False
