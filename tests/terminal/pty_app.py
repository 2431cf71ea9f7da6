"""A program in a pseudo-terminal: feed it keys, read what it writes until it is quiet, look at the screen.

    with PtyApp([sys.executable, "-m", "annotator"], columns=160, rows=50) as app:
        app.wait_for("annotator")
        sent = app.press("w")
        assert len(sent.data) < 600
        assert "QUOTE" in app.text()

Textual writes to its own copy of standard error, so standard input, output and error are all the terminal
here. Nothing waits a fixed time: reading ends when the program has been quiet for a while, and a program that
never falls quiet fails the test.
"""

from __future__ import annotations

import errno
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import pyte

QUIET = 0.15
"""Seconds without output after which a program counts as idle."""
PATIENCE = 20.0
"""Seconds after which waiting fails the test."""


@dataclass(frozen=True, slots=True)
class Output:
    """What a program wrote between a key and the quiet after it."""

    data: bytes
    seconds: float
    """From the key to the last byte; 0 when nothing came."""


class PtyApp:
    """A child process on a pseudo-terminal, and the screen that it draws."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        env: Mapping[str, str] | None = None,
        cwd: str | None = None,
    ) -> None:
        self.command = list(command)
        self.columns = columns
        self.rows = rows
        self.env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})}
        self.cwd = cwd
        self.raw = bytearray()
        """Everything that the program has written."""
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._pid = 0
        self._fd = -1
        self._status: int | None = None

    def __enter__(self) -> PtyApp:
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            try:
                if self.cwd:
                    os.chdir(self.cwd)
                self._set_size(0)
                os.execvpe(self.command[0], self.command, self.env)
            finally:
                os._exit(127)
        self._set_size(self._fd)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._status is None:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
        os.close(self._fd)

    def resize(self, columns: int, rows: int) -> Output:
        """Change the terminal's size and read what the program makes of it."""
        self.columns, self.rows = columns, rows
        self.screen.resize(rows, columns)
        self._set_size(self._fd)
        return self.read()

    def press(self, keys: str | bytes, *, quiet: float = QUIET) -> Output:
        """Send keys (as the bytes that a terminal sends) and read until the program is idle."""
        os.write(self._fd, keys.encode() if isinstance(keys, str) else keys)
        return self.read(quiet=quiet)

    def read(self, *, quiet: float = QUIET) -> Output:
        """Read until the program has written nothing for `quiet` seconds or has ended."""
        began = last = time.perf_counter()
        data = bytearray()
        while select.select([self._fd], [], [], quiet)[0]:
            chunk = self._chunk()
            if not chunk:
                break
            data += chunk
            last = time.perf_counter()
            if last - began > PATIENCE:
                raise AssertionError("the program never fell quiet")
        self.raw += data
        self._stream.feed(bytes(data))
        return Output(bytes(data), last - began)

    def wait_for(self, text: str) -> Output:
        """Read until `text` is on the screen and the program is idle."""
        began = time.perf_counter()
        data = b""
        while text not in self.text():
            if time.perf_counter() - began > PATIENCE:
                raise AssertionError(f"{text!r} did not come; the screen is:\n{self.text()}")
            data += self.read(quiet=0.05).data
        return Output(data + self.read().data, time.perf_counter() - began)

    def wait_until_gone(self, text: str) -> Output:
        """Read until `text` is on the screen no more and the program is idle."""
        began = time.perf_counter()
        data = b""
        while text in self.text():
            if time.perf_counter() - began > PATIENCE:
                raise AssertionError(f"{text!r} did not go; the screen is:\n{self.text()}")
            data += self.read(quiet=0.05).data
        return Output(data + self.read().data, time.perf_counter() - began)

    def text(self) -> str:
        """The screen's rows, without the blanks at their ends."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def exit_code(self) -> int:
        """Wait for the program to end. Minus the signal's number if one ended it."""
        began = time.perf_counter()
        while self._status is None:
            if time.perf_counter() - began > PATIENCE:
                raise AssertionError(f"the program did not end; the screen is:\n{self.text()}")
            # A program that still has something to write would wait for us while we wait for it.
            if select.select([self._fd], [], [], 0.01)[0]:
                self.raw += self._chunk()
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            if pid:
                self._status = os.waitstatus_to_exitcode(status)
        return self._status

    def _chunk(self) -> bytes:
        try:
            return os.read(self._fd, 65536)
        except OSError as error:
            if error.errno == errno.EIO:  # Linux: the other side is closed
                return b""
            raise

    def _set_size(self, fd: int) -> None:
        fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", self.rows, self.columns, 0, 0))


def by_hand(folder: Path) -> dict[str, str]:
    """The environment of somebody who labels by hand: no suggestions come between the keys and their effect."""
    config = folder / "state" / "by-hand.toml"
    config.parent.mkdir(exist_ok=True)
    config.write_text("[reader]\nsuggestions = false\n", encoding="utf-8")
    return {"PYTHONPATH": str(Path(__file__).resolve().parents[2]), "ANNOTATOR_CONFIG": str(config)}
