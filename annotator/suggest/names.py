"""Ranking people for a name: an exact name first, then by likeness, each with a score and the reason for it.

No scorer tells same from different persons reliably, so nothing here links anybody: it orders a list from which
a person picks. See rapidfuzz's `WRatio` for the likeness.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from annotator.model.items import Entity
from annotator.text.folding import normal

_SHORTEST_FUZZY = 3
"""Code points; a shorter name is found only if it is exactly the same or a beginning."""
_LONGEST_NAME = 3
"""Words; what is longer has an office before the name."""
_CUTOFF = 75


@dataclass(frozen=True, slots=True)
class Match:
    """A person who may be meant."""

    entity: Entity
    score: int
    """0 to 100."""
    reason: str
    """Why: `same name`, `alias`, `begins so`, `alike: …`, `in this article`."""


def bare_name(mention: str, titles: Iterable[str] = ()) -> str:
    """The name in a mention: what follows the last comma of an apposition, without titles before it.

    `Menteri Luar Negeri Rusia, Sergei Lavrov` gives `Sergei Lavrov`. Only a proposal: a person confirms it.
    """
    name = " ".join(mention.split())
    last = name.rpartition(", ")[2]
    if last[:1].isupper() and " " in last:
        name = last
    longest_first = sorted(titles, key=len, reverse=True)
    while title := next((one for one in longest_first if name.casefold().startswith(f"{one} ")), ""):
        rest = name[len(title) :].strip()
        if not rest[:1].isupper():
            break
        name = rest
    words = name.split()
    return " ".join(words[-_LONGEST_NAME:]) if len(words) > _LONGEST_NAME + 1 else name


def rank(query: str, people: Iterable[Entity], here: Sequence[str] = (), limit: int = 10) -> list[Match]:
    """People whom `query` may mean, best first.

    Args:
        query: what was typed or stands in the text; empty for whoever is in the article.
        people: the project's entities; those merged into others are passed over.
        here: ids of the persons of this article, the likeliest first; they come first among equals.
        limit: how many at most.
    """
    standing = {entity.id: entity for entity in people if not entity.merged_into}
    wanted = normal(query)
    if not wanted:
        return [Match(standing[one], 100, "in this article") for one in here if one in standing][:limit]
    places = {one: place for place, one in enumerate(here)}
    best: dict[str, Match] = {}
    for match in _matches(wanted, standing.values()):
        kept = best.get(match.entity.id)
        if kept is None or match.score > kept.score:
            best[match.entity.id] = match

    def order(match: Match) -> tuple[int, int, int, str, str]:
        closeness = -round(fuzz.token_sort_ratio(wanted, normal(match.entity.name)))
        place = places.get(match.entity.id, len(places))
        return (-match.score, place, closeness, match.entity.name, match.entity.id)

    return sorted(best.values(), key=order)[:limit]


def _matches(wanted: str, people: Iterable[Entity]) -> Iterable[Match]:
    names: list[str] = []
    owners: list[tuple[Entity, str]] = []
    for entity in people:
        for name in (entity.name, *entity.aliases):
            plain = normal(name)
            if plain == wanted:
                yield Match(entity, 100, "same name" if name == entity.name else f"alias {name}")
            elif plain.startswith(wanted) or f" {wanted}" in f" {plain}":
                yield Match(entity, 95, f"in {name}" if name != entity.name else "part of the name")
            else:
                names.append(plain)
                owners.append((entity, name))
    if len(wanted) < _SHORTEST_FUZZY:
        return
    for _, score, index in process.extract(wanted, names, scorer=fuzz.WRatio, score_cutoff=_CUTOFF, limit=50):
        entity, name = owners[index]
        yield Match(entity, min(94, round(score)), f"like {name}")
