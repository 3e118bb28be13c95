"""Asks one web process over HTTP as one of the generated agents, and keeps how long each answer took."""

import time
from statistics import quantiles

import httpx

from bench.parts import ADMIN, Part


class Caller:
    """An agent's session on one node; `took` has the milliseconds of every call under its name."""

    def __init__(self, part: Part, agent: int = 0):
        self.client = httpx.Client(base_url=part.url, timeout=60, headers={"origin": part.url})
        signed_in = self.client.post(
            "/api/v1/session", json={"email": f"agent{agent}@example.com", "password": ADMIN[1]}
        )
        self.token = signed_in.raise_for_status().json()["token"]
        self.client.headers["authorization"] = f"Bearer {self.token}"
        self.client.cookies.clear()
        self.took: dict[str, list[float]] = {}

    def get(self, name: str, path: str, **params) -> dict:
        return self._ask(name, "GET", path, params=params)

    def send(self, name: str, method: str, path: str, body: dict) -> dict:
        return self._ask(name, method, path, json=body)

    def _ask(self, name: str, method: str, path: str, **more) -> dict:
        began = time.perf_counter()
        answer = self.client.request(method, f"/api/v1{path}", **more)
        took = (time.perf_counter() - began) * 1000
        if answer.is_error:
            raise SystemExit(f"{method} {path} {more}: {answer.status_code} {answer.text[:300]}")
        self.took.setdefault(name, []).append(took)
        return answer.json()


def row(name: str, took: list[float], share: int, goal: float | None) -> list[str]:
    """A line of the table; `share` (95 or 99) is the percentile that the goal is about."""
    at = quantiles(took, n=100, method="inclusive") if len(took) > 1 else [took[0]] * 99
    verdict = "" if goal is None else "met" if at[share - 1] < goal else "NOT MET"
    return [
        name, str(len(took)), *(f"{at[place - 1]:.1f}" for place in (50, 95, 99)), f"{max(took):.0f}",
        f"p{share} < {goal:.0f}" if goal else "", verdict,
    ]
