"""Keys and screens in a pseudo-terminal, timed from the key (or exec) to the last byte."""

from __future__ import annotations

import os
import re
import select
import time
from collections.abc import Sequence
from dataclasses import dataclass

from tests.bench.workshop import ROOT
from tests.terminal.pty_app import PATIENCE, PtyApp

COLUMNS, ROWS = 160, 50
KEY_QUIET = 0.1
"""Seconds of silence after which a key has been answered."""
START_QUIET = 0.5
"""The same for a program that starts."""

_TO_ROW = re.compile(rb"\x1b\[(\d*)(?:;\d+)?H")
"""A move of the cursor; where no row is named the first is meant."""
_HEAD = slice(1, 6)
_RIGHT = 68
"""From this column on the article stands alone."""


@dataclass(frozen=True, slots=True)
class Press:
    """What one key cost."""

    ms: float
    size: int
    """Bytes."""
    rows: int
    """Rows of the screen that were drawn anew, wholly or in part."""
    scrolled: bool


class TimedApp(PtyApp):
    """A program in a terminal of the size that the targets are for."""

    def __init__(self, command: Sequence[str]) -> None:
        super().__init__(command, columns=COLUMNS, rows=ROWS, cwd=str(ROOT))

    def __enter__(self) -> TimedApp:
        super().__enter__()
        return self

    def first_page(self, marker: str) -> float:
        """Seconds from now to the last byte of the burst that brings `marker`."""
        began = last = time.perf_counter()
        data = bytearray()
        while True:
            seen = marker.encode() in data
            if not select.select([self._fd], [], [], START_QUIET if seen else PATIENCE)[0]:
                break
            chunk = self._chunk()
            if not chunk:
                break
            data += chunk
            last = time.perf_counter()
        if marker.encode() not in data:
            raise AssertionError(f"{marker!r} did not come; the program said: {bytes(data[-2000:])!r}")
        self._stream.feed(bytes(data))
        return last - began

    def timed(self, key: str) -> Press:
        """Press a key."""
        before = self._article_head()
        data = bytearray()
        began = last = time.perf_counter()
        os.write(self._fd, key.encode())  # the answer may be there before this process goes on
        while select.select([self._fd], [], [], KEY_QUIET if data else PATIENCE)[0]:
            data += self._chunk()
            last = time.perf_counter()
        assert data, f"nothing came of {key!r}"
        self._stream.feed(bytes(data))
        rows = {int(found or 1) for found in _TO_ROW.findall(data)}
        return Press((last - began) * 1000, len(data), len(rows), self._article_head() != before)

    def _article_head(self) -> list[str]:
        return [line[_RIGHT:] for line in self.screen.display[_HEAD]]


def seconds_to_page(command: Sequence[str], marker: str) -> float:
    """Seconds from exec to the last byte of the first page."""
    app = TimedApp(command)
    began = time.perf_counter()
    with app:
        forked = time.perf_counter() - began
        return app.first_page(marker) + forked


def repeat(app: TimedApp, key: str, count: int) -> list[Press]:
    """Press a key again and again."""
    return [app.timed(key) for _ in range(count)]
