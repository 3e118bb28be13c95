"""What is written in tickets, as search reads it: by the same rules as the timeline, many tickets at once."""

from typing import NamedTuple

from server.desk import Desk
from server.events import home, ticket_subject
from server.tickets.timeline import entries_of

# Where a hit was, by the first word of the entry's type.
WHERE = {"reply": "reply", "note": "note"}
ELSEWHERE = ("merged", "merged_into", "moved", "taken")
# More of one entry than anybody reads; the rest of a pasted log is not searched.
READ = 20_000


class Part(NamedTuple):
    """A text of a ticket: `entry` is None for what stands in its head."""

    entry: str | None
    where: str
    text: str


async def texts_of(desk: Desk, tickets: list[dict]) -> dict[int, list[Part]]:
    """The written parts that are read in each of these tickets (whole documents), subject first."""
    simple = [ticket for ticket in tickets if not any(ticket.get(name) for name in ELSEWHERE)]
    found = await _alone(desk, simple) if simple else {}
    for ticket in tickets:
        if ticket["_id"] not in found:
            found[ticket["_id"]] = await _together(desk, ticket)
    return found


async def _alone(desk: Desk, tickets: list[dict]) -> dict[int, list[Part]]:
    """Of tickets that are read by themselves, which are nearly all: one query for all of them."""
    found = {ticket["_id"]: [_subject(ticket), *_transcript(ticket)] for ticket in tickets}
    query = {
        "subject": {"$in": [ticket_subject(number) for number in found]},
        "$or": [{"body": {"$exists": True}}, {"data.attachments": {"$exists": True}}, {"type": "reply.undone"}],
    }
    shown = {"subject": 1, "type": 1, "body": 1, "data.attachments": 1, "data.event": 1}
    rows = await desk.store.events.find(query, shown).sort([("subject", 1), ("seq", 1)]).to_list(None)
    undone = {row["data"]["event"] for row in rows if row["type"] == "reply.undone"}
    for row in rows:
        if row["_id"] in undone:
            continue
        files = row.get("data", {}).get("attachments", ())
        found[home(row["subject"])[1]] += _parts(row["_id"], row["type"], row.get("body"), files)
    return found


async def _together(desk: Desk, ticket: dict) -> list[Part]:
    """Of a ticket with merges or splits, as its timeline tells it. A merged one has nothing of its own."""
    if ticket.get("merged_into"):
        return [_subject(ticket)]
    parts, sources = [_subject(ticket)], ticket.get("merged", [])
    while sources:
        rows = await desk.store.tickets.find({"_id": {"$in": sources}}, {"subject": 1, "merged": 1}).to_list(None)
        parts += [_subject(row) for row in rows]
        sources = [number for row in rows for number in row.get("merged", ())]
    for entry in await entries_of(desk, ticket):
        if "moved_to" not in entry and entry.get("delivery") != "undone":
            parts += _parts(entry["id"], entry["type"], entry.get("body"), entry.get("attachments", ()))
    return parts


def _subject(ticket: dict) -> Part:
    return Part(None, "subject", ticket["subject"])


def _transcript(ticket: dict) -> list[Part]:
    said = [Part(line["id"], "message", line["body"][:READ]) for line in ticket.get("transcript", ())]
    noted = [
        Part(f"chat-{line['seq']}", "note", line["text"][:READ])
        for line in ticket.get("chat_timeline", ()) if line["type"] == "note"
    ]
    return said + noted


def _parts(entry: str, type: str, body: str | None, files) -> list[Part]:
    parts = [Part(entry, "file", file["name"]) for file in files]
    if body:
        parts.append(Part(entry, WHERE.get(type.split(".")[0], "message"), body[:READ]))
    return parts
