"""Real web servers for tests: in a thread of the test process, quick to start; or as a process, to be killed."""

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace

from server.app import web_server
from server.ports import answers, free_port
from server.settings import Settings
from server.supervisor import environment


class ThreadServer:
    """The real application behind a real port, on an event loop of its own."""

    def __init__(self, settings: Settings, clock=None):
        port = settings.port or free_port()
        self.settings = replace(settings, port=port)
        self._server = web_server(self.settings, clock)
        self._thread = threading.Thread(target=self._server.run, name=f"web-{port}", daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.settings.port}"

    def start(self) -> "ThreadServer":
        self._thread.start()
        _until(lambda: self._server.started or not self._thread.is_alive(), "the web server to start")
        assert self._server.started, "the web server did not start; see the log above"
        return self

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(10)
        assert not self._thread.is_alive(), "the web server did not stop within 10 s"


class ProcessServer:
    """`frontdesk web` as its own process: stopped in the middle by `kill`, started again on the same port."""

    def __init__(self, settings: Settings):
        self.settings = replace(settings, port=settings.port or free_port())
        self._process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.settings.port}"

    @property
    def pid(self) -> int:
        return self._process.pid

    def start(self) -> "ProcessServer":
        self._process = subprocess.Popen(
            [sys.executable, "-m", "server", "web"], env={**os.environ, **environment(self.settings)},
        )
        _until(lambda: answers("127.0.0.1", self.settings.port, "/readyz") or self._process.poll() is not None,
               "the web process to answer")
        assert self._process.poll() is None, "the web process did not start; see its log above"
        return self

    def kill(self) -> None:
        """As a power cut would: nothing is finished, nobody is told."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, number: int) -> None:
        if self._process and self._process.poll() is None:
            self._process.send_signal(number)
            self._process.wait(10)


def _until(condition, what: str, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"waited {seconds} s for {what}"
        time.sleep(0.01)
