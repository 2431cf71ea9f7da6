"""The tutorial's own project: a file of the program's, made when it is needed and never one of the person's."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import resources
from pathlib import Path

from annotator.cli.opening import PROJECT_NAME, opened
from annotator.cli.options import Common
from annotator.errors import ProjectError
from annotator.formats.articles import article_from_text
from annotator.model.article import Article
from annotator.model.items import Progress
from annotator.model.schemas import default_scheme_path
from annotator.store.imports import Incoming, import_all
from annotator.store.opening import create_project
from annotator.store.project import Project

LEARNER = "you"
"""The member who does the tutorial, whoever that is."""
ARTICLE = "tutorial"
"""Id of its article."""


@contextmanager
def tutorial_project(*, again: bool = False) -> Iterator[Project]:
    """The project of the tutorial, opened as it was left; new if it was done, or `again`.

    It lies in the user's state folder, or, where that cannot be written, in a temporary one.
    """
    from platformdirs import user_state_path

    folder = user_state_path("annotator") / "tutorial"
    path = folder / PROJECT_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if again or not _can_go_on(path):
            _remove(path)
            _make(path)
    except (OSError, ProjectError):
        with tempfile.TemporaryDirectory(prefix="annotator-") as instead:
            path = Path(instead) / PROJECT_NAME
            _make(path)
            with opened(Common(who=LEARNER), path) as project:
                yield project
        return
    with opened(Common(who=LEARNER), path) as project:
        yield project


def _can_go_on(path: Path) -> bool:
    """Whether there is a tutorial at `path` that is this program's and not done yet."""
    if not path.exists():
        return False
    with suppress(ProjectError, KeyError), opened(Common(who=LEARNER), path) as project:
        same = project.article(ARTICLE).text == _article().text
        return same and project.layer(LEARNER, ARTICLE).status.state is not Progress.DONE
    return False


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-lock"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _make(path: Path) -> None:
    scheme = default_scheme_path().read_text(encoding="utf-8")
    with create_project(path, scheme, LEARNER) as project:
        for outcome in import_all(project, LEARNER, [Incoming(_article())]):
            assert not outcome.refused, outcome.remarks


def _article() -> Article:
    text = resources.files("annotator.demo").joinpath("tutorial.txt").read_text(encoding="utf-8")
    return article_from_text(text, ARTICLE, "id")
