"""The first start: what an empty database gets, once, whoever comes first."""

import asyncio
from dataclasses import replace

import pytest

from server.errors import Conflict, Misconfigured
from server.first_run import LABELS, ensure_first_run
from server.people.first_admin import first_admin
from server.people.sessions import sign_in


async def counts(desk) -> dict[str, int]:
    names = ("teams", "labels", "sites", "agents")
    return {name: await desk.store.database[name].count_documents({}) for name in names}


async def test_an_empty_database_is_furnished_once(desk):
    made = await ensure_first_run(desk, make_admin=True)
    assert await counts(desk) == {"teams": 1, "labels": len(LABELS), "sites": 1, "agents": 1}
    site = await desk.store.sites.find_one({})
    assert (site["_id"], len(site["_id"]), site["name"], site["origins"]) == (made.site, 12, "Demo shop", [])
    assert {"Bug", "Refund", "Feature Request", "Onboarding", "Question"} == set(LABELS)
    assert made.admin["email"] == "admin@example.com"
    assert await sign_in(desk, "admin@example.com", made.password, "192.0.2.1", "tests")
    again = await ensure_first_run(desk, make_admin=True)
    assert (again.site, again.admin, again.password) == (None, None, None)


async def test_several_processes_at_once_make_one_of_each(desk):
    made = await asyncio.gather(*(ensure_first_run(desk, make_admin=True) for _ in range(6)))
    assert await counts(desk) == {"teams": 1, "labels": len(LABELS), "sites": 1, "agents": 1}
    passwords = [one.password for one in made if one.password]
    assert len(passwords) == 1
    assert await sign_in(desk, "admin@example.com", passwords[0], "192.0.2.1", "tests")


async def test_a_crash_halfway_is_made_good(desk):
    await ensure_first_run(desk)
    await desk.store.installation.update_one({}, {"$set": {"done": False}})
    await desk.store.labels.delete_one({"name": "Bug"})
    await ensure_first_run(desk)
    assert await counts(desk) == {"teams": 1, "labels": len(LABELS), "sites": 1, "agents": 0}


async def test_what_people_changed_since_stays_changed(desk):
    await ensure_first_run(desk)
    await desk.store.labels.delete_many({})
    await desk.store.teams.update_one({}, {"$set": {"name": "Help"}})
    await ensure_first_run(desk)
    assert await counts(desk) == {"teams": 1, "labels": 0, "sites": 1, "agents": 0}


async def test_the_admin_of_the_settings(desk):
    desk.settings = replace(desk.settings, admin_email="Root@Example.com", admin_password="chosen by them")
    made = await ensure_first_run(desk, make_admin=True)
    assert (made.admin["email"], made.password) == ("root@example.com", None)
    assert made.admin["teams"] == [(await desk.store.teams.find_one({}))["_id"]]
    assert await sign_in(desk, "root@example.com", "chosen by them", "192.0.2.1", "tests")


async def test_a_wrong_address_in_the_settings_is_one_line(desk):
    desk.settings = replace(desk.settings, admin_email="root")
    with pytest.raises(Misconfigured, match="FRONTDESK_ADMIN_EMAIL"):
        await ensure_first_run(desk)


async def test_a_further_admin_from_the_command_line(desk):
    _, password = await first_admin(desk, "eve@example.com")
    assert await sign_in(desk, "eve@example.com", password, "192.0.2.1", "tests")
    with pytest.raises(Conflict):
        await first_admin(desk, "EVE@example.com")
