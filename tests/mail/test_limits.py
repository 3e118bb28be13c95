"""Hostile sizes: each is read in a moment, and what was left out is said."""

import time

import pytest

from server.mail.limits import MEGABYTE
from server.mail.parse import parse

NESTED = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(2000)) + b"\nHello"
ENVELOPES = b"Content-Type: message/rfc822\n\n" * 5000


@pytest.mark.parametrize(("raw", "said"), [
    (NESTED, "20 deep"),
    (b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 100_000, "500 parts"),
    (b"From: " + b"(" * 1_100_000 + b"\n\nHi", "1024 kB"),
    (b"Subject: " + b"a" * 400_000 + b"\n\nHi", "256 kB"),
    (b"X: y\n" * 50_000 + b"\nHi", "2000 headers"),
    (b"To: " + b", ".join(b"a%d@b.example" % i for i in range(10_000)) + b"\n\nHi", "recipients"),
    (b"Content-Type: text/html\n\n" + b"<div>" * 200_000, "too deep"),
    (b"Content-Type: text/html\n\n" + b"<p>word</p>" * 400_000, "too long"),
    (b"\n" + b"many words " * 200_000, "message.txt"),
    (ENVELOPES, "does not say who"),
    (b"From: a@b.example\n\n" + b"> On Mon, 2 Mar 2026 Ada wrote:\nFrom: x\n" * 50_000, ""),
    (b"Subject: " + b"=?utf-8?Q?a?= " * 15_000 + b"\n\nHi", ""),
    (b"Content-Type: text/plain; " + b"a=b; " * 40_000 + b"\n\nHi", ""),
])
def test_it_is_read_in_a_moment(raw, said):
    began = time.monotonic()
    mail = parse(raw)
    assert time.monotonic() - began < 8
    assert said in "\n".join(mail.problems)
    assert not mail.unreadable


def test_what_is_over_the_size_is_left_out_and_said():
    mail = parse(b"From: a@b.example\n\nHello\n" + b"x" * 3 * MEGABYTE, most=MEGABYTE)
    assert mail.text.startswith("Hello")
    assert mail.problems[0] == "It has 3 MB; what is after the first 1 MB was left out."


def test_a_long_text_comes_along_whole_as_a_file():
    words = "many words " * 200_000
    mail = parse(b"From: a@b.example\n\n" + words.encode())
    assert mail.attachments[0].name == "message.txt"
    assert mail.attachments[0].content.decode().strip() == words.strip()
