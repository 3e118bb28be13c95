"""Sessions and sockets, against the real server: whoever loses access loses the connection."""

import asyncio
from uuid import uuid4

import httpx
import pytest
import socketio

from server.people import presence
from server.people.agents import update_agent
from server.people.sessions import sign_out_everywhere
from tests.cast import sign_person_in
from tests.plays import accepted

PROMISED_SECONDS = 5
# The machine that runs all tests at once is not the one the promise is made for.
LENIENCE = 5


@pytest.fixture
async def connect(cast, server):
    """Connects somebody's console; `lost` on the client says why it was cut off."""
    clients = []

    async def connect(person) -> socketio.AsyncClient:
        client = socketio.AsyncClient(reconnection=False)
        client.lost, client.news = asyncio.Queue(), asyncio.Queue()
        client.on("signed_out", lambda told: client.lost.put_nowait(told["reason"]), namespace="/agent")
        client.on("disconnect", lambda *reason: client.lost.put_nowait(None), namespace="/agent")
        client.on("presence", lambda told: client.news.put_nowait(told["agent"]), namespace="/agent")
        await client.connect(server.url, namespaces=["/agent"], auth={"token": person.token}, transports=["websocket"])
        clients.append(client)
        return client

    yield connect
    for client in clients:
        await client.disconnect()


async def cut_off(client) -> str:
    """The reason, once the connection is gone too."""
    async with asyncio.timeout(PROMISED_SECONDS + LENIENCE):
        reason = await client.lost.get()
        assert await client.lost.get() is None
    return reason


async def test_signing_out_over_http_ends_that_console_at_once(cast, server, connect):
    other = await connect(cast.bob)
    client = await connect(cast.alice)
    async with httpx.AsyncClient(base_url=server.url) as api:
        assert (await api.delete("/api/v1/session", headers=cast.alice.bearer)).status_code == 204
    assert await cut_off(client) == "You signed out."
    assert other.connected


async def test_an_admin_signs_somebody_out_on_every_device(cast, server, connect, desk):
    devices = [await connect(cast.alice), await connect(await sign_person_in(desk, cast.alice.email))]
    async with httpx.AsyncClient(base_url=server.url) as api:
        path = f"/api/v1/agents/{cast.alice.id}/sessions"
        assert (await api.delete(path, headers=cast.ada.bearer)).status_code == 204
    for client in devices:
        assert await cut_off(client)


async def test_with_no_push_at_all_a_revoked_console_still_ends(cast, connect, desk):
    client = await connect(cast.alice)
    # This desk's bus only takes notes, as if Redis had lost the push.
    await sign_out_everywhere(desk, cast.ada.actor, cast.alice.id)
    assert await cut_off(client)


async def test_a_deactivated_agent_can_not_come_back(cast, connect, desk):
    client = await connect(cast.alice)
    await update_agent(desk, cast.ada.actor, cast.alice.id, active=False)
    assert await cut_off(client)
    with pytest.raises(socketio.exceptions.ConnectionError):
        await connect(cast.alice)


async def test_colleagues_see_who_comes_and_goes(cast, connect, desk):
    watcher = await connect(cast.bob)
    await watcher.call("watch", {"what": "queue"}, namespace="/agent")
    client = await connect(cast.alice)

    async def told(presence_state):
        async with asyncio.timeout(PROMISED_SECONDS + LENIENCE):
            while True:
                agent = await watcher.news.get()
                if agent["id"] == cast.alice.id and agent["presence"] == presence_state:
                    return

    await told("online")
    assert (await client.call("presence.set", {"state": "away"}, namespace="/agent")) == {"ok": True}
    await told("away")
    await client.disconnect()
    await told("offline")
    assert (await presence.presence_of(desk, [cast.alice.id])) == {cast.alice.id: "offline"}


async def test_a_new_name_is_used_without_connecting_anew(cast, connect, desk):
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    client = await connect(cast.alice)
    await update_agent(desk, cast.ada.actor, cast.alice.id, name="Alicia")
    async with asyncio.timeout(PROMISED_SECONDS + LENIENCE):
        name = None
        while name != "Alicia":
            note = {"chat": chat, "client_id": str(uuid4()), "body": "Who am I?"}
            name = (await client.call("chat.note", note, namespace="/agent"))["message"]["author"]["name"]
            await asyncio.sleep(0.2)
    assert client.connected
