"""Ports: a free one, whether one is taken, and whether a web server answers there."""

import errno
import socket
from contextlib import suppress

from server.errors import Misconfigured


def free_port(host: str = "127.0.0.1") -> int:
    with socket.create_server((host, 0), family=_family(host, 0)) as probe:
        return probe.getsockname()[1]


def check_port(host: str, port: int) -> None:
    try:
        with socket.socket(_family(host, port)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise Misconfigured(f"Port {port} on {host} is taken by another program. "
                                f"Stop that one, or choose another: PORT={port + 1}.") from None
        raise Misconfigured(f"Can't listen on {host}:{port}: {error.strerror}. "
                            "Choose others with FRONTDESK_HOST and PORT.") from None


def answers(host: str, port: int, path: str) -> bool:
    """Whether the web server says 200; a raw request, since an HTTP library costs 8 MB."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    with suppress(OSError), socket.create_connection((host, port), timeout=2) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        return connection.recv(64).split(b" ")[1:2] == [b"200"]
    return False


def _family(host: str, port: int) -> socket.AddressFamily:
    return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
