"""Which events are news for whom: a mention, a ticket that was given to somebody, a customer who wrote."""

from server.chats.actions import OPEN
from server.desk import Desk
from server.events import chat_subject, home, shortened, ticket_subject
from server.people.notifications import (
    CUSTOMER,
    MENTION,
    forget_given,
    notification,
    tell,
    tell_given,
    told_of,
)

TEXT_LENGTH = 140
CUSTOMERS = ("visitor", "customer")
GIVING = ("assignment", "message.opened", "chat.opened", "split.from")


def is_news(event: dict, state: dict) -> bool:
    """Whether somebody may have to be told; for the moment in which the event is written. Pure."""
    if event.get("data", {}).get("mentions") and event["type"] == "note":
        return True
    if not event["subject"].startswith("ticket/"):
        return False
    return _takes_back(event) or (_given_to(event) or _by_customer(event, state)) is not None


async def notify(desk: Desk, event: dict) -> None:
    """Duty: tells whom it concerns, everybody once, and never whoever did it."""
    kind, id = home(event["subject"])
    if event["type"] == "note":
        place = {"ticket": id} if kind == "tickets" else {"chat": id}
        who = await _people_in(desk, event["data"]["mentions"]) - {event["actor"]["id"]}
        await tell(desk, [notification(MENTION, one, event, _words(event), **place) for one in who])
        return
    ticket = await desk.ledger.state(ticket_subject(id))
    if _takes_back(event):
        undone = await desk.store.events.find_one({"_id": event["data"]["undoes"]})
        if undone and (owner := _given_to(undone)):
            await forget_given(desk, owner, undone["_id"])
    elif (owner := _given_to(event)) and await _works_here(desk, owner):
        await tell_given(desk, owner, event, id, ticket["subject"])
    elif (
        (owner := _by_customer(event, ticket))
        and not await _has_seen(desk, owner, event, ticket)
        and await _works_here(desk, owner)
    ):
        await tell(desk, [notification(CUSTOMER, owner, event, _words(event), ticket=id)])


async def _works_here(desk: Desk, agent: str) -> bool:
    return await desk.store.agents.find_one({"_id": agent, "active": True}, {"_id": 1}) is not None


def _words(event: dict) -> str:
    return shortened(event["body"], TEXT_LENGTH)


def _takes_back(event: dict) -> bool:
    return event["type"] == "assignment" and "undoes" in event.get("data", {})


def _given_to(event: dict) -> str | None:
    """The id of the agent whom somebody else made the ticket's owner. Taking back a step is no gift; of a
    follow-up ticket the customer's words are the news."""
    owner, data = event.get("changes", {}).get("assignee"), event.get("data", {})
    if not owner or event["type"] not in GIVING or "undoes" in data or "follows" in data:
        return None
    return owner["id"] if owner["id"] != event["actor"]["id"] else None


def _by_customer(event: dict, state: dict) -> str | None:
    """The id of the owner of a ticket in which its customer wrote."""
    wrote = event["type"].startswith("message") and event["actor"]["kind"] in CUSTOMERS
    return state["assignee"]["id"] if wrote and state.get("assignee") else None


async def _has_seen(desk: Desk, owner: str, event: dict, ticket: dict) -> bool:
    """Whether it would be no news: unread news of this customer is there, or the owner is in the chat with them."""
    if await told_of(desk, owner, ticket["_id"]):
        return True
    if event["type"] != "message.chat" or not ticket.get("chat"):
        return False
    chat = await desk.ledger.recent(chat_subject(ticket["chat"]))
    return bool(chat and chat["status"] in OPEN and chat["agent"] and chat["agent"]["id"] == owner)


async def _people_in(desk: Desk, mentions: list[dict]) -> set[str]:
    """The ids of the active agents who are mentioned, by themselves or with a team of theirs."""
    agents = [one["id"] for one in mentions if one["kind"] == "agent"]
    teams = [one["id"] for one in mentions if one["kind"] == "team"]
    wanted = {"active": True, "$or": [{"_id": {"$in": agents}}, {"teams": {"$in": teams}}]}
    return {row["_id"] async for row in desk.store.agents.find(wanted, {"_id": 1})}
