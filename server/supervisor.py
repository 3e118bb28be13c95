"""`frontdesk up`: everything on one machine. Starts the databases (unless they are elsewhere) and the roles
web, worker and beat as child processes, starts again what dies, and stops all of it on a signal.

It loads little itself: what needs the application is done by the children.
"""

import json
import os
import shutil
import signal
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from pathlib import Path

from server import data_folder
from server.embedded import Embedded
from server.errors import Misconfigured
from server.ports import answers, check_port, free_port
from server.processes import EXIT_CONFIG, Child, rotate, stop
from server.settings import PREFIX, Settings

NO_ROOM = 50_000_000
ROLES = ("web", "worker", "beat")
ROLES_STOP_SECONDS = 2.5
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30
# Alive this long, a child counts as healthy again and its next restart is quick.
HEALTHY_SECONDS = 60
_SIGNALS = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD}


@dataclass
class Watched:
    """A child with what its restarts need: how long to pause, and when to start it again."""

    child: Child
    pause: float = FIRST_PAUSE
    started: float = 0.0
    again_at: float | None = None


class Stopped(Exception):
    """A signal asked us to stop while we were starting."""


def up(settings: Settings, say=print) -> None:
    """Returns when a signal asked to stop. Raises Misconfigured, one line, when it can't start."""
    signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    began = time.monotonic()
    # What visitors wrote, and the logs about them, are for this user alone.
    os.umask(0o077)
    settings = replace(settings, port=settings.port or free_port(settings.host))
    with data_folder.hold(settings.data_path, settings.address) as tell:
        check_port(settings.host, settings.port)
        supervisor = Supervisor(settings, say, tell)
        with suppress(Stopped):
            try:
                supervisor.start()
                say(welcome(supervisor.settings, supervisor.facts, time.monotonic() - began))
                supervisor.run()
            finally:
                supervisor.stop()


