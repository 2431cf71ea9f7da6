"""Files that cannot be written, are cut short, garbled, copied, put back, older or newer than the program."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from annotator.errors import NotAProject, ProjectDamaged, ProjectError, ProjectReadOnly, ProjectTooNew
from annotator.store import checks, log, migrations, opening, project
from annotator.store.opening import open_project
from annotator.store.sitting import sit
from tests.faults.children import Child, tell, until
from tests.faults.work import left_over, make_project, naming, spans_there

Begin = Callable[[Callable[[], None]], Child]


@pytest.fixture
def path(home: Path) -> Path:
    """A closed project in which anno1 named one speaker."""
    make_project(home / "p.db")
    name(home / "p.db")
    return home / "p.db"


def name(path: Path, times: int = 1) -> list[str]:
    """Name speakers; returns what opening noted."""
    with open_project(path, "anno1") as opened:
        sitting = sit(opened, "anno1", "a1")
        for _ in range(times):
            sitting.commit("name", naming(sitting))
        return opened.notices


def _die_with_a_log(path: Path, times: int) -> None:
    opened = open_project(path, "anno1")
    sitting = sit(opened, "anno1", "a1")
    for _ in range(times):
        sitting.commit("name", naming(sitting))
    os.kill(os.getpid(), signal.SIGKILL)


def leave_a_log(path: Path, child: Begin, times: int = 5) -> Path:
    assert child(partial(_die_with_a_log, path, times)).join() == -signal.SIGKILL
    log_file = path.with_name("p.db-wal")
    assert log_file.stat().st_size
    return log_file


def devices(path: Path) -> set[str]:
    with open_project(path, "anno1") as opened:
        return {operation.device for operation in log.operations(opened.db, "layer = 'anno1'")}


def test_a_project_that_is_opened_twice_in_one_process_stays_open(path: Path, child: Begin) -> None:
    """Closing any descriptor of a file drops the process's locks on it: opening must not do that."""
    go = path.parent.parent / "go"

    def open_twice_and_go_on() -> None:
        opened = open_project(path, "anno1")
        sitting = sit(opened, "anno1", "a1")
        open_project(path, "anno1").close()
        tell("open")
        until(go.exists, "the other one")
        sitting.commit("name", naming(sitting))
        os.kill(os.getpid(), signal.SIGKILL)

    first = child(open_twice_and_go_on)
    until(lambda: bool(first.report()), "opening")
    child(lambda: open_project(path, "anno2").close()).succeed()
    assert path.with_name("p.db-wal").exists(), "the last one to close was not the last one"
    go.touch()
    assert first.join() == -signal.SIGKILL
    assert len(spans_there(path)) == 2


def _as_nobody(work: Callable[[], None]) -> None:
    if os.geteuid() == 0:
        os.environ["XDG_STATE_HOME"] = "/nonexistent"
        os.setgroups([])
        os.setresgid(65534, 65534, 65534)
        os.setresuid(65534, 65534, 65534)
    work()


def _read_only(path: Path, spans: int) -> None:
    with open_project(path, "anno1") as opened:
        assert any("can only be read" in notice for notice in opened.notices)
        assert len(opened.layer("anno1", "a1").spans) == spans
        assert list(checks.problems(opened.db)) == []
        with pytest.raises(ProjectReadOnly):
            opened.keep_place("anno1", "a1", 3)


@pytest.fixture
def open_home(path: Path) -> Path:
    """The way to the project can be walked by everybody."""
    folder = path.parent
    while folder != Path("/tmp") and folder.parent != folder:
        folder.chmod(folder.stat().st_mode | 0o055)
        folder = folder.parent
    return path


def test_a_read_only_file_is_read_and_can_be_written_again_after(open_home: Path, child: Begin) -> None:
    path = open_home
    path.parent.chmod(0o777)
    path.chmod(0o444)
    child(partial(_as_nobody, partial(_read_only, path, 1))).succeed()
    path.chmod(0o644)
    name(path)
    assert len(spans_there(path)) == 2
    assert left_over(path.parent) == []


