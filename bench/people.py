"""Signs in as the bench's admin and makes the agents of a run, through the JSON API."""

import httpx

from bench.parts import ADMIN, Part


def call(part: Part, method: str, path: str, body: dict | None = None, token: str = "") -> dict:
    headers = {"Origin": part.url} | ({"Authorization": f"Bearer {token}"} if token else {})
    answer = httpx.request(method, part.url + path, json=body, headers=headers, timeout=30)
    if answer.is_error:
        raise SystemExit(f"{method} {path}: {answer.status_code} {answer.text}")
    return answer.json()


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
