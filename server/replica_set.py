"""Makes a lone mongod the primary of its own replica set, over its socket, without the Mongo driver.

The supervisor stays small this way: it loads the BSON codec (5 MB) instead of the whole driver (26 MB).
MongoDB has transactions only in a replica set, hence a set of one.
"""

import socket
import struct
from contextlib import suppress

import bson

NAME = "rs0"
_OP_MSG = 2013
_ALREADY_INITIALIZED = 23


def become_primary(path: str) -> bool:
    """One attempt at the mongod behind the socket `path`; True once it takes writes."""
    with suppress(OSError), socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(5)
        connection.connect(path)
        hello = _command(connection, "hello", 1)
        if not hello.get("setName"):
            _configure(connection, path)
        return bool(hello.get("isWritablePrimary"))
    return False


def _configure(connection: socket.socket, host: str) -> None:
    """A new set, or the old one under this socket's path when the folder has moved."""
    members = [{"_id": 0, "host": host}]
    answer = _command(connection, "replSetInitiate", {"_id": NAME, "members": members})
    if answer.get("code") != _ALREADY_INITIALIZED:
        return
    found = _command(connection, "find", "system.replset", "local").get("cursor", {}).get("firstBatch")
    if found and found[0]["members"][0]["host"] != host:
        config = {**found[0], "version": found[0]["version"] + 1, "members": members}
        config.pop("term", None)
        _command(connection, "replSetReconfig", config, force=True)


def _command(connection: socket.socket, name: str, value, database: str = "admin", **fields) -> dict:
    body = bson.encode({name: value, "$db": database, **fields})
    payload = struct.pack("<IB", 0, 0) + body
    connection.sendall(struct.pack("<iiii", 16 + len(payload), 1, 0, _OP_MSG) + payload)
    length = struct.unpack("<i", _read(connection, 16)[:4])[0]
    return bson.decode(_read(connection, length - 16)[5:])


def _read(connection: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        part = connection.recv(count - len(data))
        if not part:
            raise ConnectionError("mongod closed the connection")
        data += part
    return data
