"""What every test may use: a real MongoDB and Redis for each test process, and a database of its own."""

import os
from itertools import count

import pytest
import redis

from server import embedded
from server.settings import Settings

_numbers = count(1)


@pytest.fixture(scope="session")
def databases(tmp_path_factory):
    """mongod and redis-server, started once for each pytest worker."""
    with embedded.start(tmp_path_factory.mktemp("data")) as running:
        yield running


@pytest.fixture
def database() -> str:
    """A name no other test has used; the data goes away with the mongod of this run."""
    return f"test_{os.getpid()}_{next(_numbers)}"


@pytest.fixture
def settings(databases, database, tmp_path) -> Settings:
    """Settings on the test databases, with an empty Redis."""
    with redis.Redis.from_url(databases.redis_url) as cache:
        cache.flushdb()
    return Settings(
        mongodb_url=databases.mongodb_url,
        mongodb_name=database,
        redis_url=databases.redis_url,
        data=str(tmp_path),
        secret_key="a key for tests, long enough to be taken",
        port=0,
    )
