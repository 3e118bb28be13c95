"""Files over HTTP: both forms of upload, what is refused, and how they are given out."""

import httpx
import pytest

from server.tickets.replies import note
from tests.people.images import png
from tests.people.refusals import refused
from tests.plays import open_ticket

FILES = "/api/v1/attachments"
MB = 1024 * 1024


async def upload(api, person, raw: bytes, name: str = "kettle.png", claimed: str = "image/png") -> httpx.Response:
    headers = {"content-type": claimed, **person.bearer}
    return await api.post(FILES, params={"name": name}, content=raw, headers=headers)


async def test_a_picture_goes_in_and_comes_out(desk, cast, api):
    raw = png(40, 30)
    answer = await upload(api, cast.alice, raw, "Größe/кettle.png")
    file = answer.json()
    assert answer.status_code == 201
    assert file == {
        "id": file["id"], "name": "кettle.png", "type": "image/png", "size": len(raw), "image": True,
        "width": 40, "height": 30, "url": f"{FILES}/{file['id']}",
    }
    shown = await api.get(file["url"], headers=cast.alice.bearer)
    assert (shown.status_code, shown.content) == (200, raw)
    assert shown.headers["content-type"] == "image/png"
    assert shown.headers["content-length"] == str(len(raw))
    assert shown.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert shown.headers["content-disposition"].startswith("inline; ")
    assert shown.headers["cache-control"].startswith("private")
    saved = await api.get(file["url"] + "?download=true", headers=cast.alice.bearer)
    assert saved.headers["content-disposition"].startswith("attachment; ")
    known = {"if-none-match": shown.headers["etag"], **cast.alice.bearer}
    assert (await api.get(file["url"], headers=known)).status_code == 304


@pytest.mark.parametrize(("raw", "type"), [
    (b"<script>alert(document.cookie)</script>", "application/octet-stream"), (b"%PDF-1.7\n\xff\xff", None),
    (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "application/octet-stream"),
])
async def test_what_only_claims_to_be_a_picture_is_never_shown(cast, api, raw, type):
    file = (await upload(api, cast.alice, raw)).json()
    shown = await api.get(file["url"], headers=cast.alice.bearer)
    assert not file["image"]
    assert shown.headers["content-type"] == file["type"] == (type or "application/octet-stream")
    assert shown.headers["content-disposition"].startswith("attachment; ")


async def test_a_form_with_one_file(cast, api):
    raw = png(9, 9) * 40_000
    answer = await api.post(
        FILES, files={"file": ("../ü.png", raw, "image/png")}, data={"note": "hello" * 100}, headers=cast.alice.bearer
    )
    file = answer.json()
    assert (answer.status_code, file["name"], file["size"], file["type"]) == (201, "ü.png", len(raw), "image/png")
    assert (await api.get(file["url"], headers=cast.alice.bearer)).content == raw


async def test_a_form_that_comes_byte_by_byte(cast, api):
    body = (
        b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x\r\nContent-Disposition: form-data; '
        b'name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nhello\r\n--y\r\n--x--\r\n'
    )

    async def drops():
        for at in range(len(body)):
            yield body[at : at + 1]

    headers = {"content-type": "multipart/form-data; boundary=x", **cast.alice.bearer}
    file = (await api.post(FILES, content=drops(), headers=headers)).json()
    assert (file["name"], file["type"]) == ("a.txt", "text/plain")
    assert (await api.get(file["url"], headers=cast.alice.bearer)).content == b"hello\r\n--y"


FORM = "multipart/form-data; boundary=x"
PART = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nhello'


@pytest.mark.parametrize(("claimed", "body", "field"), [
    ("multipart/form-data", b"x", "content-type"), (FORM, b"", "file"), (FORM, b"--x--\r\n", "file"),
    (FORM, b"not a form at all", "file"), (FORM, PART, "file"),
    (FORM, PART + b"\r\n" + PART + b"\r\n--x--\r\n", "file"),
    (FORM, b'--x\r\nContent-Disposition: form-data; name="other"\r\n\r\nhi\r\n--x--\r\n', "file"),
    (FORM, b"--x\r\nA: " + b"y" * 20_000 + b"\r\n\r\nhi\r\n--x--\r\n", "file"), ("image/png", b"", "file"),
    (FORM, PART.replace(b"hello", b"") + b"\r\n--x--\r\n", "file"),
])
async def test_what_is_no_upload(desk, cast, api, claimed, body, field):
    answer = await api.post(FILES, content=body, headers={"content-type": claimed, **cast.alice.bearer})
    assert refused(answer, 400, "invalid")["details"]["field"] == field
    assert await desk.store.attachments.count_documents({}) == 0
    assert await desk.store.database["blobs.chunks"].count_documents({}) == 0


