"""A real mongod and redis-server as our children: fast, alone on their folder, and hard to kill for good."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
import redis
from pymongo import MongoClient

from server import binaries, data_folder, embedded
from server.errors import Misconfigured
from server.settings import Settings
from tests.processes import all_gone

# A process that starts both, writes a row into each, says so, and waits to be killed.
WRITER = """
import sys, time
import redis
from pymongo import MongoClient
from server import embedded
with embedded.start(sys.argv[1]) as running:
    MongoClient(running.mongodb_url, w="majority", journal=True).shop.rows.insert_one({"_id": sys.argv[2]})
    redis.Redis.from_url(running.redis_url).rpush("rows", sys.argv[2])
    print("written", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def data(tmp_path) -> Path:
    return tmp_path / "data"


def write_and_wait(data: Path, row: str) -> psutil.Process:
    """The writer, once it has written."""
    writer = psutil.Popen([sys.executable, "-c", WRITER, str(data), row], stdout=subprocess.PIPE)
    assert writer.stdout.readline() == b"written\n"
    writer.stdout.close()
    return writer


def kill(processes: list[psutil.Process]) -> None:
    for process in processes:
        process.kill()
    assert all_gone(processes)


def write(running, row: str) -> None:
    with MongoClient(running.mongodb_url) as client:
        client.shop.rows.insert_one({"_id": row})


def rows(running) -> tuple[list[str], list[str]]:
    """What is in MongoDB and what is in Redis."""
    with (MongoClient(running.mongodb_url) as client,
          redis.Redis.from_url(running.redis_url, decode_responses=True) as cache):
        return sorted(row["_id"] for row in client.shop.rows.find()), cache.lrange("rows", 0, -1)


def test_both_take_writes_with_transactions_and_a_journal(databases):
    with MongoClient(databases.mongodb_url) as client:
        with client.start_session() as session, session.start_transaction():
            client.shop.transactions.insert_one({"_id": 1}, session=session)
        assert client.shop.transactions.count_documents({}) == 1
    with redis.Redis.from_url(databases.redis_url) as cache:
        assert cache.info("persistence")["aof_enabled"] == 1


def test_data_is_there_after_a_stop_and_start(data):
    for row in ("one", "two"):
        with embedded.start(data) as running:
            write(running, row)
    with embedded.start(data) as running:
        assert rows(running)[0] == ["one", "two"]


def test_a_stop_leaves_no_process_and_no_socket(data):
    with embedded.start(data) as running:
        pids = [child.process.pid for child in running.children]
        assert all(psutil.pid_exists(pid) for pid in pids)
        sockets = Path(running.children[0].socket).parent
        assert sockets.is_dir()
    assert not any(psutil.pid_exists(pid) for pid in pids)
    assert not sockets.exists()


def test_children_die_with_a_parent_that_is_killed(data):
    writer = write_and_wait(data, "one")
    children = writer.children()
    assert {child.name() for child in children} == {"mongod", "redis-server"}
    kill([writer])
    writer.wait()
    assert all_gone(children)


def test_nothing_is_lost_when_everything_is_killed_at_once(data):
    for row in ("one", "two", "three"):
        writer = write_and_wait(data, row)
        kill([writer, *writer.children()])
        writer.wait()
    with embedded.start(data) as running:
        assert rows(running) == (["one", "three", "two"], ["one", "two", "three"])


def test_a_moved_folder_still_starts(data):
    with embedded.start(data) as running:
        write(running, "one")
    moved = data.rename(data.with_name("moved"))
    with embedded.start(moved) as running:
        assert rows(running)[0] == ["one"]


def test_an_orphan_of_an_earlier_start_is_ended(data):
    with embedded.start(data):
        pass
    orphan = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], cwd=data / "mongo")
    stranger = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        (data / "mongo" / "mongod.lock").write_text(f"{orphan.pid}\n")
        (data / "redis" / "redis.pid").write_text(f"{stranger.pid}\n")
        with embedded.start(data):
            assert orphan.wait(timeout=1) == -signal.SIGKILL
            assert stranger.poll() is None, "the number of an ended process may belong to anybody now"
    finally:
        orphan.kill()
        stranger.kill()
        orphan.wait()
        stranger.wait()


def test_a_second_start_names_who_holds_the_folder(data):
    with (data_folder.hold(data, "http://127.0.0.1:8123"), pytest.raises(Misconfigured) as refusal,
          embedded.start(data)):
        pass
    assert f"in use by process {os.getpid()} since 20" in str(refusal.value)
    assert "at http://127.0.0.1:8123" in str(refusal.value)


def test_commands_use_the_databases_that_run(data):
    settings = Settings(data=str(data))
    urls = {"mongodb_url": "mongodb://one", "redis_url": "redis://one"}
    with data_folder.hold(data) as tell:
        with pytest.raises(Misconfigured, match="just being started"), embedded.borrowed(settings):
            pass
        tell(**urls)
        with embedded.borrowed(settings) as borrowed:
            assert (borrowed.mongodb_url, borrowed.redis_url) == tuple(urls.values())


def test_too_little_room_is_said_beforehand(data, monkeypatch):
    monkeypatch.setattr(data_folder.shutil, "disk_usage", lambda path: SimpleNamespace(free=120_000_000))
    with pytest.raises(Misconfigured, match="Only 120 MB are free"), embedded.start(data):
        pass


def test_a_folder_that_can_not_be_made_is_said(tmp_path):
    # A file in the way stops root too, whom permissions do not.
    (tmp_path / "file").write_text("")
    with pytest.raises(Misconfigured, match="can't be"), embedded.start(tmp_path / "file" / "data"):
        pass


def test_a_mongod_that_stops_at_once_says_why(data):
    (data / "mongo").mkdir(parents=True)
    (data / "mongo" / "WiredTiger").write_text("not a database")
    (data / "mongo" / "WiredTiger.turtle").write_text("not a database")
    with pytest.raises(Misconfigured) as refusal, embedded.start(data):
        pass
    assert "mongod did not start" in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(("find", "variable"), [
    (binaries.find_mongod, "FRONTDESK_MONGODB_URL"), (binaries.find_redis_server, "FRONTDESK_REDIS_URL"),
])
def test_no_binary_is_one_line_that_says_what_to_do(find, variable, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(binaries, "_packages", lambda: tmp_path)
    monkeypatch.setattr(binaries.sys, "executable", str(tmp_path / "python"))
    with pytest.raises(Misconfigured, match="install") as refusal:
        find()
    assert variable in str(refusal.value)


def test_a_named_binary_must_be_a_program():
    with pytest.raises(Misconfigured, match="FRONTDESK_MONGOD names '/etc/passwd'"):
        binaries.find_mongod("/etc/passwd")


def test_the_run_bit_of_a_packaged_binary_is_set(monkeypatch, tmp_path):
    packaged = tmp_path / "fiftyone/db/bin/mongod"
    packaged.parent.mkdir(parents=True)
    packaged.write_text("#!/bin/sh\n")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(binaries, "_packages", lambda: tmp_path)
    assert binaries.find_mongod() == str(packaged)
    assert os.access(packaged, os.X_OK)


def test_the_secret_key_is_made_once_and_private(data):
    first = data_folder.secret_key(data)
    assert data_folder.secret_key(data) == first
    assert len(first) > 40
    assert (data / "secret_key").stat().st_mode & 0o077 == 0
