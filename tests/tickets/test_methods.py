"""A known address by a method that it does not take."""

import httpx


def test_it_says_which_it_takes(server):
    for method, path, allowed in (
        ("PUT", "/tickets/1001", "GET, HEAD, PATCH"), ("DELETE", "/tickets/1001", "GET, HEAD, PATCH"),
        ("PUT", "/tickets", "GET, HEAD, POST"), ("GET", "/tickets/1001/replies", "POST"),
    ):
        answer = httpx.request(method, f"{server.url}/api/v1{path}")
        assert (answer.status_code, answer.headers.get("allow")) == (405, allowed), (method, path)
        assert answer.json()["error"]["message"] == f"This address takes {allowed}, but not {method}."
    for method in ("GET", "PUT"):
        answer = httpx.request(method, f"{server.url}/api/v1/nowhere")
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")
