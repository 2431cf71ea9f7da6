"""Edits: what an action changes, one item at a time, and how each is taken back.

An edit replaces one version of an item by another. Making an item has no `before`, deleting it no `after`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.model.items import Item


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
