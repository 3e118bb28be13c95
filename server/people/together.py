"""One change at a time where a rule spans several people: the last admin, the last team."""

from collections.abc import Awaitable, Callable
from typing import Any

from server.desk import Desk


async def one_at_a_time(desk: Desk, rule: str, change: Callable[[Any], Awaitable[Any]]) -> Any:
    """Runs `change(session)` in a transaction that collides with every other one of the same rule.

    Two admins who demote each other touch different documents, and neither would see the other's write;
    the row they both touch here makes the second one wait and look again.
    """
    lock = {"_id": f"rule:{rule}"}
    await desk.store.counters.update_one(lock, {"$setOnInsert": {"value": 0}}, upsert=True)

    async def run(session):
        await desk.store.counters.update_one(lock, {"$inc": {"value": 1}}, session=session)
        return await change(session)

    async with await desk.store.client.start_session() as session:
        return await session.with_transaction(run)
