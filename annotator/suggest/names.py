"""Ranking people for a name: an exact name first, then by likeness, each with a score and the reason for it.

No scorer tells same from different persons reliably, so nothing here links anybody: it orders a list from which
a person picks. See rapidfuzz's `WRatio` for the likeness, `annotator.suggest.name_index` for how a hundred thousand
names are looked through between two keys, and `annotator.suggest.namesakes` for who only looks alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest

from rapidfuzz import fuzz

from annotator.model.items import Entity
from annotator.suggest.name_index import NameIndex
from annotator.suggest.namesakes import difference, get_ready, plain_name
from annotator.text.folding import normal

_BRACKETS = re.compile(r"\s\([^()]*\)")
"""A short form behind a name: `Bank Indonesia (BI)`."""
_SHORTEST_FUZZY = 3
"""Code points; a shorter name is found only if it is exactly the same or a beginning."""
_LONGEST_NAME = 3
"""Words; what is longer has an office before the name."""
_CUTOFF = 75
_MOST_ALIKE = 94
"""Score of what is only alike; above it are beginnings of a name or its words, and 100 is the same name."""
_TITLED = 98
"""Score of the same name without titles and degrees."""
_BEGINS = 95
_OTHER = 60
"""Score of a name that differs in what makes it somebody else's."""
_MOST_CHANGED = 2000
"""People who are new or changed since a directory was made, beyond whom another is made."""
_LOOKED_AT = 40
"""Names that are ranked in full for one query; more than are shown."""


@dataclass(frozen=True, slots=True)
class Match:
    """A person who may be meant."""

    entity: Entity
    score: int
    """0 to 100."""
    reason: str
    """Why: `same name`, `alias …`, `part of the name`, `like …`, `not …: …`, `in this article`."""
    trap: str = ""
    """What makes it somebody else's name, however like it is (`jr makes it another person`); `""` if nothing does."""


@dataclass(slots=True)
class Directory:
    """The people of a project, ready to be found by name. Built once, then asked at every key."""

    people: Mapping[str, Entity]
    """By id, without those merged into others."""
    index: NameIndex
    owners: Sequence[str]
    """Id of whoever has the name of a number in the index."""
    shown: Sequence[str]
    """The names as they are written, by number."""
    often: Mapping[str, int] = field(default_factory=dict)
    """How often each is linked in the project; the more, the earlier among equals."""
    everybody: Mapping[str, Entity] = field(default_factory=dict)
    """By id, with those merged into others."""

    @classmethod
    def of(cls, people: Iterable[Entity], often: Mapping[str, int] | None = None) -> Directory:
        """A directory of entities; those merged into others are passed over."""
        get_ready()
        everybody = {entity.id: entity for entity in people}
        standing = {one.id: one for one in everybody.values() if not one.merged_into}
        pairs = [(one.id, name) for one in standing.values() for name in (one.name, *one.aliases)]
        index = NameIndex([normal(name) for _, name in pairs])
        return cls(
            standing, index, [who for who, _ in pairs], [name for _, name in pairs], often or {}, everybody
        )

    def exact(self, name: str) -> Entity | None:
        """The one person with this very name or alias, marks, case and punctuation aside; None if none or several."""
        owners = {self.owners[number] for number in self.index.exact(normal(name))}
        return self.people[owners.pop()] if len(owners) == 1 else None

    def most_linked(self, kind: str, limit: int) -> list[Entity]:
        """Those of a kind who are linked most often, the most often first."""
        those = (one for one in self.people.values() if one.kind == kind)
        return nsmallest(limit, those, key=lambda one: (-self.often.get(one.id, 0), one.id))

    def rank(self, query: str, here: Sequence[str] = (), limit: int = 10) -> list[Match]:
        """People whom `query` may mean, best first; see the function of the same name."""
        wanted = normal(query)
        if not wanted:
            return [Match(self.people[one], 100, "in this article") for one in here if one in self.people][
                :limit
            ]
        best: dict[str, Match] = {}
        matches = self._matches(wanted, plain_name(query), frozenset(here), max(limit, _LOOKED_AT))
        for match in matches:
            kept = best.get(match.entity.id)
            if kept is None or match.score > kept.score:
                best[match.entity.id] = match

        return sorted(best.values(), key=_order(wanted, here, self.often))[:limit]

    def _matches(self, wanted: str, plain: str, here: frozenset[str], limit: int) -> Iterable[Match]:
        for number in self.index.exact(wanted):
            entity, name = self._at(number)
            yield Match(entity, 100, "same name" if name == entity.name else f"alias {name}")
        for number in self.index.exact(plain) if plain != wanted else ():
            told = difference(wanted, self.index.names[number])
            entity, name = self._at(number)
            yield (
                Match(entity, _OTHER, f"not {name}: {told}", told)
                if told
                else Match(entity, _TITLED, "same name without titles")
            )
        begun = self.index.beginning(wanted, limit, self._favoured(here))
        for number in begun:
            yield self._begun(wanted, number)
        if len(wanted) < _SHORTEST_FUZZY or len(begun) >= limit:
            return
        for number in self.index.alike(wanted):
            score = fuzz.WRatio(wanted, self.index.names[number], score_cutoff=_CUTOFF)
            if score:
                entity, name = self._at(number)
                told = difference(wanted, self.index.names[number])
                alike = min(_MOST_ALIKE, round(score))
                yield (
                    Match(entity, min(alike, _OTHER), f"not {name}: {told}", told)
                    if told
                    else Match(entity, alike, f"like {name}")
                )

    def _begun(self, wanted: str, number: int) -> Match:
        entity, name = self._at(number)
        told = difference(wanted, self.index.names[number])
        if told:
            return Match(entity, _OTHER, f"not {name}: {told}", told)
        return Match(entity, _BEGINS, "part of the name" if name == entity.name else f"in {name}")

    def _at(self, number: int) -> tuple[Entity, str]:
        return self.people[self.owners[number]], self.shown[number]

    def _favoured(self, here: frozenset[str]) -> frozenset[int]:
        """Numbers of the names of people in the article, who come first among equals."""
        if not here:
            return frozenset()
        return frozenset(
            number
            for one in here
            if one in self.people
            for name in (self.people[one].name, *self.people[one].aliases)
            for number in self.index.exact(normal(name))
        )


