"""The agents' door: namespace /agent. Parses, calls one action, shapes the answer."""

import http.cookies
import re
from dataclasses import replace

from server.chats import actions, reading
from server.chats.shapes import agent_chats, chat_for, message_shape
from server.desk import Desk
from server.door import stamp
from server.errors import Conflict, Forbidden, Invalid, Unauthenticated
from server.people import notifications, presence, sessions, teams
from server.people.access import agent_actor, find_agent, find_team
from server.people.agents import list_agents
from server.people.shapes import agent_shape, team_shape
from server.realtime import wire
from server.realtime.bus import Bus
from server.realtime.chat_sockets import ChatDoor
from server.realtime.engine import Connection, Door
from server.realtime.looking import Looking
from server.realtime.origins import allowed_for_agents
from server.realtime.push import agent_rooms, visitor_rooms
from server.tickets import views
from server.tickets.convert import convert
from server.tickets.guard import find
from server.tickets.shapes import shown, ticket_shapes
from server.tickets.timeline import entries_of

NAMESPACE = "/agent"
COOKIE = "frontdesk_session"
# Events a visitor may know of but not send.
ONLY_AGENTS = (
    "chat.accept", "chat.transfer", "chat.note", "chat.convert", "presence.set", "watch", "unwatch", "ticket.typing",
)
QUEUE_TICKETS = 200


