"""The program as a whole: its help costs nothing, its verbs are what the table says, and how it ends."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

from annotator import __version__, errors
from annotator.cli import exits
from annotator.cli.options import Listing
from annotator.cli.table import VERBS, module_of
from annotator.cli.verbs import show as show_verb
from tests.unit.cli_runs import REPOSITORY, Program, really

HEAVY = [
    "textual",
    "sqlite_utils",
    "sqlite3",
    "rapidfuzz",
    "regex",
    "rich",
    "hypothesis",
    "platformdirs",
    "annotator.store",
    "annotator.formats",
    "annotator.model",
    "annotator.tui",
    "annotator.session",
]


@pytest.mark.parametrize(
    "call", ["import annotator.cli.main", "from annotator.cli.main import main; main(['--help'])"]
)
def test_help_imports_nothing_that_it_does_not_need(call: str) -> None:
    code = f"import sys; {call}; print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    assert done.stderr.strip() == "[]"


def test_no_verb_imports_textual_when_it_is_imported() -> None:
    modules = [module_of(verb) for verb in VERBS]
    code = f"import sys, importlib; [importlib.import_module(m) for m in {modules!r}]; print('textual' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


def test_the_library_and_the_reader_open_without_sqlite_utils() -> None:
    modules = ["annotator.tui.app", "annotator.tui.screens.read", "annotator.store.opening"]
    imports = f"[importlib.import_module(name) for name in {modules!r}]"
    code = f"import sys, importlib; {imports}; print('sqlite_utils' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


def test_the_first_page_of_the_library_waits_for_nothing_that_knows_labels() -> None:
    modules = ["annotator.cli.verbs.read", "annotator.store.opening", "annotator.tui.app"]
    later = [
        "annotator.model.article",
        "annotator.model.items",
        "annotator.store.log",
        "annotator.store.tables",
        "annotator.session",
        "annotator.tui.widgets.article_layout",
        "regex",
    ]
    imports = f"[importlib.import_module(name) for name in {modules!r}]"
    code = f"import sys, importlib; {imports}; print([name for name in {later!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("verb", VERBS)
def test_the_table_says_what_the_verbs_say(verb: str) -> None:
    command = import_module(module_of(verb)).command
    assert command.name == verb
    assert command.get_short_help_str(limit=200).removesuffix(".") == VERBS[verb]


def test_every_module_of_a_verb_is_in_the_table() -> None:
    folder = REPOSITORY / "annotator" / "cli" / "verbs"
    present = {f"annotator.cli.verbs.{path.stem}" for path in folder.glob("*.py") if path.stem != "__init__"}
    assert present == {module_of(verb) for verb in VERBS}


def _commands() -> list[click.Command]:
    found: list[click.Command] = []
    for verb in VERBS:
        command = import_module(module_of(verb)).command
        found.extend(command.commands.values() if isinstance(command, Listing) else [command])
    return found


@pytest.mark.parametrize(
    "command", _commands(), ids=lambda command: f"{command.callback.__module__}.{command.name}"
)
def test_every_verb_has_the_common_options_and_a_help(command: click.Command) -> None:
    options = {option for parameter in command.params for option in parameter.opts}
    assert {"-p", "--project", "--as", "--new"} <= options
    assert command.help


def test_help_and_version(program: Program) -> None:
    told = program.ok("--help")
    assert all(verb in told for verb in VERBS)
    assert program.ok("--version") == f"annotator {__version__}\n"
    assert "--dry-run" in program.ok("import", "--help")


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["shwo"], "show"),
        (["show"], "ARTICLE"),
        (["--nonsense"], "--nonsense"),
        (["show", "a", "b"], "extra"),
        (["stats", "-p"], "-p"),
    ],
)
def test_what_cannot_be_understood_is_2(program: Program, arguments: list[str], word: str) -> None:
    ran = program(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert word in ran.err
    assert "--help" in ran.err


@pytest.mark.parametrize("arguments", [[], ["read"], ["read", "a1"]])
def test_the_screens_need_a_terminal(program: Program, arguments: list[str]) -> None:
    program.ok("init")
    ran = program(*arguments)
    assert ran.status == 2
    assert "annotator show" in ran.err


def test_a_fault_of_ours_is_written_down_and_told_in_a_line(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("secret words of an article")

    program.ok("init")
    monkeypatch.setattr(show_verb, "one_article", fail)
    ran = program("show", "a1")
    assert ran.status == 70
    assert len(ran.err.strip().splitlines()) == 1
    assert "secret words" not in ran.err
    path = Path(next(word for word in ran.err.split() if word.endswith(".log")))
    assert "ZeroDivisionError: secret words" in path.read_text(encoding="utf-8")
    assert os.environ["XDG_STATE_HOME"] in str(path)


def test_a_fault_without_a_place_to_write_it_down_is_still_a_line(
    program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x")
    program.ok("init")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file" / "state"))
    monkeypatch.setattr(show_verb, "one_article", lambda *_: 1 / 0)
    ran = program("show", "a1")
    assert ran.status == 70
    assert "could not be written down" in ran.err


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.Incomplete("x."), 1),
        (errors.UsageError("x."), 2),
        (errors.InputError("x."), 3),
        (errors.ProjectBusy("x."), 3),
        (errors.SchemeError("x."), 3),
        (errors.SaveError("x."), 4),
        (click.UsageError("x."), 2),
        (click.Abort(), 130),
        (KeyboardInterrupt(), 130),
        (OSError(errno.ENOSPC, "No space left on device"), 4),
        (PermissionError(errno.EACCES, "Permission denied", "file"), 3),
        (MemoryError(), 4),
        (AssertionError("x"), 70),
        (SystemExit(5), 5),
    ],
)
def test_every_error_has_its_status(
    error: BaseException, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exits.end(error) == status
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert len(told.strip().splitlines()) <= 1


def test_common_options_stand_before_the_verb_or_after_it(program: Program, tmp_path: Path) -> None:
    there = tmp_path / "there.db"
    program.ok("init", there)
    for arguments in (["-p", there, "stats"], ["stats", "-p", there], ["-p", "no.db", "stats", "-p", there]):
        assert "0 articles" in program.ok(*arguments)
    assert program.ok("-p", there, "members", "list", "--json") == program.ok(
        "members", "--json", "-p", there
    )


def test_a_reader_that_leaves_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Kata orang.\n" * 20_000, encoding="utf-8")
    really("init", cwd=tmp_path)
    assert really("import", "a.txt", cwd=tmp_path).status == 0
    script = f"{sys.executable} -m annotator show a | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_standard_output_is_told(tmp_path: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m annotator --help > /dev/full"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 4
    assert len(done.stderr.strip().splitlines()) == 1
    assert "No space left" in done.stderr


def test_a_terminal_that_is_not_utf8_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“Ya,” katanya.", encoding="utf-8")
    really("init", cwd=tmp_path)
    really("import", "a.txt", cwd=tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "annotator", "show", "a"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY), "PYTHONIOENCODING": "latin-1"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert b"\\u201cYa,\\u201d katanya." in done.stdout
