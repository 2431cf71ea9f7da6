"""The whole program in a pseudo-terminal, as a person starts it, uses it, and has it taken away."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal.pty_app import PtyApp, by_hand

ROOT = Path(__file__).parents[2]
SEED = ROOT.parent / "shared" / "articles" / "000_254a55fc44b6ca34.txt"
PROGRAM = [sys.executable, "-m", "annotator"]


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return by_hand(tmp_path) | {"XDG_STATE_HOME": str(tmp_path / "state"), "ANNOTATOR_USER": "eva"}


@pytest.fixture
def folder(tmp_path: Path, demo: Path) -> Path:
    """A folder with the demo project."""
    return shutil.copytree(demo, tmp_path / "demo")


def command(env: dict[str, str], folder: Path, *arguments: str) -> str:
    """Run a verb; its standard output."""
    done = subprocess.run(
        [*PROGRAM, *arguments],
        env={**os.environ, **env},
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def opened(env: dict[str, str], folder: Path, *arguments: str, columns: int = 130, rows: int = 36) -> PtyApp:
    return PtyApp([*PROGRAM, *arguments], columns=columns, rows=rows, env=env, cwd=str(folder))


def spans(env: dict[str, str], folder: Path, article: str) -> list[tuple[str, str]]:
    """(label, text) of eva's spans, by a fresh process."""
    command(env, folder, "export", "--format", "jsonl", "--layer", "eva", "--out", "out")
    for line in (folder / "out" / "spans" / "all.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["id"] == article:
            return [(span["label"], span["text"]) for span in record["spans"]]
    return []


def test_what_the_screen_has_shown_survives_kill_9(env: dict[str, str], folder: Path) -> None:
    with opened(env, folder, "read", "penyu-kembali") as app:
        app.wait_for("q quote")
        for key in ("\t", "q", "c", "s", "m", "\r"):
            app.press(key)
        app.wait_for("→ 1 Marta Kolin")
        os.kill(app._pid, signal.SIGKILL)
        assert app.exit_code() == -signal.SIGKILL
    labels = [label for label, _ in spans(env, folder, "penyu-kembali")]
    assert sorted(labels) == ["CUE", "QUOTE", "SPEAKER"]
    with opened(env, folder, "read", "penyu-kembali") as app:
        app.wait_for("→ 1 Marta Kolin")  # at the paragraph where one was
        app.press("\x11")
        assert app.exit_code() == 0
    assert not (folder / "annotator.db-wal").exists()


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_restores_the_terminal(env: dict[str, str], folder: Path, name: str) -> None:
    with opened(env, folder, "read", "penyu-kembali") as app:
        app.wait_for("q quote")
        app.press("\t")
        app.press("q")
        os.kill(app._pid, getattr(signal, name))
        assert app.exit_code() == 128 + getattr(signal, name)
        app.read()
        assert b"\x1b[?1049l" in bytes(app.raw), "the alternate screen is left"
        assert b"\x1b[?1000l" in bytes(app.raw), "the mouse is let go of"
        raw = bytes(app.raw).replace(b"\r\n", b"")
        after = raw[raw.rindex(b"\x1b[?1049l") :].decode()
        assert f"Ended by {name}. Everything is saved in {folder / 'annotator.db'}; `annotator log`" in after
    assert len(spans(env, folder, "penyu-kembali")) == 1


def test_a_signal_tells_what_could_not_be_saved(env: dict[str, str], folder: Path) -> None:
    with opened(env, folder, "read", "penyu-kembali") as app:
        app.wait_for("q quote")
        app.press("\t")
        other = sqlite3.connect(folder / "annotator.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        app.press("q")
        app.wait_for("NOT SAVED YET")
        os.kill(app._pid, signal.SIGTERM)
        assert app.exit_code() == 128 + signal.SIGTERM
        app.read()
        raw = bytes(app.raw).replace(b"\r\n", b"")
        after = raw[raw.rindex(b"\x1b[?1049l") :].decode()
        assert "Ended by SIGTERM. The last change could not be saved; all before it is in" in after
        other.close()
    assert json.loads(command(env, folder, "log", "penyu-kembali", "--json")) == []


def test_40_by_10_is_too_small_and_stays(env: dict[str, str], folder: Path) -> None:
    with opened(env, folder, "read", "penyu-kembali", columns=40, rows=10) as app:
        app.wait_for("Too small: 40×10")
        app.press("q")
        app.press("\x1b")
        app.resize(100, 30)
        app.wait_for("Penyu")
        assert "Too small" not in app.text()
        app.press("\x11")
        assert app.exit_code() == 0
    assert json.loads(command(env, folder, "log", "penyu-kembali", "--json")) == []


def test_the_library_opens_without_a_verb(env: dict[str, str], folder: Path) -> None:
    with opened(env, folder) as app:
        app.wait_for("of 6 done")
        app.press("\r")
        app.wait_for("q quote")
        app.press("\x1b")
        app.wait_for("of 6 done")
        app.press("q")
        app.wait_for("Ctrl+Q leaves the program")
        app.press("\x11")
        assert app.exit_code() == 0


def test_two_people_and_one_of_them_twice_see_each_other(env: dict[str, str], folder: Path) -> None:
    with (
        opened(env, folder, "read", "penyu-kembali") as one,
        opened(env, folder, "read", "penyu-kembali") as two,
        opened(env, folder, "read", "penyu-kembali", "--as", "bram") as other,
    ):
        for app in (one, two, other):
            app.wait_for("q quote")
        one.press("\t")
        one.press("q")
        two.press("n")
        two.wait_for("▸ direct")  # it looks round by itself, every second
        other.press("\t")
        other.press("q")
        two.press("c")
        one.wait_for("cue      kata")
        for app in (one, two, other):
            app.press("\x11")
            assert app.exit_code() == 0
    assert "annotator.db is whole" in command(env, folder, "check")
    told = json.loads(command(env, folder, "log", "penyu-kembali", "--json"))
    assert [(one["who"], one["command"]) for one in told] == [
        ("eva", "tag QUOTE"),
        ("bram", "tag QUOTE"),
        ("eva", "tag CUE"),
    ]


@pytest.mark.skipif(not SEED.exists(), reason="the article that started it is not beside the checkout")
def test_the_article_that_started_it(env: dict[str, str], tmp_path: Path) -> None:
    """Direct and reported quotes, -nya, a headline and a source, by keys alone."""
    command(env, tmp_path, "init")
    command(env, tmp_path, "import", str(SEED))
    with opened(env, tmp_path, "read", "000", columns=140, rows=40) as app:
        app.wait_for("q quote")
        for key in "qcss":
            app.press(key)
        app.press("m")
        app.press("\r")
        for keys in (
            "nqcs",
            "nqcswwwwcwwwoo",
            "nqcs",
            "nqcs",
            "nqcs",
            "nnqcs",
            "nqcs",
            "nqcs",
            "nnnqcs",
            "nqcs",
            "nqcs",
        ):
            for key in keys:
                app.press(key)
        app.press("\t")
        for key in "qcs":
            app.press(key)
        app.press("\x11")
        assert app.exit_code() == 0
    found = spans(env, tmp_path, "000_254a55fc44b6ca34")
    assert sum(label == "QUOTE" for label, _ in found) == 13
    assert sum(label == "SPEAKER" for label, _ in found) == 13
    assert [text for label, text in found if label == "SPEAKER"].count("nya") == 2
    assert ("SOURCE", "laman Kementerian Luar Negeri Rusia") in found
    record = json.loads((tmp_path / "out" / "spans" / "all.jsonl").read_text(encoding="utf-8"))
    assert [entity["name"] for entity in record["entities"]] == ["Sergei Lavrov"]
    speakers = {link["from"] for link in record["links"] if link["label"] == "refers_to"}
    assert len(speakers) == 13
