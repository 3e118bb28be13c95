"""Names, addresses and passwords: what is cleaned and what is refused."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.errors import Invalid
from server.people.words import COMMON, agent_name, check_password, clean, clean_email, clean_name, same_keys


@pytest.mark.parametrize(("typed", "kept"), [
    ("  Ada   Lovelace ", "Ada Lovelace"),
    ("Ada\r\nBcc: all@example.com", "Ada Bcc: all@example.com"),
    ("A\u202edA\x00", "AdA"),
    ("A\u200bd\u00ada\u2060\u034f", "Ada"), ("\u3164Ada\u2800\u2800L\uffa0", "Ada L"), ("Ad\u200da\u200c", "Ada"),
    ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"),
    ("\u0915\u094d\u200d\u0937", "\u0915\u094d\u200d\u0937"), ("\u0d28\u0d4d\u200d", "\u0d28\u0d4d\u200d"),
    ("\U0001f469\u200d\U0001f4bb", "\U0001f469\u200d\U0001f4bb"),
    ("\u2764\ufe0f\u200d\U0001f525", "\u2764\ufe0f\u200d\U0001f525"),
    ("\U0001f3f4\U000e0067\U000e0062\U000e007f", "\U0001f3f4\U000e0067\U000e0062\U000e007f"),
    ("Zoe\u0308", "Zo\u00eb"),
    ("\u0645\u0631\u064a\u0645", "\u0645\u0631\u064a\u0645"),
])
def test_names_are_cleaned(typed, kept):
    assert clean_name(typed) == kept


@pytest.mark.parametrize("typed", [
    "", "   ", "\x00\u202e", "x" * 81, "\u200b", "\u2800", "\u3164", "\u00ad", "\u200d\u200c", "\ufe0f", "\U000e0067",
    "\u115f\u1160\uffa0", "\u2060 \u034f",
])
def test_a_name_must_have_something_to_read(typed):
    with pytest.raises(Invalid) as refused:
        clean_name(typed)
    assert refused.value.details == {"field": "name"}


@given(st.text())
def test_a_cleaned_text_has_one_line_and_stays_as_it_is(text):
    once = clean(text)
    assert clean(once) == once
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in once)


def test_an_address_is_stored_in_lower_case():
    assert clean_email("  Ada.Lovelace+desk@Example.COM ") == "ada.lovelace+desk@example.com"


@pytest.mark.parametrize("typed", [
    "", "ada", "@example.com", "ada@", "ada@example", "a b@example.com", "ada@example.com, bob@example.com",
    "ada@example.com\nBcc: bob@example.com", "<ada@example.com>", '"ada"@example.com', "ada@exa\x00mple.com",
    "ada@example.com@evil.example", "ada@ex\u202eample.com", "a" * 65 + "@example.com", "a@" + "b" * 260 + ".example",
])
def test_what_is_not_one_plain_address_is_refused(typed):
    with pytest.raises(Invalid) as refused:
        clean_email(typed)
    assert refused.value.details == {"field": "email"}


@pytest.mark.parametrize("password", [
    "short", "123456789", "x" * 201, "password123", "PASSWORD123", "aaaaaaaaaaaa",
    "ada@example.com", " Ada@Example.com ",
])
def test_weak_passwords_are_refused(password):
    with pytest.raises(Invalid):
        check_password(password, "ada@example.com")


def test_a_person_must_have_a_name():
    with pytest.raises(Invalid, match=r"^Give a name: your colleagues") as refused:
        agent_name(" \t")
    assert refused.value.details == {"field": "name"}
    assert agent_name(" Zoë  Okafor ") == "Zoë Okafor"


def test_a_sentence_is_a_good_password():
    check_password("seven grey herons", "ada@example.com")
    assert len(COMMON) >= 20


def test_two_ways_to_type_a_letter_make_one_password():
    assert same_keys("Zoe\u0308 Zoe\u0308") == same_keys("Zo\u00eb Zo\u00eb")
