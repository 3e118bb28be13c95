"""Which terms there are, and in how many tickets: how words that are only begun go on, and which one is rarest.

The counts are near enough; `frontdesk reindex` makes them exact.
"""

from collections import Counter

from server.desk import Desk
from server.store import BulkWriteError, UpdateOne, WriteConcern

# As many as MongoDB merges in order without sorting.
MOST_ENDINGS = 150
HEADS = 3
DUPLICATE = 11000
LEARNT = 5_000
BEHIND_ALL = "\U0010ffff"


def heads(term: str) -> list[str]:
    """The beginnings under which a word is kept: short ones have too many words behind them to look through."""
    return [] if term.startswith("=") else [term[:length] for length in range(1, min(HEADS, len(term)) + 1)]


async def counts_of(desk: Desk, terms: set[str]) -> dict[str, int]:
    """In how many tickets each of the terms is, as far as it is known at all."""
    if not terms:
        return {}
    rows = desk.store.search_words.find({"_id": {"$in": list(terms)}})
    return {row["_id"]: max(row["n"], 1) for row in await rows.to_list(None)}


async def beginning_with(desk: Desk, start: str) -> dict[str, int]:
    """The most frequent terms that begin so, with their counts."""
    short = len(start) <= HEADS and not start.startswith("=")
    query = {"heads": start} if short else {"_id": {"$gte": start, "$lt": start + BEHIND_ALL}}
    rows = desk.store.search_words.find(query).sort("n", -1).limit(MOST_ENDINGS)
    return {row["_id"]: max(row["n"], 1) for row in await rows.to_list(None)}


async def note(desk: Desk, change: Counter) -> None:
    """Adds to the counts what `change` says, and new terms to the vocabulary."""
    updates = [
        UpdateOne({"_id": term}, {"$inc": {"n": by}, "$setOnInsert": {"heads": heads(term)}}, upsert=True)
        for term, by in change.items() if by
    ]
    if not updates:
        return
    words = desk.store.search_words.with_options(write_concern=WriteConcern(w=1))
    try:
        await words.bulk_write(updates, ordered=False)
    except BulkWriteError as error:
        # Another process made the same word at this moment: it is there, and its count off by one.
        if any(row["code"] != DUPLICATE for row in error.details["writeErrors"]):
            raise


async def learn(desk: Desk, counts: Counter) -> None:
    """Sets the counts of all terms. One that nothing has any more stays, and does no harm."""
    terms = list(counts.items())
    words = desk.store.search_words.with_options(write_concern=WriteConcern(w=1))
    for start in range(0, len(terms), LEARNT):
        await words.bulk_write([
            UpdateOne({"_id": term}, {"$set": {"n": n, "heads": heads(term)}}, upsert=True)
            for term, n in terms[start:start + LEARNT]
        ], ordered=False)
