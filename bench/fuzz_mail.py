"""Random and mutated mails against the parser: `python -m bench.fuzz_mail --minutes 10`.

Each is made from the corpus in tests/mail by a few random cuts, copies and flips, or is made of the words that mean
something in a mail. Held: nothing is raised, what comes out can be stored, and no mail takes longer than it may.
"""

import argparse
import random
import time
from dataclasses import fields
from pathlib import Path

import msgspec

from server.mail.incoming import IncomingMail, mail_key
from server.mail.limits import SECONDS
from server.mail.parse import parse

CORPUS = Path(__file__).parent.parent / "tests" / "mail" / "corpus"
WORDS = [
    b"\r\n", b"\n", b"\r", b"\r\n\r\n", b"--", b"--b", b"--b--", b"boundary=b", b"boundary=\"",
    b"Content-Type: ", b"multipart/mixed; ", b"multipart/alternative; ", b"text/html",
    b"text/plain; charset=", b"utf-16", b"utf-7", b"idna", b"message/rfc822", b"application/ms-tnef",
    b"application/pkcs7-mime", b"Content-Transfer-Encoding: ", b"base64", b"quoted-printable",
    b"x-uuencode", b"From: ", b"Subject: ", b"=?utf-8?B?", b"=?x?Q?", b"?=", b"=", b"<", b">", b"@", b"\"",
    b"(", b")", b"\\", b";", b":", b",", b"filename*0*=", b"%", b"\x00", b"\xff", b"\xf0\x9f", b"\x1b$B",
    b"<div>", b"<table>", b"<!--", b"<script>", b"style=\"", b"&#x", b"> ", b"On Mon wrote:",
    b"begin 644 x", b"x\x9f>\"", b"format=flowed", b"References: ", b"Date: ", b"A" * 2000, b"0\x80",
    b"DTSTART:", b"BEGIN:VEVENT\n",
]


def corpus() -> list[bytes]:
    """The mails of the corpus."""
    return [path.read_bytes() for path in sorted(CORPUS.glob("*.eml"))]


def mutated(chance: random.Random, mails: list[bytes]) -> bytes:
    """A mail that is not quite what it was."""
    if chance.random() < 0.1:
        return b"".join(chance.choice(WORDS) for _ in range(chance.randint(1, 200)))
    mail = bytearray(chance.choice(mails))
    for _ in range(chance.randint(1, 12)):
        at = chance.randint(0, len(mail))
        length = chance.randint(0, chance.choice([1, 4, 40, 400]))
        match chance.randint(0, 5):
            case 0:
                del mail[at : at + length]
            case 1:
                mail[at:at] = mail[at : at + length] * chance.choice([1, 1, 2, 50])
            case 2:
                mail[at:at] = chance.choice(WORDS)
            case 3:
                mail[at : at + length] = chance.randbytes(length)
            case 4:
                other = chance.choice(mails)
                start = chance.randint(0, len(other))
                mail[at:at] = other[start : start + chance.randint(0, 2000)]
            case 5 if at < len(mail):
                mail[at] ^= 1 << chance.randint(0, 7)
    return bytes(mail[:300_000])


def check(raw: bytes) -> IncomingMail:
    """The mail, after what must hold of each has been asserted."""
    mail = parse(raw)
    assert isinstance(mail_key(raw), str)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(mail), type=IncomingMail) == mail
    for one in (mail.subject, mail.message_id, *(file.name for file in mail.attachments)):
        assert not set(one) & set("\r\n\0"), one
    for spec in fields(mail):
        value = getattr(mail, spec.name)
        assert not isinstance(value, str) or "\0" not in value, spec.name
    for address in (mail.from_, mail.reply_to, *mail.to, *mail.cc):
        assert address is None or (address.email.count("@") == 1 and "=?" not in address.email), address
    assert "<script" not in mail.html
    assert not mail.unreadable, mail.unreadable
    return mail


def main() -> None:
    """Prints what was tried; keeps a mail that fails and says where."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=10)
    options.add_argument("--seed", type=int, default=None)
    chosen = options.parse_args()
    seed = chosen.seed if chosen.seed is not None else random.randrange(1_000_000)
    chance, mails = random.Random(seed), corpus()
    until, count, slowest, failures = time.monotonic() + chosen.minutes * 60, 0, 0.0, 0
    while time.monotonic() < until:
        raw = mutated(chance, mails)
        began = time.monotonic()
        try:
            check(raw)
            took = time.monotonic() - began
            assert took < SECONDS, f"{took:.1f} s"
            slowest = max(slowest, took)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                break
            failures += 1
            path = Path(f"failed-mail-{seed}-{count}.eml")
            path.write_bytes(raw)
            print(f"{path}: {type(error).__name__} {error}"[:300])
        count += 1
    print(f"seed {seed}: {count} mails, {failures} failures, the slowest took {slowest * 1000:.0f} ms")


if __name__ == "__main__":
    main()
