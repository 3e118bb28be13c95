"""`python -m server.mail.child BYTES`: reads mails that come through a pipe, one after the other. Started by reader.py.

A mail goes in as its length and its bytes; out comes the length of an IncomingMail in MessagePack whose attachments are
empty, then that, then the contents of the attachments, each with its length. BYTES: how much of a mail is read.
"""

import os
import resource
import signal
import struct
import sys
from dataclasses import replace
from typing import BinaryIO

import msgspec

from server.mail.incoming import IncomingMail
from server.mail.limits import CHILD_BYTES, SECONDS
from server.mail.parse import NOT_READ, parse, unreadable

LENGTH = struct.Struct(">Q")
# The parent kills us first, unless it is dead itself.
_LATER = 5


def main() -> None:
    """Answers until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (CHILD_BYTES, CHILD_BYTES))
    source, most = sys.stdin.buffer, int(sys.argv[1])
    # Whatever a library prints must not get into the answer.
    answer = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    while head := source.read(LENGTH.size):
        raw = source.read(LENGTH.unpack(head)[0])
        signal.alarm(SECONDS + _LATER)
        _answer(answer, _read(raw, most))
        signal.alarm(0)


def _read(raw: bytes, most: int) -> IncomingMail:
    mail = parse(raw, most)
    try:
        msgspec.msgpack.encode(replace(mail, attachments=()))
    except Exception:
        return unreadable(raw, NOT_READ)
    return mail


def _answer(answer: BinaryIO, mail: IncomingMail) -> None:
    empty = replace(mail, attachments=tuple(replace(one, content=b"") for one in mail.attachments))
    for block in (msgspec.msgpack.encode(empty), *(one.content for one in mail.attachments)):
        answer.write(LENGTH.pack(len(block)))
        answer.write(block)
    answer.flush()


if __name__ == "__main__":
    main()
