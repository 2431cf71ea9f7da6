"""Bootstrap intervals: how far a figure would move with other articles of the same kind.

Articles are drawn with replacement, since what is in one article hangs together (Efron and Tibshirani, "An
Introduction to the Bootstrap", 1993, chapter 13: percentile intervals). The draw is seeded, so the same project
gives the same interval on every machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random

Weights = Sequence[int]
"""How often each article was drawn."""
Figure = Callable[[Weights], float | None]
"""A figure over articles that count as often as their weight says."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the figure lies in the given share of samples."""

    low: float
    high: float


def samples(articles: int, number: int, seed: int) -> list[Weights]:
    """Weights of so many samples, each as large as there are articles."""
    chance = Random(seed)
    drawn: list[Weights] = []
    for _ in range(number):
        counts = Counter(chance.choices(range(articles), k=articles) if articles else ())
        drawn.append([counts[article] for article in range(articles)])
    return drawn


def interval(figure: Figure, drawn: Iterable[Weights], share: float = 0.95) -> Interval | None:
    """The percentile interval of a figure; None with fewer than two articles or where no sample defines it.

    Samples in which the figure is undefined are left out.
    """
    values = sorted(value for weights in drawn if len(weights) > 1 and (value := figure(weights)) is not None)
    if not values:
        return None
    tail = 50 * (1 - share)  # per cent
    return Interval(_quantile(values, tail), _quantile(values, 100 - tail))


def _quantile(values: Sequence[float], percent: float) -> float:
    """The value below which so much of the sorted values lies, between neighbours in proportion."""
    place = percent * (len(values) - 1) / 100
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (values[above] - values[below]) * (place - below)
