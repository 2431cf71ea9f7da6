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
ENTER, ESCAPE = "\r", "\x1b[27u"
"""Esc as newer terminals send it: a busy program would take a plain one and the key behind it for one key."""

Screens = dict[str, tuple[tuple[str, ...], str]]
_DEEPEST = 5
"""Times that Esc is pressed, at most, to leave a screen and the article."""

SCREENS: Screens = {
    "reader, cards and bars": (("n", "q", "c", "s", "m", ENTER, "."), "speaker"),
    "suggestions": (("\t",), "accept"),
    "accepted": (("\t", "a"), "Accepted"),
    "picker": (("n", "w", "s", "m"), "Who is “"),
    "picker, renaming": (("n", "w", "s", "m", "\x12"), "Who is “"),
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
SUGGESTED = {name: SCREENS.pop(name) for name in ("suggestions", "accepted")}
"""Of these: with what the language pack suggests; the others by hand."""
LIBRARY = {
    "list and preview": ((), "done"),
    "search": (("/", "rina", ENTER), "“rina”"),
    "search prompt": (("/", f"rina{OVERRIDE}{TAGS}"), "search"),
    "filters": (("f",), "Esc leaves"),
    "sorted": (("s", "s", "s"), "by publisher"),
    "help": (("?",), "Esc closes"),
    "after reading": ((ENTER, "n", "q", "!", ESCAPE), "begun"),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with an article for each screen, alike but for a number."""
    folder = tmp_path_factory.mktemp("injection")
    meta = {"title": f"Judul{EVIL}", "publisher": f"Koran{EVIL}", "url": f"x{EVIL}", "date": f"2026{EVIL}"}
    lines = [
        {"id": f"jahat-{number:02}", "text": f"{TEXT}Nomor {number}.\n", "lang": "id", "meta": meta}
        for number in range(len(SCREENS))
    ]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (folder / "news.jsonl").write_text(text, encoding="utf-8")
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
@pytest.mark.parametrize("screens", [SCREENS, SUGGESTED], ids=["by hand", "suggested"])
def test_no_screen_of_the_reader_writes_what_commands(
    project: Path, tmp_path: Path, screens: Screens, columns: int
) -> None:
    env = _env(tmp_path) | ({} if screens is SUGGESTED else by_hand(tmp_path))
    with _in_library(project, tmp_path, env, columns) as app:
        for number, (name, screen) in enumerate(screens.items(), start=1):
            app.wait_for(f" {number}/{len(SCREENS)}")
            begun = len(app.raw)
            app.press(ENTER)
            app.wait_for("¶ 1/4")
            _visit(app, screen)
            _back_to_library(app)
            _check(name, bytes(app.raw[begun:]))
            app.press("j")
        app.press("\x11")
        assert app.exit_code() == 0


def test_no_screen_of_the_library_writes_what_commands(project: Path, tmp_path: Path) -> None:
    with _in_library(project, tmp_path, _env(tmp_path) | by_hand(tmp_path), 130) as app:
        app.wait_for("Enter open")
        for screen in LIBRARY.values():
            _visit(app, screen)
            app.press(ESCAPE)
            _back_to_library(app)
        app.press("\x11")
        assert app.exit_code() == 0
        _check("library", bytes(app.raw))


def _in_library(project: Path, folder: Path, env: dict[str, str], columns: int) -> PtyApp:
    (folder / "annotator.db").write_bytes(project.read_bytes())
    return PtyApp(PROGRAM, columns=columns, rows=36, env=env, cwd=str(folder))


def _visit(app: PtyApp, screen: tuple[tuple[str, ...], str]) -> None:
    """Press the keys that lead to a screen, and see that they did."""
    keys, seen = screen
    for key in keys:
        app.press(key)
    if seen:
        app.wait_for(seen)


def _back_to_library(app: PtyApp) -> None:
    for _ in range(_DEEPEST):
        if "Enter open" in app.text():
            break
        app.press(ESCAPE)
    app.wait_for("Enter open")


def _check(name: str, raw: bytes) -> None:
    written = OWN.sub("", raw.decode("utf-8", errors="surrogateescape"))
    assert "PAYLOAD" in written, f"{name}: the text is shown"
    found = NEVER.search(written)
    assert found is None, f"{name}: {written[max(0, found.start() - 60) : found.end() + 20]!a}"
