"""Pictures of agents: shown as what they are, and only if they are one."""

from tests.people.images import jpeg, png
from tests.people.refusals import refused


async def test_a_picture_is_shown_as_what_it_is(api, cast, desk):
    async def put(raw):
        headers = {"content-type": "image/svg+xml", **cast.alice.bearer}
        return (await api.put("/api/v1/me/picture", content=raw, headers=headers)).json()["picture"]

    first = await put(png(256, 256))
    shown = await api.get(first)
    assert (shown.status_code, shown.content) == (200, png(256, 256))
    assert shown.headers["content-type"] == "image/png"
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in shown.headers["content-security-policy"]
    assert "immutable" in shown.headers["cache-control"]
    second = await put(jpeg(256, 256))
    assert (await api.get(second)).headers["content-type"] == "image/jpeg"
    refused(await api.get(first), 404, "not_found")
    refused(await api.get(second.replace(cast.alice.id, cast.bob.id)), 404, "not_found")
    removed = await api.delete("/api/v1/me/picture", headers=cast.alice.bearer)
    assert removed.json()["picture"] is None
    refused(await api.get(second), 404, "not_found")
    assert await desk.store.pictures.count_documents({}) == 0


async def test_two_people_with_the_same_picture_keep_one_each(api, cast):
    links = []
    for person in (cast.alice, cast.bob):
        answer = await api.put("/api/v1/me/picture", content=png(9, 9), headers=person.bearer)
        links.append(answer.json()["picture"])
    await api.delete("/api/v1/me/picture", headers=cast.alice.bearer)
    assert (await api.get(links[1])).status_code == 200


async def test_what_only_claims_to_be_a_picture(api, cast, desk):
    for raw in (
        b"", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", b"GIF89a" + bytes(99),
        b"\x89PNG\r\n\x1a\n<script>alert(1)</script>", png(1025, 9), png(9, 0),
    ):
        headers = {"content-type": "image/png", **cast.alice.bearer}
        answer = await api.put("/api/v1/me/picture", content=raw, headers=headers)
        assert refused(answer, 400, "invalid")["details"]["field"] == "picture"
    assert await desk.store.pictures.count_documents({}) == 0


async def test_a_picture_that_is_too_large(api, cast):
    raw = png(9, 9) + bytes(256 * 1024)
    refused(await api.put("/api/v1/me/picture", content=raw, headers=cast.alice.bearer), 413, "too_large")
