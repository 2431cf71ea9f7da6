"""Layers side by side: figures as people and programs read them."""

from __future__ import annotations

from typing import Any

from annotator.review.scores import Comparison, LinkScore, Score, SpanScore

Json = dict[str, Any]


def shown(figure: float | None) -> str:
    """A figure with three places, or `n/a` where it has nothing to rest on."""
    return "n/a" if figure is None else f"{figure:.3f}"


def score_json(score: Score) -> Json:
    """Counts and what follows from them; null where it is undefined."""
    return {
        "gold": score.gold,
        "found": score.found,
        "matched": score.matched,
        "precision": score.precision,
        "recall": score.recall,
        "f1": score.f1,
    }


def span_json(score: SpanScore) -> Json:
    """The figures of spans."""
    return {
        "exact": score_json(score.exact),
        "overlap": score_json(score.overlap),
        "mean_overlap": score.mean_overlap,
    }


def link_json(score: LinkScore) -> Json:
    """The figures of links."""
    return {
        "shared": score_json(score.shared),
        "end_to_end": score_json(score.end_to_end),
        "overlap": score_json(score.overlap),
    }


def comparison_json(comparison: Comparison) -> Json:
    """All figures of a comparison."""
    return {
        "articles": comparison.articles,
        "spans": span_json(comparison.spans),
        "labels": {name: span_json(score) for name, score in comparison.labels.items()},
        "types": {name: span_json(score) for name, score in comparison.types.items()},
        "links": {name: link_json(score) for name, score in comparison.links.items()},
        "speaker": {"span": link_json(comparison.speaker), "person": link_json(comparison.person)},
        "attributes": {
            name: {
                "alpha": score.values.alpha,
                "matched": score.values.units,
                "unmatched": score.unmatched,
            }
            for name, score in comparison.attributes.items()
        },
    }
