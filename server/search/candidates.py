"""Which tickets have what a query needs, by the index alone as far as possible.

The rarest need is followed from the newest ticket back, and the others are looked for in the tickets met so: where
they go together, a page is full at once. Where they hardly do, the numbers of the rare needs are read from the index
without any ticket, and only what they have in common is looked at.
"""

import asyncio

from server.desk import Desk
from server.search.meaning import INDEX, Need, Wanted

SCANNED = 1_000
LOOKED_AT = 1_000
# A need is worth reading all its numbers if it is not so many times as common as the rarest.
WORTH = 6
PATIENCE_MS = 5_000
EVERYTHING = 2**31 - 1
HINT = dict(INDEX)


async def candidates(
    desk: Desk, wanted: Wanted, span: dict, also: list[dict], limit: int, shown: dict
) -> list[dict]:
    """What the index has (`shown`) of the newest tickets with all needs. span: the condition on numbers; also: what
    else must hold."""
    if wanted.nothing:
        return []
    rest = [_has(need) for need in wanted.needs[1:]]
    rest += [{"words": {"$nin": need.terms}} for need in wanted.without] + also
    if not wanted.needs:
        return await _among(desk, None, span, rest, limit, shown)
    driver, scanned = wanted.needs[0], max(SCANNED, limit)
    rows = await _follow(desk, driver, span, rest, scanned, limit, shown)
    # The counts are near enough, not exact.
    if len(rows) == limit or driver.common < scanned / 2:
        return rows
    rare = [need for need in wanted.needs[1:] if need.common <= WORTH * driver.common][:2]
    if not rare:
        return await _follow(desk, driver, span, rest, EVERYTHING, limit, shown)
    lists = await asyncio.gather(*(_numbers(desk, need, span) for need in (driver, *rare)))
    return await _among(desk, sorted(set.intersection(*lists), reverse=True), span, rest, limit, shown)


async def _follow(
    desk: Desk, driver: Need, span: dict, rest: list[dict], scanned: int, limit: int, shown: dict
) -> list[dict]:
    # What stands behind $limit never tempts MongoDB to follow another term than this one.
    steps = [{"$match": {**_has(driver), **span}}, {"$sort": {"_id": -1}}, {"$limit": scanned}]
    steps += [{"$match": _all(rest)}, {"$limit": limit}, {"$project": shown}]
    return await desk.store.search.aggregate(steps, hint=HINT, maxTimeMS=PATIENCE_MS).to_list(None)


async def _numbers(desk: Desk, need: Need, span: dict) -> set[int]:
    """All tickets that have it, read from the index."""
    steps = [{"$match": {**_has(need), **span}}, {"$group": {"_id": None, "numbers": {"$push": "$_id"}}}]
    found = await desk.store.search.aggregate(steps, hint=HINT, maxTimeMS=PATIENCE_MS).to_list(None)
    return set(found[0]["numbers"]) if found else set()


async def _among(
    desk: Desk, numbers: list[int] | None, span: dict, rest: list[dict], limit: int, shown: dict
) -> list[dict]:
    """Those of the tickets, the newest first, for which the rest holds."""
    rows: list[dict] = []
    for start in range(0, len(numbers) if numbers is not None else 1, LOOKED_AT):
        some = [span] if numbers is None else [{"_id": {"$in": numbers[start:start + LOOKED_AT]}}]
        found = desk.store.search.find(_all([*some, *rest]), shown).hint([("_id", 1)]).sort("_id", -1)
        rows += await found.limit(limit - len(rows)).max_time_ms(PATIENCE_MS).to_list(None)
        if len(rows) == limit:
            break
    return rows


def _has(need: Need) -> dict:
    return {"words": need.terms[0] if len(need.terms) == 1 else {"$in": need.terms}}


def _all(conditions: list[dict]) -> dict:
    return {"$and": conditions} if conditions else {}
