"""No screen passes on what an article, a name or a note would have the terminal do."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal.pty_app import PtyApp, by_hand

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-m", "annotator"]
BELL, TITLE, CLIPBOARD, ASK = "\x07", "\x1b]0;PAYLOAD\x07", "\x1b]52;c;UEFZTE9BRA==\x07", "\x1b[6n"
C1, OVERRIDE, ISOLATE, TAGS = "\x9b31mPAYLOAD\x9c", "\u202e", "\u2066", "\U000e0041\U000e007f"
EVIL = f"{TITLE}{CLIPBOARD}{ASK}{C1}{OVERRIDE}{ISOLATE}{TAGS}\x08\x0b\x0c\x7f\x85\u2028\ufeff[red]"
TEXT = f"""Pasar{EVIL} Dibuka
"Kami{EVIL} siap buka pagi," kata{EVIL} Rina{EVIL} Wulandari, dikutip dari laman{EVIL} Pasar.
Rina{EVIL} Wulandari datang{EVIL} lagi. "Besok{EVIL} juga buka," lanjutnya.
"""
NEVER = re.compile(
    "[\x80-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\U000e0000-\U000e007f]"
    "|[\x00-\x06\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]"
    r"|\x1b\]0|\x1b\]52|\x1b\[6n|\x07"
)
"""What nothing of ours writes."""
OWN = re.compile(r"\x1b\]22;[a-z-]*\x07|\x1b\]0;annotator[^\x07]*\x07")
"""The pointer's shape, and a title, which Textual sets itself."""
ENTER, ESCAPE, UP, END = "\r", "\x1b", "\x1b[A", "\x1b[F"

SCREENS = {
    "reader, cards and bars": (("n", "q", "c", "s", "m", ENTER, "."), "speaker"),
    "suggestions": (("\t",), "accept"),
    "accepted": (("\t", "a"), "Accepted"),
    "picker": (("n", "s", "m"), "Who is it?"),
    "picker, renaming": (("n", "s", "m", "\x12"), "Who is it?"),
    "labels to link": (("n", "q", "c", "s", "F"), "Enter links"),
    "letters to link": (("n", "q", "c", "s", "f"), "letters"),
    "checklist": (("n", "w", "w", "v", "w", "w", "s", "M"), ""),
    "attributes": (("n", "q", "T"), "Esc leaves"),
    "notes": (("n", "q", "C", f"lihat {OVERRIDE}{ISOLATE}ini", ENTER, "C"), "Notes on"),
    "history": (("n", "q", "c", "s", "u", "Y"), "the latest first"),
    "guidelines": (("n", "q", "I"), "Guidelines"),
    "search": (("/", "rina", ENTER), "of"),
    "search prompt": (("/", f"rina {OVERRIDE}{ISOLATE}"), "/"),
    "nothing found": (("/", f"{TAGS}{OVERRIDE}x", ENTER), ""),
    "palette": (("n", "q", "\x10"), "Search"),
    "help": (("?",), "Keys"),
    "undo": (("n", "q", "c", "u", "u", "U"), "Done again"),
    "delete": (("n", "q", "s", "d"), "deleted"),
    "no quote": (("n", "x"), ""),
    "borders": (("n", "q", "r"), "Move the"),
    "kind": (("n", "P"), ""),
    "note on the article": (("C", f"a{OVERRIDE}b", ENTER), "Noted"),
}
"""Screen -> keys that lead there, and what is then seen."""
SUGGESTED = ("suggestions", "accepted")
"""Of these: with what the language pack suggests."""
LIBRARY = {
    "list and preview": ((), "of 1 done"),
    "search": (("/", "rina", ENTER), "“rina”"),
    "search prompt": (("/", f"rina{OVERRIDE}{TAGS}"), "search"),
    "filters": (("f",), "Esc leaves"),
    "sorted": (("s", "s", "s"), "by publisher"),
    "help": (("?",), "Esc closes"),
    "after reading": ((ENTER, "n", "q", "!", ESCAPE), "begun"),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("injection")
    meta = {"title": f"Judul{EVIL}", "publisher": f"Koran{EVIL}", "url": f"x{EVIL}", "date": f"2026{EVIL}"}
    line = {"id": "jahat", "text": TEXT, "lang": "id", "meta": meta}
    (folder / "news.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    for arguments in (["init"], ["import", "news.jsonl"]):
        done = subprocess.run(
            [*PROGRAM, *arguments], env=_env(folder), cwd=folder, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr
    return folder / "annotator.db"


def _env(folder: Path) -> dict[str, str]:
    own = {"PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(folder / "state"), "ANNOTATOR_USER": "eva"}
    return {**os.environ, **own} | {"ANNOTATOR_CONFIG": ""}


@pytest.mark.parametrize("columns", [130, 80])
@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_of_the_reader_writes_nothing_that_commands(
    project: Path, tmp_path: Path, name: str, columns: int
) -> None:
    _shown_safely(
        project, tmp_path, ("read", "jahat"), "¶ 1/3", SCREENS[name], columns, suggested=name in SUGGESTED
    )


@pytest.mark.parametrize("name", LIBRARY)
def test_the_library_writes_nothing_that_commands(project: Path, tmp_path: Path, name: str) -> None:
    _shown_safely(project, tmp_path, (), "0 of 1 done", LIBRARY[name], 130)


def _shown_safely(
    project: Path,
    folder: Path,
    arguments: tuple[str, ...],
    ready: str,
    screen: tuple[tuple[str, ...], str],
    columns: int,
    *,
    suggested: bool = False,
) -> None:
    keys, seen = screen
    env = _env(folder) if suggested else _env(folder) | by_hand(folder)
    (folder / "annotator.db").write_bytes(project.read_bytes())
    with PtyApp([*PROGRAM, *arguments], columns=columns, rows=36, env=env, cwd=str(folder)) as app:
        app.wait_for(ready)
        for key in keys:
            app.press(key)
        if seen:
            app.wait_for(seen)
        for key in (ESCAPE, ESCAPE, "\x11"):
            app.press(key)
        assert app.exit_code() == 0
        written = OWN.sub("", bytes(app.raw).decode("utf-8", errors="surrogateescape"))
    assert "PAYLOAD" in written, "the text is shown"
    found = NEVER.search(written)
    assert found is None, ascii(written[max(0, found.start() - 60) : found.end() + 20])
