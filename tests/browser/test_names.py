"""Labels and categories: made while choosing, renamed and merged without losing whom they mark."""

from playwright.async_api import expect


async def test_a_manager_makes_a_label_and_a_category_while_choosing(stage, ticket):
    max_ = await stage.agent(stage.cast.max, f"/tickets/{ticket}")
    await max_.button("Change labels").click()
    await max_.page.get_by_role("combobox", name="Labels").fill("Descaling")
    await max_.page.get_by_role("option", name="Make label “Descaling”").click()
    await expect(max_.button("Remove Descaling")).to_be_visible()
    await max_.type("Escape", "y")
    await max_.page.get_by_role("combobox", name="Category").fill("Kettles")
    await max_.type("Enter")
    await expect(max_.button("Category: Kettles")).to_be_visible()

    alice = await stage.agent(stage.cast.alice, f"/tickets/{ticket}")
    await expect(alice.button("Category: Kettles")).to_be_visible()
    await alice.type("l")
    await alice.page.get_by_role("combobox", name="Labels").fill("Something else")
    await expect(alice.page.get_by_text("There is no such label.")).to_be_visible()


async def test_a_renamed_and_merged_label_still_marks_its_tickets(stage, ticket):
    max_ = await stage.agent(stage.cast.max, "/settings/labels")
    dialog = max_.page.get_by_role("dialog")
    await max_.button("New label").click()
    await dialog.get_by_label("Name").fill("Descaling, urgent")
    await dialog.get_by_role("button", name="Make the label").click()
    await expect(dialog.get_by_role("alert")).to_contain_text("comma")
    await dialog.get_by_label("Name").fill("Descaling")
    await dialog.get_by_role("button", name="Make the label").click()
    row = max_.page.get_by_role("listitem").filter(has_text="Descaling")
    await expect(row.get_by_role("link", name="0 tickets")).to_be_visible()

    alice = await stage.agent(stage.cast.alice, f"/tickets/{ticket}")
    await alice.button("Change labels").click()
    await alice.page.get_by_role("combobox", name="Labels").fill("desc")
    await alice.type("Enter", "Escape")
    await expect(alice.button("Remove Descaling")).to_be_visible()

    await max_.button("Change Descaling").click()
    await dialog.get_by_label("Name").fill("Limescale")
    await dialog.get_by_role("button", name="Save").click()
    await expect(max_.page.get_by_text("earlier Descaling")).to_be_visible()
    await max_.button("More for Limescale").click()
    await max_.page.get_by_role("menuitem", name="Merge into another label").click()
    await dialog.get_by_label("Into which label?").select_option(label="Bug (0 tickets)")
    await expect(dialog.get_by_text("1 ticket with Limescale will show Bug.")).to_be_visible()
    await dialog.get_by_role("button", name="Merge", exact=True).click()
    asked = max_.page.get_by_role("dialog", name="Merge Limescale into Bug?")
    await asked.get_by_role("button", name="Merge", exact=True).click()
    await expect(max_.button("More for Limescale")).to_have_count(0)
    await alice.page.reload()
    await expect(alice.button("Remove Bug")).to_be_visible()


async def test_labels_are_not_an_agents_to_change(stage, ticket):
    alice = await stage.agent(stage.cast.alice, "/settings/labels")
    await expect(alice.page.get_by_text("Labels are not yours to change")).to_be_visible()
