"""Many decisions at once. Only things that wait are decided: what a reviewer has decided is never overwritten."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from annotator.model.edits import Edit
from annotator.model.items import GOLD, Progress, Status
from annotator.model.layer import Layer
from annotator.review.adjudication import take_with, whole
from annotator.review.desk import Desk, Outcome, desk_of
from annotator.review.disagreements import Thing, review
from annotator.review.gold import GoldWriter, Mark, NewId

AGREED = "agreed"
"""The rule in the origin of what all layers agree on."""
SINGLE = "single"
"""The rule in the origin of what only one person labelled."""

Which = Callable[[Thing], int | None]
"""The number of the layer from which a thing is taken; None for a thing that is left."""


def settle_agreed(desk: Desk, by: str, new_id: NewId) -> Outcome:
    """Take everything that all layers agree on, marked so; with a single layer everything, marked `single`."""
    rule = AGREED if len(desk.review.layers) > 1 else SINGLE
    return _take_all(desk, lambda thing: 0 if thing.is_agreed else None, Mark(by, rule), new_id)


def take_where_agreed(desk: Desk, layers: Iterable[str], mark: Mark, new_id: NewId) -> Outcome:
    """Take everything of which these layers say the same, whatever the others say."""
    return _take_all(desk, where_agreed([desk.review.number(name) for name in layers]), mark, new_id)


def take_layer(desk: Desk, layer: str, mark: Mark, new_id: NewId) -> Outcome:
    """Take everything that one layer has."""
    return _take_all(desk, of_layer(desk.review.number(layer)), mark, new_id)


def take_label(desk: Desk, layer: str, label: str, mark: Mark, new_id: NewId) -> Outcome:
    """Take everything of one label that one layer has."""
    return _take_all(desk, of_layer(desk.review.number(layer), label), mark, new_id)


def where_agreed(numbers: Sequence[int]) -> Which:
    """Chooses what the layers of these numbers say the same of."""

    def which(thing: Thing) -> int | None:
        versions = [thing.versions[number] for number in numbers]
        looks = [version.looks for version in versions if version is not None]
        same = len(looks) == len(versions) and all(one == looks[0] for one in looks)
        return numbers[0] if same else None

    return which


def of_layer(number: int, label: str = "") -> Which:
    """Chooses what the layer of this number has, of one label if that is given."""

    def which(thing: Thing) -> int | None:
        version = thing.versions[number]
        return number if version is not None and label in ("", version.span.label) else None

    return which


def _take_all(desk: Desk, which: Which, mark: Mark, new_id: NewId) -> Outcome:
    """Take every thing that waits and that `which` names a layer for, as one outcome.

    Links that had to be left because their other end came later, such as the quote that a quote lies in, come along
    with that; they are not given back as dropped.
    """
    writer = GoldWriter(desk, new_id, mark)
    for thing in desk.waiting():
        if (number := which(thing)) is not None:
            take_with(writer, thing, whole(number))
    return writer.outcome


def gold_of_one(layer: Layer, by: str, new_id: NewId) -> list[Edit]:
    """The edits that make gold of one person's layer, marked `single`, and gold done."""
    outcome = settle_agreed(desk_of(review([layer]), Layer(GOLD, layer.article)), by, new_id)
    return [Edit(GOLD, layer.article, None, Status(Progress.DONE)), *outcome.edits]
