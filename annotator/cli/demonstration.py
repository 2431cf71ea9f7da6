"""The demo project: the bundled articles and what two invented members say about them, the same everywhere."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path

from annotator.cli.dataset import Selection, choose_layers, choose_states
from annotator.cli.incoming import Intake, Wanted
from annotator.errors import ProjectReadOnly, UsageError
from annotator.formats.writers import ExportOptions
from annotator.model.layer_names import check_member_name
from annotator.model.schemas import default_scheme_path
from annotator.store.imports import import_all
from annotator.store.members import add_member
from annotator.store.opening import create_project
from annotator.store.project import Project

DEVICE = "demo"
"""The device that the demo is made on, wherever that is: ids come from it."""
ANNOTATOR = "sari"
"""The invented member who makes the project."""
ANNOTATED = "pasar-terapung"
"""An article with many labels, to be shown where there is no terminal."""
UNTOUCHED = "penyu-kembali"
"""The article that nobody has labelled, where a newcomer starts."""

_BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


def make_demo(path: Path) -> None:
    """Make the demo project at `path`, in a folder that is made if need be; whole or not at all.

    Raises:
        ProjectReadOnly: the folder cannot be written.
        UsageError: there is something at `path` already.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ProjectReadOnly(f"{path.parent} cannot be made ({error.strerror}).") from error
    # Filled under another name and linked into place, so that a demo under this name always holds its articles.
    draft = path.with_name(f".{path.name}.demo.{os.getpid()}.{secrets.token_hex(3)}")
    try:
        scheme = default_scheme_path().read_text(encoding="utf-8")
        with create_project(draft, scheme, ANNOTATOR, DEVICE, _clock()) as project:
            _fill(project)
        os.link(draft, path)
    except FileExistsError:
        raise UsageError(f"{path} exists already; nothing was changed.") from None
    finally:
        for suffix in ("", "-wal", "-shm", "-lock"):
            draft.with_name(draft.name + suffix).unlink(missing_ok=True)


def _fill(project: Project) -> None:
    with resources.as_file(resources.files("annotator.demo")) as folder:
        intake = Intake(Wanted(who=ANNOTATOR, reviewer=True))
        paths = [folder / "demo.jsonl", folder / "articles" / f"{UNTOUCHED}.txt"]
        for outcome in import_all(project, ANNOTATOR, intake.read(paths)):
            assert not outcome.refused, outcome.remarks
    assert not intake.unreadable, intake.unreadable
    assert not intake.refused, intake.refused


def _clock() -> Callable[[], str]:
    """Times for the demo's log, a minute apart, the same on every machine and day."""
    ticks = iter(range(1_000_000))
    return lambda: (_BEGINNING + timedelta(minutes=next(ticks))).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def ensure_member(project: Project, name: str) -> str:
    """Make whoever runs the demo a member and reviewer of it; they need not be asked about their own demo.

    Raises:
        UsageError: the name can be no member's.
    """
    check_member_name(name)
    if name not in project.members() and not project.read_only:
        add_member(project, name, by=name, reviewer=True)
    return name


def demo_selection(project: Project) -> tuple[Selection, ExportOptions]:
    """What the demo exports: everybody's layers, as JSON Lines and CoNLL."""
    selection = Selection(choose_layers(project, "all"), choose_states("done,begun"))
    return selection, ExportOptions(formats=("conll", "jsonl"), folder_per_layer=True)
