"""Reads mails in child processes, which are killed when one takes too long or too much memory."""

import asyncio
import logging
import subprocess
import sys
import threading
from dataclasses import replace

import msgspec

from server.mail.child import LENGTH
from server.mail.incoming import IncomingMail
from server.mail.limits import MOST_BYTES, SECONDS
from server.mail.parse import NOT_READ, unreadable

log = logging.getLogger(__name__)

_decoder = msgspec.msgpack.Decoder(IncomingMail)


class Reader:
    """A few children, started when first needed. `close` it in the end.

    `seconds`: what one mail may take; `most`: how many bytes of it are read.
    """

    def __init__(self, children: int = 1, seconds: float = SECONDS, most: int = MOST_BYTES):
        self._free: asyncio.Queue[_Child] = asyncio.Queue()
        self._all = [_Child(seconds, most) for _ in range(children)]
        for child in self._all:
            self._free.put_nowait(child)

    async def read(self, raw: bytes) -> IncomingMail:
        """The mail; what can't be read in time or in memory comes back as `unreadable`. Never raises."""
        child = await self._free.get()
        try:
            # The thread goes on to its end even if we are cancelled, and the child is not free before.
            return await asyncio.shield(asyncio.ensure_future(self._in_thread(child, raw)))
        except OSError as error:
            self._free.put_nowait(child)
            log.warning("no child can be started to read a mail: %s", error)
            return unreadable(raw, NOT_READ)

    async def _in_thread(self, child: "_Child", raw: bytes) -> IncomingMail:
        mail = await asyncio.to_thread(child.read, raw)
        self._free.put_nowait(child)
        return mail

    def close(self) -> None:
        for child in self._all:
            child.end()


class _Child:
    """One child process, started again after it died."""

    def __init__(self, seconds: float, most: int):
        self._seconds = seconds
        self._command = [sys.executable, "-m", "server.mail.child", str(most)]
        self._process: subprocess.Popen | None = None

    def read(self, raw: bytes) -> IncomingMail:
        """The mail as the child reads it. Blocks. Raises OSError if no child can be started."""
        if self._process is None or self._process.poll() is not None:
            self.end()
            self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            # Its start is not the mail's time.
            self._ask(b"")
        slow = threading.Event()
        timer = threading.Timer(self._seconds, self._too_slow, (self._process, slow))
        timer.start()
        try:
            return self._ask(raw)
        except (OSError, EOFError, msgspec.MsgspecError):
            self.end()
            why = f"It took more than {self._seconds:g} seconds to read." if slow.is_set() else "Reading it failed."
            log.warning("a mail of %d bytes was not read: %s", len(raw), why)
            return unreadable(raw, f"{NOT_READ} {why}")
        finally:
            timer.cancel()

    @staticmethod
    def _too_slow(process: subprocess.Popen, slow: threading.Event) -> None:
        slow.set()
        process.kill()

    def _ask(self, raw: bytes) -> IncomingMail:
        self._process.stdin.write(LENGTH.pack(len(raw)))
        self._process.stdin.write(raw)
        self._process.stdin.flush()
        mail = _decoder.decode(self._block())
        return replace(mail, attachments=tuple(replace(one, content=self._block()) for one in mail.attachments))

    def _block(self) -> bytes:
        pipe = self._process.stdout
        head = pipe.read(LENGTH.size)
        block = pipe.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else b""
        if len(head) < LENGTH.size or len(block) < LENGTH.unpack(head)[0]:
            raise EOFError
        return block

    def end(self) -> None:
        """Kills the child, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            try:
                pipe.close()
            except OSError:
                # What was not sent any more can't be sent.
                pass
