"""Backups: consistent copies, opened and checked before they count; and bringing one back."""

from __future__ import annotations

import fcntl
import os
import secrets
import sqlite3
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from annotator.errors import NotAProject, ProjectDamaged, ProjectTooNew, SaveError, UsageError
from annotator.store.connection import in_our_words
from annotator.store.versions import APPLICATION_ID, FILE_VERSION

if TYPE_CHECKING:
    from sqlite_utils import Database

_SHARED_BY_ALL = 128
"""Byte of the shared-memory file that every connection in WAL mode keeps locked (UNIX_SHM_DMS in SQLite)."""


def back_up(db: Database, project: Path, mark: str = "", to: Path | None = None) -> Path:
    """Write a copy of the project as it is committed now, and check that it opens and is whole.

    The copy is made by SQLite (`VACUUM INTO`), never by copying the file: a file without its write-ahead log
    is an older project. Returns where it is.

    Raises:
        UsageError: there is a file at `to` already, or no folder for it.
        ProjectDamaged: the copy is not whole; it was removed.
        SaveError: the disk is full or failed; nothing was left.
    """
    if to is not None and to.exists():
        raise UsageError(f"{to} exists already; nothing was written.")
    if to is not None and not to.parent.is_dir():
        raise UsageError(f"There is no folder {to.parent} to write a backup to.")
    folder, name = (to.parent, to.name) if to else (project.parent, project.name)
    draft = folder / f".{name}.{os.getpid()}.{secrets.token_hex(3)}"
    try:
        with in_our_words(to or project):
            db.execute("VACUUM INTO ?", [str(draft)])
            _check(draft)
        _sync(draft)
        while True:
            target = to or _free_name(project, mark or datetime.now(UTC).strftime("%Y%m%d-%H%M%S"))
            try:
                os.link(draft, target)
            except FileExistsError:  # somebody was quicker
                if to:
                    raise UsageError(f"{target} exists already; nothing was written.") from None
            else:
                return target
    except OSError as error:
        raise SaveError(f"{folder}: the copy could not be made ({error.strerror}).") from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def restore(backup: Path, project: Path) -> Path | None:
    """Put a backup in the project's place. The file that was there is moved aside, never deleted.

    To be called while no process has the project open. Returns where the old file went, None if there was
    none. The restored file writes under a new device, which opening sees to.

    Raises:
        NotAProject: the backup is not there, or is none of ours.
        ProjectDamaged: the backup is not whole; nothing was changed.
        ProjectTooNew: a newer program wrote it; nothing was changed.
        SaveError: the disk is full or failed.
    """
    if not backup.is_file():
        raise NotAProject(f"There is no backup at {backup}.")
    if project.is_symlink():
        project = project.resolve()
    _check(backup)
    draft = project.with_name(f".{project.name}.{os.getpid()}.{secrets.token_hex(3)}")
    try:
        with in_our_words(project):
            source = sqlite3.connect(_read_only(backup), uri=True)
            copy = sqlite3.connect(draft)
            try:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode=WAL").fetchall()
            finally:
                copy.close()
                source.close()
        aside = _move_aside(project)
        draft.rename(project)
        _sync(project.parent)
    except OSError as error:
        raise SaveError(f"{project}: the backup could not be put in its place ({error.strerror}).") from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    return aside


def _move_aside(project: Path) -> Path | None:
    """Move the project and what belongs to it to a free name; None if there was no project.

    Its log goes along even where the project itself is missing (moved by a restore that was killed): SQLite
    would apply it to whatever takes the project's place.
    """
    parts = [suffix for suffix in ("", "-wal", "-shm") if project.with_name(project.name + suffix).exists()]
    if not parts:
        return None
    aside = _free_name(project, "replaced")
    for suffix in parts:
        project.with_name(project.name + suffix).rename(aside.with_name(aside.name + suffix))
    return aside if "" in parts else None


def in_use(project: Path) -> bool:
    """Whether a process has the project open. To be asked while holding the project's lock, which opening needs.

    Reads no byte of the file, which may be damaged. A process that was killed left its files but no lock.
    """
    try:
        shared = os.open(project.with_name(project.name + "-shm"), os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.lockf(shared, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _SHARED_BY_ALL)
    except OSError:
        return True
    finally:
        os.close(shared)
    return False


def _read_only(path: Path) -> str:
    # Without a log beside it nobody has it open, and `immutable` leaves no file of SQLite's beside it either.
    alone = not path.with_name(path.name + "-wal").exists()
    return f"file:{quote(str(path))}?{'immutable=1' if alone else 'mode=ro'}"


def _check(copy: Path) -> None:
    try:
        connection = sqlite3.connect(_read_only(copy), uri=True)
        try:
            ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            if ours and found == "ok":
                connection.execute("SELECT count(*) FROM operations").fetchone()
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise ProjectDamaged(f"{copy} is not a whole project ({error}).") from error
    if not ours:
        raise NotAProject(f"{copy} is not a project of annotator.")
    if found != "ok":
        raise ProjectDamaged(f"{copy} is damaged ({found}).")
    if version > FILE_VERSION:
        raise ProjectTooNew(f"{copy} was written by a newer annotator. Please update; nothing was changed.")


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _free_name(project: Path, mark: str) -> Path:
    """`PROJECT-MARK.db` beside the project, numbered if that is taken."""
    number = 1
    while True:
        tail = "" if number == 1 else f"-{number}"
        candidate = project.with_name(f"{project.stem}-{mark}{tail}{project.suffix}")
        if not any(candidate.with_name(candidate.name + suffix).exists() for suffix in ("", "-wal", "-shm")):
            return candidate
        number += 1