class AgentDoor(ChatDoor):
    def __init__(self, desk: Desk, bus: Bus):
        super().__init__(desk, bus)
        self.looking = Looking(desk, bus)

    def door(self) -> Door:
        return Door(self.enter, self.entered, self.left, {
            "watch": (wire.Watch, self.watch), "unwatch": (wire.Watch, self.unwatch),
            "chat.accept": (wire.OneChat, self.accept), "message.send": (wire.MessageSend, self.send),
            "chat.note": (wire.Note, self.note), "sync": (wire.Sync, self.sync), "read": (wire.Read, self.read),
            "typing": (wire.Typing, self.typing), "chat.transfer": (wire.Transfer, self.transfer),
            "chat.end": (wire.OneChat, self.end), "chat.convert": (wire.OneChat, self.convert),
            "presence.set": (wire.SetPresence, self.set_presence), "ticket.typing": (wire.TicketTyping, self.writes),
        })

    async def enter(self, sid: str, environ: dict, auth) -> Connection:
        """Lets an agent in by token, or by the session cookie from our own pages."""
        origin = environ.get("HTTP_ORIGIN")
        if not allowed_for_agents(self.desk, environ, origin):
            raise Forbidden(f"The console can't be used from {origin}.", origin=origin)
        token = wire.papers(auth, wire.AgentAuth).token
        if not isinstance(token, str) or not token:
            token = _cookie(environ)
        actor, session = await sessions.authenticate(self.desk, token)
        return Connection(sid, NAMESPACE, replace(actor, connection=sid), session=session)

    async def entered(self, connection: Connection) -> None:
        actor = connection.actor
        for room in (f"agent:{actor.id}", f"session:{connection.session}"):
            self.bus.join(connection, room)
        await presence.connected(self.desk, actor.id, connection.sid)
        agent = await find_agent(self.desk, actor.id)
        you = agent_shape(agent, agent["presence"])
        self.bus.to(connection, "welcome", {
            "you": you, "server_time": stamp(self.desk.now()),
            "unread": await notifications.unread_of(self.desk, actor.id), "looking": await self.looking.everywhere(),
        })
        await presence.announce(self.desk, actor.id)

    async def left(self, connection: Connection) -> None:
        self.looking.left(connection)
        await presence.gone(self.desk, connection.actor.id, connection.sid)
        await presence.announce(self.desk, connection.actor.id)

    async def watch(self, connection: Connection, sent: wire.Watch) -> dict:
        if sent.what == "dashboard":
            raise Invalid("what: the dashboard can't be watched yet.", field="what")
        if sent.what == "queue":
            self.bus.join(connection, "queue")
            return await self._queue(connection)
        if sent.id is None:
            raise Invalid(f"id: which {sent.what}?", field="id")
        return await (self._chat if sent.what == "chat" else self._ticket)(connection, str(sent.id))

    async def unwatch(self, connection: Connection, sent: wire.Watch) -> dict:
        self.bus.leave(connection, "queue" if sent.what == "queue" else f"{sent.what}:{sent.id}")
        if sent.what == "ticket" and re.fullmatch(r"[0-9]{1,15}", str(sent.id)):
            self.looking.went(connection, int(sent.id))
        return {}

    async def _queue(self, connection: Connection) -> dict:
        desk = self.desk
        chats = await agent_chats(desk, await reading.live_chats(desk))
        newest = views.Filter(sort="updated")
        tickets, _ = await views.list_tickets(desk, connection.actor, newest, limit=QUEUE_TICKETS)
        people = await list_agents(desk, connection.actor)
        states = await presence.presence_of(desk, [agent["_id"] for agent in people])
        busy: dict[str, int] = {}
        for chat in chats:
            if chat["agent"]:
                busy[chat["agent"]["id"]] = busy.get(chat["agent"]["id"], 0) + 1
        agents = [agent_shape(row, states.get(row["_id"], "offline"), busy.get(row["_id"], 0)) for row in people]
        found = await teams.list_teams(desk, connection.actor)
        return {
            "chats": chats, "tickets": await ticket_shapes(desk, tickets), "agents": agents,
            "teams": [team_shape(team, members) for team, members in found],
            # Each chat and ticket carries its own number; this one only dates the snapshot.
            "seq": int(desk.now().timestamp() * 1000),
        }

    async def _chat(self, connection: Connection, chat: str) -> dict:
        state = await reading.find(self.desk, connection.actor, chat)
        self.bus.join(connection, f"chat:{chat}")
        lines, seq, more = await reading.messages_after(self.desk, connection.actor, chat, 0)
        return {"chat": await chat_for(self.desk, state, "agent"), "messages": lines, "seq": seq, "more": more}

    async def _ticket(self, connection: Connection, number: str) -> dict:
        if not re.fullmatch(r"[0-9]{1,15}", number):
            raise Invalid("id: expected a ticket number.", field="id")
        self.bus.join(connection, f"ticket:{int(number)}")
        state = await find(self.desk, connection.actor, int(number))
        self.looking.came(connection, int(number))
        return {
            "ticket": await shown(self.desk, state, whole=True), "events": await entries_of(self.desk, state),
            "seq": state["seq"], "people": await self.looking.people(int(number)),
        }

    async def accept(self, connection: Connection, sent: wire.OneChat) -> dict:
        written = await actions.accept(self.desk, connection.actor, sent.chat)
        return {"chat": await chat_for(self.desk, written.state, "agent")}

    async def note(self, connection: Connection, sent: wire.Note) -> dict:
        body = wire.said(sent.body)
        written = await actions.note(self.desk, connection.actor, sent.chat, sent.client_id, body, sent.mentions)
        return {"message": message_shape(written.event)}

    async def read(self, connection: Connection, sent: wire.Read) -> dict:
        state = await reading.mark_read(self.desk, connection.actor, sent.chat, sent.seq)
        if state:
            payload = {"chat": sent.chat, "by": "agent", "seq": min(sent.seq, state["seq"])}
            self.bus.send("/visitor", visitor_rooms(state), "read", payload)
            self.bus.send("/agent", agent_rooms(state), "read", payload, connection.sid)
        return {}

    async def typing(self, connection: Connection, sent: wire.Typing) -> dict:
        state = await reading.recent(self.desk, connection.actor, sent.chat)
        if state["agent"] and state["agent"]["id"] == connection.actor.id:
            payload = {"chat": sent.chat, "on": sent.on, "from": connection.actor.stamp()}
            self.bus.send("/visitor", visitor_rooms(state), "typing", payload)
        return {}

    async def transfer(self, connection: Connection, sent: wire.Transfer) -> dict:
        agent = team = None
        note = wire.said(sent.note) if sent.note else ""
        if sent.agent:
            row = await find_agent(self.desk, sent.agent)
            if not row["active"] or (await presence.presence_of(self.desk, [sent.agent]))[sent.agent] == "offline":
                raise Conflict(f"{row['name']} is not here to take the chat.", field="agent")
            agent = agent_actor(row)
        if sent.team:
            row = await find_team(self.desk, sent.team)
            team = {"id": row["_id"], "name": row["name"]}
        written = await actions.transfer(self.desk, connection.actor, sent.chat, agent=agent, team=team)
        if note:
            await actions.note(self.desk, connection.actor, sent.chat, f"{written.event['_id']}:note", note)
        return {"chat": await chat_for(self.desk, written.state, "agent")}

    async def end(self, connection: Connection, sent: wire.OneChat) -> dict:
        written = await actions.end(self.desk, connection.actor, sent.chat)
        return {"chat": await chat_for(self.desk, written.state, "agent")}

    async def convert(self, connection: Connection, sent: wire.OneChat) -> dict:
        number, _ = await convert(self.desk, connection.actor, sent.chat)
        return {"ticket": {"number": number}}

    async def writes(self, connection: Connection, sent: wire.TicketTyping) -> dict:
        if not self.looking.writes(connection, sent.number, sent.on):
            raise Conflict("Open the ticket before you write in it.", field="number")
        return {}

    async def set_presence(self, connection: Connection, sent: wire.SetPresence) -> dict:
        await presence.set_state(self.desk, connection.actor, sent.state)
        return {}


def _cookie(environ: dict) -> str:
    try:
        cookie = http.cookies.SimpleCookie(environ.get("HTTP_COOKIE", ""))
    except http.cookies.CookieError:
        raise Unauthenticated("Please sign in.") from None
    return cookie[COOKIE].value if COOKIE in cookie else ""
