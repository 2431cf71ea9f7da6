"""Finding names among very many: by how they or their words begin, and by the pairs of letters they share.

A scorer needs a second for every name of a hundred thousand; a person types a letter every tenth of one. So a query
first picks a few hundred names here, and only these are scored.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from heapq import nsmallest

_MOST_WORDS = 20
"""Words that are likest a word of the query; names without one of them are not looked at."""
_MOST_NAMES = 200
"""Names that are scored for one query."""
_PER_WORD = 150
"""Names of one frequent word that are taken up."""
_LEAST_SHARED = 0.4
"""Dice's coefficient of the letter pairs of two words, below which they are not alike."""
_MOST_PAIRS = 4
"""Letter pairs of a word, the rarest, by which words like it are looked for."""
_SCORED_WORDS = 150
"""Words that are compared in full with one word of a query."""
_SHORT_START = 2
"""Code points of a beginning for which the answer is kept ready: it has thousands of names."""
_KEPT = 100
"""Names kept ready for such a beginning."""
_LAST = "\U0010ffff"


class NameIndex:
    """Normalised names (`annotator.text.folding.normal`), found by number."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names
        self._numbers: dict[str, list[int]] = {}
        self._of_word: dict[str, list[int]] = {}
        tails: list[tuple[str, int]] = []
        for number, name in enumerate(names):
            self._numbers.setdefault(name, []).append(number)
            words = name.split()
            for place, word in enumerate(words):
                tails.append((" ".join(words[place:]), number))
                if word not in words[:place]:
                    self._of_word.setdefault(word, []).append(number)
        tails.sort()
        self._tails = [tail for tail, _ in tails]
        self._tail_numbers = [number for _, number in tails]
        ordered = sorted(range(len(names)), key=lambda number: (len(names[number]), names[number], number))
        self._rank = [0] * len(names)
        for rank, number in enumerate(ordered):
            self._rank[number] = rank
        self._short = _short_starts(names, ordered)
        self._vocabulary = list(self._of_word)
        self._pairs: dict[str, list[int]] = {}
        for place, word in enumerate(self._vocabulary):
            for pair in _pairs(word):
                self._pairs.setdefault(pair, []).append(place)

    def exact(self, name: str) -> Sequence[int]:
        """Numbers of the names that are this one."""
        return self._numbers.get(name, ())

    def beginning(self, start: str, limit: int, favoured: frozenset[int] = frozenset()) -> list[int]:
        """Numbers of names that begin with `start`, or one of whose words does: favoured ones, then short ones."""
        first, last = bisect_left(self._tails, start), bisect_left(self._tails, start + _LAST)
        mine = [
            number for number in sorted(favoured, key=self._rank.__getitem__) if self._begins(number, start)
        ]
        if len(start) <= _SHORT_START and limit <= _KEPT:
            some = self._short.get(start, [])
        else:
            # A name may be there by several of its words.
            some = nsmallest(2 * limit, self._tail_numbers[first:last], key=self._rank.__getitem__)
        return list(dict.fromkeys([*mine, *some]))[: limit + len(mine)]

    def _begins(self, number: int, start: str) -> bool:
        return f" {start}" in f" {self.names[number]}"

    def alike(self, query: str) -> list[int]:
        """Numbers of names some of whose words are like those of the query, by how many; a few hundred at most."""
        counts: Counter[int] = Counter()
        for word in dict.fromkeys(query.split()):
            of_word: dict[int, int] = {}
            for weight, other in self._like(word):
                for number in self._of_word[other][:_PER_WORD]:
                    of_word[number] = max(of_word.get(number, 0), weight)
            counts.update(of_word)
        best = nsmallest(_MOST_NAMES, counts.items(), key=lambda item: (-item[1], self._rank[item[0]]))
        return [number for number, _ in best]

    def _like(self, word: str) -> list[tuple[int, str]]:
        """Words that share letter pairs with `word`, with how alike they are in thousandths."""
        if word in self._of_word:
            return [(1000, word)]
        pairs = _pairs(word)
        rarest = nsmallest(_MOST_PAIRS, pairs, key=lambda pair: (len(self._pairs.get(pair, ())), pair))
        shared: Counter[int] = Counter()
        for pair in rarest:
            shared.update(self._pairs.get(pair, ()))
        found = []
        for place, _ in nsmallest(_SCORED_WORDS, shared.items(), key=lambda item: (-item[1], item[0])):
            others = _pairs(self._vocabulary[place])
            dice = 2 * len(pairs & others) / (len(pairs) + len(others))
            if dice >= _LEAST_SHARED:
                found.append((round(1000 * dice), self._vocabulary[place]))
        return nsmallest(_MOST_WORDS, found, key=lambda item: (-item[0], item[1]))


def _pairs(word: str) -> set[str]:
    """Two letters at a time, with the borders of the word, which make its first and last letter count more."""
    padded = f"^{word}$"
    return {padded[place : place + 2] for place in range(len(padded) - 1)}


def _short_starts(names: Sequence[str], ordered: Sequence[int]) -> dict[str, list[int]]:
    """For every beginning of one or two letters, the first names in order that have a word with it."""
    found: dict[str, list[int]] = {}
    for number in ordered:
        words = names[number].split()
        for start in {word[:length] for word in words for length in range(1, _SHORT_START + 1)}:
            kept = found.setdefault(start, [])
            if len(kept) < _KEPT:
                kept.append(number)
    return found
