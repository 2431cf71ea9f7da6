"""All people of a project in memory, kept in step with the file: reading a hundred thousand takes half a second."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from annotator.model.items import PEOPLE, Entity
from annotator.store import log, tables

if TYPE_CHECKING:
    from sqlite_utils import Database

_FEW = 200
"""Operations whose people are read again by themselves; after more, everybody is."""


class Everybody:
    """The people as they were read last, and what the log of people had come to."""

    def __init__(self) -> None:
        self._entities: Mapping[str, Entity] = {}
        self._length = -1
        self._lamport = 0

    def read(self, db: Database) -> Mapping[str, Entity]:
        """Everybody by id, as the file has them now. The same value as before if nobody has changed."""
        length, lamport = db.conn.execute(
            "SELECT count(*), coalesce(max(lamport), 0) FROM operations WHERE article = '' AND layer = ?",
            [PEOPLE],
        ).fetchone()
        if (length, lamport) != (self._length, self._lamport):
            new = length - self._length
            touched = self._touched(db) if self._length >= 0 and 0 < new <= _FEW else []
            # Operations from another file may stand before the latest one that was known.
            self._entities = self._changed(db, touched) if len(touched) == new else tables.read_entities(db)
            self._length, self._lamport = length, lamport
        return self._entities

    def _touched(self, db: Database) -> list[set[str]]:
        """Ids of whom each operation changed that is later than the last one known."""
        later = log.operations(db, "article = '' AND layer = ? AND lamport > ?", [PEOPLE, self._lamport])
        return [{edit.item.id for edit in one.edits() if isinstance(edit.item, Entity)} for one in later]

    def _changed(self, db: Database, touched: list[set[str]]) -> Mapping[str, Entity]:
        ids = set().union(*touched)
        kept = {one: entity for one, entity in self._entities.items() if one not in ids}
        return {**kept, **tables.read_entities(db, ids)}
