"""What the doors take and how they say no, without a server."""

from contextlib import suppress

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.door import invalid, stamp
from server.errors import FrontdeskError, Invalid
from server.realtime import wire
from server.realtime.agent_sockets import AgentDoor
from server.realtime.engine import _understand
from server.realtime.visitor_sockets import VisitorDoor

VISITOR, AGENT = VisitorDoor(None, None).door(), AgentDoor(None, None).door()
plain_values = st.none() | st.booleans() | st.integers(-2**60, 2**60) | st.floats(allow_nan=False, allow_infinity=False)
json_values = st.recursive(
    plain_values | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4), max_leaves=12,
)


class Inner(msgspec.Struct, forbid_unknown_fields=True):
    email: str


class Outer(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    inner: Inner | None = None
    sizes: list[int] = []


@pytest.mark.parametrize(("text", "field", "message"), [
    ("{}", "name", "name is required."),
    ('{"name": "x", "inner": {}}', "inner.email", "inner.email is required."),
    ('{"name": "x", "colour": 1}', "colour", "colour is not a field of this request."),
    ('{"name": "x", "inner": {"email": "x", "age": 1}}', "inner.age", "inner.age is not a field of this request."),
    ('{"name": 7}', "name", "name: expected `str`, got `int`."),
    ('{"name": "x", "inner": {"email": null}}', "inner.email", "inner.email: expected `str`, got `null`."),
])
def test_a_refusal_names_the_field(text, field, message):
    with pytest.raises(msgspec.MsgspecError) as refused:
        msgspec.json.decode(text, type=Outer)
    error = invalid(refused.value)
    assert (error.details, error.message) == ({"field": field}, message)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "7", '"x"', "{'name': 1}", '{"name": "\\ud800"}', "\xff"])
def test_what_has_no_field_is_still_a_sentence(text):
    with pytest.raises(msgspec.MsgspecError) as refused:
        msgspec.json.decode(text, type=Outer)
    error = invalid(refused.value)
    assert error.code == "invalid"
    assert error.message.endswith(".")


@given(st.sampled_from(sorted(VISITOR.events)), st.lists(json_values, max_size=3))
def test_whatever_a_visitor_sends_is_understood_or_refused(event, arguments):
    with suppress(FrontdeskError):
        handler, payload = _understand(VISITOR, msgspec.json.encode([event, *arguments]).decode())
        assert isinstance(payload, VISITOR.events[event][0])
        assert handler == VISITOR.events[event][1]


@given(st.text(max_size=200))
def test_no_text_breaks_the_parser(text):
    for door in (VISITOR, AGENT):
        for frame in (text, f"[{text}]", f'["sync",{text}]'):
            with suppress(FrontdeskError):
                _understand(door, frame)


@given(json_values)
def test_whatever_is_shown_at_the_connect(value):
    for shape in (wire.VisitorAuth, wire.AgentAuth):
        with suppress(Invalid):
            assert isinstance(wire.papers(value, shape), shape)


@pytest.mark.parametrize(("written", "kept"), [
    (" Hello ", "Hello"), ("a\r\nb", "a\nb"), ("a\0b", "ab"), ("\n\n  x", "x"), ("👍", "👍"),
])
def test_words_as_they_are_kept(written, kept):
    assert wire.said(written) == kept


@pytest.mark.parametrize("written", ["", " ", "\n\t", "\0", "\r\n", "\u2003"])
def test_no_words(written):
    with pytest.raises(Invalid) as refused:
        wire.said(written)
    assert refused.value.details == {"field": "body"}


@given(st.datetimes(timezones=st.timezones()))
def test_times_are_utc_with_milliseconds(moment):
    if moment.year in (1, 9999):
        return
    assert len(stamp(moment)) == len("2026-11-24T06:24:02.123Z")
    assert stamp(moment).endswith("Z")


def test_both_doors_take_what_the_contract_names():
    assert set(VISITOR.events) >= {
        "chat.start", "message.send", "sync", "read", "typing", "chat.end", "chat.rate", "page",
    }
    assert set(AGENT.events) >= {
        "message.send", "sync", "read", "typing", "chat.end", "chat.accept", "chat.transfer", "chat.note",
        "chat.convert", "presence.set", "watch",
    }
    assert not {"chat.accept", "chat.transfer", "chat.note", "chat.convert", "watch"} & set(VISITOR.events)
