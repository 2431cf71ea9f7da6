"""Making and opening project files: is it ours, is it whole, is it not newer than we are?"""

from __future__ import annotations

import errno
import os
import secrets
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.errors import (
    NotAProject,
    ProjectDamaged,
    ProjectReadOnly,
    SaveError,
    UsageError,
)
from annotator.model.layer_names import PROJECT, check_member_name
from annotator.store.connection import OLDEST_SQLITE, application_id, connect, in_our_words, whole
from annotator.store.device import is_restored, register, register_new
from annotator.store.lock import ProjectLock, Told
from annotator.store.project import Project, utc_now
from annotator.store.versions import APPLICATION_ID, FILE_VERSION

if TYPE_CHECKING:
    from sqlite_utils import Database


def create_project(
    path: Path,
    scheme_toml: str,
    first_member: str,
    device: str = "",
    clock: Callable[[], str] = utc_now,
) -> Project:
    """Make a project file whose first member, a reviewer, is whoever makes it.

    `device` and `clock` fix the device's name and the log's times (the demo uses them, so that it is the same
    everywhere).

    Raises:
        UsageError: there is something at `path` already, or the name is unusable.
        ProjectReadOnly: the folder cannot be written.
        SchemeError: the scheme is wrong.
    """
    from annotator.model.scheme import parse_scheme  # not needed to open a project

    check_member_name(first_member)
    parse_scheme(scheme_toml, "scheme")
    if path.exists():
        raise UsageError(f"{path} exists already; nothing was changed.")
    if not path.parent.is_dir():
        raise UsageError(f"There is no folder {path.parent} to make a project in.")
    # Built under another name and linked into place, so that a half-made project never has the name.
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(3)}")
    try:
        draft.touch(exist_ok=False)
    except OSError as error:
        raise ProjectReadOnly(f"{path.parent} cannot be written ({error.strerror}).") from error
    try:
        _fill(draft, path, scheme_toml, first_member, device, clock)
        _give_name(draft, path)
    except FileExistsError:
        raise UsageError(f"{path} exists already; nothing was changed.") from None
    except SaveError as error:
        # Who asked for a project knows nothing of the name under which it is built.
        raise SaveError(error.sentence.replace(str(draft), str(path))) from error
    finally:
        for suffix in ("", "-wal", "-shm", "-lock"):
            draft.with_name(draft.name + suffix).unlink(missing_ok=True)
    project = open_project(path, first_member)
    project.clock = clock
    if device:
        project.use_device(device)
    return project


def _give_name(draft: Path, path: Path) -> None:
    """Give a finished file its name, never in place of another.

    Raises:
        FileExistsError: the name is taken.
    """
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:  # no hard links here (FAT, some cloud folders)
        if path.exists():
            raise FileExistsError(path) from None
        draft.rename(path)


def _fill(
    draft: Path, path: Path, scheme_toml: str, first_member: str, device: str, clock: Callable[[], str]
) -> None:
    from annotator.model.edits import Edit  # not needed to open a project
    from annotator.model.items import Member, Setting

    with in_our_words(path):
        db = connect(draft)
        db.execute("PRAGMA journal_mode=WAL").fetchall()
        db.execute(f"PRAGMA application_id={APPLICATION_ID}")
        project = Project(draft, db, ProjectLock(draft, first_member))
        with project.lock.held():
            _apply_migrations(db)
            db.execute(f"PRAGMA user_version={FILE_VERSION}")
        with project.writing() as inside:
            inside.execute("INSERT INTO project VALUES ('id', ?)", [device or secrets.token_hex(8)])
            if device:
                register(inside, device, "", "", "")
            else:
                device = register_new(inside, draft, path)
        project.use_device(device)
        project.clock = clock
        project.act(
            first_member,
            "init",
            [
                Edit(PROJECT, "", None, Member(first_member, reviewer=True)),
                Edit(PROJECT, "", None, Setting("scheme", scheme_toml)),
            ],
        )
        project.close()
    if draft.with_name(draft.name + "-wal").exists():
        raise SaveError(f"{path} could not be written to the end; is the disk full? Nothing was kept.")


