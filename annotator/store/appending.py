"""Many actions written together: the same log and the same rows as one at a time, for a fraction of the time.

What comes to a *fresh* place, a layer in an article where it never had an item, replaces nothing: there are no
versions to look up and no rows to take away. Such rows wait until `flush` and are written table by table, in the
transaction that is under way. All other operations are written at once.
"""

from __future__ import annotations

from collections.abc import Container, Mapping

from sqlite_utils import Database

from annotator.model.codec import kind_name
from annotator.model.edits import Edit
from annotator.store import log
from annotator.store.log import Action, Operation
from annotator.store.tables import Row, Rows

Place = tuple[str, str]
"""(layer, article)"""


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

    def new_action_id(self) -> str:
        """An id for an action, never given out before."""
        self._given += 1
        return f"{self._device}.{self._given}"

    def add_rows(self, statement: str, rows: list[Row]) -> None:
        """Have rows written that the log knows nothing of (articles), before all that may refer to them."""
        self._first.add(statement, rows)

    def append(self, action: Action, at: str, texts: Mapping[str, str], fresh: Container[Place] = ()) -> None:
        """Write an action's operations (see `log.append`). `fresh` are places that never held an item.

        `texts` holds the text of every article in a fresh place.
        """
        for layer, article, edits in log.by_place(action.edits):
            self._lamport += 1
            is_fresh = (layer, article) in fresh
            standing = {} if is_fresh else log.all_heads(self.db, layer, article, edits)
            last = self.heads.get(layer) or log.head(self.db, self._device, layer)
            operation = log.sealed(
                self._device, layer, article, action, edits, standing, last, self._lamport, at
            )
            self.heads[layer] = (operation.seq, operation.hash)
            if is_fresh:
                self._wait(operation, edits, texts[article])
            else:
                log.insert(self.db, operation)
                log.bring_in_step(self.db, operation, edits, standing, texts.get(article))

    def flush(self) -> None:
        """Write what has waited, and how many action ids were given out."""
        self._first.write(self.db)
        self._rows.write(self.db)
        if self._given > self._before:
            self.db.conn.execute("UPDATE devices SET actions = ? WHERE id = ?", [self._given, self._device])
            self._before = self._given

    def _wait(self, operation: Operation, edits: list[Edit], text: str) -> None:
        layer, article = operation.layer, operation.article
        version = (operation.device, operation.seq, operation.lamport)
        items = [edit.item for edit in edits]
        self._rows.add(log.INSERT_OPERATION, [log.values_of(operation)])
        self._rows.add(
            log.INSERT_VERSION, [(layer, article, kind_name(item), item.id, *version) for item in items]
        )
        self._rows.add_items(layer, article, text, items)


def _actions(db: Database, device: str) -> int:
    """How many action ids a device has given out."""
    row = db.conn.execute("SELECT actions FROM devices WHERE id = ?", [device]).fetchone()
    return int(row[0])
