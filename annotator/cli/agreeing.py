"""Agreement as the command line gathers it from a project, and as JSON."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from annotator.cli.comparing import Json, comparison_json
from annotator.errors import UsageError
from annotator.model.items import GOLD, SUGGESTIONS
from annotator.review.agreement import OVERALL, Agreement, Path, Sums, intervals_of, values_of
from annotator.review.bootstrap import Interval
from annotator.review.counting import Finding
from annotator.review.scores import OriginScore
from annotator.store import reading
from annotator.store.project import Project


def choose_layers(project: Project, wanted: str) -> tuple[str, ...]:
    """The layers in `A,B`; all people's, if none are named.

    Raises:
        UsageError: there is no such layer, one is named twice, or fewer than two are named.
    """
    names = reading.layer_names(project.db, suggestions=True)
    if not wanted:
        return tuple(name for name in names if name != GOLD and not name.startswith(SUGGESTIONS))
    chosen = tuple(part.strip() for part in wanted.split(","))
    if unknown := next((name for name in chosen if name not in names), None):
        listed = f"there are {', '.join(names)}" if names else "nobody has labelled anything yet"
        raise UsageError(f"There is no layer {unknown!r} in {project.path.name}; {listed}.")
    if GOLD in chosen:
        raise UsageError("gold is compared with every layer as it is; --layers names the people.")
    if len(chosen) < 2 or len(set(chosen)) < len(chosen):
        raise UsageError("Agreement needs two different layers or more: --layers A,B.")
    return chosen


def agreement_json(
    then: Agreement, now: Agreement, intervals: Mapping[Path, Interval | None], samples: int, seed: int
) -> Json:
    """All figures; docs/agreement.md describes every key."""
    return {
        "layers": list(then.layers),
        "articles": then.together.articles,
        **_figures_json(then.together, then.values()),
        "pairs": [
            {
                "layers": list(names),
                "articles": pair.articles,
                **_figures_json(pair, values_of(pair)),
                "intervals": _summed_up(pair, samples, seed),
            }
            for names, pair in then.pairs.items()
        ],
        "assigned": {
            str(how): {
                "articles": len({one.article for one in sums.counts}),
                "pairs": sums.articles,
                **_nested(values_of(sums), OVERALL),
                "intervals": _summed_up(sums, samples, seed),
            }
            for how, sums in then.assigned.items()
        },
        "gold": {
            name: comparison_json(sums.comparison)
            | {
                "alpha_u": values_of(sums)["spans", "alpha_u"],
                "intervals": _summed_up(sums, samples, seed),
            }
            for name, sums in then.gold.items()
        },
        "intervals": _nested({path: _bounds(found) for path, found in intervals.items()}),
        "samples": samples,
        "seed": seed,
        "now": _nested(now.values()),
        "worst": [{"article": article, "exact_f1": f1} for article, f1 in then.worst()],
    }


def finding_json(finding: Finding) -> Json:
    """One of the items behind the figures."""
    return {
        "article": finding.article,
        "label": finding.label,
        "outcome": finding.outcome,
        "differing": list(finding.differing),
        "spans": dict(finding.spans),
    }


def _figures_json(sums: Sums, values: Mapping[Path, float | None]) -> Json:
    """Figures, with the counts that they rest on beside them."""
    found = _nested(values)
    whole = sums.comparison
    for label, score in whole.labels.items():
        found["labels"][label] |= {
            "joined": sums.joined(label),
            "exact_matched": score.exact.matched,
            "overlap_matched": score.overlap.matched,
            "spans": sums.spans(label),
        }
    for kind, scores in (
        ("links", whole.links),
        ("speaker", {"span": whole.speaker, "person": whole.person}),
    ):
        for name, linked in scores.items():
            found[kind][name]["counted"] = linked.end_to_end.gold + linked.end_to_end.found
    for name, typed in whole.types.items():
        found["types"][name]["counted"] = typed.exact.gold + typed.exact.found
    for name, (matched, unmatched) in sums.attributes().items():
        found["attributes"][name] |= {"matched": matched, "unmatched": unmatched}
    found["origins"] = {name: _origin_json(score) for name, score in whole.origins.items()}
    return found


def _origin_json(score: OriginScore) -> Json:
    return {
        "spans": score.spans,
        "exact": score.exact,
        "overlap": score.overlap,
        "exact_share": score.exact_share,
        "overlap_share": score.overlap_share,
    }


def _bounds(found: Interval | None) -> Sequence[float] | None:
    return None if found is None else [found.low, found.high]


def _summed_up(sums: Sums, number: int, seed: int) -> dict[str, Any]:
    """The intervals of the figures that sum up a pair."""
    found = intervals_of(sums, number, seed, OVERALL)
    return _nested({path: _bounds(interval) for path, interval in found.items()}, OVERALL)


_FIRST = ("spans", "labels", "types", "links", "speaker", "attributes")


def _nested(values: Mapping[Path, Any], only: Collection[Path] | None = None) -> dict[str, Any]:
    """Values by path as objects in objects; the first level is there even where it is empty. With `only`, of those."""
    found: dict[str, Any] = {name: {} for name in (_FIRST if only is None else ())}
    for path, value in values.items():
        if only is not None and path not in only:
            continue
        inner = found
        for name in path[:-1]:
            inner = inner.setdefault(name, {})
        inner[path[-1]] = value
    return found
