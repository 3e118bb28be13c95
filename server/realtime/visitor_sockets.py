"""The visitors' door: namespace /visitor. Parses, calls one action, shapes the answer."""

from datetime import timedelta

from server.actor import Actor
from server.chats import actions, reading
from server.chats.shapes import chat_for, message_shape
from server.door import stamp
from server.errors import Forbidden, Invalid
from server.people import presence
from server.people.browser import describe
from server.people.words import clean, clean_email, clean_name
from server.realtime import agent_sockets, wire
from server.realtime.chat_sockets import ChatDoor
from server.realtime.engine import Connection, Door
from server.realtime.origins import allowed_for_site, client_ip
from server.realtime.push import agent_rooms, visitor_rooms
from server.widget import identity, sites, visitors

NAMESPACE = "/visitor"
SHOWN_AFTER_END = timedelta(days=1)


class VisitorDoor(ChatDoor):
    def door(self) -> Door:
        return Door(self.enter, self.entered, self.left, {
            "chat.start": (wire.ChatStart, self.start), "message.send": (wire.MessageSend, self.send),
            "sync": (wire.Sync, self.sync), "read": (wire.Read, self.read),
            "typing": (wire.Typing, self.typing), "chat.end": (wire.OneChat, self.end),
            "chat.rate": (wire.Rate, self.rate), "contact": (wire.Contact, self.contact),
            "page": (wire.Page, self.page),
        }, frozenset(agent_sockets.ONLY_AGENTS))

    async def enter(self, sid: str, environ: dict, auth) -> Connection:
        """Lets a visitor in. Raises Invalid, NotFound (site), Forbidden (origin), Unauthenticated (token)."""
        who = wire.papers(auth, wire.VisitorAuth)
        site = await sites.find(self.desk, who.site)
        origin = environ.get("HTTP_ORIGIN")
        if not allowed_for_site(self.desk, environ, site, origin):
            raise Forbidden(f"{origin} is not among the allowed origins of this site.", origin=origin)
        actor = await self._recognise(site, who, sid)
        browser, system = describe(environ.get("HTTP_USER_AGENT", ""))
        facts = {
            "browser": browser, "os": system, "language": clean(who.language), "time_zone": clean(who.time_zone),
            "ip": client_ip(environ), "pages": [], "site": site,
        }
        if who.page:
            facts["pages"].append(self._page(who.page))
        return Connection(sid, NAMESPACE, actor, facts=facts)

    async def _recognise(self, site: dict, who: wire.VisitorAuth, sid: str) -> Actor:
        if who.identity:
            person = identity.vouched_visitor(site, who.identity)
        elif who.token:
            person = {"id": identity.read_token(self.desk, site["_id"], who.token), "name": "", "email": None}
        else:
            person = {"id": identity.new_visitor_id(), "name": "", "email": None}
        record = await visitors.known(self.desk, person["id"]) or {}
        return Actor(
            "visitor", person["id"], person["name"] or record.get("name") or "", site=site["_id"],
            email=person["email"] or record.get("email"), identified=who.identity is not None, connection=sid,
        )

    async def entered(self, connection: Connection) -> None:
        actor, site = connection.actor, connection.facts["site"]
        for room in (f"visitor:{actor.id}", f"site:{site['_id']}"):
            self.bus.join(connection, room)
        await presence.visitor_connected(self.desk, actor.id, connection.sid)
        chat = await actions.latest_of(self.desk, actor.id)
        await self._tell_here(actor.id, chat)
        if chat and chat["ended_at"] and self.desk.now() - chat["ended_at"] > SHOWN_AFTER_END:
            chat = None
        self.bus.to(connection, "welcome", {
            "you": {"id": actor.id, "name": actor.name, "email": actor.email, "identified": actor.identified},
            "server_time": stamp(self.desk.now()), "token": identity.make_token(self.desk, site["_id"], actor.id),
            "chat": await chat_for(self.desk, chat, "visitor") if chat else None,
            "site": {
                **{key: site[key] for key in ("name", "colour", "greeting", "prechat")},
                "online": "online" in (await presence.presence_of(self.desk)).values(),
            },
        })

    async def left(self, connection: Connection) -> None:
        await presence.visitor_gone(self.desk, connection.actor.id, connection.sid)
        chat = await actions.latest_of(self.desk, connection.actor.id)
        await self._tell_here(connection.actor.id, chat)

    async def _tell_here(self, visitor: str, chat: dict | None) -> None:
        """Whether the visitor of a running chat is still there, to the agents' side."""
        if chat and chat["status"] in actions.OPEN:
            here = (await presence.visitors_gone_since(self.desk, [visitor])).get(visitor, chat) is None
            payload = {"chat": chat["_id"], "here": here}
            self.bus.send("/agent", [*agent_rooms(chat), "queue"], "visitor.here", payload)

    async def start(self, connection: Connection, sent: wire.ChatStart) -> dict:
        site, actor = connection.facts["site"], connection.actor
        name = clean_name(sent.name) if sent.name else None
        email = clean_email(sent.email) if sent.email else None
        for field, value in (("name", name or actor.name), ("email", email or actor.email)):
            if site["prechat"][field] == "required" and not value:
                raise Invalid(f"{field} is required on this site.", field=field)
        if sent.page:
            connection.facts["pages"].append(self._page(sent.page))
        record = await visitors.remember(self.desk, actor, connection.facts, name, email)
        actor = self._named(connection, record["name"], record["email"])
        opening = actions.Opening(
            sent.client_id, wire.said(sent.body), record, {"key": site["_id"], "name": site["name"]}
        )
        written = await actions.start(self.desk, actor, opening)
        chat = await chat_for(self.desk, written.state, "visitor")
        return {"chat": chat, "message": message_shape(written.event)}

    async def read(self, connection: Connection, sent: wire.Read) -> dict:
        state = await reading.mark_read(self.desk, connection.actor, sent.chat, sent.seq)
        if state:
            payload = {"chat": sent.chat, "by": "visitor", "seq": min(sent.seq, state["seq"])}
            self.bus.send("/agent", agent_rooms(state), "read", payload)
            self.bus.send("/visitor", visitor_rooms(state), "read", payload, connection.sid)
        return {}

    async def typing(self, connection: Connection, sent: wire.Typing) -> dict:
        state = await reading.recent(self.desk, connection.actor, sent.chat)
        payload = {"chat": sent.chat, "on": sent.on, "from": connection.actor.stamp(), "text": sent.text or ""}
        self.bus.send("/agent", agent_rooms(state), "typing", payload)
        return {}

    async def end(self, connection: Connection, sent: wire.OneChat) -> dict:
        await actions.end(self.desk, connection.actor, sent.chat)
        return {}

    async def rate(self, connection: Connection, sent: wire.Rate) -> dict:
        await actions.rate(self.desk, connection.actor, sent.chat, sent.score, sent.comment)
        return {}

    async def contact(self, connection: Connection, sent: wire.Contact) -> dict:
        name = clean_name(sent.name) if sent.name else None
        email = clean_email(sent.email) if sent.email else None
        written = await actions.leave_address(self.desk, connection.actor, sent.chat, name, email)
        await visitors.rename(self.desk, connection.actor.id, name, email)
        self._named(connection, written.state["visitor"]["name"], written.state["visitor"]["email"])
        return {"chat": await chat_for(self.desk, written.state, "visitor")}

    async def page(self, connection: Connection, sent: wire.Page) -> dict:
        page = self._page(sent)
        connection.facts["pages"].append(page)
        del connection.facts["pages"][: -visitors.PAGES_KEPT]
        if await visitors.saw_page(self.desk, connection.actor.id, page):
            chat = await actions.latest_of(self.desk, connection.actor.id)
            if chat and chat["status"] in actions.OPEN:
                payload = {"chat": chat["_id"], "page": {**page, "at": stamp(page["at"])}}
                self.bus.send("/agent", [*agent_rooms(chat), "queue"], "visitor.page", payload)
        return {}

    def _page(self, page: wire.Page) -> dict:
        return {"url": clean(page.url), "title": clean(page.title), "at": self.desk.now()}

    def _named(self, connection: Connection, name: str, email: str | None) -> Actor:
        was = connection.actor
        connection.actor = Actor(
            "visitor", was.id, name, site=was.site, email=email, identified=was.identified, connection=was.connection
        )
        return connection.actor
