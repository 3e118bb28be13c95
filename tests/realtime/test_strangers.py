"""Sam, a visitor of another site, and somebody without any right: neither learns anything of Vera's chat."""

import httpx

from tests.desks import settle

SECRET = "my address is 7 Harbour Lane"


async def test_a_stranger_learns_nothing(desk, cast, visitor, agent, server):
    vera, sam, console = await visitor(), await visitor(cast.sam), await agent()
    chat = (await vera.does("chat.start", {"client_id": "first", "body": SECRET}))["chat"]["id"]
    await console.does("chat.accept", {"chat": chat})
    number = (await console.does("chat.convert", {"chat": chat}))["ticket"]["number"]
    answers = [
        await sam.ask(event, {"chat": chat, **more}) for event, more in (
            ("sync", {"after": 0}), ("read", {"seq": 3}), ("typing", {"on": True}), ("chat.end", {}),
            ("message.send", {"client_id": "first", "body": "x"}), ("message.send", {"client_id": "mine", "body": "x"}),
            ("chat.rate", {"score": 1}), ("contact", {"email": "sam@customer.example"}),
        )
    ]
    assert {answer["error"]["code"] for answer in answers} == {"not_found"}
    absent = await sam.ask("sync", {"chat": "f" * 24, "after": 0})
    assert answers[0] == absent, "a chat of somebody else looks like one that is not there"
    for room in ("queue", f"chat:{chat}", f"visitor:{cast.vera.id}"):
        assert (await sam.ask("watch", {"what": room, "id": chat}))["error"]["code"] == "forbidden"
    await vera.does("typing", {"chat": chat, "on": True})
    await console.does("message.send", {"chat": chat, "client_id": "a1", "body": SECRET})
    await vera.hears("message.new", lambda push: push["message"]["client_id"] == "a1")
    await console.does("chat.end", {"chat": chat})
    await vera.hears("chat.updated", lambda push: push["chat"]["status"] == "ended")
    await settle(desk)
    heard = [name for name, _ in sam.heard if name != "site"]
    assert heard == ["welcome"]
    assert chat not in str(sam.heard)
    await over_http(server.url, cast, chat, number)


async def over_http(url: str, cast, chat: str, number: int) -> None:
    paths = ["/api/v1/chats", f"/api/v1/chats/{chat}", "/api/v1/tickets", f"/api/v1/tickets/{number}", "/api/v1/agents",
             f"/api/v1/tickets/{number}/timeline", "/api/v1/session", "/api/v1/sites", "/api/v1/teams"]
    async with httpx.AsyncClient(base_url=url) as client:
        for path in paths:
            bearer, cookie = f"Bearer {cast.sam.token}", f"frontdesk_session={cast.sam.token}"
            for headers in ({}, {"authorization": bearer}, {"cookie": cookie}):
                answer = await client.get(path, headers=headers)
                assert answer.status_code == 401, path
                assert SECRET not in answer.text
        answer = await client.get(f"/widget/{cast.other_site['_id']}")
        assert SECRET not in answer.text
        assert cast.vera.id not in answer.text


async def test_two_people_without_a_token_are_two(cast, connect, server):
    """No token, an empty one, or none of a kind never means somebody who was here before."""
    auth = {"site": cast.site["_id"]}
    seen = set()
    for token in ({}, {"token": None}, {"token": ""}, {}):
        client = await connect(server.url, "/visitor", {**auth, **token}, "https://shop.example")
        (welcome,) = client.all_of("welcome")
        assert welcome["chat"] is None
        seen.add(welcome["you"]["id"])
        await client.does("chat.start", {"client_id": "first", "body": SECRET})
    assert len(seen) == 4


async def test_the_agents_of_another_team_see_all_chats(cast, visitor, agent):
    """Semantics: agents work on all chats and tickets."""
    vera, bob = await visitor(), await agent(cast.bob)
    chat = (await vera.does("chat.start", {"client_id": "first", "body": "Hello"}))["chat"]["id"]
    assert (await bob.does("watch", {"what": "chat", "id": chat}))["messages"][0]["body"] == "Hello"
