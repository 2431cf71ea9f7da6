"""Krippendorff's alpha for unitizing: whether layers find the same stretches of text, corrected for chance.

After Krippendorff, "Content Analysis", 2nd edition, 2004, pages 251-256, for one label at a time, with the code
points of the text as the continuum. A *unit* is a fragment of a span, a *gap* what lies between units of a layer.
The difference of two units that share text is the squares of how far their starts and their ends are apart; a unit
that lies in a gap of the other layer counts the square of its length; all else counts nothing.

Three things are ours, since the book has one text, the same observers for all of it, and units that cannot overlap:

- Articles stand one after the other; gaps end where an article ends.
- An article counts with as many layers as there are of it: its differences are divided by one less than that,
  as in the nominal alpha with values missing. With the same layers everywhere this is the book's formula.
- Units of one layer that overlap are taken as one; how many became fewer is counted. Units that only touch
  stay apart.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations, repeat
from operator import mul, sub

from annotator.model.items import Fragment, Span


@dataclass(frozen=True, slots=True)
class Continuum:
    """One article, with the units that each of two or more layers finds in it for one label."""

    length: int
    """Code points of the article."""
    units: tuple[tuple[Fragment, ...], ...]
    """Per layer, in order and without overlap."""
    merged: tuple[int, ...] = ()
    """Per layer, how many units were lost since they overlap another one."""

    @property
    def joined(self) -> int:
        """Units of all layers that were taken as one with another."""
        return sum(self.merged)

    @property
    def differences(self) -> float:
        """Sum of the differences of all ordered pairs of layers, divided by one less than there are layers."""
        pairs = sum(_difference(one, other) for one, other in combinations(self.units, 2))
        return 2 * pairs / (len(self.units) - 1)

    def of(self, *layers: int) -> Continuum:
        """The same article with these of its layers."""
        return Continuum(
            self.length,
            tuple(self.units[number] for number in layers),
            tuple(self.merged[number] for number in layers),
        )

    def gaps(self) -> list[int]:
        """Lengths of all layers' gaps."""
        found = []
        for units in self.units:
            ends = [0, *(unit.end for unit in units)]
            starts = [*(unit.start for unit in units), self.length]
            found += [start - end for end, start in zip(ends, starts, strict=True) if start > end]
        return found


def continuum(length: int, layers: Iterable[Iterable[Span]]) -> Continuum:
    """The continuum of an article's spans of one label, per layer.

    Args:
        length: code points of the article.
    """
    units, merged = [], []
    for spans in layers:
        parts = [part for span in spans for part in span.fragments if part.end > part.start]
        apart = _apart(parts)
        merged.append(len(parts) - len(apart))
        units.append(apart)
    return Continuum(length, tuple(units), tuple(merged))