def _order(
    wanted: str, here: Sequence[str], often: Mapping[str, int]
) -> Callable[[Match], tuple[object, ...]]:
    """What matches are sorted by: score, then the article's people, then likeness, then how often they are linked."""
    places = {one: place for place, one in enumerate(here)}

    def key(match: Match) -> tuple[int, int, int, int, str, str]:
        closeness = -round(fuzz.token_sort_ratio(wanted, normal(match.entity.name)))
        place = places.get(match.entity.id, len(places))
        times = -often.get(match.entity.id, 0)
        return (-match.score, place, closeness, times, match.entity.name, match.entity.id)

    return key


def rank(query: str, people: Iterable[Entity], here: Sequence[str] = (), limit: int = 10) -> list[Match]:
    """People whom `query` may mean, best first. The directory of the people last asked about is kept.

    Args:
        query: what was typed or stands in the text; empty for whoever is in the article.
        people: the project's entities; those merged into others are passed over.
        here: ids of the persons of this article, the likeliest first; they come first among equals.
        limit: how many at most.
    """
    return _ready(tuple(people)).rank(query, here, limit)


def prepare(people: Iterable[Entity]) -> None:
    """Make the directory that `rank` needs ahead of its first key: seconds of work for a hundred thousand people."""
    _ready(tuple(people))


@dataclass(frozen=True, slots=True)
class _Ready:
    """A directory, and what has changed among the people since it was made."""

    people: tuple[Entity, ...]
    directory: Directory
    since: Directory | None = None
    """Those who are new or have other names."""
    stale: frozenset[str] = frozenset()
    """Ids of those of the directory who have changed or gone."""

    def rank(self, query: str, here: Sequence[str], limit: int) -> list[Match]:
        if self.since is None:
            return self.directory.rank(query, here, limit)
        kept = self.directory.rank(query, here, limit + len(self.stale))
        found = [match for match in kept if match.entity.id not in self.stale]
        found += self.since.rank(query, here, limit)
        if not normal(query):
            places = {one: place for place, one in enumerate(here)}
            return sorted(found, key=lambda match: places[match.entity.id])[:limit]
        return sorted(found, key=_order(normal(query), here, self.directory.often))[:limit]

    def after(self, people: tuple[Entity, ...]) -> _Ready | None:
        """This, in step with other people; None where so many are others that a new directory is better."""
        before = self.directory.everybody
        new = [one for one in people if before.get(one.id) is not one]
        gone = before.keys() - {one.id for one in people} if len(people) - len(new) < len(before) else set()
        stale = frozenset(gone | {one.id for one in new if one.id in before})
        if len(new) + len(gone) > _MOST_CHANGED:
            return None
        return _Ready(people, self.directory, Directory.of(new, self.directory.often), stale)


_latest: list[_Ready] = []


def _ready(people: tuple[Entity, ...]) -> _Ready:
    """The directory of these people; made anew only when many are others than last time.

    Comparing a hundred thousand entities that are the same objects takes a millisecond, hashing them thirty.
    """
    known = _latest[0] if _latest else None
    if known is not None and known.people == people:
        return known
    found = known.after(people) if known is not None else None
    _latest[:] = [found or _Ready(people, Directory.of(people))]
    return _latest[0]


def bare_name(mention: str, titles: Iterable[str] = ()) -> str:
    """The name in a mention: what follows the last comma of an apposition, without titles before it.

    `Menteri Luar Negeri Rusia, Sergei Lavrov` gives `Sergei Lavrov`. Only a proposal: a person confirms it.
    """
    name = " ".join(_BRACKETS.sub(" ", mention).split())
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
