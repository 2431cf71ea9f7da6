"""What a layer that comes in holds: a status at least, its kinds in order, and whether it is what is here already."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from operator import itemgetter

from annotator.model.items import Decision, Item, Link, Note, Progress, Relation, Span, Status
from annotator.model.layer import Layer

_RANKS: dict[type[Item], int] = {
    kind: rank for rank, kind in enumerate((Span, Relation, Link, Note, Decision, Status))
}
"""The order in which a layer lists its kinds."""


def content(layer: Layer) -> tuple[object, ...]:
    """All that a layer holds, to be compared with another's."""
    return (
        layer.spans,
        layer.relations,
        layer.links,
        layer.notes,
        layer.decisions,
        layer.status,
    )


def digest(layer: Layer) -> bytes:
    """Sixteen bytes for what a layer holds, whatever the order in which its items came."""
    groups = (layer.spans, layer.relations, layer.links, layer.notes, layer.decisions)
    told = [sorted(group.items(), key=itemgetter(0)) for group in groups]
    return hashlib.blake2b(repr((told, layer.status)).encode(), digest_size=16).digest()


def with_status(items: Iterable[Item]) -> list[Item]:
    """The items with a status: what holds labels has been begun at least, and must be found by its state."""
    found = list(items)
    said = [item for item in found if type(item) is Status]
    if not any(status.state is not Progress.NEW for status in said):
        flagged = any(status.flagged for status in said)
        found = [item for item in found if type(item) is not Status]
        if found or flagged:
            found.append(Status(Progress.BEGUN if found else Progress.NEW, flagged))
    return found


def in_order(items: Iterable[Item]) -> list[Item]:
    """The items as a layer lists them: by kind, and within one kind as they came."""
    found = list(items)
    ranks = [_RANKS[type(item)] for item in found]
    if ranks == sorted(ranks):  # as the native format has them
        return found
    return sorted(found, key=lambda item: _RANKS[type(item)])
