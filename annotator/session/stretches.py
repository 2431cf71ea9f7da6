"""Stretches of text, asked whether they touch others without looking at every one. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from annotator.session.reading import Bounds


@dataclass(frozen=True, slots=True)
class Stretches:
    """Stretches of text in order, overlapping ones made one. Half-open, in code points."""

    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, bounds: Iterable[Bounds]) -> Stretches:
        """All of `bounds`, in any order; empty ones touch nothing and are left out."""
        found = cls([], [])
        for start, end in sorted(bounds):
            if start >= end:
                continue
            if found.ends and start <= found.ends[-1]:
                found.ends[-1] = max(found.ends[-1], end)
            else:
                found.starts.append(start)
                found.ends.append(end)
        return found

    def touch(self, start: int, end: int) -> bool:
        """Whether any of them has text in common with `start` to `end`."""
        index = bisect_right(self.ends, start)
        return start < end and index < len(self.starts) and self.starts[index] < end


def any_from(ordered: list[int], start: int, end: int) -> bool:
    """Whether one of the ordered offsets is at `start` or behind it, and before `end`."""
    index = bisect_left(ordered, start)
    return index < len(ordered) and ordered[index] < end
