"""`annotator demo`: a project to try, made whole, the same everywhere, and opened again as it is."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from annotator.cli.demonstration import UNTOUCHED, make_demo
from annotator.cli.verbs import demo, read
from annotator.store.project import Project
from annotator.tui.catalogue import Catalogue
from tests.unit.cli_runs import Program

PROJECT = Path("annotator-demo/annotator.db")


@pytest.fixture
def screens(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, str | None]]:
    """A terminal, and screens that write down what they were opened with."""
    opened: list[tuple[str, str, str | None]] = []

    def open_reader(project: Project, who: str, article: str, _: object) -> int:
        opened.append((project.path.name, who, article))
        return 0

    def open_library(catalogue: Catalogue, _: object) -> int:
        opened.append((catalogue.project.path.name, catalogue.who, None))
        return 0

    module = ModuleType("annotator.tui.app")
    vars(module).update(open_reader=open_reader, open_library=open_library)
    monkeypatch.setitem(sys.modules, "annotator.tui.app", module)
    for verb in (demo, read):
        monkeypatch.setattr(verb, "on_terminal", lambda: True)
    return opened


def test_without_a_terminal_it_prints_and_exports(program: Program) -> None:
    ran = program("demo")
    assert ran.status == 0
    assert "quote 1, direct" in ran.out
    assert "5 articles, 10 layer lines" in ran.out
    assert (PROJECT.parent / "exports/demo/manifest.json").exists()
    assert sorted(path.name for path in PROJECT.parent.iterdir()) == ["annotator.db", "exports"]
    told = {one["name"]: one["reviewer"] for one in program("members", "--json", "-p", PROJECT).json}
    assert told == {"anna": True, "bram": False, "sari": True}
    assert "is whole" in program.ok("check", "-p", PROJECT)


def test_a_second_time_opens_what_is_there(program: Program) -> None:
    program.ok("demo", "--no-open")
    program.ok("members", "add", "cici", "-p", PROJECT)
    ran = program("demo", "--no-open", "--as", "dodi")
    assert ran.status == 0
    assert "here already" in ran.err
    names = [one["name"] for one in program("members", "--json", "-p", PROJECT).json]
    assert names == ["anna", "bram", "cici", "dodi", "sari"]


def test_on_a_terminal_the_reader_opens_where_nobody_has_been(
    program: Program, screens: list[tuple[str, str, str | None]]
) -> None:
    program.ok("demo", "--dir", "there")
    assert screens == [("annotator.db", "anna", UNTOUCHED)]
    assert not Path("there/exports").exists()
    rows = {row["id"]: row["state"] for row in program("articles", "--json", "-p", "there/annotator.db").json}
    assert rows[UNTOUCHED] == "new"


def test_no_verb_opens_the_library_and_read_an_article(
    program: Program, screens: list[tuple[str, str, str | None]]
) -> None:
    program.ok("demo", "--no-open")
    program.ok("-p", PROJECT)
    program.ok("read", "-p", PROJECT)
    program.ok("read", "pasar", "-p", PROJECT)
    assert [article for _, _, article in screens] == [None, None, "pasar-terapung"]
    assert program("read", "nothing", "-p", PROJECT).status == 2
    assert program("read", "-p", PROJECT, "--as", "stranger").status == 2


def test_it_makes_a_project_of_its_own(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    assert program("demo", "--no-open", "-p", "x.db").status == 2
    monkeypatch.setenv("ANNOTATOR_PROJECT", "x.db")
    program.ok("demo", "--no-open")
    assert not Path("x.db").exists()
    assert program("demo", "--no-open", "--dir", "y", "--as", "gold").status == 2


def test_a_place_that_is_taken(program: Program) -> None:
    Path("file").write_text("x")
    ran = program("demo", "--no-open", "--dir", "file")
    assert ran.status == 3
    Path("taken").mkdir()
    Path("taken/annotator.db").write_text("x")
    assert program("demo", "--no-open", "--dir", "taken").status == 3
    assert Path("taken/annotator.db").read_text() == "x"


def test_its_log_is_the_same_everywhere(program: Program) -> None:
    for name in ("one.db", "two.db"):
        make_demo(Path(name).resolve())
    assert program.ok("log", "--json", "-p", "one.db") == program.ok("log", "--json", "-p", "two.db")
    devices = {one["device"] for one in program("log", "--json", "-p", "one.db").json}
    assert devices == {"demo"}
    assert sorted(path.name for path in Path().iterdir()) == ["one.db", "two.db"]
