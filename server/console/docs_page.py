"""The API's document as its page shows it: schemas in words, and what a request looks like. Pure."""

from collections import defaultdict
from typing import Any

from msgspec import json

SHOWN_LENGTH = 60
PERSON = "sign-in"
Words = list[tuple[str, str | None]]


def page_of(document: dict) -> dict:
    """What templates/docs.html draws: {groups: [{name, id, calls}], shapes, address}."""
    groups: dict[str, list[dict]] = {tag["name"]: [] for tag in document["tags"]}
    for path, operations in document["paths"].items():
        for method, said in operations.items():
            groups[said["tags"][0]].append(_call(method.upper(), path, said, document))
    return {
        "groups": [{"name": name, "id": _anchor(name), "calls": calls} for name, calls in groups.items()],
        "shapes": [
            {"name": name, "about": schema.get("description", ""), "fields": _fields(schema)}
            for name, schema in document["components"]["schemas"].items()
        ],
        "address": document["servers"][0]["url"],
    }


def words_of(schema: dict) -> Words:
    """A schema in words: pieces of text, each with the name of the shape that it leads to, or None."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return [(name, name)]
    if "anyOf" in schema:
        return _joined([words_of(one) for one in schema["anyOf"]], " or ")
    if "enum" in schema:
        return [("one of ", None), (", ".join(_shown(value) for value in schema["enum"]), None)]
    kinds = schema.get("type", "anything")
    if isinstance(kinds, list):
        return [(" or ".join(kinds), None)]
    if kinds == "array":
        return _array(schema)
    if kinds == "object" and isinstance(schema.get("additionalProperties"), dict):
        return [("names to ", None), *words_of(schema["additionalProperties"])]
    limits = _limits(schema)
    return [(f"{kinds}, {limits}" if limits else kinds, None)]


def _call(method: str, path: str, said: dict, document: dict) -> dict:
    body = said.get("requestBody", {}).get("content", {})
    schema = body.get("application/json", {}).get("schema")
    shape = _resolved(schema, document) if schema else None
    status, answer = next(iter(said["responses"].items()))
    content = answer.get("content", {})
    return {
        "id": said["operationId"], "method": method, "path": path, "summary": said["summary"],
        "about": said.get("description", ""), "needs": _needs(said["security"]),
        "parameters": [
            _field(one["name"], {**one["schema"], "description": one.get("description", "")}, one["required"])
            for one in said.get("parameters", [])
        ],
        "body": _fields(shape) if shape else [], "raw": [] if schema else list(body),
        "status": status, "answer": _answer(content), "example": _example(method, path, said, shape, document),
    }


def _needs(security: list[dict]) -> str:
    if not security:
        return "no sign-in"
    scopes = [scope for scheme in security for scope in scheme.get("apiToken", [])]
    return scopes[0] if scopes else PERSON


def _answer(content: dict) -> Words:
    schema = content.get("application/json", {}).get("schema")
    if schema is None:
        return [(", ".join(content) or "nothing", None)]
    items = schema.get("properties", {}).get("items") if "$ref" not in schema else None
    return [("a list of ", None), *words_of(items["items"])] if items else words_of(schema)


def _fields(schema: dict) -> list[dict]:
    required = schema.get("required", [])
    return [_field(name, one, name in required) for name, one in schema.get("properties", {}).items()]


def _field(name: str, schema: dict, required: bool) -> dict:
    default = schema.get("default")
    return {
        "name": name, "required": required, "words": words_of(schema), "about": schema.get("description", ""),
        "default": "" if default in (None, "", [], {}) else _shown(default),
    }


def _array(schema: dict) -> Words:
    if "prefixItems" in schema:
        pairs = _joined([words_of(one) for one in schema["prefixItems"]], ", ")
        return [("[", None), *pairs, ("]", None)]
    limits = _range(schema.get("minItems"), schema.get("maxItems"))
    return [(f"list of {limits} " if limits else "list of ", None), *words_of(schema.get("items", {}))]


def _limits(schema: dict) -> str:
    length = _range(schema.get("minLength"), schema.get("maxLength"))
    size = _range(schema.get("minimum"), schema.get("maximum"))
    said = [f"{length} characters"] * bool(length) + [size] * bool(size)
    said += [f"like {schema['pattern']}"] if "pattern" in schema else []
    said += [schema["format"]] if "format" in schema else []
    return ", ".join(said)


def _range(least: int | None, most: int | None) -> str:
    if least and most is not None:
        return f"{least:,} to {most:,}"
    if most is not None:
        return f"up to {most:,}"
    return f"{least:,} or more" if least else ""


def _joined(parts: list[Words], by: str) -> Words:
    joined: Words = []
    for part in parts:
        joined += [(by, None)] * bool(joined) + part
    return joined


def _resolved(schema: dict, document: dict) -> dict:
    name = schema.get("$ref", "").rpartition("/")[2]
    return document["components"]["schemas"][name] if name else schema


def _example(method: str, path: str, said: dict, shape: dict | None, document: dict) -> str:
    filled = defaultdict(lambda: "ID", number="1001")
    url = document["servers"][0]["url"] + path.format_map(filled)
    lines = [f"curl '{url}'" if method == "GET" else f"curl -X {method} '{url}'"]
    if said["security"]:
        lines.append(f"-H 'Authorization: Bearer {'fd' if _needs(said['security']) == PERSON else 'fdt'}_…'")
    if shape:
        lines.append(f"-H 'Content-Type: application/json' -d '{json.encode(sample(shape, document)).decode()}'")
    elif "requestBody" in said:
        lines.append("--data-binary @file.png")
    return " \\\n  ".join(lines)


def sample(schema: dict, document: dict) -> Any:
    """The least that the schema takes."""
    schema = _resolved(schema, document)
    if "anyOf" in schema:
        return sample(schema["anyOf"][0], document)
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("type") == "array":
        return [sample(schema["items"], document)]
    if schema.get("type") == "object":
        return {name: sample(schema["properties"][name], document) for name in schema.get("required", [])}
    return {"string": "…", "integer": 1001, "boolean": True}[schema["type"]]


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else json.encode(value).decode()
    return text if len(text) <= SHOWN_LENGTH else text[: SHOWN_LENGTH - 1] + "…"


def _anchor(name: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in name.lower())
