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
from dataclasses import dataclass, field
from itertools import accumulate, combinations
from operator import mul

from annotator.model.items import Fragment, Span


@dataclass(frozen=True, slots=True)
class Continuum:
    """One article, with the units that each of two or more layers finds in it for one label."""

    length: int
    """Code points of the article."""
    units: tuple[tuple[Fragment, ...], ...]
    """Per layer, in order and without overlap."""
    joined: int = 0
    """Units that were lost since they overlap another one of their layer."""

    @property
    def differences(self) -> float:
        """Sum of the differences of all ordered pairs of layers, divided by one less than there are layers."""
        pairs = sum(_difference(one, other) for one, other in combinations(self.units, 2))
        return 2 * pairs / (len(self.units) - 1)

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
    units, joined = [], 0
    for spans in layers:
        parts = [part for span in spans for part in span.fragments if part.end > part.start]
        apart = _apart(parts)
        joined += len(parts) - len(apart)
        units.append(apart)
    return Continuum(length, tuple(units), joined)


@dataclass(frozen=True, slots=True)
class Unitized:
    """What alpha needs of many articles, ready to be computed for any sample of them."""

    articles: tuple[Continuum, ...]
    _sizes: list[int] = field(init=False, compare=False, repr=False)
    """Code points times layers, by article."""
    _differences: list[float] = field(init=False, compare=False, repr=False)
    _units: list[tuple[int, int, int]] = field(init=False, compare=False, repr=False)
    """(length, article, gaps that are shorter), by article."""
    _gaps: list[tuple[int, int]] = field(init=False, compare=False, repr=False)
    """(length, article), by length."""

    def __post_init__(self) -> None:
        gaps = sorted((gap, number) for number, one in enumerate(self.articles) for gap in one.gaps())
        units = [
            (length, number, bisect_left(gaps, (length, -1)))
            for number, one in enumerate(self.articles)
            for layer in one.units
            for length in (unit.end - unit.start for unit in layer)
        ]
        object.__setattr__(self, "_sizes", [len(one.units) * one.length for one in self.articles])
        object.__setattr__(self, "_differences", [one.differences for one in self.articles])
        object.__setattr__(self, "_gaps", gaps)
        object.__setattr__(self, "_units", units)

    @property
    def joined(self) -> int:
        """Units that were taken as one with another of the same layer."""
        return sum(one.joined for one in self.articles)

    def disagreement(self, weights: Sequence[int] | None = None) -> tuple[float, float]:
        """(observed, expected) disagreement, both times the continuum's length, which cancels out in alpha.

        Args:
            weights: how often each article counts; once, if not given.
        """
        times = weights if weights is not None else [1] * len(self.articles)
        total = sum(map(mul, times, self._sizes))
        number = sum(times[article] for _, article, _ in self._units)
        if not number:
            return 0.0, 0.0
        observed = sum(map(mul, times, self._differences)) / total
        # Over the gaps from the shortest: how many there are, and their lengths together.
        counts = [0, *accumulate(times[article] for _, article in self._gaps)]
        lengths = [0, *accumulate(times[article] * gap for gap, article in self._gaps)]
        chance, inside = 0.0, 0
        for length, article, shorter in self._units:
            if weight := times[article]:
                among_units = (number - 1) * (2 * length**3 - 3 * length**2 + length) / 3
                room = lengths[-1] - lengths[shorter] - (counts[-1] - counts[shorter]) * (length - 1)
                chance += weight * (among_units + length**2 * room)
                inside += weight * length * (length - 1)
        return observed, 2 * chance / (total * (total - 1) - inside)


def alpha_u(labels: Iterable[Unitized], weights: Sequence[int] | None = None) -> float | None:
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
