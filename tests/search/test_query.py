"""What is typed into the search box, as it is understood. Nothing that can be typed is an error."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.search.query import MOST_CHARACTERS, MOST_TERMS, Filter, Query, Words, parse


def words(text: str) -> list[tuple]:
    return [(*one.texts, "…") if one.begun else one.texts for one in parse(text).words]


@pytest.mark.parametrize(("text", "expected"), [
    ("", []), ("   ", []), ("kettle", [("kettle", "…")]), ("kettle ", [("kettle",)]),
    ("broken kett", [("broken",), ("kett", "…")]), ("Größe", [("grosse", "…")]), ("ÉTÉ ete ", [("ete",), ("ete",)]),
    ('"how are you"', [("how", "are", "you")]), ('"how are" yo', [("how", "are"), ("yo", "…")]),
    ('"how are yo', [("how", "are", "yo", "…")]), ("“smart quotes” ", [("smart", "quotes")]),
    ("«guillemets ici»", [("guillemets", "ici")]), ('""', []), ('"', []), ("-", []), ("--", []), (":", []),
    ("- : \"\" ", []), ("ada@example.com ", [("ada", "example", "com")]), ("well-known ", [("well", "known")]),
    ("12:30 ", [("12", "30")]), ("http://shop.example/x ", [("http", "shop", "example", "x")]),
    ("re: parcel ", [("re",), ("parcel",)]), ("😀", []), ("a😀b ", [("a", "b")]), ("退款", [("退款", "…")]),
    ("退款请求 ", [("退款", "款请", "请求")]), ("退", [("退", "…")]),
    ("الكِتاب ", [("كتاب",)]), ("हिन्दी ", [("हिन्दी",)]),
    (".* ^a+$ [x] (y) \\d ", [("a",), ("x",), ("y",), ("d",)]), ("$where {$ne: 1} ", [("where",), ("ne",), ("1",)]),
])
def test_words_and_phrases(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("status:open", [("status", "open")]), ("STATUS:Open", [("status", "open")]),
    ("status:open,waiting", [("status", "open", "waiting")]), ("status:op", [("status", "open")]),
    ('status:"in progress"', [("status", "in_progress")]), ("status:in-progress", [("status", "in_progress")]),
    ("priority:urgent channel:chat", [("priority", "urgent"), ("channel", "chat")]),
    ("label:refund", [("label", "refund")]), ('label:"feature request",bug', [("label", "feature request")]),
    ("owner:me team:mine", [("owner", "me"), ("team", "mine")]), ("from:example.com", [("from", "example.com")]),
    ('from:"maria lopez"', [("from", "maria lopez")]), ("has:attachment", [("has", "attachment")]),
    ("has:att", [("has", "attachment")]), ("is:mine is:unassigned", [("is", "mine"), ("is", "unassigned")]),
    ("is:merged", [("is", "merged")]), ("label:a,,b, label:a,a", [("label", "a", "b"), ("label", "a")]),
])
def test_filters(text, expected):
    query = parse(text)
    assert query.filters == [Filter(key, tuple(values)) for key, *values in expected]
    assert query.hints == []


def test_what_is_left_out():
    query = parse('kettle -refund -"was charged" -status:closed -label:bug')
    assert [one.texts for one in query.without] == [("refund",), ("was", "charged")]
    assert query.without_filters == [Filter("status", ("closed",)), Filter("label", ("bug",))]
    assert query.words == [Words(("kettle",))]
    assert parse("-kettle").without == [Words(("kettle",))], "what is excluded is not taken for begun"


@pytest.mark.parametrize(("text", "numbers", "perhaps"), [
    ("#1234", [1234], None), ("1234", [], 1234), (" 1234 ", [], 1234), ("#1 #2", [1, 2], None), ("1 2", [], None),
    ("#", [], None), ("##1", [], None), ("#12a", [], None), ("-#12", [], None), ("#0001", [1], None),
    ("9" * 15, [], int("9" * 15)), ("9" * 16, [], None), ("#" + "9" * 16, [], None), ("١٢٣", [], None),
])
def test_ticket_numbers(text, numbers, perhaps):
    query = parse(text)
    assert (query.numbers, query.perhaps) == (numbers, perhaps)


@pytest.mark.parametrize(("text", "after", "before"), [
    ("after:2026-02-03", (2026, 2, 3), None), ("before:2026-02-03", None, (2026, 2, 3)),
    ("after:2026", (2026, 1, 1), None),
    ("after:2026-2", (2026, 2, 1), None), ("after:2026-01-01 after:2026-03-01", (2026, 3, 1), None),
    ("before:2026-03 before:2026-01", None, (2026, 1, 1)), ("-before:2026-03", (2026, 3, 1), None),
    ("after:2025 before:2026", (2025, 1, 1), (2026, 1, 1)),
])
def test_dates(text, after, before):
    query = parse(text)
    assert query.after == (after and datetime(*after, tzinfo=UTC))
    assert query.before == (before and datetime(*before, tzinfo=UTC))


@pytest.mark.parametrize(("text", "hint"), [
    ("status:", "wants a value: open"), ("label:", "wants a value"), ("status:extreme", "status is one of open"),
    ("before:yesterday", "such as before:2026-01-31"), ("after:2026-13-01", "after:2026-01-31"),
    ("after:2026-02-30", "expected a date"), ("before:", "expected a date"), ("after:0000", "expected a date"),
    ("colour:red", "There is no “colour:”"), ("is:purple", "is is one of mine, unassigned, merged"),
    ("a" * (MOST_CHARACTERS + 1), "first 500 characters"), ("x " * (MOST_TERMS + 1), "first 20 words"),
])
def test_a_hint_and_no_error(text, hint):
    query = parse(text)
    assert len(query.hints) == 1
    assert hint in query.hints[0]
    assert query.filters == []


def test_an_unknown_key_is_searched_for_as_words():
    assert words("colour:red ") == [("colour", "red")]


@pytest.mark.parametrize("text", ["", " ", '"" - :', "-foo", "-label:bug", "status:", "before:x", "😀 !?"])
def test_too_little_to_search_for(text):
    assert parse(text).empty


@given(st.text(max_size=300))
def test_whatever_is_typed(text):
    query = parse(text)
    assert isinstance(query, Query)
    assert all(one.texts and all(one.texts) for one in query.words + query.without)
    assert all(" " not in part for one in query.words for part in one.texts)


@given(st.text(alphabet='ab#"-:,. 19退é\n', max_size=60))
def test_whatever_is_typed_of_what_means_something(text):
    parse(text)
    parse(f"status:{text} label:{text} before:{text} from:{text}")


def test_ten_thousand_characters():
    assert len(parse("word " * 2000).words) == MOST_TERMS
    assert parse("x" * 10_000).words[0].texts == ("x" * 40,)
