"""Exports beside bare `json.dumps` of the same records, and what memory they take; `rivals` has other programs'.

Judged is what the processor did, which other programs on the machine hardly change; the time of the wall, with the
waiting for the disk, stands beside it.
"""

from __future__ import annotations

from pathlib import Path

from tests.bench.data import WHO
from tests.bench.figures import Effort, Figure
from tests.bench.workshop import ChildRan, Workshop, best

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
    ours, least, other = best(lines), best(bare), best(conll)
    name = f"{count:,} articles"
    return [
        Figure(
            f"JSON Lines, {name}",
            ours.cpu,
            "s",
            least.cpu,
            "json.dumps",
            MOST,
            as_ratio=True,
            detail=f"{ours.beside(least)}; reading the store takes {loaded.cpu:.2f} s",
        ),
        Figure(f"  all but the store, {name}", written.cpu, "s", least.cpu, "json.dumps"),
        Figure(
            f"CoNLL, {name}",
            other.cpu,
            "s",
            ours.cpu,
            "JSON Lines",
            MOST,
            as_ratio=True,
            detail=other.beside(ours),
        ),
        Figure(f"JSON Lines, peak, {name}", ours.peak, "MB", at_most=PEAK_MB),
        Figure(f"CoNLL, peak, {name}", other.peak, "MB", at_most=PEAK_MB),
    ]


def _export(shop: Workshop, project: Path, form: str, out: Path) -> ChildRan:
    return shop.child("verb", "export", "--format", form, "-p", project, "--layer", WHO, "--out", out)
