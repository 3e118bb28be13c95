"""Words as searches compare them: the same word however it is written, in any script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.spelling import LONGEST, asked, distinct, plain, words


@pytest.mark.parametrize(("one", "other"), [
    ("Größe", "GRÖSSE"), ("Größe", "Große"), ("naïve", "naive"), ("É", "e\u0301"), ("Łódź", "lodz"), ("Ærø", "aero"),
    ("İstanbul", "istanbul"), ("ΣΊΣΥΦΟΣ", "σισυφος"), ("ёлка", "елка"), ("ﬁne", "fine"), ("ＡＢＣ", "abc"),
    ("كِتَابٌ", "كتاب"), ("الكتاب", "كتاب"), ("أحمد", "احمد"), ("مدرسة", "مدرسه"), ("کتاب", "كتاب"), ("كـتـاب", "كتاب"),
    ("שָׁלוֹם", "שלום"), ("می‌خواهم", "میخواهم"), ("x" * 100, "x" * LONGEST),
])
def test_one_word_in_two_spellings(one, other):
    assert plain(one) == plain(other) != ""


@pytest.mark.parametrize(("one", "other"), [("がき", "かき"), ("हि", "ही"), ("cat", "car"), ("й", "ы")])
def test_two_words(one, other):
    assert plain(one) != plain(other)


def test_where_words_stand():
    text = "Ich hätte gern: invoice_2024.pdf (50 €)!"
    there = [text[word.start:word.end] for word in words(text)]
    assert there == ["Ich", "hätte", "gern", "invoice", "2024", "pdf", "50"]
    assert [word.text for word in words("don't l’été")] == ["don", "t", "l", "ete"]


def test_scripts_without_spaces_are_pairs():
    assert [word.text for word in words("退款请求")] == ["退款", "款请", "请求", "求"]
    assert asked("退款请求") == ["退款", "款请", "请求"]
    assert asked("求") == ["求"]
    assert [word.text for word in words("iPhone壊れた")] == ["iphone", "壊れ", "れた", "た"]


def test_what_is_asked_is_among_what_is_there():
    for text in ("Größe 退款请求 x", "がき 한국어 ไทย", "a-b c_d"):
        assert set(asked(text)) <= distinct(text)


@given(st.text(max_size=200))
def test_any_text(text):
    found = words(text)
    assert all(word.text and " " not in word.text and not word.text.startswith("=") for word in found)
    assert all(0 <= word.start < word.end <= len(text) for word in found)
    assert all(len(word.text) <= LONGEST for word in found)
    assert set(asked(text)) <= distinct(text)
