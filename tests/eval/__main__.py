"""`make eval`: how good the packs' suggestions are, on corpora and on our own labels. What is absent is said so."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from annotator.review.scores import Comparison, Score, SpanScore, compare
from annotator.suggest.reading import suggestions
from tests.eval import corpora
from tests.eval.articles import found_layer, pack_of
from tests.eval.corpora import Row
from tests.eval.own import CORPUS, SETS, Labelled, labelled

_SHARED = Path(__file__).resolve().parents[3] / "shared"
_ROUNDS = 5
_PER_SECOND = 200
_GAP = 0.05
"""How far below the best of the sets and outlets a figure may stay before it is pointed out."""


def main(arguments: Sequence[str]) -> int:
    """Print every figure whose material is there. 0 whatever they are."""
    parser = argparse.ArgumentParser(prog="python -m tests.eval", description=__doc__)
    parser.add_argument(
        "--shared", type=Path, default=_SHARED, help="the folder that holds corpora/ and articles/"
    )
    given = parser.parse_args(arguments)
    sets = (
        ("PFSA-ID (Kompas)", CORPUS, corpora.pfsa),
        ("German Wikinews (marks alone)", "german-wikinews", corpora.german),
        ("UD Indonesian CSUI", "ud-indonesian-csui-test.conllu", corpora.csui),
    )
    for title, name, read in sets:
        path = given.shared / "corpora" / name
        if path.exists():
            _say(f"{title}\n{_rows(read(path))}\n")
        else:
            _say(f"{title}: skipped, {path} is not there.\n")
    beside: dict[str, Comparison] = {}
    for name, told in SETS.items():
        articles = list(labelled(name, given.shared / "articles"))
        if not articles:
            _say(f"Own labels, {name}: skipped, no labels or no articles are there.\n")
            continue
        outlets = _own(f"{name} ({told})", articles)
        beside |= {f"{name}, {outlet}": comparison for outlet, comparison in outlets.items()}
    if len(beside) > 1:
        _say(_side_by_side(beside))
    return 0


def _own(title: str, articles: list[Labelled]) -> dict[str, Comparison]:
    """Print how a set's articles were read, and return it by outlet."""
    by_outlet: dict[str, Comparison] = {}
    for one in articles:
        found = suggestions(one.article, pack_of(one.article))
        compared = compare(one.gold, found_layer(found, one.article))
        by_outlet[one.outlet] = by_outlet.get(one.outlet, Comparison()) + compared
    total = sum(by_outlet.values(), Comparison())
    outlets = ", ".join(sorted(by_outlet))
    _say(f"Own labels, {title}: {total.articles} articles of {outlets}\n{_comparison(total)}")
    if len(by_outlet) > 1:
        for outlet, comparison in sorted(by_outlet.items()):
            _say(f"  of these {outlet}: {comparison.articles} articles\n{_comparison(comparison, '    ')}")
    _say(f"  {_speed(articles)}\n")
    return by_outlet


def _side_by_side(beside: dict[str, Comparison]) -> str:
    """A line for every set and outlet; a star where it stays more than `_GAP` below the best."""
    none = SpanScore()
    columns: dict[str, Callable[[Comparison], float | None]] = {
        "direct": lambda one: one.types.get("direct", none).exact.f1,
        "indirect": lambda one: one.types.get("indirect", none).overlap.f1,
        "cue": lambda one: one.labels.get("CUE", none).exact.f1,
        "speaker": lambda one: one.speaker.shared.f1,
        "person": lambda one: one.person.shared.f1,
    }
    best = {name: max((of(one) or 0 for one in beside.values()), default=0) for name, of in columns.items()}
    lines = [
        "Outlets side by side, F1 (exact; of indirect quotes by overlap; speaker and person on the right quote)",
        f"  {'':<26}" + "".join(f"{name:<11}" for name in columns).rstrip(),
    ]
    for title, one in beside.items():
        shares = [(of(one), best[name]) for name, of in columns.items()]
        cells = [
            f"{_share(share)}{'*' * (share is not None and top - share > _GAP)}" for share, top in shares
        ]
        lines.append(f"  {title:<26}" + "".join(f"{cell:<11}" for cell in cells).rstrip())
    return "\n".join([*lines, f"  * more than {_GAP:.0%} below the best"])


def _comparison(found: Comparison, indent: str = "  ") -> str:
    lines = []
    for label, score in found.labels.items():
        lines.append((label, score.exact, score))
    for name, score in found.types.items():
        lines.append((f"QUOTE {name}", score.exact, score))
    text = [
        f"{indent}{name:<34}{_figures(exact)}   overlap F1 {_share(score.overlap.f1)}"
        for name, exact, score in lines
    ]
    for name, link in (("speaker", found.speaker), ("person", found.person)):
        told = f"{name} on the right quote"
        text.append(f"{indent}{told:<34}{_figures(link.shared)}   end to end {_share(link.end_to_end.f1)}")
    return "\n".join(text) + "\n"


def _rows(rows: list[Row]) -> str:
    text = []
    for row in rows:
        target = ""
        if row.met is not None:
            target = f"   target R ≥ {row.recall} P ≥ {row.precision}: {'met' if row.met else 'MISSED'}"
        text.append(f"  {row.name:<42}{_figures(row.score)}{target}")
    return "\n".join(text)


def _figures(score: Score) -> str:
    shares = f"P {_share(score.precision)}  R {_share(score.recall)}  F1 {_share(score.f1)}"
    return f"{shares}  of {score.gold:>5} gold {score.found:>5} found"


def _share(value: float | None) -> str:
    return " n/a" if value is None else f"{value:.3f}"


def _speed(articles: list[Labelled]) -> str:
    """Articles read ahead a second, in one process."""
    packs = [(one.article, pack_of(one.article)) for one in articles]
    best = 0.0
    for _ in range(_ROUNDS):
        began = time.process_time()
        for article, pack in packs:
            suggestions(article, pack)
        best = max(best, len(packs) / (time.process_time() - began))
    return f"read ahead: {best:.0f} articles a second on one core (target {_PER_SECOND})"


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
