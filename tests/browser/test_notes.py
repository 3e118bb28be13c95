"""Private notes: every agent sees them, no visitor ever does, not even in what travels to the browser."""

from playwright.async_api import expect

SECRET = "She is the journalist from the north"


async def test_notes_stay_with_the_team(stage):
    alice, max_ = await stage.agent(stage.cast.alice), await stage.agent(stage.cast.max)
    vera = await stage.visitor()
    await vera.start("May I ask something?")
    chat = await alice.accept()
    await max_.group("With colleagues").get_by_role("link", name="Vera").click()
    await chat.note(f"{SECRET}, chat.")
    await expect(max_.chat().said(f"{SECRET}, chat.")).to_be_visible()

    await chat.button("Make a ticket").click()
    await chat.ticket_link(1001).click()
    await max_.chat().ticket_link(1001).click()
    await alice.button("Private note").click()
    note = alice.page.get_by_role("form", name="Private note")
    await note.get_by_role("textbox").fill(f"{SECRET}, ticket.")
    await note.get_by_role("button", name="Add note").click()
    for agent in (alice, max_):
        timeline = agent.page.get_by_role("list", name="Timeline")
        await expect(timeline.get_by_text(f"{SECRET}, ticket.")).to_be_visible()
        await expect(timeline.get_by_text(f"{SECRET}, chat.")).to_be_visible()

    await vera.page.reload()
    await expect(vera.said("May I ask something?")).to_be_visible()
    await vera.write("Hello?")
    await expect(vera.state("Sent")).to_be_visible()
    await expect(vera.bubbles).to_have_count(2)
    assert any("May I ask something?" in frame for frame in vera.frames)
    assert not [frame for frame in vera.frames if SECRET in frame or '"note"' in frame]
    for frame in vera.page.frames:
        assert SECRET not in await frame.content()
    # Nor can a note be taken for a reply: the field says so, and the button too.
    assert await vera.lines() == ["May I ask something?", "Hello?"]
