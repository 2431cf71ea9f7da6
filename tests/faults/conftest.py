"""Faults: processes die, disks fill, files are cut short and put back, and what was acknowledged stays.

`ANNOTATOR_FAULT_ROUNDS=10` makes everything ten times as long and prints the figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.children import Child, start
from tests.faults.work import ROUNDS

_figures: list[str] = []


@pytest.fixture(autouse=True)
def _own_state_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))


@pytest.fixture
def child(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Callable[[], None]], Child]]:
    """Starts work in a process of its own; what is left at the end of the test is killed."""
    folder = tmp_path_factory.mktemp("children")
    started: list[Child] = []

    def begin(work: Callable[[], None]) -> Child:
        started.append(start(work, folder / f"{len(started)}.txt"))
        return started[-1]

    yield begin
    for one in started:
        one.kill()


@pytest.fixture
def figures() -> Callable[[str], None]:
    """Takes a line for the end of the run."""
    return _figures.append


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder that holds nothing but the project."""
    folder = tmp_path / "project"
    folder.mkdir()
    return folder


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if ROUNDS > 1:
        for line in _figures:
            terminalreporter.write_line(line)
