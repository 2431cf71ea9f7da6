"""A project: one file, several people at once, and one path by which anything is written.

`Project.writing` is that path: it takes the project's lock, begins an immediate transaction, and commits or
rolls back. (sqlite-utils' own `atomic()` begins a deferred transaction, which loses at once when a second
process has written between its first read and its first write.) What it yields is committed to disk when the
`with` block ends, or not at all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.errors import ProjectBusy, ProjectError, ProjectReadOnly, ProjectTooNew, UsageError
from annotator.store import reading
from annotator.store.connection import BUSY_TIMEOUT, connect, in_our_words, snapshot
from annotator.store.device import Device, next_action_id, this_device
from annotator.store.lock import ProjectLock, Told
from annotator.store.versions import FILE_VERSION

if TYPE_CHECKING:
    from sqlite_utils import Database

    from annotator.model.article import Article
    from annotator.model.edits import Edit
    from annotator.model.items import Entity, Member
    from annotator.model.layer import Layer
    from annotator.model.scheme import Scheme
    from annotator.store.appending import Appender, New
    from annotator.store.everybody import Everybody
    from annotator.store.operation import Action, Operation

# What knows items (the log, the tables) is imported where it is called: the library's first page, which reads none,
# does not wait for it.

_WAL_LIMIT = 64 * 1024 * 1024
"""Bytes of write-ahead log after which a writer checkpoints."""


def utc_now() -> str:
    """The time for the log; a test may replace `Project.clock`."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Project:
    """An open project file. Made by `annotator.store.opening`. For one thread."""

    def __init__(
        self, path: Path, db: Database, lock: ProjectLock, *, read_only: bool = False, immutable: bool = False
    ) -> None:
        """`immutable`: as in `annotator.store.connection.connect`."""
        self.path = path
        self.db = db
        self.lock = lock
        self.read_only = read_only
        self._immutable = immutable
        self._busy_timeout = BUSY_TIMEOUT
        self.notices: list[str] = []
        """Sentences about what opening found; for whoever opened it to show."""
        self.clock: Callable[[], str] = utc_now
        self._device: Device | None = None
        self._new_heads: dict[str, tuple[int, str]] = {}
        """Places in the log that the transaction under way has reached."""
        self._heads: dict[tuple[str, str], tuple[int, str]] = {}
        """Those that committed ones have reached or found, by device and layer."""
        self._scheme: tuple[tuple[tuple[str, str], ...], Scheme] | None = None
        self._file = _identity(path)
        self._wal = path.with_name(path.name + "-wal")

    # -- life ---------------------------------------------------------------------------------------------

    def __enter__(self) -> Project:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Bring everything into the one file, as far as no other process has it open, and let go of it."""
        if self.read_only:
            self.db.close()
            return
        self.lock.give_up = min(self.lock.give_up, 2.0)
        try:
            with self.lock.held():
                with suppress(sqlite3.Error):
                    self._checkpoint()
                self.db.close()
                if not self._wal.exists():
                    self.lock.remove()
        except (ProjectBusy, ProjectReadOnly):
            # Whoever holds the lock has the file open, so closing here checkpoints nothing.
            self.db.close()

    def be_patient(self, seconds: float) -> None:
        """Wait so long for whoever holds the project, be it a program that knows nothing of our lock."""
        if seconds != self.lock.give_up:
            self.lock.give_up = seconds
            self._busy_timeout = round(seconds * 1000)
            self.db.execute(f"PRAGMA busy_timeout={self._busy_timeout}").fetchall()

    def on_wait(self, told: Told) -> None:
        """Have `told` called when a write waits for somebody for longer than a second."""
        self.lock.on_wait = told

    # -- writing ------------------------------------------------------------------------------------------

    @contextmanager
    def writing(self, *, durable: bool = True) -> Iterator[Database]:
        """The one write path: a transaction that is on disk when the block ends, or leaves no trace.

        With `durable=False` it survives the death of the process but may be lost with the machine's power: for
        what is no loss, such as where somebody was reading.

        Raises:
            ProjectReadOnly: the project was opened for reading, or the file cannot be written.
            ProjectBusy: somebody holds the project and does not let go.
            SaveError: the disk is full or failed.
        """
        if self.read_only:
            raise ProjectReadOnly(f"{self.path} can only be read here; nothing was changed.")
        with self.lock.held(), in_our_words(self.path):
            self._check_still_there()
            connection = self.db.conn
            if not durable:
                connection.execute("PRAGMA synchronous=NORMAL")
            device, self._new_heads = self._device, {}
            try:
                connection.execute("BEGIN IMMEDIATE")
                try:
                    self.check_version()
                    yield self.db
                    connection.execute("COMMIT")
                except BaseException:
                    self._device = device
                    if connection.in_transaction:
                        connection.execute("ROLLBACK")
                    raise
            finally:
                if not durable:
                    connection.execute("PRAGMA synchronous=FULL")
            if self._device is not None and self._new_heads:
                self._device.note_heads(self._new_heads)
                self._heads |= {(self._device.id, layer): last for layer, last in self._new_heads.items()}
            self._checkpoint_if_large()

    def _check_still_there(self) -> None:
        """Raise ProjectError if the path leads to another file now: what is written to ours would be lost."""
        if _identity(self.path) != self._file:
            raise ProjectError(
                f"{self.path} was moved, deleted or replaced while it was open; what was saved before is in that "
                "file. Leave and open it again. Nothing of this step was kept."
            )

    def file_version(self) -> int:
        """Version of the tables as they are in the file now."""
        return int(self.db.conn.execute("PRAGMA user_version").fetchone()[0])

    def check_version(self) -> None:
        """Raise ProjectTooNew if a newer program has brought the file up to date, perhaps while we had it open."""
        if (version := self.file_version()) > FILE_VERSION:
            raise ProjectTooNew(
                f"{self.path} was written by a newer annotator (file version {version}, this program knows "
                f"{FILE_VERSION}). Please update; nothing was changed."
            )

    def commit(self, action: Action) -> list[Operation]:
        """Write an action in a transaction of its own."""
        with self.writing() as db:
            return self.append(db, action)

    def append(self, db: Database, action: Action, texts: Mapping[str, str] | None = None) -> list[Operation]:
        """Write an action inside a write transaction that is already under way. `texts`: see `log.append`."""
        from annotator.store import log

        self._check_rights(action)
        device = self.device(db)
        written = log.append(db, device.id, action, self.clock(), texts or {}, self._heads)
        self._new_heads.update({operation.layer: (operation.seq, operation.hash) for operation in written})
        return written

    def find_head(self, db: Database, layer: str) -> None:
        """Find out now how far the log of a layer is, so that the first key need not. In a write transaction."""
        from annotator.store import log

        place = self.device(db).id, layer
        self._heads[place] = log.head(db, *place)

    def appender(self, db: Database) -> Appender:
        """For appending many actions inside a write transaction that is already under way."""
        from annotator.store.appending import Appender

        return Appender(db, self.device(db).id)

    def append_to(
        self, appender: Appender, action: Action, texts: Mapping[str, str], new: Sequence[New] = ()
    ) -> None:
        """Append an action to those that are written together. `texts`, `new`: see `Appender.append`."""
        self._check_rights(action)
        appender.append(action, self.clock(), texts, new)
        self._new_heads.update(appender.heads)

    def device(self, db: Database) -> Device:
        """The device that this process writes as. To be called inside a write transaction."""
        if self._device is None:
            self._device = this_device(db, self.path)
            if self._device.restored:
                self.tell_restored()
        return self._device

    def tell_restored(self) -> None:
        """Note, once, that the file is older than what this machine last wrote to it."""
        notice = (
            f"{self.path.name} is older than what this machine last wrote to it; it looks restored. "
            "Writing goes on, under a new device name."
        )
        if notice not in self.notices:
            self.notices.append(notice)

    def use_device(self, device: str) -> None:
        """Write as a device of this name (the demo's). To be called before anything is written."""
        self._device = Device(device)

    def new_action_id(self, db: Database) -> str:
        """An id for an action, never given out before. To be called inside a write transaction."""
        return next_action_id(db, self.device(db).id)

    def act(self, who: str, command: str, edits: Iterable[Edit]) -> list[Operation]:
        """Make the edits as one action of `who`."""
        from annotator.store.operation import Action

        with self.writing() as db:
            return self.append(db, Action(self.new_action_id(db), who, command, tuple(edits)))

    def keep_place(self, member: str, article: str, offset: int) -> None:
        """Remember where a member is in an article."""
        with self.writing(durable=False) as db:
            db.execute(
                "INSERT OR REPLACE INTO places VALUES (?, ?, ?, ?)", [member, article, offset, self.clock()]
            )

    # -- reading ------------------------------------------------------------------------------------------

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """One moment of the project: everything read inside belongs together, whatever others write meanwhile.

        Raises:
            ProjectDamaged: SQLite came upon a page that is not what it should be.
        """
        with in_our_words(self.path), snapshot(self.db):
            yield self.db

    @contextmanager
    def reading_aside(self) -> Iterator[Database]:
        """As `reading`, by a connection of its own: for work in a thread, beside the keys.

        Raises: as `reading`.
        """
        with in_our_words(self.path):
            db = connect(self.path, read_only=True, immutable=self._immutable)
            try:
                with snapshot(db):
                    yield db
            finally:
                db.close()

    @cached_property
    def everybody(self) -> Everybody:
        """All people, kept in memory between readings."""
        from annotator.store.everybody import Everybody

        return Everybody()

    def data_version(self) -> int:
        """A number that changes when another process or connection has written."""
        return int(self.db.conn.execute("PRAGMA data_version").fetchone()[0])

    def article(self, identifier: str) -> Article:
        """The article of this id.

        Raises:
            UsageError: there is none.
        """
        with self.reading() as db:
            found = reading.read_article(db, identifier)
        if found is None:
            raise UsageError(f"There is no article {identifier!r} in {self.path.name}.")
        return found

    def layer(self, name: str, article: str) -> Layer:
        """What a layer says about an article, links of split people resolved; an empty layer if it says nothing."""
        from annotator.store import tables

        with self.reading() as db:
            return tables.read_layer_as_meant(db, name, article)

    def entities(self, ids: Iterable[str] | None = None) -> dict[str, Entity]:
        """The project's people and organisations by id, or those named."""
        from annotator.store import tables

        with self.reading() as db:
            return tables.read_entities(db, ids)

    def members(self) -> dict[str, Member]:
        """Everybody who works in the project, by name."""
        from annotator.model.items import Member

        with self.reading() as db:
            rows = db.conn.execute("SELECT name, reviewer FROM members ORDER BY name").fetchall()
        return {row[0]: Member(row[0], bool(row[1])) for row in rows}

    def member_names(self) -> list[str]:
        """The names of everybody who works in the project, in order."""
        with self.reading() as db:
            return [row[0] for row in db.conn.execute("SELECT name FROM members ORDER BY name")]

    def settings(self) -> dict[str, str]:
        """The project's settings."""
        with self.reading() as db:
            rows = db.conn.execute("SELECT name, value FROM settings ORDER BY name").fetchall()
        return dict(rows)

    def scheme(self) -> Scheme:
        """The project's scheme with everything that imports declared."""
        from annotator.store.stored_scheme import DECLARED, stored_scheme

        with self.reading() as db:
            rows = db.conn.execute(
                "SELECT name, value FROM settings WHERE name = 'scheme' OR name LIKE ? ORDER BY name",
                [f"{DECLARED}%"],
            ).fetchall()
        stored = tuple((row[0], row[1]) for row in rows)
        if self._scheme is None or self._scheme[0] != stored:
            self._scheme = (stored, stored_scheme(dict(stored), self.path))
        return self._scheme[1]

    def _check_rights(self, action: Action) -> None:
        from annotator.store.members import check_rights

        check_rights(action, self.members)

    def _checkpoint_if_large(self) -> None:
        with suppress(OSError, sqlite3.Error):
            if self._wal.stat().st_size > _WAL_LIMIT:
                self._checkpoint()

    def _checkpoint(self) -> None:
        """Bring the write-ahead log into the file as far as nobody reads in it, without waiting for who does.

        And cut it off: a log that was only emptied keeps its size, and every write after would checkpoint again.
        """
        self.db.execute("PRAGMA busy_timeout=0").fetchall()
        try:
            self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            self.db.execute(f"PRAGMA busy_timeout={self._busy_timeout}").fetchall()


def _identity(path: Path) -> tuple[int, int] | None:
    """Device and inode of a file, None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
