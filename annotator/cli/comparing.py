"""Layers side by side: which articles can be compared, and figures as people and programs read them."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any

from annotator.model.items import SUGGESTIONS
from annotator.model.layer import Layer
from annotator.model.people import People
from annotator.model.suggestions import entity_id
from annotator.review.scores import Comparison, LinkScore, Score, SpanScore

Json = dict[str, Any]


class Meant:
    """Puts every link of a layer on whom it means now, with what was merged and split.

    Suggestions name people by their names alone; they mean the one person of the project who has that name.
    """

    def __init__(self, people: People) -> None:
        self._people = people

    def __call__(self, layer: Layer) -> Layer:
        """The layer with its links resolved."""
        named = self._named if layer.name.startswith(SUGGESTIONS) else {}
        moved = {}
        for link in layer.links.values():
            place = (layer.name, layer.article, link.id)
            entity = self._people.meant(place, named.get(link.entity, link.entity))
            moved[link.id] = replace(link, entity=entity)
        return replace(layer, links=moved)

    @cached_property
    def _named(self) -> dict[str, str]:
        return _by_name(self._people)


def _by_name(people: People) -> dict[str, str]:
    """The id under which suggestions name somebody -> the entity of that name; ambiguous names are left out."""
    found: dict[str, set[str]] = {}
    for entity in people.entities.values():
        for name in (entity.name, *entity.aliases):
            found.setdefault(entity_id(name, entity.kind), set()).add(people.standing(entity.id))
    return {name: min(ids) for name, ids in found.items() if len(ids) == 1}


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
