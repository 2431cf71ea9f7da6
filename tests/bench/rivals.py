"""Whole exports beside those that other programs write of the same articles, with ten spans in each.

Ours begins at the project file and ends once every file was read back. Theirs begins at a file with the same texts
and spans: label-studio's tasks, or the native lines for spaCy, which cuts its own tokens. Both run in the Python that
has the other program, by turns; importing is left out of all times.
"""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.bench.data import WHO
from tests.bench.figures import Effort, Figure
from tests.bench.workshop import ROOT, ChildRan, Workshop, best
from tests.elsewhere import python_with

BESIDE = ROOT / "tests" / "consumers" / "beside.py"


@dataclass(frozen=True, slots=True)
class Rival:
    """Another program, and what of ours it is held against."""

    job: str
    """Of `beside.py`."""
    module: str
    package: str
    title: str
    form: str
    """Our format."""
    ours: str


RIVALS = (
    Rival(
        "label_studio", "label_studio_sdk", "label-studio-sdk", "label-studio's converter", "conll", "CoNLL"
    ),
    Rival("spacy", "spacy", "spacy", "spaCy's DocBin.to_disk", "spacy", "spaCy's DocBins"),
)


def run(shop: Workshop, effort: Effort) -> list[Figure]:
    """All figures of the group; of a program that is not installed, the word that it is not."""
    found = []
    for rival in RIVALS:
        if (python := python_with(rival.module)) is None:
            why = f"{rival.package} is not installed here; `make consumers` installs it"
            found.append(Figure(f"{rival.ours} beside {rival.title}", 0, "runs", detail=why))
            continue
        for count in [50] if effort.quick else [1_000, 10_000]:
            found.append(_beside(shop, rival, python, count, effort.choose(1, 3 if count <= 1_000 else 1)))
    return found


def _beside(shop: Workshop, rival: Rival, python: str, count: int, times: int) -> Figure:
    project, lines = shop.project(count), shop.folder / f"lines-{count}"
    if not lines.exists():
        _export(shop, project, "jsonl", lines)
    source = lines / "spans" / "all.jsonl"
    ours: list[ChildRan] = []
    theirs: list[ChildRan] = []
    told = ""
    for _ in range(times):
        ours.append(_export(shop, project, rival.form, shop.folder / "beside", python))
        ran, told = _other(python, rival.job, source, shop.folder / f"{rival.job}-{count}")
        theirs.append(ran)
    mine, other = best(ours), best(theirs)
    peaks = f"peak {mine.peak + mine.peak_beside:.0f} MB beside {other.peak:.0f} MB"
    return Figure(
        f"{rival.ours}, {count:,} articles",
        mine.cpu,
        "s",
        other.cpu,
        rival.title,
        detail=f"{mine.wall_beside(other)}; {peaks}; theirs: {told}",
    )


def _other(python: str, job: str, source: Path, out: Path) -> tuple[ChildRan, str]:
    done = subprocess.run(
        [python, str(BESIDE), job, str(source), str(out)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
    )
    told = json.loads(done.stdout.splitlines()[-1])
    return ChildRan(told["seconds"], told["cpu"], told["peak"], 0), told["detail"]


def _export(shop: Workshop, project: Path, form: str, out: Path, python: str = "") -> ChildRan:
    verb = ("export", "--format", form, "-p", project, "--layer", WHO, "--out", out)
    return shop.child("verb", *verb, python=python)
