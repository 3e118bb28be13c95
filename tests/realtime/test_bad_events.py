"""What is wrong with an event is said in its ack; the connection lives on, and nothing is stored."""

from uuid import uuid4

import pytest

from server.realtime.agent_sockets import ONLY_AGENTS
from tests.cast import SHOP_ORIGIN
from tests.desks import events_of
from tests.sockets import RawSocket

DEEP = "[" * 50_000 + "]" * 50_000


def send(**change) -> dict:
    asked = {"chat": "CHAT", "client_id": str(uuid4()), "body": "Hello", **change}
    return {name: value for name, value in asked.items() if value is not ...}


@pytest.fixture
async def vera(visitor):
    """Vera in a running chat; `vera.chat` is its id."""
    client = await visitor()
    client.chat = (await client.does("chat.start", {"client_id": "first", "body": "Hello"}))["chat"]["id"]
    return client


async def lives_on(desk, client) -> None:
    """Still connected and answered, with nothing but the first message stored."""
    assert (await client.does("sync", {"chat": client.chat, "after": 0}))["seq"] == 1
    assert client.connected
    assert [event["type"] for event in await events_of(desk)] == ["message"]


def aimed(payload, chat: str):
    return {**payload, "chat": chat} if isinstance(payload, dict) and payload.get("chat") == "CHAT" else payload


BAD_FIELDS = [
    ("message.send", send(body=...), "body"), ("message.send", send(client_id=...), "client_id"),
    ("message.send", send(chat=...), "chat"), ("message.send", send(body=""), "body"),
    ("message.send", send(body=" \n\t "), "body"), ("message.send", send(body="x" * 10_001), "body"),
    ("message.send", send(body=7), "body"),
    ("message.send", send(body=None), "body"), ("message.send", send(body={"$ne": 1}), "body"),
    ("message.send", send(client_id=""), "client_id"), ("message.send", send(client_id="x" * 65), "client_id"),
    ("message.send", send(chat={"$gt": ""}), "chat"), ("message.send", send(chat="x" * 65), "chat"),
    ("message.send", send(attachments=["a"]), "attachments"), ("message.send", send(colour="red"), "colour"),
    ("chat.start", {"client_id": "c"}, "body"), ("chat.start", {"client_id": "c", "body": "x", "email": "no"}, "email"),
    ("chat.start", {"client_id": "c", "body": "x", "name": "x" * 81}, "name"),
    ("chat.start", {"client_id": "c", "body": "x", "page": {"title": "t"}}, "page.url"),
    ("sync", {"chat": "CHAT", "after": -1}, "after"), ("sync", {"chat": "CHAT", "after": 10**30}, "after"),
    ("sync", {"chat": "CHAT", "after": "0"}, "after"), ("sync", {"chat": "CHAT", "after": 0.5}, "after"),
    ("read", {"chat": "CHAT", "seq": None}, "seq"), ("typing", {"chat": "CHAT", "on": "yes"}, "on"),
    ("typing", {"chat": "CHAT", "on": True, "text": "x" * 2001}, "text"),
    ("chat.rate", {"chat": "CHAT", "score": 6}, "score"), ("chat.rate", {"chat": "CHAT", "score": 0}, "score"),
    ("contact", {"chat": "CHAT", "email": "a@b.example\r\nBcc: c@d.example"}, "email"),
    ("contact", {"chat": "CHAT"}, "email"),
    ("page", {"url": "x" * 2001}, "url"), ("page", {}, "url"),
]


async def test_a_bad_field_is_named(desk, vera):
    for event, payload, field in BAD_FIELDS:
        case = f"{event} {payload}"[:200]
        error = await vera.fails(event, aimed(payload, vera.chat))
        assert (error["code"], error["details"]["field"]) == ("invalid", field), case
        assert field.split(".")[-1] in error["message"], case
        assert "Traceback" not in str(error), case
        await lives_on(desk, vera)


async def test_a_megabyte_is_too_large(desk, vera):
    error = await vera.fails("message.send", aimed(send(body="x" * 1_000_000), vera.chat))
    assert error["code"] == "too_large"
    await lives_on(desk, vera)


NO_EVENTS = [
    ("no.such.event", {}), ("connect", {}), ("disconnect", {}), ("__class__", {}), ("", {}), ("x" * 5000, {}),
    ("message.send", ()), ("message.send", ({}, {})), ("message.send", "text"), ("message.send", 7),
    ("message.send", [[1]]), ("chat.end", (None,)), ("sync", True),
]


async def test_an_event_that_is_none(desk, vera):
    for event, payload in NO_EVENTS:
        error = await vera.fails(event, payload)
        assert error["code"] == "invalid", event
        assert len(error["message"]) < 200, event
        await lives_on(desk, vera)


async def test_a_visitor_is_no_agent(desk, vera):
    assert {"chat.accept", "chat.transfer", "chat.note", "chat.convert", "watch"} <= set(ONLY_AGENTS)
    for event in ONLY_AGENTS:
        for payload in ({"chat": vera.chat}, {"what": "queue"}, {"chat": vera.chat, "client_id": "n", "body": "x"}):
            assert (await vera.fails(event, payload))["code"] == "forbidden", event
    await lives_on(desk, vera)


