"""Shingles: runs of words, by which two texts are found to be mostly the same.

A wire report that two outlets print differs in its head, its last paragraphs and a word here and there. Texts are
compared by their sets of five-word shingles (Broder, "On the resemblance and containment of documents", 1997).
Which texts to compare at all is found by sketches: the smallest hashes of each set, of which similar sets share
many ("bottom-k", Cohen and Kaplan 2007). Everything is the same on every machine.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

WORDS = 5
"""Words of a shingle."""
SKETCH = 32
"""Hashes of a sketch. Texts of one length that share half of their shingles share about ten."""

# Scripts that put no blanks between words: a character stands for a word.
_UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff"
_WORD = re.compile(f"[{_UNSPACED}]|[^\\W{_UNSPACED}]+")

# Odd numbers without a pattern: multilinear hashing of a shingle's words (Lemire and Kaser 2014).
_FACTORS = (
    0x9E3779B97F4A7C15,
    0xC2B2AE3D27D4EB4F,
    0x165667B19E3779F9,
    0xD6E8FEB86659FD93,
    0xA0761D6478BD642F,
)
_MASK = (1 << 64) - 1
_NUMBER_BITS = 24
"""Of a machine word, for the number of a text; the other 40 bits hold a hash."""

_BUCKETS = 64
_NEAR = 3
"""Texts that share a hash are compared with so many of those that come next: the others are near those."""


def shingles(text: str) -> frozenset[int]:
    """Hashes of all runs of five words of a text, capitals and punctuation aside.

    A shorter text is one run; a text without words has none.
    """
    words = [zlib.crc32(word.encode()) for word in _WORD.findall(text.casefold())]
    if len(words) < WORDS:
        words += [0] * (WORDS - len(words)) if words else []
    f, g, h, i, j = _FACTORS
    runs = zip(*(words[first:] for first in range(WORDS)), strict=False)
    return frozenset(
        [((f * v + g * w + h * x + i * y + j * z) & _MASK) >> _NUMBER_BITS for v, w, x, y, z in runs]
    )


def sketch_of(found: Iterable[int]) -> list[int]:
    """The smallest hashes of a set of shingles."""
    return sorted(found)[:SKETCH]


def containment(one: frozenset[int], other: frozenset[int]) -> float:
    """How much of the smaller set is in the other, 0 to 1; 0 where one is empty."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


class Sketches:
    """Sketches of many texts, eight bytes a hash."""

    def __init__(self) -> None:
        self._buckets = [array("Q") for _ in range(_BUCKETS)]

    def add(self, number: int, sketch: Sequence[int]) -> None:
        """Keep the sketch of the text of this number, from 0 and less than 2²⁴."""
        for value in sketch:
            self._buckets[value % _BUCKETS].append(value << _NUMBER_BITS | number)

    def candidates(self) -> Iterator[tuple[int, int]]:
        """Pairs of texts (the smaller number first) that share a hash and may be alike; each once, in order.

        By the first of each pair, so that whoever compares them needs few texts at a time.
        """
        low, bits = (1 << _NUMBER_BITS) - 1, _NUMBER_BITS
        parts = [array("Q") for _ in range(_BUCKETS)]
        most = 1 + max((packed & low for bucket in self._buckets for packed in bucket), default=0)
        for bucket in self._buckets:
            for _, run in groupby(sorted(bucket), key=lambda packed: packed >> bits):
                numbers = [packed & low for packed in run]
                for place, number in enumerate(numbers):
                    part = parts[number * _BUCKETS // most]
                    part.extend([number << bits | other for other in numbers[place + 1 : place + 1 + _NEAR]])
        # A part at a time: as objects of Python's, all of them would take five times the room.
        for part in parts:
            for packed in sorted(set(part)):
                yield packed >> bits, packed & low
