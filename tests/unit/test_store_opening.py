"""Opening: refuse what is not ours, not whole or too new; leave one file behind; know a copy from the original."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from annotator.errors import (
    NotAProject,
    ProjectBusy,
    ProjectDamaged,
    ProjectReadOnly,
    ProjectTooNew,
    UsageError,
)
from annotator.model.edits import Edit
from annotator.model.schemas import default_scheme_path
from annotator.store import backup, checks, log, migrations
from annotator.store.lock import ProjectLock
from annotator.store.migrations import FILE_VERSION
from annotator.store.opening import create_project, open_project
from annotator.store.project import Project
from annotator.store.sitting import sit
from tests.unit.conftest import a_span, begin, make_project


def tag(project: Project, identifier: str = "s1", who: str = "anno1") -> None:
    sitting = sit(project, who, "a1")
    opening = [begin(who)] if sitting.view.layer.is_empty() else []
    sitting.commit("tag", [*opening, Edit(who, "a1", None, a_span(identifier))])


def test_a_closed_project_is_one_file(project: Project, tmp_path: Path) -> None:
    tag(project)
    project.close()
    assert [entry.name for entry in tmp_path.iterdir()] == ["p.db"]


def test_a_project_that_another_still_has_open_keeps_its_log(project: Project) -> None:
    with open_project(project.path, "anno2") as other:
        project.close()
        tag(other, who="anno2")
    assert not project.path.with_name("p.db-lock").exists()


def test_every_setting_that_durability_rests_on(project: Project) -> None:
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "wal_autocheckpoint": 0,
    }
    for pragma, value in expected.items():
        assert project.db.conn.execute(f"PRAGMA {pragma}").fetchone()[0] == value


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "There is no project"),
        (b"", "0 bytes"),
        (
            b"hello, this is a text file that is longer than a header of SQLite" * 3,
            "not a project of annotator",
        ),
    ],
)
def test_what_is_no_project_is_left_alone(tmp_path: Path, content: bytes | None, sentence: str) -> None:
    path = tmp_path / "x.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(NotAProject, match=sentence):
        open_project(path)
    assert (path.read_bytes() if path.exists() else None) == content


def test_a_folder_and_a_foreign_database_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAProject, match="is a folder"):
        open_project(tmp_path)
    connection = sqlite3.connect(tmp_path / "other.db")
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    with pytest.raises(NotAProject, match="an SQLite file, but not"):
        open_project(tmp_path / "other.db")


def test_a_newer_project_is_refused_and_left_as_it_is(project: Project) -> None:
    project.db.execute(f"PRAGMA user_version={FILE_VERSION + 1}")
    project.close()
    before = project.path.read_bytes()
    with pytest.raises(ProjectTooNew, match="newer annotator"):
        open_project(project.path)
    assert project.path.read_bytes() == before


def test_the_log_of_version_6_is_taken_over_row_by_row(project: Project) -> None:
    tag(project, "s1")
    tag(project, "s2", who="anno2")
    before = list(log.operations(project.db))
    project.close()
    as_version_6(project.path)
    with open_project(project.path, "anno1") as opened:
        assert opened.file_version() == FILE_VERSION
        assert list(log.operations(opened.db)) == before
        assert list(checks.problems(opened.db)) == []
        tag(opened, "s3")
        for change in ("DELETE FROM operations", "UPDATE operations SET who = 'eva'"):
            with pytest.raises(sqlite3.IntegrityError, match="operations are never"):
                opened.db.execute(change)
        # By number, and what may be megabytes long behind all that is looked up.
        assert opened.db.conn.execute("SELECT max(rowid) FROM operations").fetchone()[0] == len(before) + 1
        columns = [row[1] for row in opened.db.conn.execute("PRAGMA table_info(operations)")]
        assert columns[-2:] == ["changes", "bases"]
        kept = {row[0] for row in opened.db.conn.execute("SELECT name FROM sqlite_master")}
        assert not [name for name in kept if "numbered" in name]


def as_version_6(path: Path) -> None:
    """Put the log of a closed project back into the table of version 6."""
    [table] = [one for one in migrations._TABLES if one.startswith("CREATE TABLE operations ")]
    old = sqlite3.connect(path)
    old.executescript(
        f"""ALTER TABLE operations RENAME TO newer;
        DROP INDEX operations_by_article; DROP INDEX operations_by_action; DROP INDEX operations_by_lamport;
        DROP TRIGGER operations_stay; DROP TRIGGER operations_are_kept;
        {table};
        INSERT INTO operations SELECT device, layer, seq, action, who, kind, undoes, article, changes, bases,
            lamport, at, version, hash FROM newer;
        DROP TABLE newer;
        CREATE INDEX operations_by_article ON operations (article, layer, lamport);
        CREATE INDEX operations_by_action ON operations (action);
        CREATE INDEX operations_by_lamport ON operations (lamport);
        CREATE TRIGGER operations_stay BEFORE UPDATE ON operations
            BEGIN SELECT RAISE(ABORT, 'operations are never changed'); END;
        CREATE TRIGGER operations_are_kept BEFORE DELETE ON operations
            BEGIN SELECT RAISE(ABORT, 'operations are never deleted'); END;
        DELETE FROM _sqlite_migrations WHERE name = 'm007_long_operations';
        PRAGMA user_version=6;"""
    )
    old.close()


def test_a_damaged_page_is_found_after_an_unclean_exit(project: Project) -> None:
    tag(project)
    project.close()
    data = bytearray(project.path.read_bytes())
    data[3 * 4096 : 3 * 4096 + 2000] = b"\xff" * 2000
    project.path.write_bytes(data)
    project.path.with_name("p.db-wal").write_bytes(b"left over")
    with pytest.raises(ProjectDamaged):
        open_project(project.path)


def test_making_a_project_never_overwrites(project: Project) -> None:
    scheme = default_scheme_path().read_text(encoding="utf-8")
    with pytest.raises(UsageError, match="exists already"):
        create_project(project.path, scheme, "anno1")
    with pytest.raises(UsageError, match="no folder"):
        create_project(project.path.parent / "none" / "p.db", scheme, "anno1")
    with pytest.raises(UsageError, match="reserved"):
        create_project(project.path.parent / "q.db", scheme, "gold")
    assert [entry.name for entry in project.path.parent.iterdir() if entry.name.startswith(".")] == []


def test_a_copy_writes_under_another_device(project: Project, tmp_path: Path) -> None:
    tag(project, "s1")
    project.close()
    shutil.copy(project.path, tmp_path / "copy.db")
    with open_project(tmp_path / "copy.db", "anno1") as copy, open_project(project.path, "anno1") as original:
        tag(copy, "s2")
        tag(original, "s3")
        devices = [
            {op.device for op in log.operations(one.db, "layer = 'anno1'")} for one in (copy, original)
        ]
    assert len(devices[0]) == 2
    assert len(devices[1]) == 1


def test_a_file_restored_over_itself_writes_under_another_device(project: Project) -> None:
    tag(project, "s1")
    project.close()
    old = project.path.read_bytes()
    with open_project(project.path, "anno1") as again:
        tag(again, "s2")
    with project.path.open("r+b") as file:
        file.write(old)
        file.truncate(len(old))
    with open_project(project.path, "anno1") as restored:
        tag(restored, "s3")
        assert any("looks restored" in notice for notice in restored.notices)
        assert len({op.device for op in log.operations(restored.db, "layer = 'anno1'")}) == 2
        assert list(checks.problems(restored.db)) == []


def test_backup_and_restore(project: Project, tmp_path: Path) -> None:
    tag(project, "s1")
    copy = backup.back_up(project.db, project.path, to=tmp_path / "b.db")
    tag(project, "s2")
    project.close()
    aside = backup.restore(copy, project.path)
    assert aside is not None
    with open_project(project.path, "anno1") as restored, open_project(aside, "anno1") as old:
        assert set(restored.layer("anno1", "a1").spans) == {"s1"}
        assert set(old.layer("anno1", "a1").spans) == {"s1", "s2"}
    with pytest.raises(ProjectDamaged):
        backup.restore(_garbage(tmp_path), project.path)
    with pytest.raises(NotAProject):
        backup.restore(tmp_path / "none.db", project.path)


def test_backup_and_restore_in_a_folder_of_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "50% done? #1"
    folder.mkdir()
    with make_project(folder / "p.db") as project:
        tag(project, "s1")
        copy = backup.back_up(project.db, project.path)
        tag(project, "s2")
    backup.restore(copy, folder / "p.db")
    with open_project(folder / "p.db", "anno1") as restored:
        assert set(restored.layer("anno1", "a1").spans) == {"s1"}


def test_restoring_takes_a_log_away_that_a_killed_restore_left_alone(tmp_path: Path) -> None:
    """SQLite would apply it to the restored file."""
    path = tmp_path / "p.db"
    with make_project(path) as project:
        copy = backup.back_up(project.db, path)
    pid = os.fork()
    if pid == 0:
        dying = open_project(path, "anno1")
        tag(dying, "s1")
        os._exit(9)
    os.waitpid(pid, 0)
    path.rename(tmp_path / "p-replaced.db")
    assert backup.restore(copy, path) is None
    with open_project(path, "anno1") as restored:
        assert restored.layer("anno1", "a1").is_empty()
        assert list(checks.problems(restored.db)) == []


def _garbage(folder: Path) -> Path:
    path = folder / "garbage.db"
    path.write_bytes(b"nothing of use" * 100)
    return path


@pytest.mark.skipif(os.getuid() == 0, reason="root may write everywhere")
def test_a_read_only_file_can_be_read(project: Project) -> None:
    tag(project)
    project.close()
    project.path.chmod(0o444)
    _reads_but_does_not_write(project.path)


def test_a_project_opened_for_reading_is_not_written(project: Project) -> None:
    tag(project)
    project.close()
    with open_project(project.path, "anno1", read_only=True) as reader:
        assert set(reader.layer("anno1", "a1").spans) == {"s1"}
        with pytest.raises(ProjectReadOnly):
            tag(reader, "s2")


def _reads_but_does_not_write(path: Path) -> None:
    with open_project(path, "anno1") as reader:
        assert reader.notices
        assert set(reader.layer("anno1", "a1").spans) == {"s1"}
        with pytest.raises(ProjectReadOnly):
            tag(reader, "s2")


def test_who_waits_is_told_for_whom(project: Project) -> None:
    told: list[str] = []
    project.on_wait(lambda holder: told.append(str(holder)))
    project.lock.give_up = 1.2
    other = ProjectLock(project.path, "anno2")
    with other.held(), pytest.raises(ProjectBusy, match=r"held by anno2 \(process \d+\)"):
        tag(project)
    assert told == [f"anno2 (process {os.getpid()})"]
    tag(project)
    assert set(project.layer("anno1", "a1").spans) == {"s1"}


def test_reopening_reads_what_a_dead_process_committed(tmp_path: Path) -> None:
    """A process that dies without closing leaves a write-ahead log; nothing of it is lost."""
    path = tmp_path / "p.db"
    pid = os.fork()
    if pid == 0:
        tag(make_project(path))
        os._exit(9)
    os.waitpid(pid, 0)
    assert path.with_name("p.db-wal").exists()
    with open_project(path, "anno1") as again:
        assert set(again.layer("anno1", "a1").spans) == {"s1"}
    assert [entry.name for entry in tmp_path.iterdir()] == ["p.db"]
