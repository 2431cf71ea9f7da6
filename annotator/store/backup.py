"""Backups: consistent copies, opened and checked before they count; and bringing one back."""

from __future__ import annotations

import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from annotator.errors import NotAProject, ProjectDamaged, UsageError


def back_up(db: Database, project: Path, mark: str = "", to: Path | None = None) -> Path:
    """Write a copy of the project as it is committed now, and check that it opens and is whole.

    The copy is made by SQLite (`VACUUM INTO`), never by copying the file: a file without its write-ahead log
    is an older project. Returns where it is.

    Raises:
        UsageError: there is a file at `to` already.
        ProjectDamaged: the copy is not whole; it was removed.
    """
    target = to or _free_name(project, mark or datetime.now(UTC).strftime("%Y%m%d-%H%M%S"))
    if target.exists():
        raise UsageError(f"{target} exists already; nothing was written.")
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        db.execute("VACUUM INTO ?", [str(draft)])
        _check(draft)
        descriptor = os.open(draft, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        os.link(draft, target)
    finally:
        draft.unlink(missing_ok=True)
    return target


def restore(backup: Path, project: Path) -> Path | None:
    """Put a backup in the project's place. The file that was there is moved aside, never deleted.

    To be called while no process has the project open. Returns where the old file went, None if there was
    none. The restored file writes under a new device, which opening sees to.

    Raises:
        NotAProject: the backup is not there.
        ProjectDamaged: the backup is not whole; nothing was changed.
    """
    if not backup.is_file():
        raise NotAProject(f"There is no backup at {backup}.")
    _check(backup)
    draft = project.with_name(f".{project.name}.{os.getpid()}")
    try:
        source = sqlite3.connect(f"file:{backup}?mode=ro", uri=True)
        copy = sqlite3.connect(draft)
        try:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=WAL").fetchall()
        finally:
            copy.close()
            source.close()
        aside = None
        if project.exists():
            aside = _free_name(project, "replaced")
            project.rename(aside)
            for suffix in ("-wal", "-shm"):
                left = project.with_name(project.name + suffix)
                if left.exists():
                    left.rename(aside.with_name(aside.name + suffix))
        draft.rename(project)
    finally:
        draft.unlink(missing_ok=True)
    return aside


def _check(copy: Path) -> None:
    connection = sqlite3.connect(f"file:{copy}?mode=ro", uri=True)
    try:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        connection.execute("SELECT count(*) FROM operations").fetchone()
    except sqlite3.Error as error:
        raise ProjectDamaged(f"{copy} is not a whole project ({error}).") from error
    finally:
        connection.close()
    if found != "ok":
        raise ProjectDamaged(f"{copy} is damaged ({found}).")


def _free_name(project: Path, mark: str) -> Path:
    """`PROJECT-MARK.db` beside the project, numbered if that is taken."""
    number = 1
    while True:
        tail = "" if number == 1 else f"-{number}"
        candidate = project.with_name(f"{project.stem}-{mark}{tail}{project.suffix}")
        if not candidate.exists():
            return candidate
        number += 1
