"""Hard mails and what must come out. Each *.eml in corpus/ has a line in expected.json.

They follow the RFCs and the habits of real programs: Outlook, Gmail, Apple Mail, Thunderbird, telephones, servers.
A key such as `text_has` names pieces that must be there, `html_lacks` pieces that must not.
"""

import json
from datetime import datetime
from pathlib import Path

import msgspec
import pytest

from server.mail.incoming import IncomingMail
from server.mail.parse import parse

CORPUS = Path(__file__).parent / "corpus"
EXPECTED = json.loads((CORPUS / "expected.json").read_text())

SHAPES = {
    "from": lambda mail: mail.from_ and [mail.from_.email, mail.from_.name],
    "reply_to": lambda mail: mail.reply_to and [mail.reply_to.email, mail.reply_to.name],
    "to": lambda mail: [one.email for one in mail.to],
    "in_reply_to": lambda mail: list(mail.in_reply_to),
    "references": lambda mail: list(mail.references),
    "references_last": lambda mail: mail.references[-1],
    "delivered_to": lambda mail: list(mail.delivered_to),
    "date": lambda mail: mail.date and mail.date.isoformat(),
    "problems": lambda mail: list(mail.problems),
    "files": lambda mail: [[one.name, one.type, len(one.content)] for one in mail.attachments],
    "files_names": lambda mail: [one.name for one in mail.attachments],
    "files_types": lambda mail: [one.type for one in mail.attachments],
    "inline": lambda mail: [one.inline for one in mail.attachments],
    "signature_files": lambda mail: [one.signature for one in mail.attachments if one.signature],
    "calendar": lambda mail: [mail.calendar.method, mail.calendar.summary, mail.calendar.start, mail.calendar.where],
}


def shape(mail: IncomingMail, key: str):
    return SHAPES[key](mail) if key in SHAPES else getattr(mail, key)


def joined(value) -> str:
    return value if isinstance(value, str) else "\n".join(value)


def test_every_mail_has_its_expectation():
    assert {path.stem for path in CORPUS.glob("*.eml")} == set(EXPECTED)
    assert len(EXPECTED) >= 60


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_mail(name):
    mail = parse((CORPUS / f"{name}.eml").read_bytes())
    assert not mail.unreadable
    for key, expected in EXPECTED[name].items():
        field = key.removesuffix("_has").removesuffix("_lacks")
        got = shape(mail, field)
        if key.endswith("_has"):
            assert [one for one in expected if one not in joined(got)] == [], (key, got)
        elif key.endswith("_lacks"):
            assert [one for one in expected if one in joined(got)] == [], (key, got)
        else:
            assert got == expected, key


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_what_comes_out_can_be_stored_and_sent(name):
    mail = parse((CORPUS / f"{name}.eml").read_bytes())
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(mail), type=IncomingMail) == mail
    assert mail.date is None or isinstance(mail.date, datetime)
    for line in (mail.subject, *(one.name for one in mail.attachments), *(one.name for one in (*mail.to, *mail.cc))):
        assert not set(line) & set("\r\n\0")
