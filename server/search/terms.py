"""What a ticket is found by: its words, and marks such as `=status:open` for what its fields say. Pure.

Marks stand among the words, so that one index serves both; no word begins with `=`, and none has a space.
"""

from datetime import datetime

from server.search.texts import Part
from server.spelling import distinct, plain
from server.tickets.names import key_of

MOST_WORDS = 5_000


def mark(kind: str, value: str) -> str:
    return f"={kind}:{'_'.join(value.split())}"


def month(at: datetime) -> str:
    return mark("month", f"{at.year:04}-{at.month:02}")


def day(at: datetime) -> str:
    return mark("day", f"{at.year:04}-{at.month:02}-{at.day:02}")


def terms_of(ticket: dict, parts: list[Part], customer: dict) -> tuple[set[str], set[str]]:
    """(all terms of the ticket, those of its head: subject, number and customer). `customer`: the record of today,
    {name, emails, also?}."""
    head = {str(ticket["_id"])} | distinct(customer["name"]) | distinct(" ".join(customer.get("also", ())))
    for email in customer.get("emails", ()):
        head |= distinct(email)
    body: set[str] = set()
    for part in parts:
        if part.where == "subject":
            head |= distinct(part.text)
        elif len(body) < MOST_WORDS:
            body |= distinct(part.text)
    return head | body | _marks(ticket, parts, customer), head


def _marks(ticket: dict, parts: list[Part], customer: dict) -> set[str]:
    owner, team = ticket["assignee"], ticket["team"]
    made = ticket["created_at"]
    marks = {
        mark("status", ticket["status"]), mark("priority", ticket["priority"]), mark("channel", ticket["channel"]),
        mark("owner", owner["id"] if owner else "none"), mark("team", team["id"] if team else "none"),
        month(made), day(made), *(mark("label", key_of(name)) for name in ticket["labels"]),
    }
    if ticket["category"]:
        marks.add(mark("category", key_of(ticket["category"])))
    if any(part.where == "file" for part in parts):
        marks.add(mark("has", "attachment"))
    if ticket.get("merged_into"):
        marks.add(mark("is", "merged"))
    return marks | _from(ticket, customer)


def _from(ticket: dict, customer: dict) -> set[str]:
    names = [customer["name"], ticket["customer"]["name"], *customer.get("also", ())]
    marks = {mark("name", word) for name in names for word in distinct(name)}
    for email in {*customer.get("emails", ()), *filter(None, [ticket["customer"]["email"]])}:
        marks |= {mark("address", plain(email)), mark("domain", plain(email.rpartition("@")[2]))}
    return marks
