"""What an event looks like to the browsers that should see it at once."""

from server.chats.shapes import agent_chats, chat_for, for_visitors, message_shape, positions, visitor_chat
from server.desk import Desk
from server.events import home
from server.tickets.of_customer import live_tickets_of
from server.tickets.shapes import entry_shape, shown, ticket_shapes
from server.tickets.together import reading_place

# These change who waits, and so the place of everybody who waits.
MOVES_QUEUE = {"chat.accepted", "chat.transferred", "chat.returned", "chat.ended", "chat.missed"}
TOLD_THEIR_PLACE = 50


def words(desk: Desk, event: dict, state: dict, skip: str) -> None:
    """A line of a chat to its two sides; a private note to agents only. No await: this is the hot path."""
    payload = {"chat": state["_id"], "message": message_shape(event)}
    if for_visitors(event):
        desk.bus.send("/visitor", visitor_rooms(state), "message.new", payload, skip)
    desk.bus.send("/agent", agent_rooms(state), "message.new", payload, skip)


def agent_rooms(state: dict) -> list[str]:
    """The agents' side of a chat: who has it open, and every console of the agent who has it."""
    rooms = [f"chat:{state['_id']}"]
    if state["agent"]:
        rooms.append(f"agent:{state['agent']['id']}")
    return rooms


def visitor_rooms(state: dict) -> list[str]:
    """The visitor's side: every tab and device of theirs."""
    return [f"visitor:{state['visitor']['id']}"]


async def chat_changed(desk: Desk, event: dict, state: dict) -> None:
    """The chat's new state to its sides and to the queue; new places to those who wait."""
    (shape,) = await agent_chats(desk, [state])
    desk.bus.send("/agent", agent_rooms(state), "chat.updated", {"chat": shape})
    desk.bus.send("/agent", ["queue"], "queue.changed", {"chat": shape, "seq": state["seq"]})
    if event["audience"] != "agents":
        seen = await chat_for(desk, state, "visitor")
        desk.bus.send("/visitor", visitor_rooms(state), "chat.updated", {"chat": seen})
    if event["type"] in MOVES_QUEUE:
        await _places(desk, state["_id"])


async def _places(desk: Desk, but: str) -> None:
    places = await positions(desk)
    ids = [chat for chat in places if chat != but][:TOLD_THEIR_PLACE]
    async for state in desk.store.chats.find({"_id": {"$in": ids}, "status": "waiting"}):
        shape = visitor_chat(state, {}, places[state["_id"]])
        desk.bus.send("/visitor", visitor_rooms(state), "chat.updated", {"chat": shape})


async def ticket_changed(desk: Desk, event: dict, state: dict) -> None:
    """The new entry to who has the ticket open; the ticket's new state to every queue."""
    number, entry = home(event["subject"])[1], entry_shape(event)
    shape = await shown(desk, state)
    payload = {"number": number, "event": entry, "ticket": shape}
    desk.bus.send("/agent", [f"ticket:{number}"], "ticket.event", payload)
    # A reply that was held when its ticket was merged, or it was split off, is sent: it is read elsewhere by now.
    place = await reading_place(desk, state, event.get("data", {}).get("event", event["_id"]))
    if place["_id"] != number and "told_by" not in event.get("data", {}):
        elsewhere = {"number": place["_id"], "event": {**entry, "seq": 0, "from": number}}
        elsewhere["ticket"] = await shown(desk, place)
        desk.bus.send("/agent", [f"ticket:{place['_id']}"], "ticket.event", elsewhere)
    desk.bus.send("/agent", ["queue"], "queue.changed", {"ticket": shape, "seq": state["seq"]})


async def customer_changed(desk: Desk, customers: list[str]) -> None:
    """The newest live tickets of these customers, which now carry another name or address, to every queue."""
    states = await live_tickets_of(desk, customers)
    for state, shape in zip(states, await ticket_shapes(desk, states), strict=True):
        rooms = ["queue", f"ticket:{state['_id']}"]
        desk.bus.send("/agent", rooms, "queue.changed", {"ticket": shape, "seq": state["seq"]})
