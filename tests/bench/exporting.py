"""Exports beside bare `json.dumps` of the same records, and what memory they take; `rivals` has other programs'.

Where there are two cores, an export is the work of two processes. Judged is the time of the wall, which a person
waits, with the waiting for the disk; what both took of the processor stands beside it. Other programs on the machine
show in the one and hardly in the other: where they differ much, one core may have been busy elsewhere.
"""

from __future__ import annotations

from pathlib import Path

from tests.bench.data import WHO
from tests.bench.figures import Effort, Figure
from tests.bench.workshop import ChildRan, Workshop, best, quickest

MOST = 2.5
"""Both targets, as ratios."""
PEAK_MB = 150.0


def run(shop: Workshop, effort: Effort) -> list[Figure]:
    """All figures of the group."""
    sizes = [300] if effort.quick else [1_000, 10_000, *([100_000] if effort.full else [])]
    return [figure for count in sizes for figure in _of(shop, count, effort)]


def _of(shop: Workshop, count: int, effort: Effort) -> list[Figure]:
    path, times = shop.project(count), effort.choose(1, 3 if count <= 10_000 else 1)
    lines: list[ChildRan] = []
    conll: list[ChildRan] = []
    bare: list[ChildRan] = []
    out = shop.folder / "exported"
    for _ in range(times):
        lines.append(_export(shop, path, "jsonl", out))
        bare.append(shop.child("dumps", out / "spans" / "all.jsonl", shop.folder / "dumped.jsonl"))
        conll.append(_export(shop, path, "conll", shop.folder / "conll"))
    written = best([shop.child("write", path, "jsonl", shop.folder / "written") for _ in range(times)])
    loaded = best([shop.child("load", path) for _ in range(times)])
    ours, least, other = quickest(lines), quickest(bare), quickest(conll)
    name = f"{count:,} articles"
    return [
        Figure(
            f"JSON Lines, {name}",
            ours.seconds,
            "s",
            least.seconds,
            "json.dumps",
            MOST,
            as_ratio=True,
            detail=f"wall; {ours.cpu_beside(least)}; reading the store takes {loaded.cpu:.2f} s",
        ),
        Figure(f"  all but the store, {name} (CPU)", written.cpu, "s", least.cpu, "json.dumps"),
        Figure(
            f"CoNLL, {name}",
            other.seconds,
            "s",
            ours.seconds,
            "JSON Lines",
            MOST,
            as_ratio=True,
            detail=f"wall; {other.cpu_beside(ours)}",
        ),
        _peak(f"JSON Lines, peak, {name}", ours),
        _peak(f"CoNLL, peak, {name}", other),
    ]


def _peak(name: str, ran: ChildRan) -> Figure:
    """What both processes had at most, one added to the other: what they share is counted twice."""
    detail = f"{ran.peak:.0f} MB and {ran.peak_beside:.0f} MB in the second process, shared pages twice"
    return Figure(name, ran.peak + ran.peak_beside, "MB", at_most=PEAK_MB, detail=detail)


def _export(shop: Workshop, project: Path, form: str, out: Path) -> ChildRan:
    return shop.child("verb", "export", "--format", form, "-p", project, "--layer", WHO, "--out", out)
