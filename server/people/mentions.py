"""Who is named with @ in a private note: people by their full or first name, teams by theirs."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from server.desk import Desk
from server.errors import Unprocessable

AGENT, TEAM = "agent", "team"
# From here on scripts write without spaces: a name there may be followed by anything.
UNSPACED = "\u2e80"

Mention = dict


async def resolve_mentions(desk: Desk, body: str, ids: Iterable[str] = ()) -> list[Mention]:
    """[{kind, id, name}] of the agents and teams that the note names in its words, and of those given by id;
    each once. Who is not active any more is left out.

    Raises Unprocessable, naming `mentions`, for an id that is neither an agent nor a team.
    """
    ids = list(dict.fromkeys(ids))
    if not ids and "@" not in body:
        return []
    agents = await desk.store.agents.find({}, {"name": 1, "active": 1}).sort("name", 1).to_list(None)
    teams = await desk.store.teams.find({}, {"name": 1}).sort("name", 1).to_list(None)
    known = {row["_id"]: None if not row["active"] else mention(AGENT, row) for row in agents}
    known |= {row["_id"]: mention(TEAM, row) for row in teams}
    for id in ids:
        if id not in known:
            raise Unprocessable(f"mentions: there is no agent or team {id[:40]!r}.", field="mentions", id=id)
    chosen = [known[id] for id in ids if known[id]]
    return chosen + [one for one in named(body, [one for one in known.values() if one], chosen) if one not in chosen]


def mention(kind: str, row: dict) -> Mention:
    return {"kind": kind, "id": row["_id"], "name": row["name"]}


def named(body: str, known: list[Mention], chosen: list[Mention]) -> list[Mention]:
    """Those of `known` who stand after an @ in the words, in their order; the longest name that fits. Where two
    have the same name, those of `chosen` are meant, else both. Pure."""
    bearers = _bearers(known)
    if not bearers:
        return []
    found: dict[str, Mention] = {}
    for match in _pattern(bearers).finditer(_plain(body)):
        meant = bearers[" ".join(match[1].split())]
        for one in [one for one in meant if one in chosen] or meant:
            found[one["id"]] = one
    return list(found.values())


def _bearers(known: list[Mention]) -> dict[str, list[Mention]]:
    """Name as compared -> who bears it. A first name counts if it is nobody else's, nor the name of a team."""
    bearers: dict[str, list[Mention]] = {}
    for one in known:
        bearers.setdefault(_plain(one["name"]), []).append(one)
    firsts = Counter(_first(one) for one in known if one["kind"] == AGENT)
    for one in known:
        if one["kind"] == AGENT and firsts[_first(one)] == 1:
            bearers.setdefault(_first(one), [one])
    return bearers


def _first(one: Mention) -> str:
    return _plain(one["name"]).split()[0]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def _pattern(names: Iterable[str]) -> re.Pattern:
    # An address such as sam@ada.example mentions nobody.
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<![\w.+-])@({'|'.join(map(_as_pattern, longest_first))})")


def _as_pattern(name: str) -> str:
    words = r"\s+".join(map(re.escape, name.split()))
    return words if name[-1] >= UNSPACED else rf"{words}(?!\w)"
