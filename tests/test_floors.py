"""The floors of the house, checked from the imports themselves.

A file imports only from lower floors, or from its own floor inside its own folder. A new file or folder needs
a line in FLOORS; an exception needs a reason.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SERVER = Path(__file__).parent.parent / "server"

# The longest name that fits counts: `widget.http` is a door, the rest of `widget` is not.
FLOORS: dict[int, set[str]] = {
    # Knows nothing of the product, or only its words for what goes wrong.
    0: {
        "settings", "errors", "store", "background", "logs",
        "binaries", "data_folder", "ports", "processes", "replica_set",
    },
    # What every action and every door is handed.
    1: {"actor", "events", "commit", "folding", "ledger", "desk", "door", "built", "pages", "paging", "spelling"},
    2: {"people", "files"},
    3: {"chats", "tickets", "search", "widget", "mail", "realtime.push", "realtime.bus", "followers"},
    # Doors: parse, call one action, shape the answer. And what an operator starts.
    4: {
        "console", "realtime", "jobs", "widget.http",
        "first_run", "metrics", "demo", "demo_words", "embedded", "supervisor", "doctor",
    },
    # Puts the doors together.
    5: {"app", "__main__"},
}

EXCEPTIONS: dict[tuple[str, str], str] = {
    ("files", "people"): "a picture is told by the same reader, whether a colleague's or a customer's",
    ("tickets", "chats"): "a ticket is made from a chat and keeps its transcript in the chat's own shapes; "
                          "chats know nothing of tickets",
    ("realtime.push", "chats"): "turns the events of chats into what browsers get",
    ("realtime.push", "tickets"): "turns the events of tickets into what browsers get",
    ("search", "tickets"): "finds tickets, and reads what is written in them by the rules of their timeline",
    ("followers", "search"): "the one table of who reacts to what",
    ("followers", "tickets"): "the one table of who reacts to what",
    ("followers", "realtime.push"): "the one table of who reacts to what",
}

DRIVERS = {"motor", "pymongo", "bson", "gridfs"}
DRIVER_USERS = {
    "store": "the only one that speaks to MongoDB",
    "replica_set": "makes mongod a primary before there is anything to connect to, without loading a driver",
}


@cache
def modules() -> dict[str, ast.Module]:
    """Every file of the server by its name without `server.`; a package is named after its folder."""
    found = {}
    for path in sorted(SERVER.rglob("*.py")):
        parts = path.relative_to(SERVER).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if name:
            found[name] = ast.parse(path.read_text(), path)
    return found


def imports(name: str, tree: ast.Module, known: set[str]) -> Iterator[tuple[str, int]]:
    """(what, line) of all imports, also of those inside functions. Our own come without `server.`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name.removeprefix("server."), node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = ["server", *name.split(".")][: -node.level]
                base = ".".join([*above, base]).rstrip(".")
            for alias in node.names:
                whole = f"{base}.{alias.name}".removeprefix("server.")
                yield (whole if whole in known else base.removeprefix("server.")), node.lineno


def place(name: str) -> tuple[int, str] | None:
    """(floor, the entry of FLOORS that says so)."""
    fitting = [
        (floor, entry) for floor, entries in FLOORS.items() for entry in entries
        if name == entry or name.startswith(entry + ".")
    ]
    return max(fitting, key=lambda found: len(found[1]), default=None)


def folder(name: str) -> str:
    return name.rpartition(".")[0]


def verdict(name: str, other: str) -> tuple[str, str] | str | None:
    """None: allowed. A pair: only by that exception. A sentence: what is wrong."""
    (floor, entry), (other_floor, other_entry) = place(name), place(other)
    if other_floor < floor or (other_floor == floor and folder(name) == folder(other)):
        return None
    if (entry, other_entry) in EXCEPTIONS:
        return entry, other_entry
    return f"{name} (floor {floor}) imports {other} (floor {other_floor})"


def examine(trees: dict[str, ast.Module]) -> tuple[list[str], set[tuple[str, str]]]:
    """(what is wrong with these files, the exceptions that were needed)."""
    wrong, used, known = [], set(), set(modules())
    for name, tree in trees.items():
        for other, line in imports(name, tree, known):
            if other in known and "." not in other and (SERVER / other).is_dir():
                continue
            if other in known:
                found = verdict(name, other)
                if isinstance(found, str):
                    wrong.append(f"{found}, line {line}")
                elif found:
                    used.add(found)
            elif other.partition(".")[0] in DRIVERS and name not in DRIVER_USERS:
                wrong.append(f"{name} imports {other}, line {line}; only store.py speaks to MongoDB")
    return wrong, used


def test_every_file_has_a_floor_and_every_line_of_the_table_a_file():
    known = modules()
    assert [name for name in known if place(name) is None and "." in name] == []
    assert [name for name in known if place(name) is None and not (SERVER / name).is_dir()] == []
    entries = set().union(*FLOORS.values())
    assert entries <= set(known)


def test_nobody_imports_from_above():
    wrong, _ = examine(modules())
    assert wrong == []


def test_every_exception_is_still_needed():
    _, used = examine(modules())
    assert used == set(EXCEPTIONS)
    known = modules()
    for name in DRIVER_USERS:
        assert DRIVERS & {other.partition(".")[0] for other, _ in imports(name, known[name], set(known))}


def judged(name: str, source: str) -> list[str]:
    """What is wrong if the file `name` holds this source."""
    return examine({name: ast.parse(source)})[0]


def test_what_would_break_the_house_is_found():
    upstairs = [
        ("people.agents", "from server.chats.actions import post"),
        ("people.agents", "from server.chats import actions"),
        ("people.agents", "import server.console.auth"),
        ("people.agents", "def late():\n    from server.app import make_app"),
        ("people.agents", "from ..tickets import views"),
        ("chats.actions", "from server.tickets.convert import convert"),
        ("chats.actions", "from server.widget import sites"),
        ("store", "from server.desk import Desk"),
        ("jobs.sweeps", "from server.console.auth import actor_of"),
        ("console.auth", "from server.realtime.engine import Engine"),
        ("tickets.views", "from server.widget import sites"),
    ]
    for name, source in upstairs:
        assert len(judged(name, source)) == 1, (name, source)
    for source in ("import bson", "from motor.motor_asyncio import AsyncIOMotorClient", "import pymongo.errors"):
        assert len(judged("tickets.views", source)) == 1, source


def test_what_keeps_to_the_floors_is_left_alone():
    for name, source in [
        ("people.agents", "from server.people import sessions\nfrom . import words\nimport json"),
        ("console.tickets_http", "from server.tickets.views import find\nfrom server.console.auth import actor_of"),
        ("tickets.convert", "from server.chats.shapes import message_shape"),
        ("app", "from server import followers, logs"),
    ]:
        assert judged(name, source) == [], source
