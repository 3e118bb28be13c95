"""What people do in a chat: start, post, note, accept, transfer, end, rate, leave an address."""

import hashlib
from dataclasses import dataclass

from server.actor import SYSTEM, Actor
from server.chats.access import handler, participant, visible
from server.desk import Desk, noted
from server.errors import Conflict, Invalid
from server.events import Draft, chat_subject, inner_id
from server.ledger import Written, must_exist
from server.people.mentions import resolve_mentions

OPEN = ("waiting", "active")
CHATS_SEARCHED = 50


@dataclass(frozen=True, slots=True)
class Opening:
    """The visitor's first message and what is known of the visitor then."""

    client_id: str
    body: str
    visitor: dict
    site: dict


async def start(desk: Desk, actor: Actor, opening: Opening) -> Written:
    """Opens a chat with its first message; a visitor with an open chat adds to that one instead.

    The chat's id follows from the visitor and the number of the chat, so two first messages at once,
    on two nodes, meet in one chat.
    """
    # Counted before the look at the latest: a chat begun in between is then seen, or has this very id.
    ordinal = await desk.store.chats.count_documents({"visitor.id": actor.id}) + 1
    if repeated := await _chat_with(desk, actor, opening.client_id):
        return await post(desk, actor, repeated, opening.client_id, opening.body)
    latest = await latest_of(desk, actor.id)
    if latest is not None and latest["status"] in OPEN:
        return await post(desk, actor, latest["_id"], opening.client_id, opening.body)
    chat = hashlib.sha256(f"{actor.id}/{ordinal}".encode()).hexdigest()[:24]

    def decide(state: dict | None) -> Draft | None:
        if state is not None:
            return None
        changes = {
            "site": opening.site, "status": "waiting", "visitor": opening.visitor, "agent": None,
            "team": None, "waiting_since": desk.now(), "queued_at": desk.now(), "accepted_at": None, "ended_at": None,
            "ended_by": None, "ticket": None, "rating": None,
        }
        return Draft("message", actor, body=opening.body, changes=changes, client_id=opening.client_id)

    written = await desk.ledger.write(
        chat_subject(chat), decide, client_id=opening.client_id, sender=actor, type="message"
    )
    if written.event is None:
        return await post(desk, actor, chat, opening.client_id, opening.body)
    noted(actor, "chat.start", chat_subject(chat))
    return written


async def _chat_with(desk: Desk, actor: Actor, client_id: str) -> str | None:
    """The chat that holds the visitor's entry with this client id: then this is its repeat."""
    rows = desk.store.chats.find({"visitor.id": actor.id}, {"_id": 1}).sort("created_at", -1).limit(CHATS_SEARCHED)
    subjects = [chat_subject(row["_id"]) async for row in rows]
    wanted = {"subject": {"$in": subjects}, "client_id": client_id, "actor.id": actor.id}
    found = await desk.store.events.find_one(wanted, {"subject": 1}) if subjects else None
    return found["subject"].removeprefix("chat/") if found else None


async def latest_of(desk: Desk, visitor: str) -> dict | None:
    """The visitor's newest chat as of now, or None."""
    found = await desk.store.chats.find_one({"visitor.id": visitor}, {"_id": 1}, sort=[("created_at", -1)])
    return await desk.ledger.state(chat_subject(found["_id"])) if found else None


async def post(desk: Desk, actor: Actor, chat: str, client_id: str, body: str) -> Written:
    """A message by the visitor or by the agent who has the chat. Durable when this returns.

    Raises NotFound (not theirs), Conflict (ended, not accepted yet, another agent's).
    """

    def decide(state: dict | None) -> Draft:
        participant(state, actor)
        if state["status"] not in OPEN:
            raise Conflict("This chat has ended.", status=state["status"])
        return Draft("message", actor, body=body, client_id=client_id)

    written = await desk.ledger.write(chat_subject(chat), decide, client_id=client_id, sender=actor, type="message")
    noted(actor, "chat.message", chat_subject(chat), seq=written.event["seq"])
    return written


async def deliver(desk: Desk, actor: Actor, chat: str, reply: str, body: str) -> Written:
    """A ticket's reply (its id) as that agent's message, whoever has the chat and also when it has ended. Once,
    however often it is tried; its `cause` says that the ticket has it already."""

    def decide(state: dict | None) -> Draft:
        must_exist(state, "chat")
        return Draft("message", actor, body=body, client_id=inner_id(reply), cause=reply)

    return await desk.ledger.write(
        chat_subject(chat), decide, client_id=inner_id(reply), sender=actor, type="message"
    )


async def note(
    desk: Desk, actor: Actor, chat: str, client_id: str, body: str, mentions: list[str] = (),
) -> Written:
    """A private note in a chat: agents only, whatever the chat's state. It reaches whom it names with @, and
    `mentions` (ids of agents and teams); raises Unprocessable for one that there is not."""
    named = await resolve_mentions(desk, body, mentions)

    def decide(state: dict | None) -> Draft:
        visible(state, actor)
        return Draft("note", actor, body=body, client_id=client_id, data={"mentions": named} if named else {})

    written = await desk.ledger.write(chat_subject(chat), decide, client_id=client_id, sender=actor, type="note")
    noted(actor, "chat.note", chat_subject(chat))
    return written


