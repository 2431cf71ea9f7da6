"""Many actions written together: the same log and the same rows as one at a time, for a fraction of the time.

What comes to a *fresh* place, a layer in an article where it never had an item, replaces nothing: there are no
versions to look up and no rows to take away. People whom the project never knew are new in the same way. Such rows
wait until `flush` and are written table by table, in the transaction that is under way. All other operations are
written at once, after whatever waits for their place.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from annotator.model.codec import additions_json, kind_name
from annotator.model.items import PEOPLE, Item
from annotator.store import log
from annotator.store.operation import (
    INSERT_OPERATION,
    Action,
    Operation,
    bases_of,
    by_place,
    changes_of,
    sealed,
    values_of,
)
from annotator.store.rows import Row, Rows

if TYPE_CHECKING:
    from sqlite_utils import Database

Place = tuple[str, str]
"""(layer, article)"""


@dataclass(frozen=True, slots=True)
class New:
    """Items that were never in their place, each of them once.

    Of a layer in an article that is all that it holds there. People come a few at a time.
    """

    layer: str
    article: str
    text: str
    """Of the article."""
    items: Sequence[Item]

    @property
    def place(self) -> Place:
        """Where they come to."""
        return self.layer, self.article


class Appender:
    """The actions of one write transaction. Nothing else may append to the log until it was flushed."""

    def __init__(self, db: Database, device: str) -> None:
        self.db = db
        self.heads: dict[str, tuple[int, str]] = {}
        """Layer -> (seq, hash) of the device's last operation in it, of the layers that were written to."""
        self._device = device
        self._lamport = log.latest_lamport(db)
        self._given = self._before = _actions(db, device)
        self._first = Rows()
        self._rows = Rows()
        self._filled: list[Mapping[str, str | int]] = []
        """Places that new items fill, for `log.INSERT_VERSIONS_OF`."""
        self._waiting: set[Place] = set()

    def new_action_id(self) -> str:
        """An id for an action, never given out before."""
        self._given += 1
        return f"{self._device}.{self._given}"

    def add_rows(self, statement: str, rows: list[Row]) -> None:
        """Have rows written that the log knows nothing of (articles), before all that may refer to them."""
        self._first.add(statement, rows)

    def append(self, action: Action, at: str, texts: Mapping[str, str], new: Sequence[New] = ()) -> None:
        """Write an action's operations, one a place (see `log.append`); `new` are more, of places of their own."""
        coming = deque(sorted(new, key=attrgetter("place")))
        for layer, article, edits in by_place(action.edits):
            while coming and coming[0].place < (layer, article):
                self._append_new(action, at, coming.popleft())
            if (layer, article) in self._waiting:
                self._write()
            standing = log.all_heads(self.db, layer, article, edits)
            told = changes_of(edits), bases_of(edits, standing)
            operation = self._sealed(action, at, layer, article, *told)
            log.insert(self.db, operation)
            log.bring_in_step(self.db, operation, edits, standing, texts.get(article))
        for one in coming:
            self._append_new(action, at, one)

    def flush(self) -> None:
        """Write what has waited, and how many action ids were given out."""
        self._write()
        if self._given > self._before:
            self.db.conn.execute("UPDATE devices SET actions = ? WHERE id = ?", [self._given, self._device])
            self._before = self._given

    def _write(self) -> None:
        self._first.write(self.db)
        self._rows.write(self.db)
        self.db.conn.executemany(log.INSERT_VERSIONS_OF, self._filled)
        self._filled.clear()
        self._waiting.clear()

    def _append_new(self, action: Action, at: str, new: New) -> None:
        layer, article = new.layer, new.article
        operation = self._sealed(action, at, layer, article, additions_json(new.items), {})
        self._rows.add(INSERT_OPERATION, [values_of(operation)])
        device, seq, lamport = operation.device, operation.seq, operation.lamport
        if layer == PEOPLE:  # links refer to them
            self._first.add_items(layer, article, new.text, new.items)
            rows = [(layer, article, kind_name(item), item.id, device, seq, lamport) for item in new.items]
            self._first.add(log.INSERT_VERSION, rows)
        else:
            self._rows.add_layer(layer, article, new.text, new.items)
            self._filled.append(
                {"layer": layer, "article": article, "device": device, "seq": seq, "lamport": lamport}
            )
        self._waiting.add(new.place)

    def _sealed(
        self,
        action: Action,
        at: str,
        layer: str,
        article: str,
        changes: str,
        bases: dict[str, list[str]],
    ) -> Operation:
        self._lamport += 1
        last = self.heads.get(layer) or log.head(self.db, self._device, layer)
        operation = sealed(self._device, layer, article, action, changes, bases, last, self._lamport, at)
        self.heads[layer] = (operation.seq, operation.hash)
        return operation


def _actions(db: Database, device: str) -> int:
    """How many action ids a device has given out."""
    row = db.conn.execute("SELECT actions FROM devices WHERE id = ?", [device]).fetchone()
    return int(row[0])
