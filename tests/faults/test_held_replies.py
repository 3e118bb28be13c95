"""kill -9 of the process that holds a reply: it is sent all the same, once."""

import asyncio

import httpx

from server.chats import reading
from server.jobs import sweeps
from tests.desks import replay_equals_document, settle
from tests.plays import ended, make_ticket, read


async def test_a_reply_outlives_the_process_that_held_it(desk, other_desk, cast, clock, start_web):
    chat = await ended(desk, cast.vera, cast.alice.actor)
    number = await make_ticket(desk, cast.alice.actor, chat)
    web = await asyncio.to_thread(start_web)
    async with httpx.AsyncClient(base_url=web.url, headers=cast.bob.bearer) as client:
        answer = await client.post(f"/api/v1/tickets/{number}/replies", json={"body": "It is on its way."})
    web.kill()
    assert answer.json()["delivery"] == "held"
    clock.advance(seconds=11)
    for _ in range(2):
        await asyncio.gather(sweeps.duties(desk), sweeps.duties(other_desk))
        await settle(desk, other_desk)
    reply, _ = await read(desk, number, type="reply")
    assert reply["delivery"] == "sent"
    lines, _, _ = await reading.messages_after(desk, cast.vera.actor, chat, 0)
    assert [line["body"] for line in lines].count("It is on its way.") == 1
    await replay_equals_document(desk, other_desk)
