"""How tickets and their timelines look outside (contract: "A ticket", "A timeline entry")."""

from server.door import stamp
from server.events import sentence

NO_CLOCKS = {"first_response": None, "next_response": None, "resolution": None}


def ticket_shape(state: dict, *, whole: bool = False) -> dict:
    """The ticket; `whole` adds the visitor, the transcript and the chat's timeline as they were."""
    shape = {
        "number": state["_id"],
        **{key: state[key] for key in (
            "subject", "status", "priority", "assignee", "team", "labels", "category", "channel", "customer", "chat",
        )},
        "seq": state["seq"], "created_at": stamp(state["created_at"]), "updated_at": stamp(state["updated_at"]),
        "sla": NO_CLOCKS,
    }
    if "follows" in state:
        shape["follows"] = state["follows"]
    if whole:
        for key in ("visitor", "transcript", "chat_timeline"):
            if key in state:
                shape[key] = state[key]
    return shape


def entry_shape(event: dict) -> dict:
    """An event as an entry of the timeline."""
    shape = {
        "id": event["_id"], "seq": event["seq"], "type": event["type"], "actor": event["actor"],
        "at": stamp(event["at"]), "audience": event["audience"], "text": sentence(event),
    }
    if event.get("body"):
        shape["body"] = event["body"]
    if event.get("data"):
        shape["data"] = event["data"]
    return shape


def transcript_entries(state: dict) -> list[dict]:
    """The chat before the ticket, as entries of its timeline; number 0, for they have none here."""
    return [
        {
            "id": message["id"], "seq": 0, "type": "message", "actor": message["author"], "at": message["at"],
            "audience": "public", "text": "", "body": message["body"], "data": {"chat_seq": message["seq"]},
        }
        for message in state.get("transcript", ())
    ]
