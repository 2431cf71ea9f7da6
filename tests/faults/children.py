"""Work in processes of their own, which may be stopped, killed, and asked what went wrong."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PATIENT = 60.0
"""Seconds after which a wait has failed; nothing here takes a tenth of it."""


@dataclass(slots=True)
class Child:
    """A process at work. The parent has no project open when it starts one: locks do not survive a fork."""

    pid: int
    told: Path
    """Where it writes what went wrong, or what it found."""
    status: int | None = None
    """Exit status, or minus the signal that ended it; None while it runs."""

    def poll(self) -> int | None:
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
        return self.status

    def signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> int:
        """`kill -9`, and wait until it is gone; returns how it ended."""
        self.signal(signal.SIGKILL)
        return self.join()

    def join(self) -> int:
        """Wait for its end."""
        if self.status is None:
            _, status = os.waitpid(self.pid, 0)
            self.status = os.waitstatus_to_exitcode(status)
        return self.status

    def stop(self) -> None:
        """Suspend it, and wait until it stands still."""
        os.kill(self.pid, signal.SIGSTOP)
        os.waitpid(self.pid, os.WUNTRACED)

    def report(self) -> str:
        return self.told.read_text(encoding="utf-8") if self.told.exists() else ""

    def succeed(self) -> str:
        """Wait for its end, which must be a good one; returns what it told."""
        status = self.join()
        assert status == 0, f"ended with {status}:\n{self.report()}"
        return self.report()


def start(work: Callable[[], None], told: Path) -> Child:
    """Run `work` in a new process. What it writes to standard output is what it tells."""
    pid = os.fork()
    if pid:
        return Child(pid, told)
    status = 1
    try:
        with told.open("a", encoding="utf-8") as out, contextlib.redirect_stdout(out):
            try:
                work()
                status = 0
            except BaseException:
                traceback.print_exc(file=out)
    finally:
        os._exit(status)


def die_within(seconds: float) -> None:
    """From within a child: be gone after so long, in the middle of whatever is going on then.

    The kernel ends the process as `kill -9` would, and hits a moment that a parent could not aim at.
    """
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, max(seconds, 1e-6))


def tell(words: object) -> None:
    """From within a child: say something to the parent."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def until(condition: Callable[[], bool], what: str = "it") -> None:
    """Wait for something that another process does."""
    deadline = time.monotonic() + PATIENT
    while not condition():
        assert time.monotonic() < deadline, f"{what} did not happen within {PATIENT:.0f} seconds"
        time.sleep(0.001)
