"""Who may be one person under two names: pairs of people ranked by how alike they are.

Only a proposal: a person decides on each. Names are compared if they share a word, or the consonants of one
(`Soekarno`, `Sukarno`), since to compare all of a hundred thousand with all others would take days.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from annotator.model.items import Entity
from annotator.suggest.namesakes import difference
from annotator.text.folding import normal

_MOST_TOGETHER = 40
"""People who share a word; of a more frequent one, a second word must be shared as well."""
_LEAST = 84
"""Likeness in hundredths below which nobody is asked."""
_PART = 90
"""Likeness of a name to a longer one that holds it (`Lavrov`, `Sergei Lavrov`), or to one in another spelling."""
_SHORTEST = 3
"""Code points of a name that is looked at."""
_VOWELS = re.compile(r"(?<=.)[aeiouyhw]")
_DOUBLED = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who may be one. `kept` has the fuller name."""

    kept: Entity
    other: Entity
    score: int
    """0 to 100."""

    @property
    def ids(self) -> frozenset[str]:
        """The ids of both."""
        return frozenset((self.kept.id, self.other.id))


def duplicates(
    people: Iterable[Entity], apart: Collection[frozenset[str]] = (), limit: int = 500
) -> list[Pair]:
    """Pairs of people who may be one, the likeliest first.

    Nobody is paired with somebody of another kind, with a known namesake (`annotator.suggest.namesakes`), or with
    whom a person has kept them apart from.

    Args:
        people: the project's entities; those merged into others are passed over.
        apart: pairs of ids that are two people, as somebody has said.
        limit: how many at most.
    """
    standing = {one.id: one for one in people if not one.merged_into}
    names = {
        one.id: tuple(dict.fromkeys(name for name in map(normal, one.names) if len(name) >= _SHORTEST))
        for one in standing.values()
    }
    found = []
    for first, second in sorted(_met(names)):
        one, other = standing[first], standing[second]
        if one.kind != other.kind or frozenset((first, second)) in apart:
            continue
        score = _likeness(names[first], names[second])
        if score >= _LEAST:
            kept, gone = sorted(
                (one, other), key=lambda who: (-len(who.name.split()), -len(who.name), who.id)
            )
            found.append(Pair(kept, gone, score))
    return sorted(found, key=lambda pair: (-pair.score, pair.kept.name, pair.kept.id, pair.other.id))[:limit]


def _met(names: dict[str, tuple[str, ...]]) -> set[tuple[str, str]]:
    """Pairs of ids whose names share enough to be compared."""
    single: dict[str, set[str]] = {}
    double: dict[str, set[str]] = {}
    for identifier, known in names.items():
        for name in known:
            words = sorted({_skeleton(word) for word in name.split() if len(word) > 1})
            for word in words:
                single.setdefault(word, set()).add(identifier)
            for two in combinations(words, 2):
                double.setdefault(" ".join(two), set()).add(identifier)
    groups = (group for by_word in (single, double) for group in by_word.values())
    return {
        pair for group in groups if len(group) <= _MOST_TOGETHER for pair in combinations(sorted(group), 2)
    }


def _skeleton(word: str) -> str:
    """What is left of a word that is written in several ways: its first letter and consonants, none doubled."""
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", word))


def _likeness(ours: tuple[str, ...], theirs: tuple[str, ...]) -> int:
    """How alike two people are by their names, 0 to 100; 0 if their first names are known to be two people's."""
    if not ours or not theirs or difference(ours[0], theirs[0]):
        return 0
    return max(_scores(ours, theirs), default=0)


def _scores(ours: tuple[str, ...], theirs: tuple[str, ...]) -> Iterator[int]:
    for one in ours:
        for other in theirs:
            if difference(one, other):
                continue
            yield round(fuzz.token_sort_ratio(one, other))
            shorter, longer = sorted((one.split(), other.split()), key=len)
            if len(shorter) < len(longer) and set(shorter) <= set(longer):
                yield _PART
            if len(shorter) == len(longer) and all(map(_same_written, one.split(), other.split())):
                yield _PART


def _same_written(one: str, other: str) -> bool:
    """Whether two words may be one in two spellings, or one the other's initial."""
    initial = 1 in (len(one), len(other)) and one[0] == other[0]
    return (
        one == other
        or initial
        or (len(min(one, other, key=len)) > _SHORTEST and _skeleton(one) == _skeleton(other))
    )
