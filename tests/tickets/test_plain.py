"""Markdown as plain text: nothing of the words is lost, and no signs are left that nobody meant."""

import time

import pytest

from server.tickets import actions as tickets
from server.tickets import replies
from server.tickets.plain import plain
from server.tickets.shapes import ticket_shape
from tests.plays import open_ticket


@pytest.mark.parametrize(("markdown", "text"), [
    ("**Sorry** about *that*, __really__ and _so_.", "Sorry about that, really and so."),
    ("***Both*** and **bold with *italic* in it** ~~gone~~", "Both and bold with italic in it gone"),
    ("See [the shop](https://shop.example/a_(b)?x_y_z=1).", "See the shop (https://shop.example/a_(b)?x_y_z=1)."),
    ("[https://a.example](https://a.example) <https://b.example> ![p](https://c.example/p.png)",
     "https://a.example https://b.example p (https://c.example/p.png)"),
    ("https://shop.example/a_b_c and *this*", "https://shop.example/a_b_c and this"),
    ("**[bold](https://a.example)**", "bold (https://a.example)"),
    ("* one\n+ two\n  - three\n1. first", "- one\n- two\n  - three\n1. first"),
    ("> said\n> **so**\n\nNo.", "> said\n> so\n\nNo."),
    ("## A heading ##\n`rm *.txt` or ``a`b``", "A heading\nrm *.txt or a`b"),
    ("```sh\nls **/*_a_*\n# no heading\n```\nDone", "ls **/*_a_*\n# no heading\nDone"),
    ("2 * 3 * 4, a snake_case_name, 5*6, \\*kept\\*", "2 * 3 * 4, a snake_case_name, 5*6, *kept*"),
    ("**مرحبا** `كود`", "مرحبا كود"),
    ("Plain\n\ntext", "Plain\n\ntext"), ("```", "```"), ("**", "**"), ("\ue0000\ue001 x", "0 x"),
])
def test_plain(markdown, text):
    assert plain(markdown) == text


@pytest.mark.parametrize("long", [
    "*" * 20_000, "[" * 20_000, "`a" * 10_000, "_a" * 10_000, "*a " * 7_000, "[a](" * 5_000,
])
def test_no_text_takes_long(long):
    began = time.monotonic()
    plain(long)
    assert time.monotonic() - began < 2


async def test_a_row_of_the_list_shows_words_and_no_signs(desk, cast):
    number = await open_ticket(desk, cast.alice.actor)
    await replies.reply(desk, cast.alice.actor, number, "**Sorry**, see [this](https://a.example).")
    ticket = await tickets.find(desk, cast.alice.actor, number)
    assert ticket_shape(ticket)["last"]["text"] == "Sorry, see this (https://a.example)."
