"""The people of a project: the first page of their list, and the ranked ten at every letter that is typed.

In seconds of this process, since the targets are absolute and other programs are no fault of ours.
"""

from __future__ import annotations

import random
import time
from itertools import accumulate

from annotator.model.items import Entity
from annotator.store.opening import open_project
from annotator.suggest.names import Directory
from annotator.tui.register import Register
from tests.bench import data
from tests.bench.figures import Effort, Figure, median, percentile
from tests.bench.terminal import ROWS
from tests.bench.workshop import Workshop

FRAME_MS = 16.0
PAGE_MS = 100.0
"""What a person takes for at once."""
_SYLLABLES = (
    "ba bu di san to so wi ra ni ku ma de ar yo lin tan pra set ya har jo no ti ri an gus wan sri mul ka la ge rot"
).split()


def run(shop: Workshop, effort: Effort) -> list[Figure]:
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
        *_list_of(shop, people, effort),
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


def _list_of(shop: Workshop, people: list[Entity], effort: Effort) -> list[Figure]:
    """The list of people: a page of it, with how often each is linked, beside one query for the same names."""
    path = shop.folder / f"people-{len(people)}.db"
    data.make_project(path, effort.choose(100, 10_000), people)
    opened: list[float] = []
    bare: list[float] = []
    with open_project(path, data.WHO) as project:
        for _ in range(effort.choose(2, 9)):
            began = time.process_time()
            register = Register(project, data.WHO)
            for place in range(ROWS):
                register.row(place)
            opened.append((time.process_time() - began) * 1000)
            began = time.process_time()
            project.db.conn.execute(
                "SELECT * FROM entities ORDER BY name COLLATE NOCASE LIMIT 100"
            ).fetchall()
            bare.append((time.process_time() - began) * 1000)
    page, query = median(opened), median(bare)
    told = f"the names alone, by one query: {query:.1f} ms (× {page / query:.1f})"
    return [Figure(f"first page of {len(people):,} people", page, "ms", at_most=PAGE_MS, detail=told)]


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
