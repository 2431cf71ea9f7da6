"""The catalogue: what it counts beside the program is what it counts by itself."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import pytest

from annotator.errors import ProjectDamaged
from annotator.formats.articles import article_from_text
from annotator.model.edits import Edit
from annotator.model.items import Note, Progress, Status
from annotator.model.schemas import default_scheme_path
from annotator.store import library
from annotator.store.imports import Incoming, import_all
from annotator.store.library import Counts
from annotator.store.members import add_member
from annotator.store.opening import create_project, open_project
from annotator.store.project import Project
from annotator.store.sitting import sit
from annotator.tui.catalogue import Catalogue
from tests.unit.cli_runs import REPOSITORY


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "p.db"


@pytest.fixture
def project(path: Path) -> Iterator[Project]:
    with create_project(path, default_scheme_path().read_text(encoding="utf-8"), "eva") as made:
        add_member(made, "bram", by="eva")
        bring(made, "dermaga", "kebun", "pasar")
        state(made, "eva", "kebun", Progress.DONE)
        state(made, "eva", "pasar", Progress.BEGUN, flagged=True)
        yield made


@pytest.fixture
def beside() -> Iterator[Executor]:
    with ThreadPoolExecutor(max_workers=1) as executor:
        yield executor


def bring(project: Project, *names: str) -> None:
    articles = [article_from_text(f"Kabar {name}\nAir naik di hulu.", name, "id") for name in names]
    for _ in import_all(project, "eva", [Incoming(article) for article in articles]):
        pass


def state(project: Project, who: str, name: str, progress: Progress, *, flagged: bool = False) -> None:
    sit(project, who, name).commit("state", [Edit(who, name, None, Status(progress, flagged))])


def ask(project: Project, who: str, name: str) -> None:
    """A note on an article that its reviewer is to answer."""
    sit(project, who, name).commit("note", [Edit(who, name, None, Note("n1", "", who, "Which pier?"))])


def test_it_counts_the_same_beside_and_by_itself(project: Project, beside: Executor) -> None:
    ask(project, "bram", "dermaga")
    state(project, "bram", "dermaga", Progress.DONE)
    for who in ("eva", "bram"):
        by_itself, ahead = Catalogue(project, who), Catalogue(project, who, beside)
        assert ahead.counts == by_itself.counts == library.counts(project.db, who)
        assert ahead.notes == by_itself.notes
        assert len(ahead) == ahead.total == 3
    assert Catalogue(project, "eva", beside).counts == Counts(total=3, begun=1, done=1, flagged=1)
    assert Catalogue(project, "eva", beside).notes == {"dermaga": 1}
    assert Catalogue(project, "bram", beside).notes == {}


def test_what_is_written_after_it_was_opened_is_seen_to_have_changed(
    project: Project, path: Path, beside: Executor
) -> None:
    catalogue = Catalogue(project, "eva", beside)
    with open_project(path, "bram") as elsewhere:
        bring(elsewhere, "sungai")
    assert catalogue.total in (3, 4), "it may have been counted before or after"
    assert catalogue.changed_elsewhere()
    catalogue.look_again()
    assert catalogue.count() == Counts(total=4, begun=1, done=1, flagged=1)
    assert len(catalogue) == 4
    assert not catalogue.changed_elsewhere()


def test_counts_stay_until_they_are_counted_anew(project: Project, beside: Executor) -> None:
    catalogue = Catalogue(project, "eva", beside)
    assert catalogue.counts.done == 1
    state(project, "eva", "dermaga", Progress.DONE)
    assert catalogue.counts.done == 1
    assert catalogue.count().done == catalogue.counts.done == 2


def test_what_goes_wrong_beside_is_told_to_whoever_asks(project: Project, beside: Executor) -> None:
    project.db.execute("ALTER TABLE states RENAME TO gone")
    catalogue = Catalogue(project, "eva", beside)
    with pytest.raises(ProjectDamaged, match="not as it should be"):
        assert catalogue.counts
    project.db.execute("ALTER TABLE gone RENAME TO states")


def test_a_list_without_notes_waits_for_nothing_that_knows_items(project: Project, path: Path) -> None:
    code = f"""
import sys
from pathlib import Path
from annotator.store.opening import open_project
from annotator.tui.catalogue import Catalogue
with open_project(Path({str(path)!r}), "eva") as project:
    catalogue = Catalogue(project, "eva")
    print(catalogue.counts.done, catalogue.notes, catalogue.row(0).title)
print([name for name in ("annotator.model.items", "annotator.store.log", "textual") if name in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["1 {} Kabar dermaga", "[]"]
