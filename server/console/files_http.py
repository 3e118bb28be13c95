"""Files over HTTP: taken in as they stream, given out so that nothing in them can run."""

from typing import Annotated

from msgspec import Meta, Struct
from starlette.responses import Response, StreamingResponse

from server.console.answer_parts import Attachment
from server.console.api import Api, Asked
from server.console.uploads import FORM_OVERHEAD, upload_of
from server.files import blobs, keeping
from server.files.names import disposition
from server.tickets import actions

api = Api("Attachments")
ANYTHING = "application/octet-stream"
UPLOADS = f"{ANYTHING}, multipart/form-data"
# A file may hold anything. In a tab of its own it gets no script, no form, no origin.
HEADERS = {
    "content-security-policy": "sandbox; default-src 'none'", "x-content-type-options": "nosniff",
    "cache-control": "private, no-cache", "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
}


class Name(Struct, forbid_unknown_fields=True):
    name: Annotated[str, Meta(max_length=1000)] = ""


class How(Struct, forbid_unknown_fields=True):
    download: bool = False


@api.post("/attachments", scope="tickets:write", query=Name, takes=UPLOADS, answers=Attachment)
async def upload(asked: Asked) -> dict:
    """Uploads a file, as the raw body with ?name= or as the field `file` of a form, to be sent with an entry."""
    length = asked.request.headers.get("content-length", "")
    if length.isdigit() and int(length) > keeping.limit_of(asked.desk) + FORM_OVERHEAD:
        # Before a byte of it is read.
        raise keeping.too_large(asked.desk)
    sent = await upload_of(asked.request, asked.query.name)
    row = await keeping.keep(asked.desk, asked.actor, sent.name, sent.claimed, sent.content)
    return keeping.attachment_shape(row)


@api.get("/attachments/{id}", scope="tickets:read", query=How, gives=ANYTHING)
async def show(asked: Asked) -> Response:
    """The file itself, for those who may see its ticket; ?download=true also saves what a browser could show."""
    desk, actor = asked.desk, asked.actor
    row = await keeping.find(desk, actor, asked.path("id"))
    if row["subject"]:
        await actions.find(desk, actor, int(row["subject"].partition("/")[2]))
    tag = f'"{row["_id"]}"'
    if asked.request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={**HEADERS, "etag": tag})
    inline = row["image"] and not asked.query.download
    return StreamingResponse(blobs.pieces(desk, row["_id"]), media_type=row["type"], headers={
        **HEADERS, "etag": tag, "content-length": str(row["size"]),
        "content-disposition": disposition(row["name"], inline),
    })


@api.delete("/attachments/{id}", scope="tickets:write", status=204)
async def discard(asked: Asked) -> None:
    """Takes back an upload that was not sent."""
    await keeping.discard(asked.desk, asked.actor, asked.path("id"))
