"""`annotator config`, as a person runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.cli_runs import Program, really
from tests.unit.test_config import SCHEMA


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("TEXTUAL_THEME", raising=False)
    return tmp_path / "config" / "annotator" / "config.toml"


def written(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_it_prints_where_the_file_is_and_what_is_in_force(program: Program, file: Path) -> None:
    out = program.ok("config")
    assert out.startswith(f"{file} (not there; annotator config --init writes one)\n")
    written(file, 'mouse = false\n[keys]\nundo = "f5"\n')
    rows = [line.split(maxsplit=2) for line in program.ok("config").splitlines()]
    assert ["mouse", "false", "line 1"] in rows
    assert ["keys.undo", "F5", "line 3"] in rows
    assert ["member", "anna", "$ANNOTATOR_USER"] in rows
    assert ["reader.measure", "80", "default"] in rows


def test_what_is_wrong_is_a_line_each_and_the_status_is_1(program: Program, file: Path) -> None:
    written(file, 'theme = "x"\n[keys]\nundo = "alt+u"\n')
    ran = program("config")
    assert ran.status == 1
    assert f"{file}, line 1, theme: there is no theme 'x'" in ran.out
    assert f"{file}, line 3, keys.undo: 'alt+u' does not arrive" in ran.out


def test_json_says_the_same(program: Program, file: Path) -> None:
    written(file, 'mouse = false\n[keys]\nundo = "alt+u"\n')
    ran = program("config", "--json")
    assert ran.status == 1
    assert ran.json["path"] == str(file)
    assert ran.json["settings"]["mouse"] == {"value": False, "from": "line 1"}
    assert ran.json["keys"]["reader"]["undo"] == ["u"]
    assert [(one["line"], one["key"]) for one in ran.json["problems"]] == [(3, "keys.undo")]


def test_a_projects_labels_are_looked_at_where_there_is_one(program: Program, file: Path) -> None:
    written(file, '[keys]\nundo = "k"\nrow-previous = "up"\n')
    program.ok("config")
    Path("own.toml").write_text(
        'name = "own"\nversion = 1\n[labels.TITLE]\nkey = "Q"\n[labels.DATE]\nkey = "Z"\n', encoding="utf-8"
    )
    program.ok("init", "--scheme", "own.toml")
    written(file, '[keys]\nundo = "Z"\n')
    ran = program("config")
    assert ran.status == 1
    assert "keys.undo: Z is the key of the label date here." in ran.out


def test_init_writes_a_file_once(program: Program, file: Path) -> None:
    assert program.ok("config", "--init").startswith(str(file))
    assert "#theme" in file.read_text(encoding="utf-8")
    ran = program("config", "--init")
    assert (ran.status, ran.err) == (2, f"{file} exists already; nothing was changed.\n")
    program.ok("config")


def test_schema_and_keys_are_printed(program: Program, file: Path) -> None:
    assert json.loads(program.ok("config", "--schema")) == SCHEMA
    assert any(
        line.split()[:3] == ["reader", "undo", "u"] for line in program.ok("config", "--keys").splitlines()
    )
    assert program("config", "--schema", "--keys").status == 2


def test_the_configured_member_comes_after_the_one_last_used(
    program: Program, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ANNOTATOR_USER")
    written(file, 'member = "rani"\n')
    assert "rani is its first member" in program.ok("init")
    written(file, 'member = "budi"\n')
    rows = [line.split(maxsplit=2) for line in program.ok("config").splitlines()]
    assert ["member", "rani", "last used in annotator.db"] in rows


def test_help_reads_no_configuration(tmp_path: Path) -> None:
    code = (
        "import sys; from annotator.cli.main import main; main(['--help']); "
        "print([name for name in sys.modules if name.startswith('annotator.config')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    assert really("config", "--schema", cwd=tmp_path).status == 0
