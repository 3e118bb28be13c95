"""Who is not let in is told why, by code and sentence."""

import hashlib
import hmac
import json
from datetime import timedelta

import pytest
from itsdangerous import URLSafeTimedSerializer

from server.people.sessions import end_sessions
from server.widget.identity import SALT, make_token
from tests.cast import OTHER_ORIGIN, SHOP_ORIGIN
from tests.sockets import RawSocket, Refused


async def refused(connect, url, namespace, auth, origin=None) -> dict:
    with pytest.raises(Refused) as refusal:
        await connect(url, namespace, auth, origin)
    error = refusal.value.error
    assert error["message"]
    assert error["message"].endswith(".")
    return error


BAD_PAPERS = [
    ({"site": "no-such-site"}, "not_found"), ({"site": None}, "invalid"), ({"site": {"$ne": None}}, "invalid"),
    ({"site": "x" * 100}, "invalid"), ({"site": ""}, "not_found"), ({"site": "\ud800"}, "invalid"),
    ({"token": "forged"}, "unauthenticated"), ({"token": "\ud800"}, "invalid"), ({"token": 7}, "invalid"),
    ({"token": "x" * 2000}, "invalid"), ({"token": {"$ne": None}}, "invalid"), ({"page": "x"}, "invalid"),
    ({"language": "x" * 99}, "invalid"), ({"identity": {"id": "7"}}, "invalid"),
    ({"identity": {"id": "7", "hash": "0" * 64}}, "unauthenticated"),
    ({"identity": {"id": "7", "hash": "é"}}, "unauthenticated"),
    ({"identity": {"id": "\ud800", "hash": "0"}}, "invalid"),
]


async def test_a_visitor_with_bad_papers(desk, cast, connect, server):
    for change, code in BAD_PAPERS:
        auth = {"site": cast.site["_id"], "token": cast.vera.token, **change}
        assert (await refused(connect, server.url, "/visitor", auth, SHOP_ORIGIN))["code"] == code, change
    assert await desk.store.visitors.count_documents({}) == 0


async def test_a_page_that_may_not_embed_the_widget(cast, connect, server):
    auth = {"site": cast.site["_id"]}
    for origin in (OTHER_ORIGIN, "https://shop.example.evil.example", "http://shop.example", "null", "x"):
        assert (await refused(connect, server.url, "/visitor", auth, origin))["code"] == "forbidden", origin


async def test_tokens_are_for_their_own_site_and_time(desk, cast, connect, server):
    foreign = {"site": cast.other_site["_id"], "token": cast.vera.token}
    assert (await refused(connect, server.url, "/visitor", foreign, OTHER_ORIGIN))["code"] == "unauthenticated"
    key, site = desk.secret, cast.site["_id"]
    stolen = [
        URLSafeTimedSerializer("another key", salt=SALT).dumps([site, cast.vera.id]),
        URLSafeTimedSerializer(key, salt="another salt").dumps([site, cast.vera.id]),
        *(URLSafeTimedSerializer(key, salt=SALT).dumps(odd) for odd in ([site, None], [site, ""], [site, {}], site)),
        cast.vera.token[:-1], cast.alice.token,
    ]
    for token in stolen:
        auth = {"site": site, "token": token}
        assert (await refused(connect, server.url, "/visitor", auth, SHOP_ORIGIN))["code"] == "unauthenticated"


async def test_a_token_gets_old(desk, cast, connect, server, monkeypatch):
    age = timedelta(days=desk.settings.visitor_token_days, minutes=1)
    auth = {"site": cast.site["_id"], "token": token_made(monkeypatch, desk, cast, -age)}
    assert (await refused(connect, server.url, "/visitor", auth, SHOP_ORIGIN))["code"] == "unauthenticated"


async def test_a_token_of_a_node_whose_clock_is_ahead_is_taken(desk, cast, connect, server, monkeypatch):
    auth = {"site": cast.site["_id"], "token": token_made(monkeypatch, desk, cast, timedelta(minutes=2))}
    (_, welcome), *_ = (await connect(server.url, "/visitor", auth, SHOP_ORIGIN)).heard
    assert welcome["you"]["id"] == cast.vera.id


def token_made(monkeypatch, desk, cast, later: timedelta) -> str:
    """Vera's token, as if it had been made at another time."""
    signer = URLSafeTimedSerializer.default_signer
    moment = signer.get_timestamp(None) + int(later.total_seconds())
    with monkeypatch.context() as patch:
        patch.setattr(signer, "get_timestamp", lambda self: moment)
        return make_token(desk, cast.site["_id"], cast.vera.id)


async def test_an_identity_that_the_site_signed(cast, connect, server):
    secret = cast.site["identity_secret"].encode()
    identity = {"id": "customer 7", "name": "Vera", "hash": hmac.new(secret, b"customer 7", hashlib.sha256).hexdigest()}
    auth = {"site": cast.site["_id"], "identity": identity}
    twice = [(await connect(server.url, "/visitor", auth, SHOP_ORIGIN)).heard[0][1]["you"] for _ in range(2)]
    assert twice[0] == twice[1]
    assert (twice[0]["name"], twice[0]["identified"]) == ("Vera", True)


AGENTS_BAD_PAPERS = [
    None, {}, {"token": ""}, {"token": None}, {"token": "fd_forged"}, {"token": "\ud800"}, {"token": {"$ne": None}},
    {"token": "x" * 2000}, {"token": ["fd_"]}, "token", ["token"],
]


async def test_an_agent_with_bad_papers(cast, connect, server):
    for auth in AGENTS_BAD_PAPERS:
        code = (await refused(connect, server.url, "/agent", auth))["code"]
        assert code in ("unauthenticated", "invalid"), auth


async def test_visitors_and_stale_sessions_are_no_agents(desk, cast, connect, server):
    await end_sessions(desk, cast.bob.id, "gone")
    await desk.store.sessions.update_one({"_id": cast.max.session_id}, {"$set": {"expires_at": desk.now()}})
    for token in (cast.vera.token, cast.bob.token, cast.max.token):
        assert (await refused(connect, server.url, "/agent", {"token": token}))["code"] == "unauthenticated"


async def test_the_console_is_used_from_our_own_pages_only(cast, connect, server):
    auth = {"token": cast.alice.token}
    for origin in (SHOP_ORIGIN, "https://evil.example", "null"):
        assert (await refused(connect, server.url, "/agent", auth, origin))["code"] == "forbidden", origin
    assert await connect(server.url, "/agent", auth, server.url)


async def test_a_namespace_that_is_not_there(server):
    async with RawSocket(server.url) as socket:
        await socket.send("40/admin,{}")
        assert (await socket.frame()).startswith("44/admin,")


async def test_connect_data_no_client_sends(cast, server):
    """The refusal comes as a frame, and the connection is still good for a proper connect."""
    async with RawSocket(server.url, SHOP_ORIGIN) as socket:
        for auth in ("[" * 50_000 + "]" * 50_000, "{bad", '{"site":"\\ud800"}', "9" * 5000):
            await socket.send(f"40/visitor,{auth}")
            frame = await socket.frame()
            assert frame.startswith("44/visitor,"), auth[:20]
            assert json.loads(frame.partition(",")[2])["data"]["code"] == "invalid", auth[:20]
        await socket.enter("/visitor", {"site": cast.site["_id"]})
