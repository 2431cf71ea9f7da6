"""What comes from the terminal is read by the event loop, without a thread.

Textual has a thread wait for keys and hand them over to the event loop. It wakes up ten times a second when there are
none, and reads the end of a terminal that is gone for ever. Here the event loop is told when there is something to
read, and when an Esc has waited long enough for something longer. The terminal is opened a second time for it, so
that a read never blocks.
"""

from __future__ import annotations

import asyncio
import os
import re
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable

from textual._xterm_parser import XTermParser
from textual.message import Message

_AT_ONCE = 1 << 12
"""Bytes that are read at once, which is all that a terminal keeps."""
_BEGIN, _END = "\x1b[200~", "\x1b[201~"
"""Around what is pasted."""
_COMMANDING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""Control characters but tabs and ends of lines."""


class Pastes:
    """Takes out of what is pasted what would be read as keys: Textual 8.2 presses those behind an Esc in it."""

    def __init__(self) -> None:
        self._inside = False
        self._before = ""
        """The end of what has come before, which may hold the beginning of a mark."""

    def cleaned(self, data: str) -> str:
        """The input that has come, without control characters in what is pasted. Of that a piece may come later."""
        found = []
        while data:
            if self._inside:
                piece, data = self._in_paste(self._before + data)
            else:
                piece, data = self._outside(data)
            found.append(piece)
        return "".join(found)

    def _outside(self, data: str) -> tuple[str, str]:
        """What is handed on, and what is left: all of it up to where a paste has begun, since an Esc may not wait."""
        seen = self._before + data
        at = seen.find(_BEGIN)
        if at < 0:
            self._before = seen[1 - len(_BEGIN) :]
            return data, ""
        end = at + len(_BEGIN) - len(self._before)
        self._inside, self._before = True, ""
        return data[:end], data[end:]

    def _in_paste(self, seen: str) -> tuple[str, str]:
        at = seen.find(_END)
        if at >= 0:
            self._inside, self._before = False, ""
            return _COMMANDING.sub("", seen[:at]) + _END, seen[at + len(_END) :]
        kept = next((size for size in range(len(_END) - 1, 0, -1) if seen.endswith(_END[:size])), 0)
        whole = len(seen) - kept
        self._before = seen[whole:]
        return _COMMANDING.sub("", seen[:whole]), ""


class TerminalInput:
    """Keys, the mouse and answers of a terminal, as messages. For the thread of a running event loop."""

    def __init__(
        self,
        terminal: int,
        take: Callable[[Message], None],
        gone: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Open the terminal that a descriptor leads to.

        `gone` is called once there is no terminal any more, `failed` with a fault of what takes the messages.

        Raises:
            OSError: it is none, or may not be opened a second time (after `su`, say).
        """
        flags = os.O_RDONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC
        self._fd = os.open(os.ttyname(terminal), flags)
        self._take = take
        self._gone = gone
        self._failed = failed
        self._loop = asyncio.get_running_loop()
        self._parser = XTermParser()
        # What is no UTF-8 is a key that means nothing, and no end of the program.
        self._decoder = getincrementaldecoder("utf-8")("replace")
        self._pastes = Pastes()
        self._timer: asyncio.TimerHandle | None = None
        """When what has come of a sequence is taken for all of it."""

    def begin(self) -> None:
        """Read from now on."""
        self._loop.add_reader(self._fd, self._read)

    def close(self) -> None:
        """Read no more."""
        self._loop.remove_reader(self._fd)
        os.close(self._fd)
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _read(self) -> None:
        try:
            data = os.read(self._fd, _AT_ONCE)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._loop.remove_reader(self._fd)
            self._gone()
            return
        # Half a character is nothing yet, and nothing is the end of all input to the parser.
        if text := self._pastes.cleaned(self._decoder.decode(data)):
            self._hand_over(self._parser.feed(text))

    def _tick(self) -> None:
        self._timer = None
        self._hand_over(self._parser.tick())

    def _hand_over(self, messages: Iterable[Message]) -> None:
        try:
            for message in messages:
                self._take(message)
        except Exception as error:  # the event loop would only write it over the screen
            self._failed(error)
        due = self._parser._timeout_time
        if due is not None and self._timer is None:
            self._timer = self._loop.call_at(due, self._tick)
