"""Finding people while a name is typed: the ranked ten among a hundred thousand, at every letter.

In seconds of this process, since the target is absolute and other programs are no fault of the ranking.
"""

from __future__ import annotations

import random
import time
from itertools import accumulate

from annotator.model.items import Entity
from annotator.suggest.names import Directory
from tests.bench.figures import Effort, Figure, percentile
from tests.bench.workshop import Workshop

FRAME_MS = 16.0
_SYLLABLES = (
    "ba bu di san to so wi ra ni ku ma de ar yo lin tan pra set ya har jo no ti ri an gus wan sri mul ka la ge rot"
).split()


def run(_: Workshop, effort: Effort) -> list[Figure]:
    """All figures of the group."""
    count, typed = effort.choose(5_000, 100_000), effort.choose(10, 150)
    people = people_of(count)
    began = time.process_time()
    directory = Directory.of(people)
    built = (time.process_time() - began) * 1000
    first: list[float] = []
    rest: list[float] = []
    for name in _typed(people, typed):
        for length in range(1, len(name) + 1):
            began = time.process_time()
            directory.rank(name[:length], ("e1", "e5"))
            (first if length == 1 else rest).append((time.process_time() - began) * 1000)
    return [
        Figure(f"first letter among {count:,} names, p95", percentile(first, 0.95), "ms", at_most=FRAME_MS),
        Figure(
            "every further letter, p95",
            percentile(rest, 0.95),
            "ms",
            at_most=FRAME_MS,
            detail=f"p50 {percentile(rest, 0.5):.2f}, worst {max(rest):.1f}",
        ),
        Figure("making the directory, once", built, "ms"),
    ]


def people_of(count: int) -> list[Entity]:
    """People with made-up names of one to four words, some words far more frequent than others."""
    dice = random.Random(7)
    words = ["".join(dice.choices(_SYLLABLES, k=dice.randint(2, 4))).title() for _ in range(20_000)]
    weights = list(accumulate((place + 1) ** -0.7 for place in range(len(words))))
    names = (" ".join(dice.choices(words, cum_weights=weights, k=dice.randint(1, 4))) for _ in range(count))
    return [Entity(f"e{number}", "person", name) for number, name in enumerate(names)]


def _typed(people: list[Entity], count: int) -> list[str]:
    """Names as they are typed: half of them with two letters in each other's place."""
    dice = random.Random(11)
    found = []
    for number, entity in enumerate(dice.sample(people, count)):
        letters = list(entity.name)
        if number % 2 and len(letters) > 4:
            at = dice.randrange(1, len(letters) - 1)
            letters[at], letters[at - 1] = letters[at - 1], letters[at]
        found.append("".join(letters))
    return found
