"""How tickets and their timelines look outside (contract: "A ticket", "A timeline entry")."""

from server.desk import Desk
from server.door import stamp
from server.events import sentence
from server.people.customer_names import with_present
from server.tickets.names import CATEGORIES, LABELS, names_of
from server.tickets.plain import plain

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
    if state.get("last"):
        last = state["last"]
        # Of what is written here only replies are Markdown.
        text = plain(last["text"]) if "reply" in last else last["text"]
        shape["last"] = {"seq": last["seq"], "at": stamp(last["at"]), "kind": last["kind"], "text": text}
    for key in ("follows", "followed_by", "merged_into", "merged", "split_from"):
        if state.get(key):
            shape[key] = state[key]
    if whole:
        for key in ("visitor", "transcript", "chat_timeline"):
            if key in state:
                shape[key] = state[key]
    return shape


async def ticket_shapes(desk: Desk, states: list[dict], *, whole: bool = False) -> list[dict]:
    """Tickets as agents see them now: what was renamed since carries its present name."""
    labels, categories = await names_of(desk, LABELS), await names_of(desk, CATEGORIES)
    shapes = []
    for state in await with_present(desk, states):
        shape = ticket_shape(state, whole=whole)
        shape["labels"] = labels.present_all(state["labels"])
        shape["category"] = state["category"] and categories.present(state["category"])
        shapes.append(shape)
    return shapes


async def shown(desk: Desk, state: dict, *, whole: bool = False) -> dict:
    """One ticket, as `ticket_shapes`."""
    return (await ticket_shapes(desk, [state], whole=whole))[0]


# Facts of an entry that have a place of their own in its shape.
APART = ("attachments", "mentions", "held_until")


def entry_shape(event: dict, fates: dict[str, dict] | None = None) -> dict:
    """An event as an entry of the timeline; `fates`: what became of it, by timeline.fates_of."""
    shape = {
        "id": event["_id"], "seq": event["seq"], "type": event["type"], "actor": event["actor"],
        "at": stamp(event["at"]), "audience": event["audience"], "text": sentence(event),
    }
    if event.get("body"):
        shape["body"] = event["body"]
    data = event.get("data", {})
    for key in ("attachments", "mentions"):
        if data.get(key):
            shape[key] = data[key]
    if "held_until" in data:
        shape |= {"delivery": "held", "held_until": stamp(data["held_until"])}
    if rest := {key: value for key, value in data.items() if key not in APART}:
        shape["data"] = rest
    return shape | (fates or {}).get(event["_id"], {})


def entry_mark(shape: dict) -> dict:
    """An entry for those who may not read it: that there is one."""
    return {key: shape[key] for key in ("id", "seq", "type", "at")}


def chat_before(state: dict) -> list[dict]:
    """The chat as it was when the ticket was made, as entries of its timeline in the chat's order. They have
    the number 0, for the ticket's own numbers begin after them."""
    said = [
        _from_chat(one["id"], "message", one["author"], one, body=one["body"]) for one in state.get("transcript", ())
    ]
    steps = [_step(one) for one in state.get("chat_timeline", ())]
    # The start has the first message's number and goes before it.
    return sorted(steps + said, key=lambda entry: entry["data"]["chat_seq"])


def _step(line: dict) -> dict:
    if line["type"] == "note":
        entry = _from_chat(f"chat-{line['seq']}", "note.chat", line["actor"], line, body=line["text"])
        return {**entry, "audience": "agents"}
    return _from_chat(f"chat-{line['seq']}", line["type"], line["actor"], line, text=line["text"])


def _from_chat(id: str, type: str, actor: dict, line: dict, *, text: str = "", **body) -> dict:
    return {
        "id": id, "seq": 0, "type": type, "actor": actor, "at": line["at"], "audience": "public", "text": text,
        "data": {"chat_seq": line["seq"]}, **body,
    }
