"""Labelled imports beside the bare inserts of the same rows, and what memory they take.

Judged is what the processor did, which other programs on the machine hardly change; the time of the wall stands
beside it.

The bare inserts are those of a program that has all rows at hand: the articles, paragraphs, labels, people and the log
with its JSON and hashes, in the order of each table's key, one row a statement, with the same settings, foreign keys
and transactions. They lack what an import writes besides: the index of the articles' words (FTS5), some twentieth of
ours. And they write the write-ahead log into the file once, at the end, where an import does so each 64 MB.
"""

from __future__ import annotations

from tests.bench.data import WHO, document, empty_project, write_lines
from tests.bench.figures import Effort, Figure
from tests.bench.workshop import ChildRan, Workshop, best

MOST = 3.0
PEAK_MB = 150.0


def run(shop: Workshop, effort: Effort) -> list[Figure]:
    """All figures of the group."""
    sizes = [300] if effort.quick else [1_000, 10_000, *([100_000] if effort.full else [])]
    return [figure for count in sizes for figure in _of(shop, count, effort)]


def _of(shop: Workshop, count: int, effort: Effort) -> list[Figure]:
    lines = shop.folder / f"import-{count}.jsonl"
    write_lines(lines, (document(number) for number in range(count)))
    ours: list[ChildRan] = []
    bare: list[ChildRan] = []
    for turn in range(effort.choose(1, 3 if count <= 1_000 else 1)):
        imported = shop.folder / f"imported-{count}-{turn}.db"
        empty_project(imported)
        ours.append(shop.child("verb", "import", lines, "-p", imported, "--as", WHO))
        copied = shop.folder / f"copied-{count}-{turn}.db"
        empty_project(copied)
        bare.append(shop.child("inserts", imported, copied))
        imported.unlink()
        copied.unlink()
    lines.unlink()
    least, took = best(bare), best(ours)
    name = f"{count:,} articles"
    return [
        Figure(
            f"labelled import, {name}",
            took.cpu,
            "s",
            least.cpu,
            "inserts",
            MOST,
            as_ratio=True,
            detail=f"{took.wall_beside(least)}; {count / took.seconds:,.0f} articles a second",
        ),
        Figure(f"peak, {name}", took.peak, "MB", at_most=PEAK_MB),
    ]
