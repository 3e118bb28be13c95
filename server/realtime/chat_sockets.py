"""What both doors understand in the same way: words, and what came after a number."""

from server.chats import actions, reading
from server.chats.shapes import chat_for, message_shape
from server.desk import Desk
from server.realtime import wire
from server.realtime.bus import Bus
from server.realtime.engine import Connection


class ChatDoor:
    def __init__(self, desk: Desk, bus: Bus):
        self.desk, self.bus = desk, bus

    async def send(self, connection: Connection, sent: wire.MessageSend) -> dict:
        body = wire.said(sent.body)
        written = await actions.post(self.desk, connection.actor, sent.chat, sent.client_id, body)
        return {"message": message_shape(written.event)}

    async def sync(self, connection: Connection, sent: wire.Sync) -> dict:
        state = await reading.find(self.desk, connection.actor, sent.chat)
        lines, seq, more = await reading.messages_after(self.desk, connection.actor, sent.chat, sent.after)
        chat = await chat_for(self.desk, state, connection.actor.kind)
        return {"messages": lines, "seq": seq, "more": more, "chat": chat}
