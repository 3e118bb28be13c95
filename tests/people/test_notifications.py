"""One's own notifications over HTTP: in pages, until read, and nobody else's."""

from server.tickets.replies import note
from tests.desks import settle
from tests.plays import open_ticket

LIST, READ = "/api/v1/me/notifications", "/api/v1/me/notifications/read"


async def mentions(desk, cast, count: int) -> None:
    number = await open_ticket(desk, cast.alice.actor)
    for turn in range(count):
        await note(desk, cast.alice.actor, number, f"@bob {turn}")
    await settle(desk)


async def test_pages_newest_first_and_each_once(desk, cast, api):
    await mentions(desk, cast, 53)
    first = (await api.get(LIST, headers=cast.bob.bearer)).json()
    second = (await api.get(f"{LIST}?cursor={first['next']}", headers=cast.bob.bearer)).json()
    items = first["items"] + second["items"]
    assert [one["text"] for one in items] == [f"@bob {turn}" for turn in reversed(range(53))]
    assert (first["unread"], len(first["items"]), second["next"]) == (53, 50, None)
    assert len({one["id"] for one in items}) == 53


async def test_read_here_is_read_on_every_console(desk, cast, api):
    await mentions(desk, cast, 3)
    items = (await api.get(LIST, headers=cast.bob.bearer)).json()["items"]
    desk.bus.forget()
    asked = {"ids": [items[0]["id"], items[0]["id"], "unknown"]}
    for _ in range(2):
        answer = await api.post(READ, json=asked, headers=cast.bob.bearer)
        assert (answer.status_code, answer.json()) == (200, {"unread": 2})
    unread = (await api.get(f"{LIST}?unread=true", headers=cast.bob.bearer)).json()
    assert [one["id"] for one in unread["items"]] == [one["id"] for one in items[1:]]
    assert (await api.post(READ, headers=cast.bob.bearer)).json() == {"unread": 0}
    assert {push.event for push in desk.bus.sent} == {"notifications.read"}
    assert {room for push in desk.bus.sent for room in push.rooms} == {f"agent:{cast.bob.id}"}
    assert [(set(push.payload["ids"]), push.payload["unread"]) for push in desk.bus.sent] == [
        ({items[0]["id"]}, 2), ({items[1]["id"], items[2]["id"]}, 0),
    ]
    everything = (await api.get(LIST, headers=cast.bob.bearer)).json()
    assert [one["read"] for one in everything["items"]] == [True] * 3


async def test_nobody_reads_or_marks_anothers(desk, cast, api):
    await mentions(desk, cast, 1)
    (mine,) = (await api.get(LIST, headers=cast.bob.bearer)).json()["items"]
    assert (await api.get(LIST, headers=cast.ada.bearer)).json() == {"items": [], "next": None, "unread": 0}
    assert (await api.post(READ, json={"ids": [mine["id"]]}, headers=cast.ada.bearer)).json() == {"unread": 0}
    assert (await api.get(LIST, headers=cast.bob.bearer)).json()["unread"] == 1
    for token in ("", cast.vera.token, cast.sam.token):
        headers = {"authorization": f"Bearer {token}"} if token else {}
        assert (await api.get(LIST, headers=headers)).status_code == 401
        assert (await api.post(READ, json={}, headers=headers)).status_code == 401


async def test_bad_input_names_its_field(cast, api):
    for path, field in (("?unread=perhaps", "unread"), ("?cursor=x", "cursor"), ("?since=1", "since")):
        answer = await api.get(LIST + path, headers=cast.bob.bearer)
        assert (answer.status_code, answer.json()["error"]["details"]["field"]) == (400, field)
    for asked, field in (({"ids": "all"}, "ids"), ({"ids": ["x"] * 501}, "ids"), ({"id": []}, "id")):
        answer = await api.post(READ, json=asked, headers=cast.bob.bearer)
        assert (answer.status_code, answer.json()["error"]["details"]["field"]) == (400, field)
