"""By which words a customer is found while somebody types: of names, company, addresses, phone. Pure."""

import re

from server.spelling import asked, distinct, plain

MOST_WORDS = 8
BEHIND_ALL = "\U0010ffff"


def words_of(customer: dict) -> list[str]:
    """The words of a document in store.customers, as kept in its `words`."""
    found = distinct(customer.get("name", "")) | distinct(customer.get("company", ""))
    for name in customer.get("also", ()):
        found |= distinct(name)
    for email in customer.get("emails", ()):
        found |= {plain(email), *distinct(email)}
    if phone := customer.get("phone"):
        found |= {re.sub(r"\D", "", phone), *distinct(phone)}
    return sorted(found - {""})


def search_for(text: str) -> dict | None:
    """The query for what is typed so far: each word may go on. None if there is no word in it."""
    wanted: list[str] = []
    for piece in text.split():
        wanted += [plain(piece)] if "@" in piece else asked(piece)
    # The longest is the rarest, as a rule, and the index begins with the first.
    longest_first = sorted(dict.fromkeys(wanted), key=len, reverse=True)[:MOST_WORDS]
    return {"words": {"$all": [_begins(word) for word in longest_first]}} if longest_first else None


def _begins(word: str) -> dict:
    return {"$elemMatch": {"$gte": word, "$lt": word + BEHIND_ALL}}
