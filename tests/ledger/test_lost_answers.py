"""The journal's answer gets lost: the commit asks once more by itself, and nothing is doubled."""

from server.store import AutoReconnect
from tests.desks import replay_equals_document
from tests.plays import accepted, say


async def test_a_lost_answer_of_the_journal_is_asked_for_again(desk, cast, monkeypatch):
    """The insert arrives, the connection breaks, and our own repeat meets our own event: it is new all the same."""
    chat = await accepted(desk, cast.vera, cast.alice.actor)
    commit = desk.ledger._commit
    store, lost = commit._store, [AutoReconnect("connection closed")]

    def lose_one_answer(events):
        store(events)
        if lost:
            raise lost.pop()

    monkeypatch.setattr(commit, "_store", lose_one_answer)
    desk.bus.forget()
    written = await say(desk, cast.vera.actor, chat, "once?")
    assert (written.fresh, written.event["seq"], lost) == (True, 3, [])
    assert len(desk.bus.to("/agent", "message.new")) == 1
    await replay_equals_document(desk)