class Supervisor:
    def __init__(self, settings: Settings, say, tell):
        self.settings = settings
        self.say = say
        self.tell = tell
        self.databases: Embedded | None = None
        self.facts: dict = {}
        self.ready = False
        self.watched: list[Watched] = []

    def start(self) -> None:
        self.settings = self._with_databases()
        first_run = self._first_run()
        # The page first: what worker and beat do can wait for a second, and two cores are soon busy.
        self._watch(self._role("web"))
        while (first_run and first_run.alive) or not self._web_answers():
            self._tend(0.05)
        self._watch(self._role("worker"))
        self._watch(self._role("beat"))
        if first_run:
            self._remember(first_run)
        self.ready = True

    def run(self) -> None:
        while True:
            self._tend(60)

    def stop(self) -> None:
        """Roles first, so that they can still finish what they are writing; then the databases."""
        children = [watched.child for watched in self.watched]
        stop([child for child in children if child.name in ROLES], ROLES_STOP_SECONDS)
        if self.databases:
            self.databases.stop()

    def _role(self, name: str, **more) -> Child:
        log = self.settings.data_path / "logs" / f"{name}.log"
        return Child(name, [sys.executable, "-m", "server", name], log, env=environment(self.settings), **more)

    def _web_answers(self) -> bool:
        return answers(self.settings.host, self.settings.port, "/readyz")

    def _first_run(self) -> Child | None:
        """Furnishes an empty database, which happens once where MongoDB is ours and goes with DATA."""
        if self.databases.has_mongod and self._memory.exists():
            self.facts = json.loads(self._memory.read_text())
            return None
        # Its answer comes through a pipe, so that a new password is on the screen and in no file.
        child = self._role("first-run", piped=True)
        child.start()
        return child

    def _remember(self, first_run: Child) -> None:
        if first_run.process.returncode:
            raise Misconfigured(first_run.last_words().removeprefix("frontdesk: "))
        self.facts = json.loads(first_run.answer())
        if self.databases.has_mongod:
            self._memory.write_text(json.dumps({**self.facts, "password": None, "new": False}))

    @property
    def _memory(self) -> Path:
        return self.settings.data_path / "first_run.json"

    def _with_databases(self) -> Settings:
        given = self.settings
        self.databases = Embedded(
            given.data_path, given.mongod, given.redis_server, given.mongodb_url, given.redis_url
        )
        for child in self.databases.children:
            self._watch(child)
        self.databases.wait()
        urls = {"mongodb_url": self.databases.mongodb_url, "redis_url": self.databases.redis_url}
        self.tell(**urls)
        return replace(given, **urls)

    def _watch(self, child: Child) -> None:
        child.start()
        self.watched.append(Watched(child, started=time.monotonic()))

    def _tend(self, seconds: float) -> None:
        """Waits up to `seconds` for something to happen, then starts again what has died."""
        now = time.monotonic()
        due = [watched.again_at - now for watched in self.watched if watched.again_at]
        happened = signal.sigtimedwait(_SIGNALS, max(0, min([seconds, *due])))
        if happened and happened.si_signo != signal.SIGCHLD:
            raise Stopped
        for watched in self.watched:
            self._mend(watched)
            rotate(watched.child.log)

    def _mend(self, watched: Watched) -> None:
        now = time.monotonic()
        child = watched.child
        if watched.again_at:
            if now >= watched.again_at:
                child.start()
                watched.started, watched.again_at = now, None
        elif not child.alive:
            self._settle(child)
            if now - watched.started > HEALTHY_SECONDS:
                watched.pause = FIRST_PAUSE
            if shutil.disk_usage(self.settings.data_path).free < NO_ROOM:
                self.say(f"The disk of {self.settings.data_path} is full: free some space and all goes on by itself.")
            self.say(f"{child.name} {how_it_ended(child)}. It starts again in {watched.pause:g} s.")
            watched.again_at = now + watched.pause
            watched.pause = min(watched.pause * 2, LONGEST_PAUSE)

    def _settle(self, child: Child) -> None:
        """At the start, a role that can't work with its settings ends everything. Once all has worked, it
        is a database that is away for a moment, and trying again is right.
        """
        if not self.ready and child.name in ROLES and child.process.returncode == EXIT_CONFIG:
            raise Misconfigured(child.last_words().removeprefix("frontdesk: "))


def how_it_ended(child: Child) -> str:
    code = child.process.returncode
    if code < 0:
        return f"was killed by {signal.Signals(-code).name}"
    return f"stopped with exit code {code}: {child.last_words() or 'it said nothing'} ({child.log})"


def welcome(settings: Settings, facts: dict, seconds: float) -> str:
    """What a person needs who has just started Frontdesk."""
    if facts["password"]:
        sign_in = f"{facts['email']}  with the password  {facts['password']}  (shown this once)"
    elif facts["new"]:
        sign_in = f"{facts['email']}  with the password in FRONTDESK_ADMIN_PASSWORD"
    else:
        sign_in = f"{facts['email']}  (forgotten? .venv/bin/frontdesk create-admin EMAIL --data {settings.data})"
    lines = [
        ("Console", f"{settings.address}/"),
        ("Sign in", sign_in),
        ("Demo shop", f"{settings.address}/demo  (a page with the widget on it)"),
        ("Data", f"{settings.data_path}  (logs in logs/)"),
    ]
    if not settings.smtp_url:
        lines.append(("Mail", "kept in the console's outbox, as FRONTDESK_SMTP_URL is not set"))
    rows = "\n".join(f"  {name:<10} {text}" for name, text in lines)
    return f"\nFrontdesk is up after {seconds:.1f} s. Stop it with Ctrl-C.\n\n{rows}\n"


def environment(settings: Settings) -> dict[str, str]:
    """The settings as the children read them, and what keeps them small."""
    given = {PREFIX + spec.name.upper(): str(getattr(settings, spec.name)) for spec in fields(settings)}
    # Two malloc arenas instead of one per thread: about 20 MB less in each role.
    return {**given, "MALLOC_ARENA_MAX": "2", "PYTHONUNBUFFERED": "1"}