class Unitized:
    """What alpha needs of many articles, ready to be computed for any sample of them.

    Bootstrap intervals ask for a thousand samples, so all that does not depend on the sample is computed once, and
    the rest is sums over whole columns.
    """

    def __init__(self, articles: Sequence[Continuum]) -> None:
        self.articles = tuple(articles)
        self._sizes = [len(one.units) * one.length for one in self.articles]
        self._differences = [one.differences for one in self.articles]
        gaps = sorted((gap, number) for number, one in enumerate(self.articles) for gap in one.gaps())
        self._gap_lengths = [gap for gap, _ in gaps]
        self._gap_articles = [number for _, number in gaps]
        lengths = [[unit.end - unit.start for layer in one.units for unit in layer] for one in self.articles]
        self._numbers = [len(found) for found in lengths]
        self._among = [sum(2 * wide**3 - 3 * wide**2 + wide for wide in found) for found in lengths]
        self._inside = [sum(wide * (wide - 1) for wide in found) for found in lengths]
        units = [(wide, number) for number, found in enumerate(lengths) for wide in found]
        self._unit_articles = [number for _, number in units]
        self._squares = [wide**2 for wide, _ in units]
        self._shifted = [wide**2 * (wide - 1) for wide, _ in units]
        self._shorter = [bisect_left(self._gap_lengths, wide) for wide, _ in units]
        self._last: tuple[Sequence[int], tuple[float, float]] | None = None

    def disagreement(self, weights: Sequence[int]) -> tuple[float, float]:
        """(observed, expected) disagreement, both times the continuum's length, which cancels out in alpha.

        Args:
            weights: how often each article counts.
        """
        # Alpha of one label and alpha of all labels ask for the same sample one after the other.
        if self._last is None or self._last[0] is not weights:
            self._last = (weights, self._disagreement(weights))
        return self._last[1]

    def _disagreement(self, weights: Sequence[int]) -> tuple[float, float]:
        number = sum(map(mul, weights, self._numbers))
        if not number:
            return 0.0, 0.0
        total = sum(map(mul, weights, self._sizes))
        observed = sum(map(mul, weights, self._differences)) / total
        among_units = (number - 1) * sum(map(mul, weights, self._among)) / 3
        inside = sum(map(mul, weights, self._inside))
        chance = 2 * (among_units + self._among_gaps(weights)) / (total * (total - 1) - inside)
        return observed, chance

    def _among_gaps(self, weights: Sequence[int]) -> int:
        """Sum, over units and over the gaps that could hold them, of length² * (gap - length + 1)."""
        of_gaps = list(map(weights.__getitem__, self._gap_articles))
        counts = list(accumulate(of_gaps, initial=0))
        lengths = list(accumulate(map(mul, of_gaps, self._gap_lengths), initial=0))
        # Gaps stand by length, so those that hold a unit are all from some place on: what there is less what is before.
        longer = map(sub, repeat(lengths[-1]), map(lengths.__getitem__, self._shorter))
        more = map(sub, repeat(counts[-1]), map(counts.__getitem__, self._shorter))
        room = map(sub, map(mul, self._squares, longer), map(mul, self._shifted, more))
        return sum(map(mul, map(weights.__getitem__, self._unit_articles), room))


def alpha_u(labels: Iterable[Unitized], weights: Sequence[int]) -> float | None:
    """Krippendorff's alpha for unitizing over one label or several; None where no disagreement can be expected.

    1 is perfect agreement, 0 what chance brings about; below 0 the layers avoid each other. Over several labels it
    is 1 minus the sum of observed disagreements over the sum of expected ones.
    """
    pairs = [label.disagreement(weights) for label in labels]
    expected = sum(chance for _, chance in pairs)
    return 1 - sum(observed for observed, _ in pairs) / expected if expected > 0 else None


def _apart(parts: Iterable[Fragment]) -> tuple[Fragment, ...]:
    """The parts in order, those that overlap made one."""
    found: list[Fragment] = []
    for part in sorted(parts):
        if found and part.start < found[-1].end:
            found[-1] = Fragment(found[-1].start, max(found[-1].end, part.end))
        else:
            found.append(part)
    return tuple(found)


def _difference(one: Sequence[Fragment], other: Sequence[Fragment]) -> int:
    """Sum of the differences between the units and gaps of two layers."""
    return _met(one, other) + _alone(one, other) + _alone(other, one)


def _met(one: Sequence[Fragment], other: Sequence[Fragment]) -> int:
    """Differences of the units that share text."""
    total, first = 0, 0
    for unit in one:
        while first < len(other) and other[first].end <= unit.start:
            first += 1
        at = first
        while at < len(other) and other[at].start < unit.end:
            total += (unit.start - other[at].start) ** 2 + (unit.end - other[at].end) ** 2
            at += 1
    return total


def _alone(one: Sequence[Fragment], other: Sequence[Fragment]) -> int:
    """Squared lengths of the units that lie in a gap of the other layer."""
    total, at = 0, 0
    for unit in one:
        while at < len(other) and other[at].end <= unit.start:
            at += 1
        if at == len(other) or other[at].start >= unit.end:
            total += (unit.end - unit.start) ** 2
    return total
