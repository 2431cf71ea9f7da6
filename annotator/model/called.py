"""Who is called so: people by their exact names, found without looking at a hundred thousand of them at a key.

Names are compared as `annotator.text.folding.normal` writes them. Nobody is found by likeness here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from annotator.model.items import Entity
from annotator.text.folding import normal


class Called:
    """Names and who may have them. What has changed since is added; what is found is checked against who there is."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self._known: Mapping[str, Entity] = {}
        self._by_name: dict[str, list[str]] = {}
        self._by_last_word: dict[str, list[str]] = {}
        self.take_in(entities)

    def take_in(self, entities: Mapping[str, Entity]) -> None:
        """Know the names of those who are new or have changed, too."""
        before = self._known
        for identifier, entity in entities.items():
            if before.get(identifier) is not entity:
                for name in {normal(one) for one in entity.names}:
                    self._by_name.setdefault(name, []).append(identifier)
                    self._by_last_word.setdefault(name.rpartition(" ")[2], []).append(identifier)
        self._known = entities

    def is_of(self, entities: Mapping[str, Entity]) -> bool:
        """Whether it knows the names of just these."""
        return self._known is entities

    def shares_most(self, entities: Mapping[str, Entity]) -> bool:
        """Whether most of these are known already, so that taking in the rest is less work than all anew."""
        known = self._known
        same = sum(known.get(identifier) is entity for identifier, entity in entities.items())
        return same * 2 > len(entities) and same * 2 > len(known)

    def so(self, name: str) -> list[Entity]:
        """Who has this normalised name."""
        there = self._there(self._by_name.get(name, ()))
        return [one for one in there if name in map(normal, one.names)]

    def ending(self, word: str) -> list[Entity]:
        """Who has a normalised name with this last word."""
        there = self._there(self._by_last_word.get(word, ()))
        return [one for one in there if any(normal(name).rpartition(" ")[2] == word for name in one.names)]

    def _there(self, identifiers: Iterable[str]) -> list[Entity]:
        return [self._known[one] for one in dict.fromkeys(identifiers) if one in self._known]


_latest: list[Called] = []


def called(entities: Mapping[str, Entity]) -> Called:
    """The names of these people. Those last asked about are kept, and brought in step with others."""
    known = _latest[0] if _latest else None
    if known is not None and known.is_of(entities):
        return known
    # Others who are mostly the same, as after a new person: two projects share nobody.
    if known is not None and known.shares_most(entities):
        known.take_in(entities)
        return known
    _latest[:] = [Called(entities)]
    return _latest[0]