async def accept(desk: Desk, actor: Actor, chat: str) -> Written:
    """Takes a waiting chat. Raises Conflict with the winner's name when somebody was quicker."""

    def decide(state: dict | None) -> Draft | None:
        visible(state, actor)
        if state["status"] == "active":
            winner = state["agent"]
            if winner["id"] == actor.id:
                return None
            raise Conflict(f"{winner['name']} took this chat first.", agent=winner)
        if state["status"] != "waiting":
            raise Conflict("This chat is over; nobody waits in it any more.", status=state["status"])
        now = desk.now()
        changes = {"status": "active", "agent": actor.ref(), "accepted_at": now, "waiting_since": None}
        return Draft("chat.accepted", actor, changes=changes, data={"by": actor.name})

    written = await desk.ledger.write(chat_subject(chat), decide)
    noted(actor, "chat.accept", chat_subject(chat))
    return written


async def transfer(
    desk: Desk, actor: Actor, chat: str, *, agent: Actor | None = None, team: dict | None = None
) -> Written:
    """Hands the chat to another agent, or back to the queue of a team ({id, name}).

    By the agent who has it or a manager; a waiting one by anybody on the team.
    """
    if (agent is None) == (team is None):
        raise Invalid("Name an agent or a team to pass the chat to.", field="agent")
    now = desk.now()

    def decide(state: dict | None) -> Draft:
        visible(state, actor)
        if state["status"] not in OPEN:
            raise Conflict("This chat has ended.", status=state["status"])
        if state["status"] == "active":
            handler(state, actor)
        if agent:
            if state["agent"] and state["agent"]["id"] == agent.id:
                raise Conflict(f"{agent.name} has this chat already.")
            changes = {"status": "active", "agent": agent.ref(), "waiting_since": None}
            changes["accepted_at"] = state["accepted_at"] or now
            return Draft("chat.transferred", actor, changes=changes, data={"to": agent.name, "agent": agent.id})
        changes = {"team": team, **_back_in_line(desk, state)}
        return Draft("chat.transferred", actor, changes=changes, data={"to": team["name"], "team": team["id"]})

    written = await desk.ledger.write(chat_subject(chat), decide)
    noted(actor, "chat.transfer", chat_subject(chat), to=(agent.id if agent else team["id"]))
    return written


async def return_to_queue(desk: Desk, chat: str, agent: dict, reason: str) -> Written:
    """Gives a chat whose agent fell silent back to everybody; nothing if it has another agent by now."""

    def decide(state: dict | None) -> Draft | None:
        must_exist(state, "chat")
        if state["status"] != "active" or state["agent"]["id"] != agent["id"]:
            return None
        changes = _back_in_line(desk, state)
        return Draft("chat.returned", SYSTEM, changes=changes, data={"reason": reason, "agent": agent["id"]})

    written = await desk.ledger.write(chat_subject(chat), decide)
    if written.fresh:
        noted(SYSTEM, "chat.return", chat_subject(chat), agent=agent["id"])
    return written


async def end(desk: Desk, actor: Actor, chat: str) -> Written:
    """Ends the chat; ending an ended one changes nothing. A visitor who leaves unanswered was missed."""

    def decide(state: dict | None) -> Draft | None:
        visible(state, actor)
        if state["status"] not in OPEN:
            return None
        if state["status"] == "waiting" and actor.kind == "visitor":
            return _missed(desk, actor, "the visitor left")
        if state["status"] == "active" and actor.kind == "agent":
            handler(state, actor)
        return Draft("chat.ended", actor, changes=_over(desk, actor, "ended"), data={"by": actor.name})

    written = await desk.ledger.write(chat_subject(chat), decide)
    noted(actor, "chat.end", chat_subject(chat))
    return written


async def miss(desk: Desk, chat: str, reason: str) -> Written:
    """Marks a chat that nobody accepted in time."""

    def decide(state: dict | None) -> Draft | None:
        must_exist(state, "chat")
        return _missed(desk, SYSTEM, reason) if state["status"] == "waiting" else None

    written = await desk.ledger.write(chat_subject(chat), decide)
    if written.fresh:
        noted(SYSTEM, "chat.miss", chat_subject(chat))
    return written


async def rate(desk: Desk, actor: Actor, chat: str, score: int, comment: str) -> Written:
    """The visitor's judgement, 1 to 5, once somebody has answered; may be changed."""

    def decide(state: dict | None) -> Draft:
        visible(state, actor)
        if state["accepted_at"] is None:
            raise Conflict("There is nothing to rate yet: nobody has answered.")
        changes = {"rating": score, "rating_comment": comment}
        return Draft("chat.rated", actor, changes=changes, data={"score": score, "comment": comment})

    written = await desk.ledger.write(chat_subject(chat), decide)
    noted(actor, "chat.rate", chat_subject(chat), score=score)
    return written


async def leave_address(desk: Desk, actor: Actor, chat: str, name: str | None, email: str | None) -> Written:
    """Name and email of a visitor who gives them after the start."""
    if not name and not email:
        raise Invalid("Give a name or an email address.", field="email")

    def decide(state: dict | None) -> Draft:
        visible(state, actor)
        person = dict(state["visitor"])
        person.update({key: value for key, value in (("name", name), ("email", email)) if value})
        data = {"email": person["email"] or "", "name": person["name"]}
        return Draft("chat.contact", actor, changes={"visitor": person}, data=data)

    written = await desk.ledger.write(chat_subject(chat), decide)
    noted(actor, "chat.contact", chat_subject(chat))
    return written


def _back_in_line(desk: Desk, state: dict) -> dict:
    """Who was being served does not go to the end of the line: the wait counts from the beginning."""
    return {"status": "waiting", "agent": None, "waiting_since": state["created_at"], "queued_at": desk.now()}


def _missed(desk: Desk, actor: Actor, reason: str) -> Draft:
    return Draft("chat.missed", actor, changes=_over(desk, actor, "missed"), data={"reason": reason})


def _over(desk: Desk, actor: Actor, status: str) -> dict:
    return {"status": status, "ended_at": desk.now(), "ended_by": actor.kind, "waiting_since": None}
