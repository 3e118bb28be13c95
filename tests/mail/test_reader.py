"""Mails are read in a child process: it comes back after it died, and no mail is lost with it."""

import asyncio
import base64
import os
import signal

import pytest

from server.mail.parse import parse
from server.mail.reader import Reader

HEAD = b"From: ada@example.com\r\nSubject: Lamp\r\nMessage-ID: <1@example.com>\r\n"
PLAIN = HEAD + b"\r\nThe lamp is broken.\r\n"
FILE = os.urandom(3_000_000)
WITH_FILE = (
    HEAD + b"Content-Type: application/pdf; name=bill.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    + base64.encodebytes(FILE)
)


@pytest.fixture
def reader():
    reader = Reader(children=2)
    yield reader
    reader.close()


async def test_the_child_reads_what_we_would_read(reader):
    assert await reader.read(PLAIN) == parse(PLAIN)
    mail = await reader.read(WITH_FILE)
    assert mail == parse(WITH_FILE)
    assert mail.attachments[0].content == FILE


async def test_many_at_once(reader):
    raws = [PLAIN.replace(b"Lamp", b"Lamp %d" % number) for number in range(30)]
    mails = await asyncio.gather(*(reader.read(raw) for raw in raws))
    assert [mail.subject for mail in mails] == [f"Lamp {number}" for number in range(30)]


async def test_a_mail_that_takes_too_long_is_unreadable_and_the_next_is_read():
    reader = Reader(seconds=0.001)
    try:
        mail = await reader.read(WITH_FILE)
        assert "more than 0.001 seconds" in mail.unreadable
        assert (mail.subject, mail.from_.email, mail.message_id) == ("Lamp", "ada@example.com", "1@example.com")
        assert mail.problems == (mail.unreadable,)
        assert not mail.attachments
    finally:
        reader.close()


async def test_a_child_that_was_killed_is_started_again(reader):
    await reader.read(PLAIN)
    for child in reader._all:
        if child._process:
            os.kill(child._process.pid, signal.SIGKILL)
    mails = [await reader.read(PLAIN) for _ in range(4)]
    assert sum(mail.text == "The lamp is broken." for mail in mails) >= 3


async def test_the_size_that_is_read_can_be_set():
    reader = Reader(most=1024 * 1024)
    try:
        mail = await reader.read(WITH_FILE)
        assert "was left out" in mail.problems[0]
        assert len(mail.attachments[0].content) < 1024 * 1024
    finally:
        reader.close()
