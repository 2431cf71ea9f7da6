"""The library in a pseudo-terminal: keys and mouse as a terminal sends them, and nothing that it would obey."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal.pty_app import PtyApp, by_hand

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-m", "annotator"]
EVIL = "Judul \x1b]52;c;aGk=\x07 jahat\n\x1b[5;5Hisi \x9b31m zebra \u202e terbalik\n"


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return by_hand(tmp_path) | {"XDG_STATE_HOME": str(tmp_path / "state"), "ANNOTATOR_USER": "eva"}


@pytest.fixture
def folder(tmp_path: Path, env: dict[str, str]) -> Path:
    """A folder with a project of forty articles."""
    (tmp_path / "news").mkdir()
    for number in range(40):
        text = f"Kabar {number:02}\nKapal ke-{number} {'membawa jeruk' if number % 10 == 3 else 'kosong'}.\n"
        (tmp_path / "news" / f"a{number:02}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "news" / "zz.txt").write_text(EVIL, encoding="utf-8")
    for arguments in (["init"], ["import", "news", "--lang", "id"]):
        subprocess.run(
            [*PROGRAM, *arguments], env={**os.environ, **env}, cwd=tmp_path, check=True, capture_output=True
        )
    return tmp_path


def click(column: int, row: int, button: int = 0) -> str:
    """What a terminal sends for a press and release on a cell, counted from 0."""
    return f"\x1b[<{button};{column + 1};{row + 1}M\x1b[<{button};{column + 1};{row + 1}m"


def marked(app: PtyApp) -> str:
    """The marked row."""
    return next((line.split("▌")[1] for line in app.screen.display if "▌" in line), "").strip()


def test_the_first_page_comes_with_all_that_there_is_to_say(env: dict[str, str], folder: Path) -> None:
    # How often it is drawn depends on what timers of Textual's come in between; `bench start` measures it.
    words = ("0 of 41 done", "Kapal ke-0 kosong", "Kabar 05", "41 articles · by id", "search")
    with PtyApp(PROGRAM, columns=130, rows=36, env=env, cwd=str(folder)) as app:
        app.wait_for("0 of 41 done")
        first = bytes(app.raw).partition(b"0 of 41 done")[0]
        assert all(one in app.text() for one in words)
        assert b" of 41 done" not in first, "no counts that change a moment later"


def test_a_search_by_keys_leads_into_the_article_and_back(env: dict[str, str], folder: Path) -> None:
    with PtyApp(PROGRAM, columns=130, rows=36, env=env, cwd=str(folder)) as app:
        app.wait_for("0 of 41 done")
        app.press("/")
        app.press("jer")
        app.wait_for("4 of 41 articles · “jer”")
        app.wait_for("membawa jeruk")
        app.press("\x1b[B")  # down
        app.press("\r")
        app.press("\r")
        app.wait_for("q quote")
        app.press("D")
        app.press("\x1b")
        app.wait_for("1 of 41 done")
        assert marked(app).startswith("✓ Kabar 13")
        app.press("\x1b")
        app.wait_for("41 articles · by id")
        app.press("G")
        app.wait_for("41/41")
        app.resize(80, 24)
        app.wait_for("41/41")
        app.press("n")
        app.wait_for("1/41")
        app.press("\x11")
        assert app.exit_code() == 0
    assert not (folder / "annotator.db-wal").exists()


def test_the_mouse_sorts_marks_scrolls_and_opens(env: dict[str, str], folder: Path) -> None:
    with PtyApp(PROGRAM, columns=130, rows=36, env=env, cwd=str(folder)) as app:
        app.wait_for("0 of 41 done")
        head = next(row for row, line in enumerate(app.screen.display) if " title" in line)
        column = app.screen.display[head].index(" title") + 2
        app.press(click(column, head))
        app.wait_for("by title")
        app.press(click(column, head))
        app.wait_for("by title, Z first")
        assert "Kabar 39" in app.screen.display[head + 1] or "Kabar 39" in app.screen.display[head + 2]
        app.press(click(column, head + 5))
        fifth = marked(app)
        app.press(f"\x1b[<65;{column};{head + 5}M" * 3)  # the wheel
        assert marked(app) != fifth or "▌" not in app.text(), "rows moved away under the mark"
        app.press("\x1b[<64;60;10M" * 3)
        assert marked(app) == fifth
        app.press(click(column, head + 5) * 2)
        app.wait_for("q quote")
        app.press("\x11")
        assert app.exit_code() == 0


def test_nothing_of_an_article_reaches_the_terminal_as_a_command(env: dict[str, str], folder: Path) -> None:
    for columns in (80, 160):
        with PtyApp(PROGRAM, columns=columns, rows=30, env=env, cwd=str(folder)) as app:
            app.wait_for("0 of 41 done")
            app.press("G")
            app.wait_for("jahat")
            app.press("/")
            app.press("zebra\r")
            app.wait_for("1 of 41 articles")
            app.press("\x11")
            assert app.exit_code() == 0
            raw = bytes(app.raw)
            assert b"\x1b]52;c;aGk=" not in raw
            assert b"\x1b[5;5Hisi" not in raw
            assert not any(bad.encode() in raw for bad in ("\x9b", "\u202e"))
