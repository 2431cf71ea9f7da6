"""Layers as they stood at some time before now, read from the log."""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database

from annotator.model.items import Progress, Status
from annotator.model.layer import Layer
from annotator.store import log
from annotator.store.connection import snapshot
from annotator.store.operation import Operation


def layer_when_first_done(db: Database, layer: str, article: str) -> Layer | None:
    """A layer of an article as it was when it was first marked done; None if it never was.

    A mark that was undone and not done again counts as never made. Suggestions are in no log, so for them it is
    None too.
    """
    with snapshot(db):
        operations = list(log.operations(db, "article = ? AND layer = ?", [article, layer]))
    marked = _first_done(operations)
    return None if marked is None else _replayed(layer, article, operations[: marked + 1])


def layer_at(db: Database, layer: str, article: str, lamport: int) -> Layer:
    """A layer of an article as it was after all operations up to a Lamport time."""
    with snapshot(db):
        found = log.operations(db, "article = ? AND layer = ? AND lamport <= ?", [article, layer, lamport])
        return _replayed(layer, article, list(found))


def _first_done(operations: Sequence[Operation]) -> int | None:
    """Number of the operation that first marked the article done."""
    undone: set[str] = set()
    for operation in operations:
        if operation.kind == "undo":
            undone.add(operation.undoes)
        elif operation.kind == "redo":
            undone.discard(operation.undoes)
    for number, operation in enumerate(operations):
        if operation.kind != "undo" and operation.action not in undone and _marks_done(operation):
            return number
    return None


def _marks_done(operation: Operation) -> bool:
    return operation.kinds()["status"] > 0 and any(
        isinstance(edit.after, Status) and edit.after.state is Progress.DONE for edit in operation.edits()
    )


def _replayed(layer: str, article: str, operations: Sequence[Operation]) -> Layer:
    """What the operations amount to.

    They come in the order of (lamport, device), in which the last version of an item is the one that shows.
    """
    found = Layer(layer, article)
    for operation in operations:
        found = found.apply(operation.edits())
    return found
