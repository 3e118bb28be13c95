"""`frontdesk up` as a person meets it: it starts, says how to sign in, mends itself, stops, and starts again."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import psutil
import pytest

from server.ports import free_port
from tests.processes import all_gone

START_SECONDS = 60


class Up:
    """A running `frontdesk up` with what it has said so far."""

    def __init__(self, data: Path, **settings: str):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = frontdesk("up", data, FRONTDESK_PORT=str(self.port), **settings)
        self.said = ""

    def wait_for(self, words: str) -> str:
        while words not in self.said:
            line = self.process.stdout.readline()
            assert line, f"`up` ended before it said {words!r}:\n{self.said}{self.process.stderr.read()}"
            self.said += line
        return self.said

    def children(self) -> dict[str, psutil.Process]:
        """By role; the last word of the command line, or the program."""
        found = {}
        for child in psutil.Process(self.process.pid).children():
            command = child.cmdline()
            found[command[-1] if "server" in command else child.name()] = child
        return found

    def stop(self) -> float:
        """Ctrl-C; the seconds it took."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        self.process.communicate(timeout=20)
        return time.monotonic() - began


def frontdesk(command: str, data: Path, *arguments: str, **settings: str) -> subprocess.Popen:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("FRONTDESK_")}
    return subprocess.Popen(
        [sys.executable, "-m", "server", command, *arguments],
        text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**environ, "PYTHONUNBUFFERED": "1", "FRONTDESK_DATA": str(data), **settings},
    )


def refusal(command: str, data: Path, **settings: str) -> str:
    """The one line of a command that can't start."""
    process = frontdesk(command, data, **settings)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (78, ""), err
    assert len(err.splitlines()) == 1, err
    return err


@pytest.fixture
def data(tmp_path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def start(data):
    started = []

    def start_up(**settings: str) -> Up:
        started.append(Up(data, **settings))
        started[-1].wait_for("Data")
        return started[-1]

    yield start_up
    for up in started:
        up.process.kill()
        up.process.communicate()


def sign_in(up: Up, email: str, password: str) -> httpx.Response:
    return httpx.post(f"{up.url}/api/v1/session", json={"email": email, "password": password})


def test_a_first_and_a_second_start(start, data):
    up = start()
    assert f"Console    {up.url}/" in up.said
    assert f"{up.url}/demo" in up.said
    assert str(data) in up.said
    assert "outbox" in up.wait_for("FRONTDESK_SMTP_URL")
    email, password = re.search(r"Sign in    (\S+)  with the password  (\S+)", up.said).groups()
    assert sign_in(up, email, password).status_code == 200
    assert not [log for log in (data / "logs").iterdir() if password in log.read_text(errors="replace")]

    made = frontdesk("create-admin", data, "second@example.com").communicate(timeout=60)[0]
    second_password = made.split()[-1]
    children = up.children()
    assert sorted(children) == ["beat", "mongod", "redis-server", "web", "worker"]
    assert psutil.Process(up.process.pid).memory_info().rss < 35_000_000
    assert up.stop() < 7  # 5 on a machine that is not busy with other tests
    assert all_gone(list(children.values()), 0)

    again = start()
    assert password not in again.said
    assert f"Sign in    {email}" in again.said
    assert sign_in(again, email, password).status_code == 200
    assert sign_in(again, "second@example.com", second_password).status_code == 200


def test_sample_data_on_an_empty_folder(data):
    demo = frontdesk("demo", data)
    out, err = demo.communicate(timeout=100)
    assert demo.returncode == 0, err
    assert "sample data is in" in out


def test_what_dies_is_started_again(start):
    up = start()
    before = up.children()
    for role in ("web", "worker", "mongod", "redis-server"):
        before[role].kill()
        up.wait_for(f"{role} was killed by SIGKILL. It starts again in ")
    deadline = time.monotonic() + START_SECONDS
    while sorted(up.children()) != sorted(before) or not ready(up):
        assert time.monotonic() < deadline, up.said
        time.sleep(0.1)
    assert up.children()["beat"] == before["beat"]


def ready(up: Up) -> bool:
    try:
        return httpx.get(f"{up.url}/readyz").status_code == 200
    except httpx.TransportError:
        return False


def test_all_die_with_a_supervisor_that_is_killed(start):
    up = start()
    children = list(up.children().values())
    up.process.kill()
    assert all_gone(children)


def test_databases_that_are_named_are_not_started(start, databases, database):
    up = start(FRONTDESK_MONGODB_URL=databases.mongodb_url, FRONTDESK_REDIS_URL=databases.redis_url,
               FRONTDESK_MONGODB_NAME=database, FRONTDESK_ADMIN_EMAIL="boss@example.com",
               FRONTDESK_ADMIN_PASSWORD="a quiet harbour 7")
    assert sorted(up.children()) == ["beat", "web", "worker"]
    assert "boss@example.com  with the password in FRONTDESK_ADMIN_PASSWORD" in up.said
    assert sign_in(up, "boss@example.com", "a quiet harbour 7").status_code == 200


def test_a_second_start_on_the_same_data_names_the_first(start, data):
    up = start()
    said = refusal("up", data, FRONTDESK_PORT=str(free_port()))
    assert f"{data} is in use by process {up.process.pid} since 20" in said
    assert f"at {up.url}" in said


def test_a_taken_port_is_said(data):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        said = refusal("up", data, FRONTDESK_PORT=str(port))
    assert f"Port {port} on 127.0.0.1 is taken by another program" in said
    assert f"PORT={port + 1}" in said


def test_a_wrong_setting_is_said(data):
    assert "FRONTDESK_PORT must be a whole number" in refusal("up", data, FRONTDESK_PORT="many")
    assert "FRONTDESK_MONGODB_URL must begin with mongodb://" in refusal("web", data, FRONTDESK_MONGODB_URL="db1:27017")
    assert "FRONTDESK_MONGOD names '/no/such'" in refusal("up", data, FRONTDESK_MONGOD="/no/such")


def test_a_role_without_databases_says_what_to_set(data):
    assert "FRONTDESK_MONGODB_URL is not set" in refusal("worker", data)


@pytest.mark.parametrize("command", ["up", "web"])
def test_a_mongodb_that_does_not_answer_is_said(command, data, databases):
    nobody = f"127.0.0.1:{free_port()}"
    said = refusal(command, data, FRONTDESK_MONGODB_URL=f"mongodb://root:secret@{nobody}/",
                   FRONTDESK_REDIS_URL=databases.redis_url)
    assert f"MongoDB at mongodb://{nobody}/ can't be used" in said
    assert "correct FRONTDESK_MONGODB_URL" in said
    assert "secret" not in said


@pytest.mark.parametrize("command", ["up", "worker"])
def test_a_redis_that_does_not_answer_is_said(command, data, databases):
    nobody = f"127.0.0.1:{free_port()}"
    said = refusal(command, data, FRONTDESK_MONGODB_URL=databases.mongodb_url,
                   FRONTDESK_REDIS_URL=f"redis://:secret@{nobody}/0")
    assert f"Redis at redis://{nobody}/0 can't be used" in said
    assert "secret" not in said
