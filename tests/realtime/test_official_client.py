"""The JavaScript client that browsers use, as it comes: first polling, then an upgrade to a websocket."""

import asyncio
import json
from pathlib import Path

from tests.cast import SHOP_ORIGIN
from tests.desks import replay_equals_document

SCRIPT = Path(__file__).with_name("official_client.mjs")


async def test_a_conversation_in_javascript(desk, cast, server):
    asked = {
        "url": server.url, "origin": SHOP_ORIGIN, "site": cast.site["_id"], "visitorToken": cast.vera.token,
        "agentToken": cast.alice.token,
    }
    node = await asyncio.create_subprocess_exec(
        "node", str(SCRIPT), json.dumps(asked), stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )
    out, complaint = await asyncio.wait_for(node.communicate(), 60)
    assert node.returncode == 0, complaint.decode()
    saw = json.loads(out)
    assert saw["upgrades"] == [["polling", "websocket"]] * 2
    assert (saw["first"], saw["typing"], saw["status"]) == ("Hello from JavaScript ✓", "visitor", "ended")
    assert saw["read"] == {"chat": saw["chat"], "by": "visitor", "seq": 3}
    assert saw["same"]
    assert saw["errors"] == ["invalid", "invalid", "invalid", "forbidden"]
    sentence, refusal = saw["refused"]
    assert (refusal["code"], refusal["message"]) == ("unauthenticated", sentence)
    await replay_equals_document(desk)


async def test_many_messages_at_once_over_polling_alone(cast, server):
    asked = {"url": server.url, "origin": SHOP_ORIGIN, "site": cast.site["_id"], "token": cast.vera.token}
    node = await asyncio.create_subprocess_exec(
        "node", str(SCRIPT.with_name("polling.mjs")), json.dumps(asked),
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )
    out, complaint = await asyncio.wait_for(node.communicate(), 60)
    assert node.returncode == 0, complaint.decode()
    assert json.loads(out) == {"acked": 50, "inOrder": True}
