"""One way to open the file, with every setting that durability rests on; and SQLite's errors in our words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlite_utils import Database

from annotator.errors import (
    AnnotatorError,
    ProjectBusy,
    ProjectDamaged,
    ProjectReadOnly,
    SaveError,
)

OLDEST_SQLITE = (3, 37, 0)
"""Strict tables need it."""


def connect(path: Path, *, read_only: bool = False, immutable: bool = False) -> Database:
    """Open a project file with our settings.

    `read_only` never writes; `immutable` is for a file in a folder that cannot be written, where SQLite could
    not even make its shared-memory file.
    """
    mode = "?immutable=1" if immutable else "?mode=ro" if read_only else "?mode=rw"
    connection = sqlite3.connect(
        f"file:{quote(str(path))}{mode}", uri=True, isolation_level=None, timeout=5.0, check_same_thread=False
    )
    db = Database(connection, execute_plugins=False)
    for pragma in (
        "foreign_keys=ON",
        "trusted_schema=OFF",
        "synchronous=FULL",
        "wal_autocheckpoint=0",
        "busy_timeout=5000",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return db


@contextmanager
def in_our_words(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into ours."""
    try:
        yield
    except sqlite3.Error as error:
        raise translated(error, path) from error


def translated(error: sqlite3.Error, path: Path) -> AnnotatorError:
    """The error of ours that says what SQLite's error means for a person."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_FULL"):
        return SaveError(f"{path}: the disk is full. Nothing of this step was kept, all before it is safe.")
    if name.startswith("SQLITE_IOERR"):
        return SaveError(f"{path}: the disk failed ({error}). Nothing of this step was kept.")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return ProjectBusy(f"{path} is held by another program. Nothing was changed.")
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return ProjectReadOnly(f"{path} cannot be written ({error}).")
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return ProjectDamaged(
            f"{path} is damaged ({error}). `annotator check` says more; `annotator restore` brings back a backup."
        )
    return SaveError(f"{path}: {error}. Nothing of this step was kept.")
