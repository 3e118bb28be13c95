"""Who is named with @ in a note: the longest name, by any spelling, and never by an address."""

import pytest

from server.errors import Unprocessable
from server.people.agents import update_agent
from server.people.mentions import named, resolve_mentions
from server.people.teams import make_team


def who(id: str, name: str, kind: str = "agent") -> dict:
    return {"kind": kind, "id": id, "name": name}


PEOPLE = [
    who("ann", "Ann Lee"), who("anna", "Ann Leeson"), who("ben", "Ben Stone"), who("ben2", "Ben Woods"),
    who("zoe", "Zoë Müller-Lüdenscheidt"), who("wei", "王小明"), who("moh", "محمد عبد الرحمن"), who("str", "Straße"),
    who("sup", "Support", "team"), who("sup2", "Support Level 2", "team"), who("odd", "C++ (.*) team", "team"),
]


@pytest.mark.parametrize(("body", "ids"), [
    ("@Ann Lee, look", ["ann"]), ("@ann leeson!", ["anna"]), ("(@ANN  LEE)", ["ann"]), ("@Ann\nLee", ["ann"]),
    ("@Ann look", []), ("@Annabel", []), ("@Ben", []), ("@ben woods and @Ben Stone", ["ben2", "ben"]),
    ("@Zoë", ["zoe"]), ("@ZOE\u0308 MU\u0308LLER-LÜDENSCHEIDT?", ["zoe"]), ("@Zoe", []),
    ("@王小明请看一下", ["wei"]), ("مرحبا @محمد عبد الرحمن", ["moh"]), ("@STRASSE", ["str"]),
    ("@support level 2 please", ["sup2"]), ("@support level 3", ["sup"]), ("@C++ (.*) team", ["odd"]),
    ("@C++ abc team", []), ("zoë@zoë.example", []), ("me+@support", []), ("@@support", ["sup"]), ("@", []),
    ("@Support @support @SUPPORT", ["sup"]), ("**@Support**", ["sup"]), ("@Support's", ["sup"]),
    ("@Support_2", []), ("@" * 5000, []), ("@support " * 5000, ["sup"]),
])
def test_names_in_the_words(body, ids):
    assert [one["id"] for one in named(body, PEOPLE, [])] == ids


def test_two_of_the_same_name_are_told_apart_by_id():
    twins = [who("one", "Kim Park"), who("two", "Kim Park")]
    assert named("@kim park", twins, []) == twins
    assert named("@kim park", twins, [twins[1]]) == [twins[1]]
    assert named("@kim", twins, []) == []


async def test_words_and_ids_together(desk, cast):
    bob, max_ = who(cast.bob.id, "Bob"), who(cast.max.id, "Max")
    assert await resolve_mentions(desk, "no names") == []
    assert await resolve_mentions(desk, "@bob and @Max", [cast.max.id, cast.max.id]) == [max_, bob]
    assert await resolve_mentions(desk, "", [cast.support]) == [who(cast.support, "Support", "team")]
    await update_agent(desk, cast.ada.actor, cast.bob.id, active=False)
    assert await resolve_mentions(desk, "@bob", [cast.bob.id]) == []


async def test_unknown_ids_are_named(desk, cast):
    for id in ("nobody", cast.vera.id, "", "$where"):
        with pytest.raises(Unprocessable) as refused:
            await resolve_mentions(desk, "@Bob", [cast.bob.id, id])
        assert refused.value.details["field"] == "mentions"


async def test_a_team_may_be_called_as_somebody(desk, cast):
    team, _ = await make_team(desk, cast.ada.actor, "Ivo")
    await update_agent(desk, cast.ada.actor, cast.bob.id, name="Ivo Horvat")
    assert [one["id"] for one in await resolve_mentions(desk, "@ivo, please")] == [team["_id"]]
