"""The real web server, in a thread and as processes: it answers, says what is missing, and dies cleanly."""

import httpx


def test_the_server_of_the_tests_is_ready(server):
    assert httpx.get(f"{server.url}/healthz").text == "ok"
    assert httpx.get(f"{server.url}/readyz").json() == {"mongodb": "ok", "redis": "ok"}


def test_two_processes_serve_one_installation(start_web):
    one, other = start_web(), start_web()
    assert one.url != other.url
    keys = [httpx.get(f"{web.url}/api/v1/setup").json() for web in (one, other)]
    assert keys[0].keys() == keys[1].keys()
    one.kill()
    assert httpx.get(f"{other.url}/readyz").status_code == 200
    assert httpx.get(f"{one.start().url}/readyz").status_code == 200


def test_metrics_are_counted(server):
    text = httpx.get(f"{server.url}/metrics").text
    assert 'frontdesk_connections{namespace="/visitor"} 0' in text
    assert "frontdesk_events_written_total 0" in text
