"""Figures: what was measured, what it is held against, and whether the target is met."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement."""

    name: str
    value: float
    unit: str
    yardstick: float | None = None
    """The same of something bare, in the same unit and run."""
    beside: str = ""
    """What the yardstick is."""
    at_most: float | None = None
    """The target; None where there is none."""
    as_ratio: bool = False
    """Whether the target is for the ratio to the yardstick and not for the value."""
    detail: str = ""
    """More about it, such as the other percentiles."""

    @property
    def ratio(self) -> float | None:
        """Value over yardstick."""
        return self.value / self.yardstick if self.yardstick else None

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None without one."""
        judged = self.ratio if self.as_ratio else self.value
        return None if self.at_most is None or judged is None else judged <= self.at_most

    def as_json(self) -> dict[str, Any]:
        """The figure as a JSON object."""
        return asdict(self) | {"ratio": self.ratio, "met": self.met}


@dataclass(frozen=True, slots=True)
class Effort:
    """How much a run is to measure."""

    quick: bool = False
    """A smoke test: small data, few repetitions; targets are judged all the same and mean little."""
    full: bool = False
    """With the sizes that take minutes."""

    def choose(self, quick: int, normal: int) -> int:
        """A number for this effort."""
        return quick if self.quick else normal


def percentile(values: Iterable[float], share: float) -> float:
    """The smallest value that `share` (0 to 1) of them do not exceed (nearest rank); 0 of none."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else 0.0


def median(values: Iterable[float]) -> float:
    """The middle one; 0 of none."""
    known = list(values)
    return statistics.median(known) if known else 0.0


def table(figures: Sequence[Figure]) -> str:
    """Figures as lines: value, yardstick, ratio, target, verdict."""
    rows = [_row(figure) for figure in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    lines = []
    for row in rows:
        cells = [row[0].ljust(widths[0]), row[1].rjust(widths[1])]
        cells += [row[column].ljust(widths[column]) for column in (2, 3, 4)]
        lines.append(f"  {'  '.join((*cells, row[5]))}".rstrip())
    return "\n".join(lines)


def _row(figure: Figure) -> tuple[str, str, str, str, str, str]:
    ratio = figure.ratio
    beside = f"{figure.beside} {amount(figure.yardstick, figure.unit)}" if figure.yardstick else ""
    times = f"× {ratio:.2f}" if ratio is not None else ""
    target = ""
    if figure.at_most is not None:
        limit = f"{figure.at_most:g} ×" if figure.as_ratio else amount(figure.at_most, figure.unit)
        target = f"≤ {limit}  {'met' if figure.met else 'MISSED'}"
    return (figure.name, amount(figure.value, figure.unit), beside, times, target, figure.detail)


def amount(value: float, unit: str) -> str:
    """A number with its unit, as many digits as it deserves."""
    digits = 0 if unit in ("bytes", "rows", "MB", "/s") or value >= 1000 else 2 if value < 10 else 1
    return f"{value:,.{digits}f} {unit}"
