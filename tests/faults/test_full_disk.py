"""A full disk: one clear sentence, nothing of the step kept, all before it safe; work goes on when there is room."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from annotator.errors import SaveError
from annotator.store import backup, checks
from annotator.store.imports import Incoming, import_all
from annotator.store.opening import create_project, open_project
from annotator.store.project import Project
from annotator.store.sitting import Sitting, sit
from tests.faults.children import Child, tell
from tests.faults.work import (
    SCHEME,
    Acknowledged,
    an_article,
    assert_all_there,
    left_over,
    make_project,
    naming,
)

Begin = Callable[[Callable[[], None]], Child]


def _limit(size: int) -> None:
    """Files may not grow beyond so many bytes, as if the disk were full; -1 for no limit."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def _log_size(project: Project) -> int:
    return project.path.with_name(project.path.name + "-wal").stat().st_size


def _write_until_full(sitting: Sitting, acknowledged: Acknowledged) -> None:
    """Name speakers until there is no room; then the sitting must stand where the last one left it."""
    while True:
        key, view = sitting.next_action, sitting.view
        try:
            sitting.commit("name", naming(sitting))
        except SaveError as error:
            sentence = error.sentence
            break
        acknowledged.note(key, "name")
    assert "Nothing of this step was kept" in sentence
    assert sitting.view is view
    assert sitting.next_action == key
    assert sitting.project.layer("anno1", "a1") == view.layer
    assert sitting.project.entities() == view.entities


def _again(sitting: Sitting, acknowledged: Acknowledged) -> None:
    key = sitting.next_action
    sitting.commit("name", naming(sitting))
    acknowledged.note(key, "name")


def _meet_the_limit(path: Path, acknowledged: Acknowledged) -> None:
    with open_project(path, "anno1") as project:
        sitting = sit(project, "anno1", "a1")
        _limit(_log_size(project) + 100_000)
        _write_until_full(sitting, acknowledged)
        big = [Incoming(an_article("big", "kata " * 50_000))]
        with pytest.raises(SaveError):
            list(import_all(project, "anno1", big))
        assert list(checks.problems(project.db)) == []
        _limit(-1)
        _again(sitting, acknowledged)
        sitting.keep_place(5)


def test_a_write_that_finds_no_room_is_taken_back_whole(home: Path, child: Begin) -> None:
    path, acknowledged = home / "p.db", Acknowledged(home.parent / "acknowledged")
    make_project(path)
    child(partial(_meet_the_limit, path, acknowledged)).succeed()
    assert len(acknowledged.lines()) > 1
    assert_all_there(path, acknowledged)
    assert left_over(home) == []


def test_closing_without_room_keeps_the_log(home: Path, child: Begin) -> None:
    path, acknowledged = home / "p.db", Acknowledged(home.parent / "acknowledged")
    make_project(path)

    def close_without_room() -> None:
        project = open_project(path, "anno1")
        sitting = sit(project, "anno1", "a1")
        for _ in range(30):
            _again(sitting, acknowledged)
        _limit(path.stat().st_size)
        project.close()

    child(close_without_room).succeed()
    assert path.with_name("p.db-wal").stat().st_size > 0
    assert_all_there(path, acknowledged)
    assert left_over(home) == []


@pytest.mark.parametrize("size", [0, 20, 5_000, 30_000, 60_000, 150_000, 250_000])
def test_a_project_that_finds_no_room_does_not_come_to_be(home: Path, child: Begin, size: int) -> None:
    """Neither under its name nor in parts, and the sentence is one for people."""
    path = home / "p.db"

    def make() -> None:
        outcome = "made"
        _limit(size)
        try:
            create_project(path, SCHEME, "anno1").close()
        except SaveError as error:
            outcome = error.sentence
        _limit(-1)
        tell(outcome)

    outcome = child(make).succeed()
    if outcome.strip() != "made":
        assert outcome.startswith(f"{path}: ")
        assert list(home.iterdir()) == []
        make_project(path)
    with open_project(path, "anno1") as project:
        assert "anno1" in project.members()
        assert list(checks.problems(project.db)) == []


def test_a_backup_that_finds_no_room_leaves_nothing(home: Path, child: Begin) -> None:
    path = home / "p.db"
    make_project(path)

    def back_up() -> None:
        with open_project(path, "anno1") as project:
            _limit(20_000)
            with pytest.raises(SaveError):
                backup.back_up(project.db, path)
            _limit(-1)

    child(back_up).succeed()
    assert left_over(home) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of two megabytes."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", place], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {mounted.stderr.decode().strip()}")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_full_disk(small_disk: Path, child: Begin, tmp_path: Path) -> None:
    path, acknowledged = small_disk / "p.db", Acknowledged(tmp_path / "acknowledged")
    make_project(path)

    def fill_and_go_on() -> None:
        with open_project(path, "anno1") as project:
            sitting = sit(project, "anno1", "a1")
            _again(sitting, acknowledged)
            _fill(small_disk)
            _write_until_full(sitting, acknowledged)
            (small_disk / "filling").unlink()
            _again(sitting, acknowledged)

    child(fill_and_go_on).succeed()
    assert_all_there(path, acknowledged)
    assert left_over(small_disk) == []


def test_opening_on_a_full_disk(small_disk: Path, child: Begin, tmp_path: Path) -> None:
    path, acknowledged = small_disk / "p.db", Acknowledged(tmp_path / "acknowledged")
    make_project(path)
    _fill(small_disk)

    def open_without_room() -> None:
        with pytest.raises(SaveError), open_project(path, "anno1") as project:
            _write_until_full(sit(project, "anno1", "a1"), acknowledged)

    child(open_without_room).succeed()
    (small_disk / "filling").unlink()
    assert_all_there(path, acknowledged)
    assert left_over(small_disk) == []


def _fill(disk: Path) -> None:
    with (disk / "filling").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(512))
        except OSError:
            return
