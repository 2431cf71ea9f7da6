"""Projects to try things on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.model.article import Article, Paragraph
from annotator.model.edits import Edit
from annotator.model.items import Fragment, Progress, Span, Status
from annotator.model.schemas import default_scheme_path
from annotator.store.imports import Incoming, import_all
from annotator.store.members import add_member
from annotator.store.opening import create_project
from annotator.store.project import Project
from tests.unit.cli_runs import Program

TEXT = "“Kami siap,” kata Rina Wulandari.\nIa lalu pergi ke pasar, lanjutnya."


@pytest.fixture(autouse=True)
def _own_state_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))


def an_article(identifier: str = "a1", text: str = TEXT) -> Article:
    starts = [0, text.index("\n") + 1]
    ends = [text.index("\n"), len(text)]
    paragraphs = tuple(Paragraph(start, end) for start, end in zip(starts, ends, strict=True))
    return Article(identifier, text, paragraphs, lang="id")


def begin(layer: str, article: str = "a1") -> Edit:
    return Edit(layer, article, None, Status(Progress.BEGUN))


def a_span(identifier: str, label: str = "QUOTE", start: int = 0, end: int = 12) -> Span:
    return Span(identifier, label, (Fragment(start, end),))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A project with two articles and the members anno1 (who made it) and anno2."""
    with make_project(tmp_path / "p.db") as made:
        yield made


def make_project(path: Path) -> Project:
    made = create_project(path, default_scheme_path().read_text(encoding="utf-8"), "anno1")
    add_member(made, "anno2", by="anno1")
    incoming = [Incoming(an_article("a1")), Incoming(an_article("a2", TEXT + " Selesai."))]
    for _ in import_all(made, "anno1", incoming):
        pass
    return made


@pytest.fixture
def ticking(monkeypatch: pytest.MonkeyPatch) -> Callable[[Project], None]:
    """Replaces a project's clock by one that ticks once a call."""

    def set_clock(project: Project) -> None:
        ticks = iter(range(10_000))
        project.clock = lambda: f"2026-01-01T00:00:{next(ticks):05d}Z"

    return set_clock


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Program:
    """The program in an empty folder, used by anna."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("ANNOTATOR_USER", "anna")
    monkeypatch.delenv("ANNOTATOR_PROJECT", raising=False)
    return Program(capsys)
