"""Limits how often somebody may try a password: counted in Redis, over all nodes."""

import hashlib

from server.desk import Desk
from server.errors import RateLimited
from server.people.soft_redis import softly

WINDOW_SECONDS = 15 * 60
# Few for one address from one place; more for a place, where a whole office may sit, and for an address, so
# that a stranger elsewhere does not lock its owner out.
TRIES = {"pair": 10, "ip": 50, "email": 100}


def whom(email: str, ip: str) -> tuple[str, ...]:
    """What a sign-in counts against, each beginning with its kind in TRIES."""
    return f"pair:{email} {ip}", f"ip:{ip}", f"email:{email}"


async def count_try(desk: Desk, *whom: str) -> None:
    """Counts a try against each of `whom`. Raises RateLimited with retry_after.

    Counted before the password is checked, so that many tries at once can't slip through; `forgive` takes
    it back. With Redis away nobody is kept from signing in.
    """
    for one in whom:
        key = _key(one)
        pipe = desk.redis.pipeline(transaction=True)
        pipe.set(key, 0, ex=WINDOW_SECONDS, nx=True)
        pipe.incr(key)
        pipe.ttl(key)
        _, tries, wait = await softly(pipe.execute(), (None, 0, 0))
        if tries > TRIES[one.partition(":")[0]]:
            minutes = max(1, round(wait / 60))
            raise RateLimited(
                f"Too many failed tries; please wait {minutes} minute{'s' if minutes > 1 else ''}.", retry_after=wait,
            )


async def forgive(desk: Desk, *whom: str) -> None:
    """The try was a right one: only failures count."""
    pipe = desk.redis.pipeline(transaction=False)
    for key in map(_key, whom):
        pipe.eval(_TAKE_BACK, 1, key)
    await softly(pipe.execute(), None)


# Not below zero, and no new key without an end when the window has just closed.
_TAKE_BACK = "if tonumber(redis.call('GET', KEYS[1]) or '0') > 0 then return redis.call('DECR', KEYS[1]) end"


def _key(whom: str) -> str:
    return f"tries:{hashlib.sha256(whom.encode()).hexdigest()[:32]}"
