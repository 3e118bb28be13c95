"""Somebody else's website with our widget on it: a page on its own origin, under a policy as strict as they come."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = """<!doctype html><html lang="en"><title>Another shop</title>
<h1>Another shop</h1><p>Nothing here needs a script of its own.</p>
<script async src="{ours}/widget.js" data-site="{site}"></script></html>"""


class HostPage:
    """Serves one page; as `localhost`, so that the browser takes it for another site than ours at 127.0.0.1."""

    def __init__(self, ours: str, site: str, policy: str | None = None):
        page = PAGE.format(ours=ours, site=site).encode()
        if policy is None:
            policy = f"default-src 'none'; script-src {ours}; frame-src {ours}"

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.send_header("content-type", "text/html")
                self.send_header("content-security-policy", policy)
                self.end_headers()
                self.wfile.write(page)

            def log_message(self, *args):
                """Quiet: the tests say what matters."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def origin(self) -> str:
        return f"http://localhost:{self._server.server_port}"

    def start(self) -> "HostPage":
        self._thread.start()
        return self

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
