"""Agreement about categories: Krippendorff's nominal alpha, and Cohen's kappa.

Alpha after Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011; kappa after Cohen, "A coefficient of
agreement for nominal scales", Educational and Psychological Measurement 20, 1960. Both are kept as counts that add
up over articles. Where all values are one category nothing can be said of agreement, and both are None.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Coincidences:
    """How often values met within a unit, in all pairs of layers: the coincidence matrix."""

    met: Mapping[tuple[str, str], Fraction] = field(default_factory=dict)
    """(value, value) -> ordered pairs within units, each unit weighted by one less than it has values."""
    units: int = 0
    """Units with two values or more."""

    @classmethod
    def of(cls, units: Iterable[Sequence[str]]) -> Coincidences:
        """The coincidences in units, each given as the values that layers gave it; one value alone says nothing."""
        by_size: dict[int, Counter[tuple[str, str]]] = {}
        number = 0
        for values in units:
            if len(values) < 2:
                continue
            number += 1
            counts = Counter(values)
            met = by_size.setdefault(len(values), Counter())
            for one, times in counts.items():
                for other, others in counts.items():
                    met[one, other] += times * (others - (one == other))
        found: dict[tuple[str, str], Fraction] = {}
        for size, pairs in by_size.items():
            for pair, times in pairs.items():
                if times:
                    found[pair] = found.get(pair, Fraction()) + Fraction(times, size - 1)
        return cls(found, number)

    def __add__(self, other: Coincidences) -> Coincidences:
        met = dict(self.met)
        for pair, times in other.met.items():
            met[pair] = met.get(pair, Fraction()) + times
        return Coincidences(met, self.units + other.units)

    def times(self, weight: int) -> Coincidences:
        """The same units, each so many times."""
        return Coincidences({pair: times * weight for pair, times in self.met.items()}, self.units * weight)

    @property
    def alpha(self) -> float | None:
        """Krippendorff's nominal alpha; None without units, or where all values are one category."""
        values: dict[str, Fraction] = {}
        for (one, _), times in self.met.items():
            values[one] = values.get(one, Fraction()) + times
        total = sum(values.values(), Fraction())
        expected = total**2 - sum((times**2 for times in values.values()), Fraction())
        if not expected:
            return None
        differing = sum((times for (one, other), times in self.met.items() if one != other), Fraction())
        return float(1 - (total - 1) * differing / expected)


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often two layers gave which pair of values."""

    counts: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def __add__(self, other: Confusion) -> Confusion:
        return Confusion(Counter(self.counts) + Counter(other.counts))

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa; None without values, or where both layers gave only one and the same."""
        total = sum(self.counts.values())
        ours: Counter[str] = Counter()
        theirs: Counter[str] = Counter()
        for (one, other), times in self.counts.items():
            ours[one] += times
            theirs[other] += times
        by_chance = sum(ours[value] * theirs[value] for value in ours)
        if not total or by_chance == total**2:
            return None
        agreed = sum(times for (one, other), times in self.counts.items() if one == other)
        return (agreed * total - by_chance) / (total**2 - by_chance)
