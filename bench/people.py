"""Signs in as the bench's admin and makes the agents of a run, through the JSON API."""

import json
import urllib.request

from bench.parts import ADMIN, Part


def call(part: Part, method: str, path: str, body: dict | None = None, token: str = "") -> dict:
    headers = {"Content-Type": "application/json", "Origin": part.url}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(part.url + path, data, headers, method=method)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.loads(answer.read() or b"{}")


def sign_in(part: Part) -> str:
    return call(part, "POST", "/api/v1/session", {"email": ADMIN[0], "password": ADMIN[1]})["token"]


def make_agents(part: Part, count: int) -> list[str]:
    """The tokens of `count` new agents."""
    admin, tokens = sign_in(part), []
    for number in range(count):
        new = {"email": f"agent{number}@example.com", "name": f"Agent {number}", "role": "agent"}
        invite = call(part, "POST", "/api/v1/agents", new, admin)["invite_url"].rsplit("/", 1)[1]
        joined = call(part, "POST", f"/api/v1/invitations/{invite}", {"name": new["name"], "password": ADMIN[1]})
        tokens.append(joined["token"])
    return tokens


def first_site(part: Part) -> str:
    return call(part, "GET", "/api/v1/sites", token=sign_in(part))["items"][0]["key"]
