"""Hits: short texts around the words, with marks that cut the text where a browser would."""

import pytest

from server.search.hits import LONGEST, MOST_HITS, has, hits_of
from server.search.query import parse
from server.search.texts import Part


def hits(q: str, *parts) -> list[dict]:
    return hits_of([Part(*part) for part in parts], parse(q).words)


def marked(hit: dict) -> list[str]:
    """What a browser would mark: cut in UTF-16, as JavaScript does."""
    units = hit["text"].encode("utf-16-le")
    return [units[2 * start:2 * end].decode("utf-16-le") for start, end in hit["marks"]]


@pytest.mark.parametrize(("q", "text", "expected"), [
    ("kettle ", "My kettle, the Kettle!", ["kettle", "Kettle"]), ("kett", "kettles and kettle", ["kettles", "kettle"]),
    ("kett ", "kettles", None), ("grosse", "Die Größe zählt", ["Größe"]),
    ("ete ", "l’ÉTÉ e\u0301te\u0301", ["ÉTÉ", "e\u0301te\u0301"]),
    ('"how are you"', "how are we, how are you", ["how are you"]), ("how you", "how are you", ["how", "you"]),
    ("退款", "我要退款请求", ["退款"]), ("退款请", "我要退款请求", ["退款请"]),
    ("款", "我要退款", ["款"]), ("求", "请求", ["求"]),
    ("كتاب ", "أين الكِتابُ؟", ["الكِتابُ"]), ("b ", "😀😀 a b 😀 b", ["b", "b"]), (".*", "a.*b", None),
    ("a+", "aaa a", ["aaa", "a"]),
    ("ada@example.com", "to Ada@Example.com now", ["Ada@Example.com"]),
])
def test_marks(q, text, expected):
    found = hits(q, ("e1", "message", text))
    if expected is None:
        assert found == []
    else:
        assert [marked(hit) for hit in found] == [expected]
        assert found[0]["text"] == text


def test_a_long_text_is_cut_around_the_first_word():
    text = f"{'before ' * 50}needle {'after ' * 50}needle"
    (hit,) = hits("needle", ("e1", "note", text))
    assert marked(hit) == ["needle"]
    assert (hit["text"][:8], hit["text"][-2:]) == ("… before", " …")
    assert len(hit["text"]) <= LONGEST + 4
    (hit,) = hits("needle", ("e1", "note", f"needle {'after ' * 50}"))
    assert (hit["text"][:6], hit["text"][-2:]) == ("needle", " …")
    (hit,) = hits("needle", ("e1", "note", f"{'😀' * 300} needle {'x' * 5000}"))
    assert marked(hit) == ["needle"]
    (hit,) = hits("x" * 39, ("e1", "note", "x" * 5000))
    assert len(hit["text"]) <= LONGEST + 4


def test_lines_become_one():
    (hit,) = hits("b", ("e1", "message", "a\n\n\tb\r\nc"))
    assert "\n" not in hit["text"]
    assert marked(hit) == ["b"]


def test_the_best_hits_come_first():
    found = hits(
        "red kettle ", ("e1", "message", "kettle"), ("e2", "reply", "red kettle"), ("e3", "note", "red"),
        (None, "subject", "Kettle"), (None, "customer", "Red Adair"),
    )
    assert [hit["where"] for hit in found] == ["subject", "customer", "reply"]
    assert len(found) == MOST_HITS
    assert "entry" not in found[0]
    assert found[2]["entry"] == "e2"


def test_a_phrase_is_in_one_text_or_not_there():
    (phrase,) = parse('"how are you"').words
    assert has([Part("e", "message", "Well, how are — you?")], phrase)
    assert not has([Part("e", "message", "how are"), Part("f", "message", "you")], phrase)
    assert not has([], phrase)
