"""Layers side by side: which articles can be compared, and figures as people and programs read them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from annotator.model.items import SUGGESTIONS, Entity
from annotator.model.layer import Layer
from annotator.model.people import People, named_as, owners
from annotator.review.scores import Comparison, LinkScore, Score, SpanScore

Json = dict[str, Any]


Suggested = Callable[[str, str], Mapping[str, Entity]]
"""From a suggestion layer and an article to whom its links name, by id."""


class Meant:
    """Puts every link of a layer on whom it means now, with what was merged and split.

    Suggestions name people by their names alone, as rules read them. They mean whoever has that name or alias,
    case, marks and punctuation aside: of several, the one whom the other layer has in this article.
    """

    def __init__(self, people: People, suggested: Suggested = lambda layer, article: {}) -> None:
        self._people = people
        self._suggested = suggested

    def __call__(self, layer: Layer, beside: Layer | None = None) -> Layer:
        """The layer with its links resolved; `beside` is the layer that it is compared with, resolved already."""
        here = {link.entity for link in beside.links.values()} if beside else set()
        named = self._named_in(layer, here) if layer.name.startswith(SUGGESTIONS) else {}
        moved = {}
        for link in layer.links.values():
            place = (layer.name, layer.article, link.id)
            entity = self._people.meant(place, named.get(link.entity, link.entity))
            moved[link.id] = replace(link, entity=entity)
        return replace(layer, links=moved)

    def _named_in(self, layer: Layer, here: set[str]) -> dict[str, str]:
        """The id under which a suggestion layer names somebody -> the one person of that name, if one is meant."""
        named = self._suggested(layer.name, layer.article).items()
        return {
            identifier: meant
            for identifier, entity in named
            if (meant := named_as(self._owners, entity, here))
        }

    @cached_property
    def _owners(self) -> dict[tuple[str, str], set[str]]:
        return owners(self._people)


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
