"""Whatever comes, something sensible comes out. Bounded here; `python -m bench.fuzz_mail` runs as long as one likes."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.fuzz_mail import WORDS, check, corpus, mutated
from server.mail.addresses import parse as addresses
from server.mail.addresses import well_formed
from server.mail.headers import decode_words


def test_mutated_mails():
    chance, mails = random.Random(4), corpus()
    for _ in range(1500):
        check(mutated(chance, mails))


@settings(max_examples=200)
@given(st.binary(max_size=2000))
def test_random_bytes(raw):
    check(raw)


@settings(max_examples=200)
@given(st.lists(st.sampled_from(WORDS) | st.binary(max_size=20), max_size=60))
def test_words_of_mails(words):
    check(b"".join(words))


@settings(max_examples=300)
@given(st.text(st.sampled_from('ab@.<>"(),;:\\ =?é\u202e\n'), max_size=60))
def test_addresses_are_well_formed_or_none(value):
    for address in addresses(value):
        assert well_formed(address.email) == address.email
        assert not set(address.name) & set("\r\n\0")


@given(st.text(max_size=200))
def test_words_are_decoded_or_left(value):
    assert isinstance(decode_words(value), str)
