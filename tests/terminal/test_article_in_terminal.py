"""The article widget in a real (pseudo-)terminal: bytes out, and no byte of an article's own commands."""

from __future__ import annotations

import re
import statistics
import sys
from pathlib import Path

import pytest

from tests.terminal.pty_app import PtyApp

ROOT = Path(__file__).parents[2]
ENV = {"PYTHONPATH": str(ROOT)}


def reader(what: str, *, columns: int = 160, rows: int = 50) -> PtyApp:
    command = [sys.executable, "-m", "tests.terminal.reader_app", what]
    return PtyApp(command, columns=columns, rows=rows, env=ENV, cwd=str(ROOT))


def test_an_article_never_commands_the_terminal() -> None:
    with reader("hostile") as app:
        app.wait_for("selesai")
        for key in "wwwnnnpvwwtq":
            app.press(key)
        # Textual itself sets the shape of the mouse pointer.
        raw = re.sub(rb"\x1b]22;[a-z]*\x07", b"", bytes(app.raw))
    assert b"PAYLOAD" in raw
    for forbidden in (
        b"\x1b]0", b"\x1b]52", b"\x1b]8", b"\x1b[5;5HP", b"\x1b[6n", b"\x1bP+q", b"\x1bc", b"\x07", b"\x08",
        b"\x0b", b"\x0c", b"\x00", b"\x7f",
    ):  # fmt: skip
        assert forbidden not in raw
    shown = raw.decode()
    assert not re.search(
        "[\x80-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]", shown
    )


@pytest.mark.parametrize("what", ["demo", "heavy:200"])
def test_bytes_per_key(what: str) -> None:
    """Bytes, not times: they are the same on every machine, and what a slow line feels."""
    with reader(what) as app:
        app.wait_for("ready")
        app.read(quiet=0.5)
        words = [len(app.press("w", quiet=0.06).data) for _ in range(30)]
        assert statistics.median(words) <= 350
        assert sorted(words)[27] <= 600
        tag = len(app.press("t", quiet=0.06).data)
        assert tag <= 1500
        # What scrolls draws the whole screen; the first paragraphs do not.
        assert len(app.press("n", quiet=0.06).data) <= 4000


def test_the_screen_after_steps_is_the_screen_after_a_full_redraw() -> None:
    with reader("heavy:30", columns=100, rows=30) as app:
        app.wait_for("ready")
        for key in "wwwtnnwtbevwwvnnp":
            app.press(key)
        stepped = app.text()
        app.resize(99, 30)
        app.resize(100, 30)
        assert app.text() == stepped
        app.press("q")
        assert app.exit_code() == 0