async def test_unknown_words_in_the_address(cast, api):
    assert refused(await api.post(f"{FILES}?size=7", content=b"x", headers=cast.alice.bearer), 400, "invalid")
    answer = await api.post(FILES, params={"name": "x" * 1001}, content=b"x", headers=cast.alice.bearer)
    assert refused(answer, 400, "invalid")["details"]["field"] == "name"


async def test_a_file_over_the_limit_leaves_nothing(desk, cast, server):
    """Over the network, told beforehand and not."""

    async def pieces(count):
        for _ in range(count):
            yield bytes(MB)

    async with httpx.AsyncClient(base_url=server.url, timeout=60) as client:
        for content in (bytes(26 * MB), pieces(26)):
            answer = await client.post(FILES, content=content, headers=cast.alice.bearer)
            error = answer.json()["error"]
            assert (answer.status_code, error["code"], error["details"]["limit"]) == (413, "too_large", 25 * MB)
            assert "25 MB" in error["message"]
        form = {"file": ("a.bin", bytes(25 * MB + 1))}
        assert (await client.post(FILES, files=form, headers=cast.alice.bearer)).status_code == 413
        assert await desk.store.attachments.count_documents({}) == 0
        assert await desk.store.database["blobs.chunks"].count_documents({}) == 0
        most = await client.post(FILES, content=pieces(25), headers=cast.alice.bearer)
        assert (most.status_code, most.json()["size"]) == (201, 25 * MB)
        assert len((await client.get(most.json()["url"], headers=cast.alice.bearer)).content) == 25 * MB


async def test_an_upload_is_its_agents_until_it_is_sent(desk, cast, api):
    file = (await upload(api, cast.alice, png(9, 9))).json()
    for person in (cast.bob, cast.ada):
        refused(await api.get(file["url"], headers=person.bearer), 404, "not_found")
        refused(await api.delete(file["url"], headers=person.bearer), 404, "not_found")
    number = await open_ticket(desk, cast.alice.actor)
    await note(desk, cast.alice.actor, number, "see", attachments=[file["id"]])
    assert (await api.get(file["url"], headers=cast.bob.bearer)).status_code == 200
    for person in (cast.bob, cast.alice):
        refused(await api.delete(file["url"], headers=person.bearer), 404, "not_found")
    assert (await api.get(file["url"], headers=cast.alice.bearer)).status_code == 200


async def test_a_draft_may_drop_its_file(desk, cast, api):
    file = (await upload(api, cast.alice, png(9, 9))).json()
    assert (await api.delete(file["url"], headers=cast.alice.bearer)).status_code == 204
    refused(await api.get(file["url"], headers=cast.alice.bearer), 404, "not_found")
    refused(await api.delete(file["url"], headers=cast.alice.bearer), 404, "not_found")
    assert await desk.store.database["blobs.chunks"].count_documents({}) == 0


async def test_strangers_get_nothing(desk, cast, api):
    number = await open_ticket(desk, cast.alice.actor)
    file = (await upload(api, cast.alice, png(9, 9))).json()
    await note(desk, cast.alice.actor, number, "see", attachments=[file["id"]])
    for token in ("", cast.vera.token, cast.sam.token):
        headers = {"authorization": f"Bearer {token}"} if token else {}
        for answer in (
            await api.get(file["url"], headers=headers), await api.delete(file["url"], headers=headers),
            await api.post(FILES, content=b"x", headers=headers),
        ):
            refused(answer, 401, "unauthenticated")
    for id in ("x", "0" * 24, "..%2f..%2fetc%2fpasswd", "%00", "a" * 5000):
        assert (await api.get(f"{FILES}/{id}", headers=cast.alice.bearer)).status_code == 404
