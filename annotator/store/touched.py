"""When the spans of a layer were last changed, and by whom, told from the log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlite_utils import Database

from annotator.model.items import GOLD, Decision, Item, Link, Progress, Relation, Span, Status
from annotator.store import log


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


def touches(db: Database, layer: str, article: str) -> Touches:
    """When each span and decision of a layer was last written."""
    items: dict[str, Writing] = {}
    done: Writing | None = None
    deleted: dict[str, tuple[Span, Writing]] = {}
    for operation in log.operations(db, "article = ? AND layer = ?", [article, layer]):
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
            if about := _about(edit.item):
                items[about] = writing
    return Touches(items, done, deleted)


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
