"""Sites: made and changed by admins, read by every visitor's connection."""

import pytest

from server.errors import Forbidden, Invalid, NotFound
from server.widget import sites


async def test_an_admin_makes_and_changes_a_site(desk, cast):
    site = await sites.make_site(desk, cast.ada.actor, "Blog", prechat={"email": "required"})
    assert site["prechat"] == {"name": "optional", "email": "required"}
    changed = await sites.update_site(
        desk, cast.ada.actor, site["_id"], name="The blog", origins=["https://Blog.example/"], colour="#ABCDEF",
        greeting=" Hi ", prechat={"name": "off"},
    )
    assert changed == await desk.store.sites.find_one({"_id": site["_id"]})
    assert changed == {
        **site, "name": "The blog", "origins": ["https://blog.example"], "colour": "#abcdef", "greeting": "Hi",
        "prechat": {"name": "off", "email": "required"},
    }


async def test_a_change_is_seen_at_once_in_this_process(desk, cast):
    assert (await sites.find(desk, cast.site["_id"]))["name"] == "Demo shop"
    await sites.update_site(desk, cast.ada.actor, cast.site["_id"], name="Shop")
    assert (await sites.find(desk, cast.site["_id"]))["name"] == "Shop"


async def test_a_look_up_is_kept_for_a_moment(desk, cast):
    await sites.find(desk, cast.site["_id"])
    await desk.store.sites.delete_many({})
    assert (await sites.find(desk, cast.site["_id"]))["_id"] == cast.site["_id"]
    with pytest.raises(NotFound):
        await sites.find(desk, cast.other_site["_id"])


async def test_only_admins(desk, cast):
    for somebody in (cast.max, cast.alice, cast.vera, cast.sam):
        for attempt in (
            sites.list_sites(desk, somebody.actor),
            sites.make_site(desk, somebody.actor, "Mine"),
            sites.update_site(desk, somebody.actor, cast.site["_id"], origins=["https://evil.example"]),
        ):
            with pytest.raises(Forbidden):
                await attempt


@pytest.mark.parametrize("change", [
    {"name": ""}, {"origins": ["https://ok.example", "evil"]}, {"colour": "red"}, {"colour": "#3450d8;"},
    {"colour": "#3450d8\n"}, {"greeting": "x" * 501}, {"prechat": {"name": "maybe"}}, {"prechat": {"phone": "off"}},
])
async def test_a_wrong_change_stores_nothing(desk, cast, change):
    with pytest.raises(Invalid) as refused:
        await sites.update_site(desk, cast.ada.actor, cast.site["_id"], **change)
    assert refused.value.details["field"].partition(".")[0] in change
    assert await desk.store.sites.find_one({"_id": cast.site["_id"]}) == cast.site


@pytest.mark.parametrize("key", ["", "nope", "\0", "x" * 5000])
async def test_a_key_that_does_not_exist(desk, cast, key):
    with pytest.raises(NotFound):
        await sites.find(desk, key)
    with pytest.raises(NotFound):
        await sites.update_site(desk, cast.ada.actor, key, name="x")


async def test_whose_pages_may_embed_it(desk, cast):
    assert sites.allows_origin(cast.site, "https://shop.example")
    assert not sites.allows_origin(cast.site, "https://other.example")


async def test_the_demo_shop_keeps_its_site(desk, cast):
    for n in range(5):
        await sites.make_site(desk, cast.ada.actor, f"Another {n}")
    assert (await sites.first_site(desk))["_id"] == cast.site["_id"]