def test_a_read_only_folder_is_read(open_home: Path, child: Begin) -> None:
    path = open_home
    path.parent.chmod(0o555)
    child(partial(_as_nobody, partial(_read_only, path, 1))).succeed()
    path.parent.chmod(0o755)
    assert left_over(path.parent) == []


def test_a_read_only_folder_is_read_while_its_owner_writes(open_home: Path, child: Begin) -> None:
    path = open_home
    path.parent.chmod(0o755)

    def write_and_stay() -> None:
        with open_project(path, "anno1") as opened:
            sitting = sit(opened, "anno1", "a1")
            sitting.commit("name", naming(sitting))
            tell("written")
            until((path.parent.parent / "enough").exists, "the reader")

    writer = child(write_and_stay)
    until(lambda: bool(writer.report()), "writing")
    if os.geteuid() == 0:
        child(partial(_as_nobody, partial(_read_only, path, 2))).succeed()
    (path.parent.parent / "enough").touch()
    writer.succeed()
    assert left_over(path.parent) == []


@pytest.mark.parametrize("size", [0, 1, 50, 99, 100, 1000, 4096, 10_000, 100_000])
def test_a_file_cut_short_is_refused_and_left_as_it_is(path: Path, size: int) -> None:
    assert path.stat().st_size > size
    os.truncate(path, size)
    before = path.read_bytes()
    with pytest.raises((NotAProject, ProjectDamaged)):
        open_project(path, "anno1")
    assert path.read_bytes() == before
    made = path.with_name("p.db-wal")  # SQLite does not clean up beside a damaged file
    assert not made.exists() or made.stat().st_size == 0


def test_every_garbled_page_is_told_as_damage_and_found_by_check(path: Path) -> None:
    whole = path.read_bytes()
    found = 0
    for start in range(0, len(whole), 4096):
        garbled = bytearray(whole)
        begin = max(start, 100)  # the header stays ours
        garbled[begin : start + 4096] = b"\xa5" * (start + 4096 - begin)
        path.write_bytes(garbled)
        try:
            with open_project(path, "anno1", read_only=True) as opened:
                found += bool(list(checks.problems(opened.db)))
                opened.layer("anno1", "a1")
                opened.entities()
                opened.scheme()
                for number in range(1, 5):
                    opened.article(f"a{number}")
        except ProjectError:
            found += 1
        for name_left in left_over(path.parent):
            (path.parent / name_left).unlink()
    assert found >= len(whole) // 4096 - 1, "at most a free page may be garbled without notice"


def test_a_missing_log_is_noticed_on_opening(path: Path, child: Begin) -> None:
    before = devices(path)
    leave_a_log(path, child).unlink()
    with open_project(path, "anno1") as opened:
        assert any("looks restored" in notice for notice in opened.notices)
    notices = name(path)
    assert len([notice for notice in notices if "looks restored" in notice]) == 1
    assert devices(path) > before, "it goes on under a new device"
    assert name(path) == [], "it is told once"


def test_a_garbled_log_is_noticed_on_opening(path: Path, child: Begin) -> None:
    log_file = leave_a_log(path, child)
    data = bytearray(log_file.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 8] = bytes(255 - byte for byte in data[middle : middle + 8])
    log_file.write_bytes(data)
    before = devices_of_the_file(path)
    with open_project(path, "anno1", read_only=True) as opened:
        assert any("looks restored" in notice for notice in opened.notices)
    assert any("looks restored" in notice for notice in name(path))
    assert devices(path) > before
    with open_project(path, "anno1") as opened:
        assert list(checks.problems(opened.db)) == []
        assert opened.notices == []


def devices_of_the_file(path: Path) -> set[str]:
    connection = sqlite3.connect(f"file:{path}?immutable=1", uri=True)
    found = {row[0] for row in connection.execute("SELECT device FROM operations WHERE layer = 'anno1'")}
    connection.close()
    return found


def test_a_file_put_back_over_itself_and_a_copy_write_as_other_devices(path: Path) -> None:
    old = path.read_bytes()
    before = devices(path)
    name(path)
    with path.open("r+b") as file:
        file.write(old)
        file.truncate()
    assert any("looks restored" in notice for notice in name(path))
    after = devices(path)
    assert after > before
    shutil.copy(path, path.parent / "copy.db")
    assert name(path.parent / "copy.db") == []
    assert devices(path.parent / "copy.db") > after
    assert devices(path) == after


