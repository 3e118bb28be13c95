"""API tokens over HTTP: for admins."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from server.console.api import Api, Asked
from server.console.people_answers import ApiToken, NewApiToken
from server.door import stamp
from server.people import tokens

Scopes = Annotated[list[Annotated[str, Meta(max_length=40)]], Meta(min_length=1, max_length=50)]
Moment = Annotated[datetime, Meta(tz=True)]

api = Api("API tokens")


class NewToken(Struct, forbid_unknown_fields=True):
    """`expires_at` null: it holds until it is revoked."""

    name: Annotated[str, Meta(max_length=200)]
    scopes: Scopes
    expires_at: Moment | None = None


@api.get("/tokens", scope="admin", answers=ApiToken, listed=True)
async def list_tokens(asked: Asked) -> dict:
    """All API tokens, by name; none of them can be read again."""
    return {"items": [_shape(row) for row in await tokens.list_tokens(asked.desk, asked.actor)], "next": None}


@api.post("/tokens", scope="admin", body=NewToken, answers=NewApiToken)
async def make_token(asked: Asked) -> dict:
    """Makes an API token; the answer shows it this once. A token can't make one with scopes it has not."""
    body = asked.body
    row, token = await tokens.make_token(asked.desk, asked.actor, body.name, body.scopes, body.expires_at)
    return {**_shape(row), "token": token}


@api.delete("/tokens/{id}", scope="admin", status=204)
async def revoke_token(asked: Asked) -> None:
    """Revokes an API token: it stops at once."""
    await tokens.revoke_token(asked.desk, asked.actor, asked.path("id"))


def _shape(row: dict) -> dict:
    return {
        "id": row["_id"], "name": row["name"], "scopes": row["scopes"], "prefix": row["prefix"],
        **{field: stamp(row[field]) for field in ("created_at", "expires_at", "last_used")}, "by": row["by"],
    }
