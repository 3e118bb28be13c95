"""Hashing passwords with argon2id, off the event loop."""

import asyncio
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from server.people.words import same_keys

# OWASP's figures: 19 MiB and two rounds. More memory would let a few sign-ins at once outgrow a small machine.
_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


async def hash_password(password: str) -> str:
    return await asyncio.to_thread(_hasher.hash, same_keys(password))


async def matches(stored: str | None, password: str) -> bool:
    """Takes as long when there is no stored hash, so that the time does not tell which addresses exist."""
    right = await asyncio.to_thread(_verify, stored or _nobody(), same_keys(password))
    return right and stored is not None


def _verify(stored: str, password: str) -> bool:
    try:
        return _hasher.verify(stored, password)
    except (Argon2Error, InvalidHashError):
        return False


@cache
def _nobody() -> str:
    return _hasher.hash("nobody has this password")
