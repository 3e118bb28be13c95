"""/metrics: what this process does, in the text format of Prometheus."""

import resource
from collections import Counter

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from server.door import desk_of


async def metrics(request: Request) -> Response:
    """Live connections, events written since the start, and the most memory used, of this process."""
    here = Counter(one.namespace for one in request.app.state.engine.connections.values())
    most_memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    lines = ["# TYPE frontdesk_connections gauge"]
    lines += [f'frontdesk_connections{{namespace="{name}"}} {here[name]}' for name in ("/visitor", "/agent")]
    lines += ["# TYPE frontdesk_events_written_total counter"]
    lines += [f"frontdesk_events_written_total {desk_of(request).ledger.written}"]
    lines += ["# TYPE frontdesk_memory_bytes_max gauge", f"frontdesk_memory_bytes_max {most_memory}"]
    return PlainTextResponse("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4")
