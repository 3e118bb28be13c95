"""Events, folding and replay, without a database."""

import string
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.actor import Actor
from server.events import LAST_LINE, VOCABULARY, Draft, fold, home, replay, sentence

VERA = Actor("visitor", "v1", "Vera")
ALICE = Actor("agent", "a1", "Alice", role="agent")
AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def event(type: str, seq: int, actor: Actor = VERA, **fields) -> dict:
    return Draft(type, actor, **fields).event(f"e{seq}", "chat/c1", seq, AT)


def test_the_first_event_makes_the_document():
    state = fold(None, event("message", 1, body="Hello", changes={"status": "waiting"}))
    assert state == {
        "_id": "c1", "created_at": AT, "updated_at": AT, "seq": 1, "status": "waiting", "visitor_messages": 1,
        "last": {"seq": 1, "at": AT, "kind": "visitor", "text": "Hello"},
    }


def test_folding_does_not_touch_what_it_is_given():
    before = fold(None, event("message", 1, body="Hello", changes={"status": "waiting"}))
    kept = dict(before)
    fold(before, event("chat.accepted", 2, ALICE, changes={"status": "active"}))
    assert before == kept


@pytest.mark.parametrize("seq", [0, 1, 3, 100])
def test_an_event_out_of_turn_is_refused(seq):
    state = fold(None, event("message", 1, body="Hello"))
    with pytest.raises(ValueError, match="does not follow 1"):
        fold(state, {**event("message", 2, body="x"), "seq": seq})
    with pytest.raises(ValueError, match="does not follow 0"):
        fold(None, event("message", 2, body="x"))


def test_only_words_of_the_two_sides_are_the_last_line():
    state = replay([
        event("message", 1, body="Hello"), event("message", 2, ALICE, body="x" * 500),
        event("note", 3, ALICE, body="n"), event("chat.ended", 4, ALICE),
    ])
    assert state["last"] == {"seq": 2, "at": AT, "kind": "agent", "text": "x" * (LAST_LINE - 1) + "…"}
    assert (state["visitor_messages"], state["seq"]) == (1, 4)


def test_nothing_adds_up_to_nothing():
    assert replay([]) is None


def test_an_event_keeps_only_what_it_has():
    assert set(event("chat.ended", 2)) == {"_id", "subject", "seq", "type", "actor", "at", "audience"}


@pytest.mark.parametrize(("subject", "where"), [("chat/c1", ("chats", "c1")), ("ticket/1001", ("tickets", 1001))])
def test_the_home_of_a_subject(subject, where):
    assert home(subject) == where


@pytest.mark.parametrize(("type", "data", "expected"), [
    ("message", {}, ""),
    ("chat.transferred", {"to": "Bob"}, "passed the chat to Bob"),
    ("status", {"was": "Open", "to": "Waiting"}, "changed the status from Open to Waiting"),
    ("chat.contact", {}, "left an address: "),
    ("chat.returned", {"reason": "{0} {to.x}"}, "put the chat back in the queue: {0} {to.x}"),
])
def test_sentences(type, data, expected):
    assert sentence(event(type, 1, data=data)) == expected


@given(st.dictionaries(st.sampled_from(["to", "was", "reason", "number", "change"]), st.text(string.printable)))
def test_every_type_has_a_sentence_whatever_its_data(data):
    for type in VOCABULARY:
        assert "{" not in sentence({"type": type, "data": dict.fromkeys(data, "x")})


def test_notes_and_inner_work_are_for_agents():
    private = {type for type, (audience, _) in VOCABULARY.items() if audience == "agents"}
    assert private == {
        "note", "note.chat", "chat.rated", "assignment", "priority", "labels", "category", "reply.sent", "reply.undone",
        "merge", "merge.into", "merge.undone", "split", "split.from", "split.undone",
    }