def open_project(
    path: Path, who: str = "", *, read_only: bool = False, on_wait: Told | None = None
) -> Project:
    """Open a project after checking that it is ours, whole, and not newer than this program.

    A file that cannot be written is opened for reading, with a notice. `on_wait` is told when opening, or any
    write later, waits for somebody for longer than a second.

    Raises:
        NotAProject: missing, empty, a folder, or something else than a project of ours.
        ProjectTooNew: a newer program has written it.
        ProjectDamaged: it is ours, but not whole.
        ProjectBusy: another process holds it and does not let go.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise ProjectDamaged(
            f"This Python comes with SQLite {sqlite3.sqlite_version}; "
            f"{'.'.join(map(str, OLDEST_SQLITE))} or newer is needed."
        )
    if path.is_symlink():
        path = path.resolve()  # the lock and the log stand beside the file itself, whatever leads to it
    _check_header(path)
    lock = ProjectLock(path, who or "somebody")
    if on_wait is not None:
        lock.on_wait = on_wait
    notices = []
    if not read_only and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        notices.append(f"The project can only be read: {path} or its folder cannot be written.")
        read_only = True
    log_left = _size(path.with_name(path.name + "-wal"))
    with in_our_words(path):
        if read_only:
            immutable = not os.access(path.parent, os.W_OK) and log_left is None
            db = connect(path, read_only=True, immutable=immutable)
            project = Project(path, db, lock, read_only=True, immutable=immutable)
        else:
            with lock.held():
                project = Project(path, connect(path), lock)
                try:
                    # From here on SQLite knows that somebody has the file open.
                    project.db.conn.execute("SELECT count(*) FROM sqlite_master").fetchall()
                except BaseException:
                    project.close()
                    raise
        project.notices.extend(notices)
        try:
            _check_inside(project)
            if log_left:
                _check_whole(project)
            _migrate(project)
            if is_restored(project.db, path):
                project.tell_restored()
        except BaseException:
            project.close()
            raise
    return project


def _size(path: Path) -> int | None:
    """Bytes of a file that others may remove at any moment; None if it is not there."""
    try:
        return path.stat().st_size
    except OSError:
        return None


def _check_header(path: Path) -> None:
    """Is the file there, and does its header say that it is ours?

    SQLite reads the header, never `path.open()`: closing a file drops every lock that this process holds on it
    (POSIX; https://sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_).
    If the project were open here already, another process would then take itself for the last one, remove the
    write-ahead log, and what is written next would be lost.
    """
    if path.is_dir():
        raise NotAProject(f"{path} is a folder; a project is a file.")
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        raise NotAProject(
            f"There is no project at {path}. `annotator demo` makes one to try, `annotator init` an empty one."
        ) from None
    except OSError as error:
        raise NotAProject(f"{path} cannot be read ({error.strerror}).") from error
    if not size:
        raise NotAProject(
            f"{path} is empty (0 bytes): not a project, or one that was emptied. It was left as it is."
        )
    if not path.is_file():
        raise NotAProject(f"{path} is not a file; a project is one.")
    if not os.access(path, os.R_OK):
        raise NotAProject(f"{path} cannot be read ({os.strerror(errno.EACCES)}).")
    try:
        found = application_id(path)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorname.startswith("SQLITE_NOTADB"):
            raise NotAProject(f"{path} is not a project of annotator. It was left as it is.") from None
        return  # torn by a checkpoint that is under way, or damaged: opening it will tell
    if found != APPLICATION_ID:
        raise NotAProject(f"{path} is an SQLite file, but not a project of annotator. It was left as it is.")


def _check_inside(project: Project) -> None:
    if project.db.conn.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise NotAProject(f"{project.path} is not a project of annotator. It was left as it is.")
    project.check_version()


def _check_whole(project: Project) -> None:
    """After a process died with the file open: is every page as SQLite expects it?"""
    found = project.db.conn.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise ProjectDamaged(
            f"{project.path} is damaged ({found}). `annotator restore` brings back a backup; "
            "the file was left as it is."
        )


def _apply_migrations(db: Database) -> None:
    from annotator.store.migrations import migrations  # not before: see `connection.whole`

    migrations.apply(whole(db))


def _migrate(project: Project) -> None:
    """Bring an older file up to date: backed up first, one process at a time."""
    if project.file_version() == FILE_VERSION:
        return
    if project.read_only:
        raise ProjectReadOnly(
            f"{project.path} was written by an older annotator and must be brought up to date once, "
            "but it cannot be written."
        )
    with project.lock.held():
        if project.file_version() == FILE_VERSION:
            return  # another process has done it while this one waited
        from annotator.store.backup import back_up

        copy = back_up(project.db, project.path, f"before-v{FILE_VERSION}")
        project.db.execute("PRAGMA foreign_keys=OFF")
        _apply_migrations(project.db)
        project.db.execute("PRAGMA foreign_keys=ON")
        if project.db.conn.execute("PRAGMA foreign_key_check").fetchall():
            raise ProjectDamaged(
                f"{project.path} could not be brought up to date; {copy} is as it was before."
            )
        project.db.execute(f"PRAGMA user_version={FILE_VERSION}")
    project.notices.append(f"{project.path.name} was brought up to date; {copy.name} is a copy from before.")
