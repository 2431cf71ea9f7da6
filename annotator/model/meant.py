"""Layers with every link on whom it means now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property

from annotator.model.items import SUGGESTIONS, Entity
from annotator.model.layer import Layer
from annotator.model.people import People, named_as, owners

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
