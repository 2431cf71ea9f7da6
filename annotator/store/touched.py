"""When the spans of a layer were last changed, and by whom, told from the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from sqlite_utils import Database

from annotator.model.items import GOLD, Decision, Item, Link, Note, Progress, Relation, Span, Status
from annotator.store import log
from annotator.store.operation import Operation
from annotator.store.tables import compact


@dataclass(frozen=True, slots=True)
class Writing:
    """An operation that wrote something, as far as one may ask about it later."""

    lamport: int
    who: str
    device: str = ""
    seq: int = 0
    seen: Mapping[str, Mapping[str, int]] | None = None
    """Of gold: layer -> device -> the last operation that was there when it was written."""


@dataclass(frozen=True, slots=True)
class Touches:
    """What the log says of one layer of an article."""

    items: Mapping[str, Writing] = field(default_factory=dict)
    """Id of a span or decision -> the latest operation that wrote it or a link that begins at it."""
    done: Writing | None = None
    """The latest operation that marked the article done."""
    deleted: Mapping[str, tuple[Span, Writing]] = field(default_factory=dict)
    """Id of a span that is not there any more -> the span as it was, and the operation that took it away."""
    notes: Mapping[str, Writing] = field(default_factory=dict)
    """Id of a note -> the latest operation that wrote it."""


def touches(
    db: Database, layer: str, article: str, known: Mapping[str, int] = MappingProxyType({})
) -> Touches:
    """When each span and decision of a layer was last written.

    In gold what was undone was not said, and undoing says nothing: a decision that was taken back has seen nothing of
    what came before it. In people's layers every change is one, whatever brought it about.

    Args:
        known: device -> the operation up to which nothing is asked for (`seen_by_all`).
    """
    items: dict[str, Writing] = {}
    done: Writing | None = None
    deleted: dict[str, tuple[Span, Writing]] = {}
    notes: dict[str, Writing] = {}
    operations = _operations(db, layer, article, known)
    for operation in _that_stand(operations) if layer == GOLD else operations:
        writing = Writing(
            operation.lamport,
            operation.who,
            operation.device,
            operation.seq,
            operation.seen() if layer == GOLD else None,
        )
        for edit in operation.edits():
            if isinstance(edit.before, Span) and edit.after is None:
                deleted[edit.before.id] = (edit.before, writing)
            elif isinstance(edit.after, Span):
                deleted.pop(edit.after.id, None)
            if isinstance(edit.after, Status) and edit.after.state is Progress.DONE:
                done = writing
            if isinstance(edit.item, Note):
                notes[edit.item.id] = writing
            if about := _about(edit.item):
                items[about] = writing
    return Touches(items, done, deleted, notes)


def seen_by_all(gold: Touches) -> dict[str, dict[str, int]]:
    """Layer -> device -> the operation up to which every decision of gold has seen the layer.

    Nothing where one of them does not tell: the log's clock has to say what it knew.
    """
    decisions = [*gold.items.values(), *([gold.done] if gold.done is not None else [])]
    if any(writing.seen is None for writing in decisions):
        return {}
    told = [writing.seen or {} for writing in decisions]
    found: dict[str, dict[str, int]] = {}
    for layer, devices in told[0].items() if told else ():
        found[layer] = {
            device: min(seen.get(layer, {}).get(device, 0) for seen in told) for device in devices
        }
    return found


def _operations(db: Database, layer: str, article: str, known: Mapping[str, int]) -> list[Operation]:
    """Those that are asked for, without reading the others, which may hold thousands of items each."""
    if not known:
        return list(log.operations(db, "article = ? AND layer = ?", [article, layer]))
    numbers = "coalesce((SELECT value FROM json_each(?) WHERE key = operations.device), 0)"
    return list(
        log.operations(
            db, f"article = ? AND layer = ? AND seq > {numbers}", [article, layer, compact(dict(known))]
        )
    )


def _that_stand(operations: Iterable[Operation]) -> list[Operation]:
    """The operations of actions that are not undone, without undoing and doing again."""
    undone: set[str] = set()
    done = []
    for operation in operations:
        match operation.kind:
            case "undo":
                undone.add(operation.undoes)
            case "redo":
                undone.discard(operation.undoes)
            case _:
                done.append(operation)
    return [operation for operation in done if operation.action not in undone]


def _about(item: Item) -> str:
    match item:
        case Span() | Decision():
            return item.id
        case Relation():
            return item.head
        case Link():
            return item.span
        case _:
            return ""