@pytest.mark.parametrize("chat", ["ffffffffffffffffffffffff", "../chats\0"])
async def test_a_chat_that_is_not_there(desk, vera, agent, chat):
    console = await agent()
    for client, events in ((vera, ("chat.end", "contact")), (console, ("chat.accept", "chat.end", "chat.convert"))):
        for event in events:
            more = {"email": "a@b.example"} if event == "contact" else {}
            assert (await client.fails(event, {"chat": chat, **more}))["code"] == "not_found"
        assert (await client.fails("message.send", send(chat=chat)))["code"] == "not_found"
        for event, more in (("sync", {"after": 0}), ("read", {"seq": 1}), ("typing", {"on": True})):
            assert (await client.fails(event, {"chat": chat, **more}))["code"] == "not_found"
    await lives_on(desk, vera)


NOT_FOR_AGENTS = [
    ("watch", {"what": "everything"}, "invalid"), ("watch", {"what": "chat"}, "invalid"), ("watch", {}, "invalid"),
    ("watch", {"what": "ticket", "id": "x"}, "invalid"), ("watch", {"what": "ticket", "id": 10**14}, "not_found"),
    ("watch", {"what": "ticket", "id": 10**30}, "invalid"), ("watch", {"what": "ticket", "id": -1}, "invalid"),
    ("watch", {"what": "chat", "id": "none"}, "not_found"), ("watch", {"what": "chat", "id": ["x"]}, "invalid"),
    ("watch", {"what": "ticket", "id": "²"}, "invalid"), ("unwatch", {"what": "ticket", "id": 1}, None),
    ("presence.set", {"state": "asleep"}, "invalid"), ("chat.transfer", {"chat": "CHAT"}, "invalid"),
    ("chat.transfer", {"chat": "CHAT", "agent": "nobody"}, "not_found"),
    ("chat.transfer", {"chat": "CHAT", "team": "nowhere"}, "not_found"),
    ("chat.rate", {"chat": "CHAT", "score": 1}, "invalid"),
]


async def test_what_an_agent_may_not(desk, vera, agent):
    console = await agent()
    for event, payload, code in NOT_FOR_AGENTS:
        ack = await console.ask(event, aimed(payload, vera.chat))
        assert ack.get("error", {}).get("code") == code, payload
    assert console.connected
    await lives_on(desk, vera)


@pytest.fixture
async def raw(cast, server):
    """Vera's socket without a library, in her chat: `raw.chat`."""
    async with RawSocket(server.url, SHOP_ORIGIN) as socket:
        await socket.enter("/visitor", {"site": cast.site["_id"], "token": cast.vera.token})
        await socket.send('42/visitor,0["chat.start",{"client_id":"first","body":"Hello"}]')
        socket.chat = (await socket.ack(0))["chat"]["id"]
        yield socket


ODD_FRAMES = [
    '42/visitor,1["message.send"', '42/visitor,1[]', '42/visitor,1[7,{}]', '42/visitor,1[{"a":1},{}]',
    '42/visitor,1["message.send",{"chat":"CHAT","client_id":"a","body":"\\ud800"}]',
    '42/visitor,1["message.send",{"chat":"CHAT","client_id":"\\udc00\\ud800","body":"x"}]',
    f'42/visitor,1["message.send",{DEEP}]', f'42/visitor,1["message.send",{{"body":{DEEP}}}]', f"42/visitor,1{DEEP}",
    '42/visitor,1["message.send",{"chat":"CHAT","client_id":"a","body":"x","body":7}]',
    '42/visitor,1["message.send",{"chat":"CHAT","client_id":"a","body":NaN}]',
    '42/visitor,1["message.send",' + "9" * 10_000 + "]",
    '451-/visitor,1["message.send",{"_placeholder":true,"num":0}]',
]


async def test_frames_no_client_sends(desk, raw):
    for frame in ODD_FRAMES:
        await raw.send(frame.replace("CHAT", raw.chat))
        if frame.startswith("45"):
            await raw.send(b"\x00\x01")
        assert (await raw.ack(1))["error"]["code"] == "invalid", frame[:80]
        await still_answers(desk, raw)


async def still_answers(desk, raw) -> None:
    await raw.send(f'42/visitor,2["sync",{{"chat":"{raw.chat}","after":0}}]')
    assert (await raw.ack(2))["seq"] == 1
    assert len(await events_of(desk)) == 1


SILENT_FRAMES = [
    "42/visitor", "42/visitor,", "42/visitor,x[]", "42/nowhere,1[]", '42["message.send",{}]', "43/visitor,1[]",
    "4", "46x", "49", "42/visitor," + "1" * 30 + '["sync",{}]', '42/visitor,["no.such.event",{}]',
    "41/nowhere,", '44/visitor,"x"',
]


async def test_frames_that_ask_for_no_answer(desk, raw):
    for frame in SILENT_FRAMES:
        await raw.send(frame)
        await still_answers(desk, raw)


async def test_an_event_before_the_connect(desk, cast, server):
    async with RawSocket(server.url, SHOP_ORIGIN) as socket:
        for namespace in ("/visitor", "/agent"):
            await socket.send(f'42{namespace},1["watch",{{"what":"queue"}}]')
            assert (await socket.ack(1))["error"]["code"] == "unauthenticated"
        await socket.enter("/visitor", {"site": cast.site["_id"], "token": cast.vera.token})
        await socket.send('42/agent,5["watch",{"what":"queue"}]')
        assert (await socket.ack(5))["error"]["code"] == "unauthenticated"
    assert await events_of(desk) == []
