"""Which project is meant, and opening it so that its errors reach the person in our words."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.cli.options import Common
from annotator.cli.output import tell
from annotator.errors import NotAProject, UsageError

if TYPE_CHECKING:
    from annotator.store.lock import Holder, Told
    from annotator.store.project import Project

PROJECT_NAME = "annotator.db"


def named_project(common: Common) -> Path | None:
    """The project that an option or the environment names."""
    if common.project is not None:
        return common.project
    named = os.environ.get("ANNOTATOR_PROJECT", "")
    return Path(named) if named else None


def find_project(common: Common) -> Path:
    """The project file that is meant.

    Raises:
        NotAProject: none is named, and there is none here or in a folder above.
    """
    if (named := named_project(common)) is not None:
        return named
    here = Path.cwd()
    if Path(PROJECT_NAME).is_file():
        return Path(PROJECT_NAME)
    for folder in here.parents:
        if (folder / PROJECT_NAME).is_file():
            return folder / PROJECT_NAME
    raise NotAProject(
        f"There is no {PROJECT_NAME} in {here} or a folder above. `annotator demo` makes a project to try, "
        "`annotator init` an empty one; --project names one elsewhere."
    )


@contextmanager
def opened(common: Common, path: Path | None = None) -> Iterator[Project]:
    """The project, opened; closed when the block ends. Errors of SQLite inside the block become ours.

    Raises: as `annotator.store.opening.open_project`, and `NotAProject` when there is none.
    """
    from annotator.cli.names import proposed_name
    from annotator.store.connection import in_our_words
    from annotator.store.opening import open_project

    place = path or find_project(common)
    who = proposed_name(common, place)
    with in_our_words(place), open_project(place, who, on_wait=waits_for(place)) as project:
        for notice in project.notices:
            tell(notice)
        shown = len(project.notices)
        yield project
        for notice in project.notices[shown:]:
            tell(notice)


def waits_for(project: Path) -> Told:
    """Tells the person for whom a write waits."""

    def told(holder: Holder | None) -> None:
        if holder is not None:
            tell(f"Waiting for {holder} to let go of {project} …")

    return told


def one_article(project: Project, wanted: str) -> str:
    """The id of the article that `wanted` means: an id, or how one begins.

    Raises:
        UsageError: there is none, or several begin like this.
    """
    from annotator.store.reading import find_article

    found = find_article(project.db, wanted)
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(
            f"There is no article {wanted!r} in {project.path.name}. `annotator articles` lists them."
        )
    listed = ", ".join(found[:5]) + (" …" if len(found) > 5 else "")
    raise UsageError(f"Several articles begin with {wanted!r}: {listed}.")