def test_a_link_to_a_project_leads_to_the_same_lock(path: Path, child: Begin) -> None:
    (path.parent / "link.db").symlink_to(path)
    with open_project(path.parent / "link.db", "anno1") as opened:
        sitting = sit(opened, "anno1", "a1")
        with opened.lock.held():
            assert path.with_name("p.db-lock").exists()
        sitting.commit("name", naming(sitting))
    assert left_over(path.parent) == ["link.db"]
    assert len(spans_there(path)) == 2


_NEXT = migrations.FILE_VERSION + 1


def _with_a_newer_program(work: Callable[[], None]) -> None:
    """Work as a program that knows the version of the tables after this one."""

    @migrations.migrations()
    def m999_colours(db: Any) -> None:
        db.execute("ALTER TABLE members ADD COLUMN colour TEXT NOT NULL DEFAULT ''")
        db.execute("INSERT INTO settings VALUES ('times', '1')")

    for module in (opening, project):
        vars(module)["FILE_VERSION"] = _NEXT
    work()


def test_an_old_file_is_brought_up_to_date_once_by_however_many_open_it(path: Path, child: Begin) -> None:
    go = path.parent.parent / "go"

    def open_when_told() -> None:
        until(go.exists, "the start")
        with open_project(path, "anno1") as opened:
            assert opened.file_version() == _NEXT
            tell(len(opened.notices))

    running = [child(partial(_with_a_newer_program, open_when_told)) for _ in range(6)]
    go.touch()
    assert sum(int(one.succeed()) for one in running) == 1, "one of them did it, and says so"
    kept = left_over(path.parent)
    assert kept == [f"p-before-v{_NEXT}.db"]
    assert len(spans_there(path.parent / kept[0])) == 1
    with pytest.raises(ProjectTooNew):
        open_project(path, "anno1")


def test_who_has_a_file_open_that_a_newer_program_changes_stops_writing(path: Path, child: Begin) -> None:
    def stay_open() -> None:
        with open_project(path, "anno1") as opened:
            sitting = sit(opened, "anno1", "a1")
            tell("open")
            until((path.parent.parent / "changed").exists, "the newer program")
            with pytest.raises(ProjectTooNew, match="Please update"):
                sitting.commit("name", naming(sitting))

    first = child(stay_open)
    until(lambda: bool(first.report()), "opening")
    child(partial(_with_a_newer_program, lambda: open_project(path, "anno2").close())).succeed()
    (path.parent.parent / "changed").touch()
    first.succeed()


def test_a_log_that_was_brought_in_is_cut_off(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else it keeps its size, and every write after the limit brings it in again."""
    monkeypatch.setattr(project, "_WAL_LIMIT", 200_000)
    with open_project(path, "anno1") as opened:
        sitting = sit(opened, "anno1", "a1")
        sizes = []
        for _ in range(40):
            sitting.commit("name", naming(sitting))
            sizes.append(path.with_name("p.db-wal").stat().st_size)
        assert max(sizes) < 300_000
        assert 0 in sizes


def test_closing_does_not_wait_for_who_is_reading(path: Path, child: Begin) -> None:
    """A reader that stands still in the middle of a long read, an export say, keeps nobody waiting."""
    reading, closed = path.parent.parent / "reading", path.parent.parent / "closed"

    def read_for_long() -> None:
        with open_project(path, "anno2") as opened, opened.reading() as db:
            db.conn.execute("SELECT count(*) FROM operations").fetchone()
            reading.touch()
            until(closed.exists, "the closing")
            tell("read")

    reader = child(read_for_long)
    until(reading.exists, "reading")

    def write_and_close() -> None:
        opened = open_project(path, "anno1")
        sitting = sit(opened, "anno1", "a1")
        sitting.commit("name", naming(sitting))
        started = time.monotonic()
        opened.close()
        tell(time.monotonic() - started)

    waited = float(child(write_and_close).succeed())
    closed.touch()
    reader.succeed()
    assert waited < 4, "SQLite would have waited for five seconds"
    assert left_over(path.parent) == []
