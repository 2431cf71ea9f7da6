"""A project to open screens on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.config.reading import Config
from annotator.formats.articles import article_from_text
from annotator.model.schemas import default_scheme_path
from annotator.store.imports import Incoming, import_all
from annotator.store.members import add_member
from annotator.store.opening import create_project
from annotator.store.project import Project
from tests.tui.journeys import TEXT


@pytest.fixture(autouse=True)
def _own_state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture(autouse=True)
def _no_suggestions(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Journeys by hand: what is suggested has tests of its own, marked `suggestions`."""
    if request.node.get_closest_marker("suggestions") is None:
        monkeypatch.setattr(Config, "suggestions", False)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = create_project(tmp_path / "p.db", default_scheme_path().read_text(encoding="utf-8"), "eva")
    add_member(made, "bram", by="eva")
    articles = [article_from_text(TEXT, "taman", "id"), article_from_text(TEXT + " Selesai.", "zebra", "id")]
    for _ in import_all(made, "eva", [Incoming(article) for article in articles]):
        pass
    yield made
    made.close()
