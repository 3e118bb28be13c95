"""Chats over HTTP, page by page: none is left out, also when many began in the same millisecond."""

import pytest

from tests.cast import make_visitor
from tests.plays import begin


async def pages(api, headers, **asked):
    found, cursor = [], None
    while True:
        params = {**asked, "cursor": cursor} if cursor else asked
        page = (await api.get("/api/v1/chats", params=params, headers=headers)).json()
        found += page["items"]
        cursor = page["next"]
        if cursor is None:
            return found


async def test_every_chat_stands_on_some_page_once(desk, cast, api, clock):
    begun = set()
    for n in range(110):
        if n % 40 == 0:
            clock.advance(seconds=1)
        begun.add(await begin(desk, make_visitor(desk, cast.site, f"Visitor {n}")))
    listed = [chat["id"] for chat in await pages(api, cast.bob.bearer, status="any")]
    assert len(listed) == 110
    assert set(listed) == begun


@pytest.mark.parametrize("path", ["chats", "tickets"])
@pytest.mark.parametrize("cursor", [
    "x", "6b052ccecd9bf16de13f280a", "WyIyMDI2LTAxLTAxVDAwOjAwOjAwWiIsIDEwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMF0=",
    "WyIwMDAxLTAxLTAxVDAwOjAwOjAwKzE0OjAwIiwxXQ==", "WyI5OTk5LTEyLTMxVDIzOjU5OjU5LTE0OjAwIiwxXQ==",
])
async def test_a_cursor_that_is_none(cast, api, path, cursor):
    answer = await api.get(f"/api/v1/{path}", params={"cursor": cursor}, headers=cast.bob.bearer)
    assert (answer.status_code, answer.json()["error"]["details"]) == (400, {"field": "cursor"})
