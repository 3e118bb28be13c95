"""The API's document (OpenAPI 3.1), made of the table of calls and the structs that requests are checked against."""

import re
from typing import Any

import msgspec

from server.console.answer_parts import Refused
from server.console.api import ANYONE, PERSON, PREFIX, Call
from server.console.auth import COOKIE

VERSION = "1"
SCHEMAS = "#/components/schemas/"
JSON = "application/json"
ABOUT = (
    "Scripts send `Authorization: Bearer` and an API token (Settings, API tokens); each route names the scope that the "
    "token needs. Times are RFC 3339 in UTC, ids are opaque strings, ticket numbers are integers from 1001. "
    "A token that may write in tickets but not read them gets short answers: of a ticket `number`, `seq` and `status`, "
    "of an entry `id`, `seq`, `type` and `at`. "
    "Lists are `{items, next}`: ask again with `cursor` set to `next`, until it is null."
)
SECURITY = {
    "apiToken": {"type": "http", "scheme": "bearer", "description": "An API token (`fdt_…`), bounded by its scopes."},
    "sessionToken": {"type": "http", "scheme": "bearer", "description": "The token that `POST /session` answers."},
    "sessionCookie": {
        "type": "apiKey", "in": "cookie", "name": COOKIE,
        "description": "Set by `POST /session`. Writes must come from our own pages.",
    },
}


def document(calls: list[Call], address: str) -> dict:
    """The whole API; `address` is where it is reached."""
    known, components = _schemas([shape for call in calls for shape in (call.body, call.answers) if shape] + [Refused])
    paths: dict[str, dict] = {}
    for call in calls:
        paths.setdefault(PREFIX + call.path, {})[call.method.lower()] = _operation(call, known)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Frontdesk", "version": VERSION, "description": ABOUT, "license": {"name": "MIT"}},
        "servers": [{"url": address}],
        "tags": [{"name": group} for group in dict.fromkeys(call.group for call in calls)],
        "paths": paths,
        "components": {
            "schemas": {name: _tidy(found) for name, found in sorted(components.items())},
            "securitySchemes": SECURITY,
        },
    }


def summary_of(call: Call) -> tuple[str, str]:
    """(the first sentence or line of the docstring, the rest)."""
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", (call.handler.__doc__ or "").strip())
    first, _, rest = text.partition("\n\n")
    return " ".join(first.split()), rest.strip()


def _schemas(shapes: list) -> tuple[dict[int, dict], dict[str, dict]]:
    """(how each shape is referred to, by its id(); the components that they need)."""
    schemas, components = msgspec.json.schema_components(shapes, ref_template=SCHEMAS + "{name}")
    return dict(zip(map(id, shapes), schemas, strict=True)), components


def _operation(call: Call, known: dict[int, dict]) -> dict:
    summary, description = summary_of(call)
    said = {
        "operationId": f"{call.handler.__module__.rpartition('.')[2].removesuffix('_http')}_{call.handler.__name__}",
        "tags": [call.group], "summary": summary,
    }
    if description:
        said["description"] = description
    if parameters := [*_path_parameters(call), *_query_parameters(call)]:
        said["parameters"] = parameters
    if call.body:
        said["requestBody"] = {"required": True, "content": {JSON: {"schema": known[id(call.body)]}}}
    elif call.takes:
        said["requestBody"] = {"required": True, "content": {kind.strip(): {} for kind in call.takes.split(",")}}
    said["responses"] = _responses(call, known)
    said["security"] = _security(call.scope)
    return said


def _responses(call: Call, known: dict[int, dict]) -> dict:
    success: dict[str, Any] = {"description": "Done."}
    if call.answers:
        schema = known[id(call.answers)]
        if call.listed:
            schema = {
                "type": "object", "required": ["items", "next"], "properties": {
                    "items": {"type": "array", "items": schema},
                    "next": {"type": ["string", "null"], "description": "The `cursor` of the next page."},
                },
            }
        success = {"description": "A page of the list." if call.listed else "As asked for.",
                   "content": {JSON: {"schema": schema}}}
    elif call.gives:
        success = {"description": "The content.", "content": {kind.strip(): {} for kind in call.gives.split(",")}}
    refusal = {"content": {JSON: {"schema": {"$ref": f"{SCHEMAS}Refused"}}}}
    statuses = {call.status, *call.also}
    return {
        **{str(status): success for status in sorted(statuses)},
        "4XX": {"description": "Refused: `error` says why.", **refusal},
        "5XX": {"description": "Something on our side does not answer; try again.", **refusal},
    }


def _security(scope: str) -> list[dict]:
    if scope == ANYONE:
        return []
    person = [{"sessionToken": []}, {"sessionCookie": []}]
    return person if scope == PERSON else [{"apiToken": [scope]}, *person]


def _path_parameters(call: Call) -> list[dict]:
    names = re.findall(r"{(\w+)}", call.path)
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "integer" if name == "number" else "string"}}
        for name in names
    ]


def _query_parameters(call: Call) -> list[dict]:
    if call.query is None:
        return []
    _, components = _schemas([call.query])
    shape = components[call.query.__name__]
    return [_parameter(name, schema, name in shape["required"]) for name, schema in shape["properties"].items()]


def _parameter(name: str, schema: dict, required: bool) -> dict:
    schema = _tidy(schema)
    if "anyOf" in schema:
        # What is left out is null; it can't be said.
        (only,) = [one for one in schema["anyOf"] if one != {"type": "null"}]
        schema = only
    parameter = {"name": name, "in": "query", "required": required, "schema": schema}
    if "description" in schema:
        parameter["description"] = schema.pop("description")
    return parameter


def _tidy(schema: Any) -> Any:
    """A schema without what only repeats: titles that are the name, nulls that can't be sent, broken lines."""
    if isinstance(schema, list):
        return [_tidy(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    tidy = {}
    for key, value in schema.items():
        if key == "title" and isinstance(value, str):
            continue
        tidy[key] = " ".join(value.split()) if key == "description" and isinstance(value, str) else _tidy(value)
    return tidy

