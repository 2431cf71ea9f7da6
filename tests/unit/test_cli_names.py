"""Which project, and who is at work: options, environment, memory, machine, in this order."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from annotator.cli import names
from tests.unit.cli_runs import Program, a_line, a_quote


def members(program: Program) -> list[str]:
    return [row["name"] for row in program("members", "--json").json]


def test_the_project_is_found_here_and_above(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    program.ok("init")
    deep = Path("a/b")
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    assert "0 articles" in program.ok("stats")
    program.ok("init", "x.db", "--as", "budi")
    monkeypatch.setenv("ANNOTATOR_PROJECT", "x.db")
    assert members(program) == ["budi"]
    assert [row["name"] for row in program("members", "--json", "-p", "../../annotator.db").json] == ["anna"]


def test_no_project_anywhere(program: Program) -> None:
    ran = program("stats")
    assert (ran.status, ran.out) == (3, "")
    assert "annotator init" in ran.err


def test_init_never_writes_over_anything(program: Program) -> None:
    program.ok("init")
    before = Path("annotator.db").read_bytes()
    assert program("init").status == 2
    assert program("init", "nowhere/x.db").status == 2
    assert program("init", "a.db", "-p", "b.db").status == 2
    assert Path("annotator.db").read_bytes() == before


@pytest.mark.parametrize("name", ["gold", "people", "a:b", "a/b", "x" * 61, " "])
def test_names_that_nobody_can_have(program: Program, name: str) -> None:
    assert program("init", "--as", name).status == 2
    assert not Path("annotator.db").exists()


def test_an_unknown_name_must_be_confirmed(program: Program) -> None:
    program.ok("init")
    Path("a.txt").write_text("Kata.")
    ran = program("import", "a.txt", "--as", "budi")
    assert ran.status == 2
    assert "'budi' is not a member" in ran.err
    assert "anna" in ran.err
    assert "--new" in ran.err
    assert program("articles", "--json").json == []
    program.ok("import", "a.txt", "--as", "budi", "--new")
    assert members(program) == ["anna", "budi"]


@pytest.mark.parametrize(("answer", "status"), [(True, 0), (False, 2)])
def test_somebody_at_a_terminal_is_asked(
    program: Program, monkeypatch: pytest.MonkeyPatch, answer: bool, status: int
) -> None:
    program.ok("init")
    Path("a.txt").write_text("Kata.")
    asked = []

    def confirm(question: str, **_: object) -> bool:
        asked.append(question)
        return answer

    monkeypatch.setattr(names, "can_ask", lambda: True)
    monkeypatch.setattr("click.confirm", confirm)
    assert program("import", "a.txt", "--as", "budi").status == status
    assert len(asked) == 1
    assert "budi" in asked[0]
    assert ("budi" in members(program)) is answer


def test_verbs_that_only_read_add_nobody(program: Program) -> None:
    program.ok("init")
    for verb in ("articles", "members", "layers", "people", "stats", "check", "log", "scheme"):
        assert program(verb, "--as", "anna").status == 0
    assert program("articles", "--as", "budi").status == 2
    assert program("stats", "--as", "budi").status == 0, "it shows everybody"
    ran = program("--as", "budi", "--new", "articles")
    assert ran.status == 2
    assert "'budi' is not a member" in ran.err
    assert "only verbs that write add members" in ran.err
    assert members(program) == ["anna"]


def test_whose_work_is_shown_to_somebody_who_is_no_member(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.ok("init")
    Path("x.jsonl").write_text(a_line(layer="cici", spans=[a_quote()]), encoding="utf-8")
    program.ok("import", "x.jsonl")
    monkeypatch.setenv("ANNOTATOR_USER", "budi")
    for verb in (["articles"], ["show", "a1"]):
        ran = program(*verb)
        assert ran.status == 0
        assert ran.err.startswith("'budi' is not a member of annotator.db; members are anna, cici.")
        assert "--as NAME" in ran.err
        assert program(*verb, "--as", "budi").status == 2
        assert program(*verb, "--as", "cici").err == ""
    ran = program("show", "a1", "--layer", "cici", "--as", "budi")
    assert (ran.status, ran.err) == (0, ""), "who is no member labels nothing, so sees all"


def test_the_member_last_used_here_is_remembered(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    program.ok("init")
    program.ok("members", "add", "cici")
    Path("a.txt").write_text("Kata.")
    program.ok("import", "a.txt", "--as", "cici")
    monkeypatch.delenv("ANNOTATOR_USER")
    program.ok("members", "add", "dodi")
    assert program("log", "-n", "1", "--json").json[0]["who"] == "cici"
    program.ok("articles", "--as", "anna")
    program.ok("members", "add", "edi")
    assert program("log", "-n", "1", "--json").json[0]["who"] == "cici"


def test_git_and_then_the_login(program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("ANNOTATOR_USER")
    monkeypatch.setenv("LOGNAME", "login")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    for variable in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS"):
        monkeypatch.delenv(variable, raising=False)
    program.ok("init", "one.db")
    assert [row["name"] for row in program("members", "--json", "-p", "one.db").json] == ["login"]
    subprocess.run(["git", "config", "--global", "user.name", "Gita Sari"], check=True)
    program.ok("init", "two.db")
    assert [row["name"] for row in program("members", "--json", "-p", "two.db").json] == ["Gita Sari"]
    subprocess.run(["git", "config", "--global", "user.name", "a/b"], check=True)
    program.ok("init", "three.db")
    assert [row["name"] for row in program("members", "--json", "-p", "three.db").json] == ["login"]


def test_a_memory_that_cannot_be_kept_or_read_is_no_matter(
    program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program.ok("init")
    for path in tmp_path.parent.rglob("members/*.json"):
        path.write_text("[]")
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    program.ok("members", "add", "budi")


def test_reviewers(program: Program) -> None:
    program.ok("init")
    program.ok("members", "add", "budi")
    assert program("members", "add", "budi").status == 2
    assert program("members", "reviewer", "budi", "on", "--as", "budi").status == 2
    assert program("members", "reviewer", "anna", "off").status == 2
    assert program("members", "reviewer", "nobody", "on").status == 2
    assert "budi is a reviewer now" in program.ok("members", "reviewer", "budi", "on")
    assert "already" in program.ok("members", "reviewer", "budi", "on")
    program.ok("members", "reviewer", "anna", "off", "--as", "budi")
    told = {row["name"]: row["reviewer"] for row in program("members", "--json").json}
    assert told == {"anna": False, "budi": True}
    program.ok("check")
