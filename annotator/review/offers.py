"""What may be decided at once here, each with how much it would decide, so that it is seen before it is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from annotator.review.bulk import Which, of_layer, where_agreed
from annotator.review.disagreements import Thing
from annotator.review.state import Command, ReviewState

_MOST_PAIRS = 10
"""Layers up to which every pair is offered."""


@dataclass(frozen=True, slots=True)
class BulkOffer:
    """A bulk command and what it would decide."""

    command: Command
    title: str
    things: tuple[Thing, ...]
    layer: int
    """The number of the layer whose versions are taken."""


def bulk_offers(state: ReviewState) -> list[BulkOffer]:
    """The bulk commands that would decide something."""
    waiting = state.desk.waiting()
    found = []
    for command, title, layer, which in _kinds(state, waiting):
        things = tuple(thing for thing in waiting if which(thing) is not None)
        if things:
            found.append(BulkOffer(command, title, things, layer))
    return found


def _kinds(state: ReviewState, waiting: Sequence[Thing]) -> Iterator[tuple[Command, str, int, Which]]:
    numbers = range(len(state.desk.review.layers))
    groups: list[tuple[int, ...]] = [tuple(numbers)] if len(numbers) > 1 else []
    if 2 < len(numbers) <= _MOST_PAIRS:
        groups += combinations(numbers, 2)
    for group in groups:
        names = " and ".join(state.called(number) for number in group) if len(group) < 4 else "all"
        text = " ".join(map(str, group))
        yield Command("bulk-agreed", text=text), f"where {names} agree", group[0], where_agreed(group)
    for number in numbers:
        title = f"everything of {state.called(number)}"
        yield Command("bulk-layer", number), title, number, of_layer(number)
    labels = sorted({version.span.label for thing in waiting for version in thing.present})
    for number in numbers if len(labels) > 1 else ():
        for label in labels:
            title = f"all {label} of {state.called(number)}"
            yield Command("bulk-label", number, label), title, number, of_layer(number, label)
