"""Holds real answers of the API against its document: nothing missing, nothing more, nothing of another type."""

import copy
import re

import httpx
from jsonschema import Draft202012Validator

JSON = "application/json"


class Described:
    """Looks at every answer that a client gets. `asked` is what was asked and answered well, as (method, path)."""

    def __init__(self, document: dict):
        self.document = strict(document)
        self.asked: set[tuple[str, str]] = set()
        self._patterns = [
            (re.compile(re.sub(r"{\w+}", "[^/]+", path)), path, "{" in path) for path in document["paths"]
        ]

    async def __call__(self, response: httpx.Response) -> None:
        await response.aread()
        path = self.path_of(response.request.url.path)
        method = response.request.method
        said = self.document["paths"][path][method.lower()]
        responses = said["responses"]
        status = str(response.status_code)
        found = responses.get(status) or responses.get(f"{status[0]}XX")
        assert found, f"{method} {path} answers {status}, which is not documented"
        kinds = found.get("content", {})
        if JSON in kinds:
            self._hold(f"{method} {path} {status}", kinds[JSON]["schema"], response.json())
        elif not kinds:
            assert response.content == b"", f"{method} {path} {status}"
        if response.is_success:
            self.asked.add((method, path))

    def path_of(self, path: str) -> str:
        """The path as documented; a fixed one goes before one with a parameter."""
        fitting = [(blank, known) for pattern, known, blank in self._patterns if pattern.fullmatch(path)]
        return min(fitting)[1]

    def _hold(self, what: str, schema: dict, answer) -> None:
        rooted = {**schema, "components": self.document["components"]}
        errors = Draft202012Validator(rooted).iter_errors(answer)
        wrong = [f"{'.'.join(map(str, error.absolute_path))}: {error.message[:300]}" for error in errors]
        assert not wrong, f"{what}: {wrong}"


def strict(document: dict) -> dict:
    """The document with every shape closed: a field that it does not name is a fault."""
    closed = copy.deepcopy(document)
    for shape in _shapes(closed):
        if "properties" in shape and "additionalProperties" not in shape:
            shape["additionalProperties"] = False
    return closed


def _shapes(part):
    if isinstance(part, dict):
        yield part
        for value in part.values():
            yield from _shapes(value)
    elif isinstance(part, list):
        for value in part:
            yield from _shapes(value)
