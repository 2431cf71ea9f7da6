"""What the offsets of a brat file count: found out from the texts that it repeats.

brat counts code points since April 2020, and UTF-16 units before; other tools count bytes, or a line end of two
characters as one. A file whose texts fit in another way than ours is read in that way, and this is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate

from annotator.formats.standoff import Bound

CODE_POINTS = "code points"

Starts = Sequence[int]
"""Where each code point of the text begins, in another unit, and at last where the text ends."""


def _utf16(text: str) -> Starts:
    return [0, *accumulate(2 if ord(char) > 0xFFFF else 1 for char in text)]


def _utf8(text: str) -> Starts:
    return [0, *accumulate(len(char.encode()) for char in text)]


def _line_ends_as_one(text: str) -> Starts:
    following = [*text[1:], ""]
    widths = (0 if pair == ("\r", "\n") else 1 for pair in zip(text, following, strict=True))
    return [0, *accumulate(widths)]


_UNITS: dict[str, Callable[[str], Starts]] = {
    "UTF-16 units": _utf16,
    "code points with CR LF as one": _line_ends_as_one,
    "bytes": _utf8,
}


def unit_of(text: str, bounds: Sequence[Bound]) -> tuple[str, dict[int, int] | None]:
    """What the offsets count, and each of them -> code points (None: they are code points).

    Code points unless more of the repeated texts fit another unit.
    """
    best, most, found = CODE_POINTS, fitting(text, bounds), None
    if most == len(bounds):
        return best, found
    for name, starts_of in _UNITS.items():
        # From the end, so that of a CR LF that counts as one the CR's place is taken.
        starts = starts_of(text)
        places = {start: number for number, start in reversed(list(enumerate(starts)))}
        count = fitting(text, bounds, places)
        if count > most:
            best, most, found = name, count, places
    return best, found


def surface(text: str, offsets: Iterable[tuple[int, int]]) -> str:
    """The text of fragments as brat repeats it, blanks squeezed: tools differ in what they make of those."""
    return squeezed(" ".join(text[start:end] for start, end in offsets))


def squeezed(text: str) -> str:
    """The text with every stretch of white space as one blank, and none at its ends."""
    return " ".join(text.split())


def fitting(text: str, bounds: Sequence[Bound], places: dict[int, int] | None = None) -> int:
    """How many annotations repeat what the text has at their offsets; `places` converts these."""
    count = 0
    for bound in bounds:
        offsets = bound.offsets
        if places is not None:
            offsets = tuple((places.get(start, -1), places.get(end, -1)) for start, end in offsets)
        count += all(start >= 0 for start, _ in offsets) and surface(text, offsets) == squeezed(bound.text)
    return count
