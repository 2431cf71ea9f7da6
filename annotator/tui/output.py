"""What goes to the terminal goes at once, without a thread.

Textual hands each picture to a thread that writes it. Waking that thread takes longer than writing does, and it then
waits until the main thread has nothing to do. Here the main thread writes by itself, to the terminal opened a second
time so that a write never blocks (the mode belongs to an open file, and the first is shared with the shell). What a
slow terminal does not take at once follows when it is ready.
"""

from __future__ import annotations

import asyncio
import os
import select
from threading import Lock, get_ident
from typing import TextIO

_MOST_WAITING = 1 << 20
"""Bytes that may wait for a slow terminal; whoever writes more waits with them."""
_AT_ONCE = 1 << 16
"""Bytes that are handed over at once."""


class TerminalOutput:
    """Text for a terminal. Made and closed in a thread with a running event loop; may be written to from any.

    But not by a signal's handler, which may come in the midst of a write: those are called by the event loop.
    """

    def __init__(self, terminal: TextIO) -> None:
        """Open the terminal that `terminal` writes to.

        Raises:
            OSError: it is none, or may not be opened a second time (after `su`, say).
        """
        terminal.flush()
        flags = os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC
        self._fd = os.open(os.ttyname(terminal.fileno()), flags)
        self._encoding, self._errors = terminal.encoding, terminal.errors or "strict"
        self._loop = asyncio.get_running_loop()
        self._thread = get_ident()
        self._lock = Lock()
        self._waiting = bytearray()
        self._is_due = False
        """Whether sending is on the event loop's list already."""
        self._is_slow = False
        """Whether the event loop tells when the terminal takes more."""

    def write(self, text: str) -> None:
        """Have text written by the next `flush`, or as soon as the event loop comes to it."""
        with self._lock:
            self._waiting += text.encode(self._encoding, self._errors)
            if self._is_due:
                return
            self._is_due = True
        if get_ident() == self._thread:
            self._loop.call_soon(self.flush)
        else:
            self._loop.call_soon_threadsafe(self.flush)

    def flush(self) -> None:
        """Write what has come, as far as the terminal takes it now. To be called in the event loop's thread."""
        with self._lock:
            self._is_due = False
            self._send()
            if len(self._waiting) > _MOST_WAITING:
                self._wait_until(_MOST_WAITING)
            if bool(self._waiting) is not self._is_slow:
                self._is_slow = not self._is_slow
                if self._is_slow:
                    self._loop.add_writer(self._fd, self.flush)
                else:
                    self._loop.remove_writer(self._fd)

    def close(self) -> None:
        """Write everything, however long the terminal takes for it, and let go of it."""
        with self._lock:
            self._send()
            self._wait_until(0)
            if self._is_slow:
                self._loop.remove_writer(self._fd)
                self._is_slow = False
            os.close(self._fd)

    def _send(self) -> None:
        while self._waiting:
            try:
                sent = os.write(self._fd, self._waiting[:_AT_ONCE])
            except BlockingIOError:
                return
            except OSError:
                # The terminal was closed. A signal says so too, and whatever ends the program then says why.
                self._waiting.clear()
                return
            del self._waiting[:sent]

    def _wait_until(self, left: int) -> None:
        """Send until no more than so many bytes are left, however long the terminal takes for it.

        Half a picture may not be given up, and less so the end, which leaves the terminal as it was.
        """
        ready = select.poll()
        ready.register(self._fd, select.POLLOUT)
        while len(self._waiting) > left:
            ready.poll()
            self._send()
