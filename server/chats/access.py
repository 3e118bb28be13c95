"""Who may do what in a chat. Each function returns nothing, or raises what the actor should see."""

from server.actor import Actor
from server.errors import Conflict, Forbidden, NotFound


def visible(state: dict | None, actor: Actor) -> None:
    """Agents see every chat, a visitor only their own: anything else does not exist for them."""
    if state is None or (actor.kind == "visitor" and state["visitor"]["id"] != actor.id):
        raise NotFound("There is no such chat.")


def participant(state: dict | None, actor: Actor) -> None:
    """Who may write to the visitor or as the visitor: the visitor, and the agent who has the chat."""
    visible(state, actor)
    if actor.kind != "agent":
        return
    owner = state["agent"]
    if owner is None and state["status"] == "waiting":
        raise Conflict("Accept the chat before you answer.")
    if owner is not None and owner["id"] != actor.id:
        raise Conflict(f"{owner['name']} has this chat; leave a note or have it transferred.", agent=owner)


def handler(state: dict, actor: Actor) -> None:
    """Who may pass on or end an active chat: the agent who has it, or a manager."""
    if state["agent"]["id"] != actor.id and not actor.at_least("manager"):
        raise Forbidden(f"Only {state['agent']['name']} or a manager may do this.")
