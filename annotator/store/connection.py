"""One way to open the file, with every setting that durability rests on; and SQLite's errors in our words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

from annotator.errors import (
    AnnotatorError,
    ProjectBusy,
    ProjectDamaged,
    ProjectReadOnly,
    SaveError,
)

if TYPE_CHECKING:
    from sqlite_utils import Database

OLDEST_SQLITE = (3, 37, 0)
"""Strict tables need it."""
BUSY_TIMEOUT = 5000
"""Milliseconds that SQLite waits for its own locks, which our lock makes rare."""


def connect(path: Path, *, read_only: bool = False, immutable: bool = False) -> Database:
    """Open a project file with our settings.

    `read_only` never writes; `immutable` is for a file in a folder that cannot be written, where SQLite could
    not even make its shared-memory file.
    """
    mode = "?immutable=1" if immutable else "?mode=ro" if read_only else "?mode=rw"
    connection = sqlite3.connect(
        f"file:{quote(str(path))}{mode}",
        uri=True,
        isolation_level=None,
        timeout=BUSY_TIMEOUT / 1000,
        check_same_thread=False,
    )
    for pragma in (
        "foreign_keys=ON",
        "trusted_schema=OFF",
        "synchronous=FULL",
        "wal_autocheckpoint=0",
        f"busy_timeout={BUSY_TIMEOUT}",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return cast("Database", _Database(connection))


def whole(db: Database) -> Database:
    """A database of `connect` as sqlite-utils itself wants it, for migrations."""
    return cast("_Database", db).whole


class _Database:
    """An sqlite-utils `Database` that becomes one when it is asked for more than the three below.

    Importing sqlite_utils takes half as long as importing Textual, and whoever only lists or reads articles needs
    nothing of it.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.conn = connection
        self.execute = connection.execute
        self.close = connection.close
        self._whole: Database | None = None

    @property
    def whole(self) -> Database:
        """All of it."""
        if self._whole is None:
            from sqlite_utils import Database

            self._whole = Database(self.conn, execute_plugins=False)
        return self._whole

    def __getattr__(self, name: str) -> Any:
        return getattr(self.whole, name)


def application_id(path: Path) -> int:
    """Which program's file it is, as its header says. Leaves no trace and takes no lock."""
    connection = sqlite3.connect(f"file:{quote(str(path))}?immutable=1", uri=True)
    try:
        return int(connection.execute("PRAGMA application_id").fetchone()[0])
    finally:
        connection.close()


@contextmanager
def snapshot(db: Database) -> Iterator[None]:
    """One moment of the project: everything read inside belongs together, whatever others write meanwhile.

    Within a transaction it is that transaction's moment. Never leave it open while waiting for a person: the
    write-ahead log cannot shrink below it.
    """
    if db.conn.in_transaction:
        yield
        return
    db.conn.execute("BEGIN")
    try:
        yield
    finally:
        with suppress(sqlite3.OperationalError):  # after a fault of the disk SQLite has ended it already
            db.conn.execute("ROLLBACK")


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
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or "Could not decode" in str(error):
        return ProjectDamaged(
            f"{path} is damaged ({error}). `annotator check` says more; `annotator restore` brings back a backup."
        )
    if name == "SQLITE_ERROR" and "no such" in str(error):
        return ProjectDamaged(
            f"{path} is not as it should be ({error}). `annotator restore` brings back a backup."
        )
    return SaveError(f"{path}: {error}. Nothing of this step was kept.")
