"""Programs and persons: which headers tell them apart, and that one's own address counts."""

import pytest

from server.mail.automatic import CHECKS, SENTENCES, from_ourselves, why
from server.mail.headers import read
from server.mail.limits import Problems


def said(head: str, type: str = "text/plain") -> str | None:
    return why(read(head.encode(), Problems()), type)


@pytest.mark.parametrize(("head", "check"), [
    ("Auto-Submitted: auto-replied", "auto_submitted"), ("Auto-Submitted: auto-generated (cron)", "auto_submitted"),
    ("Auto-Submitted: no", None), ("Auto-Submitted: No; x=y", None), ("Return-Path: <>", "no_return_path"),
    ("Return-Path: <ada@example.com>", None), ("List-Unsubscribe: <https://x.example>", "mailing_list"),
    ("Precedence: bulk", "precedence"), ("Precedence: LIST", "precedence"), ("Precedence: junk", "precedence"),
    ("Precedence: first-class", None), ("X-Auto-Response-Suppress: OOF, AutoReply", "no_answers_wanted"),
    ("X-Auto-Response-Suppress: None", None), ("X-Loop: desk", "loop"), ("X-Autoreply: yes", "autoresponder"),
    ("X-Autoreply: no", None), ("From: MAILER-DAEMON@x.example", "mailer_daemon"),
    ("From: postmaster@x.example", None), ("Subject: Automatic reply: Lamp", "away"),
    ("Subject: =?utf-8?Q?Abwesenheitsnotiz=3A_Lampe?=", "away"), ("Subject: Re: Automatic reply: Lamp", None),
    ("Subject: Automatic door is broken", None), ("Subject: 自動応答: 件名", "away"), ("", None),
])
def test_headers(head, check):
    assert said(head) == check


def test_reports_and_a_sentence_for_each_check():
    assert said("", "multipart/report") == "report"
    assert {*CHECKS, "own_address"} == set(SENTENCES)


def test_mail_from_this_desk_itself():
    own = {"support@desk.example"}
    assert from_ourselves("support@desk.example", own)
    assert from_ourselves("support+t1001-abcdefghijkl@desk.example", own)
    assert not from_ourselves("ada@example.com", own)
    assert not from_ourselves("", own)
