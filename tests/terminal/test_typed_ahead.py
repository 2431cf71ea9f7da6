"""Keys that arrive together, as a slow line brings them, do what they do one by one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal.pty_app import PtyApp, by_hand

PROGRAM = [sys.executable, "-m", "annotator"]
TEXT = """Pasar Dibuka
"Kami siap buka pagi," kata Rina Wulandari, Senin.
"Kami siap tutup sore," kata Budi Hartono, Senin.
"""
ONE_FRAME = ["CUE kata", 'QUOTE "Kami siap buka pagi,"', "SPEAKER Rina Wulandari"]
TWO_FRAMES = ["CUE kata", 'QUOTE "Kami siap tutup sore,"', "SPEAKER Budi Hartono"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pasar.txt").write_text(TEXT, encoding="utf-8")
    for arguments in (["init"], ["import", "pasar.txt"]):
        subprocess.run(
            [*PROGRAM, *arguments], env=_env(tmp_path), cwd=tmp_path, check=True, capture_output=True
        )
    return tmp_path


def _env(folder: Path) -> dict[str, str]:
    own = {"XDG_STATE_HOME": str(folder / "state"), "ANNOTATOR_USER": "eva", "HOME": str(folder)}
    (folder / "state").mkdir(exist_ok=True)
    return {**os.environ, **own, **by_hand(folder)}


@pytest.mark.parametrize(
    ("keys", "labels", "people"),
    [
        ("nqcs", ONE_FRAME, []),
        ("nqcsm\rnqcsm\r", [*ONE_FRAME, *TWO_FRAMES], ["Budi Hartono", "Rina Wulandari"]),
        ("nqcsmBudi H\x0e", ONE_FRAME, ["Budi H"]),
        ("nq?\x1b[27ucs", ONE_FRAME, []),
        ("nq?\x1bcs", ONE_FRAME, []),
        ("nqI\x1b[27ucs", ONE_FRAME, []),
        ("\x1b[27u\rnqcs", ONE_FRAME, []),
        ("nqcsuuUs", ONE_FRAME, []),
    ],
    ids=[
        "labels",
        "two people",
        "a new person",
        "help",
        "help, Esc as Alt",
        "guidelines",
        "library",
        "undone",
    ],
)
def test_keys_that_arrive_together(folder: Path, keys: str, labels: list[str], people: list[str]) -> None:
    with PtyApp([*PROGRAM, "read", "pasar"], columns=130, rows=36, env=_env(folder), cwd=str(folder)) as app:
        app.wait_for("q quote")
        app.press(keys + "\x11")
        assert app.exit_code() == 0
    shown = subprocess.run(
        [*PROGRAM, "show", "--json", "pasar"], env=_env(folder), cwd=folder, check=True, capture_output=True
    )
    line = json.loads(shown.stdout)
    assert sorted(f"{one['label']} {one['text']}" for one in line["spans"]) == sorted(labels)
    assert sorted(one["name"] for one in line["entities"]) == people


@pytest.mark.parametrize("keys", ["\x10\x1b[6~", "\x10\x1b[5~", "\x10\x1b[F\x1b[6~"])
def test_a_page_on_in_a_palette_that_is_not_drawn_yet(folder: Path, keys: str) -> None:
    command = [*PROGRAM, "read", "pasar"]
    with PtyApp(command, columns=120, rows=36, env=_env(folder), cwd=str(folder)) as app:
        app.wait_for("q quote")
        app.press(keys)
        app.press("\x1b")
        app.press("nq")
        app.wait_for("Quote “")
        app.press("\x11")
        assert app.exit_code() == 0
