"""Opening one article among many: from the query to the record in hand, and whether the number of others matters."""

from __future__ import annotations

import time
from pathlib import Path

from annotator.store.opening import open_project
from tests.bench.data import SPANS, WHO
from tests.bench.figures import Effort, Figure, median, percentile
from tests.bench.workshop import Workshop

OPEN_MS = 5.0
SLOPE = 1.3
"""Most that the largest project may take over the smallest: no slope, but for what caches do."""


def run(shop: Workshop, effort: Effort) -> list[Figure]:
    """All figures of the group."""
    sizes = (200, 1_000) if effort.quick else (1_000, 10_000, 100_000)
    figures: list[Figure] = []
    first, again = 0.0, []
    for count in sizes:
        times, seconds = _times(shop.project(count), count, effort.choose(50, 400))
        found = median(times)
        first = first or found
        again.append(median(seconds))
        figures.append(
            Figure(
                f"one of {count:,} articles, {count * SPANS:,} spans, p50",
                found,
                "ms",
                first,
                f"of {sizes[0]:,}",
                OPEN_MS,
                detail=f"p95 {percentile(times, 0.95):.2f}",
            )
        )
    figures.append(
        Figure(
            f"slope from {sizes[0]:,} to {sizes[-1]:,}",
            figures[-1].value,
            "ms",
            first,
            f"of {sizes[0]:,}",
            SLOPE,
            as_ratio=True,
        )
    )
    figures.append(
        Figure(
            "the same, each article at once a second time",
            again[-1],
            "ms",
            again[0],
            f"of {sizes[0]:,}",
            as_ratio=True,
            detail="no page of the file is read: what is left is the depth of the trees",
        )
    )
    return figures


def _times(path: Path, count: int, repetitions: int) -> tuple[list[float], list[float]]:
    """Milliseconds of opening articles from all over the project, and of opening each at once a second time."""
    found: list[float] = []
    again: list[float] = []
    with open_project(path, WHO, read_only=True) as project:
        for turn in range(repetitions):
            # A step that shares no divisor with the count visits articles in no order of the disk.
            wanted = f"a{turn * 7919 % count:07}"
            for times in (found, again):
                began = time.perf_counter()
                article = project.article(wanted)
                layer = project.layer(WHO, wanted)
                project.entities({link.entity for link in layer.links.values()})
                times.append((time.perf_counter() - began) * 1000)
                assert article.id == wanted
                assert len(layer.spans) == SPANS
    return found, again
