"""Edits: what an action changes, one item at a time, and how each is taken back.

An edit replaces one version of an item by another. Making an item has no `before`, deleting it no `after`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from annotator.model.items import Decision, Item, Link, Note, Relation, Span


@dataclass(frozen=True, slots=True)
class Edit:
    """The change of one item in one layer and article.

    At least one of `before` and `after` is set; both, if set, are of one type and have one id.
    """

    layer: str
    article: str
    """Id of the article, `""` for items of the project (entities, members, settings)."""
    before: Item | None
    after: Item | None

    @property
    def item(self) -> Item:
        """The item as it is after the edit, or as it was if the edit deletes it."""
        item = self.after if self.after is not None else self.before
        assert item is not None, "an edit has a before or an after"
        return item


def merged(edits: Iterable[Edit]) -> list[Edit]:
    """The same change with at most one edit an item: from its first `before` to its last `after`.

    An action may touch an item twice (a new quote takes a speaker, which sets its mode); an operation writes it
    once. What ends as it began is left out.
    """
    found: dict[tuple[str, str, type, str], Edit] = {}
    for edit in edits:
        item = edit.item
        place = (edit.layer, edit.article, type(item), item.id)
        first = found.get(place)
        found[place] = edit if first is None else Edit(edit.layer, edit.article, first.before, edit.after)
    return [edit for edit in found.values() if edit.before != edit.after]


def inverse(edits: Iterable[Edit]) -> list[Edit]:
    """The edits that undo `edits`, in the order in which they must be applied."""
    return [
        Edit(edit.layer, edit.article, before=edit.after, after=edit.before) for edit in reversed(list(edits))
    ]


def first_place(edits: Iterable[Edit], spans: Mapping[str, Span]) -> int | None:
    """Where in the text edits took place: offset of the first labelled piece that they are about, in code points.

    `spans` are those of the layer, for edits of what hangs on a span; None if no edit is about a piece of text.
    """
    edits = list(edits)
    own = next((edit.item for edit in edits if isinstance(edit.item, Span)), None)
    if own is not None:
        return own.start
    for edit in edits:
        if isinstance(edit.item, Decision):
            return edit.item.fragments[0].start
        if (span := spans.get(_hangs_on(edit.item))) is not None:
            return span.start
    return None


def span_pairs(edits: Iterable[Edit]) -> list[tuple[Span | None, Span | None]]:
    """(before, after) of the edits that are about spans."""
    return [
        (
            edit.before if isinstance(edit.before, Span) else None,
            edit.after if isinstance(edit.after, Span) else None,
        )
        for edit in edits
        if isinstance(edit.item, Span)
    ]


def _hangs_on(item: Item) -> str:
    match item:
        case Relation():
            return item.head
        case Link():
            return item.span
        case Note():
            return item.on
        case _:
            return ""
