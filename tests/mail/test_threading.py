"""Which ticket a mail belongs to: the rules in their order, and that strangers can't get in."""

import pytest

from server.mail.incoming import Address, IncomingMail
from server.mail.threading import Clues, Known, Match, clues, thread
from server.mail.tokens import marker, number_of, plus_address, tag, token

SECRET = "a secret of this desk"
ADA = "ada@example.com"


def mail(**parts) -> IncomingMail:
    return IncomingMail(**{"from_": Address(ADA), **parts})


def match(mail: IncomingMail, known: Known) -> Match:
    return thread(clues(mail, SECRET), known)


KNOWN = Known(tickets={"reply@desk": 1001, "older@desk": 1002, "oldest@desk": 1003},
              participants={number: {ADA} for number in range(1001, 1008)} | {1009: {"bob@example.com"}})


@pytest.mark.parametrize(("parts", "expected"), [
    ({"in_reply_to": ("reply@desk",), "references": ("older@desk",)}, Match(1001, "in_reply_to")),
    ({"in_reply_to": ("unknown@x",), "references": ("oldest@desk", "older@desk")}, Match(1002, "references")),
    ({"to": (Address(plus_address(SECRET, 1004, "support@desk.example")),), "subject": "[#1005]"},
     Match(1004, "plus_address")),
    ({"delivered_to": (plus_address(SECRET, 1004, "support@desk.example").upper().lower(),)},
     Match(1004, "plus_address")),
    ({"subject": "Re: Lamp [#1005]", "quoted": marker(SECRET, 1006)}, Match(1005, "subject_tag")),
    ({"quoted": f"> Hello {marker(SECRET, 1006)}"}, Match(1006, "hidden_marker")),
    ({"html": f"<span>{marker(SECRET, 1006)}</span>"}, Match(1006, "hidden_marker")),
    ({"subject": "Lamp"}, Match(None, "new")),
    ({"subject": "[#9999999]"}, Match(None, "new")),
])
def test_the_first_rule_that_matches(parts, expected):
    assert match(mail(**parts), KNOWN) == expected


@pytest.mark.parametrize("parts", [
    {"subject": "[#1009]"}, {"to": (Address(plus_address(SECRET, 1009, "support@desk.example")),)},
    {"quoted": marker(SECRET, 1009)},
])
def test_a_stranger_opens_a_new_ticket_that_suggests_the_other(parts):
    assert match(mail(**parts), KNOWN) == Match(None, "new", 1009)


def test_a_later_rule_that_holds_wins_over_an_earlier_suggestion():
    named = {"to": (Address(plus_address(SECRET, 1009, "support@desk.example")),), "subject": "[#1005]"}
    assert match(mail(**named), KNOWN) == Match(1005, "subject_tag")


def test_without_a_sender_only_ids_count():
    assert match(mail(from_=None, subject="[#1005]"), KNOWN) == Match(None, "new", 1005)
    assert match(mail(from_=None, in_reply_to=("reply@desk",)), KNOWN) == Match(1001, "in_reply_to")


def test_tokens_are_signed_and_survive_any_case():
    assert number_of(SECRET, token(SECRET, 1001)) == 1001
    assert number_of(SECRET, token(SECRET, 1001).upper()) == 1001
    assert number_of("another secret", token(SECRET, 1001)) is None
    assert number_of(SECRET, token(SECRET, 1001).replace("1001", "1002")) is None
    assert number_of(SECRET, "t1001-") is None
    assert plus_address(SECRET, 7, "help+shop@desk.example").startswith("help+shop+t7-")
    assert tag(7) == "[#7]"


def test_what_there_is_to_look_up():
    found = clues(mail(in_reply_to=("a@b",), references=("c@d", "a@b"), subject="[#1] [#2] [#1]"), SECRET)
    assert found == Clues(ADA, ("a@b",), ("a@b", "c@d"), subject_tag=(1, 2))
    assert found.message_ids == ("a@b", "c@d")
    assert found.numbers == (1, 2)
