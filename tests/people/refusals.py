"""What every refusal of the API looks like."""

import httpx


def refused(response: httpx.Response, status: int, code: str) -> dict:
    """The error of a refusal, which is always one sentence in one shape."""
    asked = f"{response.request.method} {response.request.url} {response.request.content[:200]!r}: {response.text}"
    assert response.status_code == status, asked
    error = response.json()["error"]
    assert error["code"] == code, asked
    assert error["message"]
    assert "Traceback" not in response.text
    return error
