"""Finding names among very many: by how they or their words begin, and by the pairs of letters they share.

A scorer needs a second for every name of a hundred thousand; a person types a letter every tenth of one. So a query
first picks a few hundred names here, and only these are scored.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge, nsmallest
from itertools import accumulate

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
_MANY = 2000
"""Names with one beginning of which not all are looked at."""
_LAST = "\U0010ffff"


class NameIndex:
    """Normalised names (`annotator.text.folding.normal`), found by number.

    Few names with a beginning are found by their words. Where there are very many, all names stand in one text, a line
    each and the short ones first: what is found first there is what is wanted. A table of all beginnings would take
    seconds to make.
    """

    def __init__(self, names: Sequence[str], many: int = _MANY) -> None:
        """`many`: names with one beginning, beyond which the first are looked for in the text of all."""
        self.names = names
        self._many = many
        self._ordered = sorted(range(len(names)), key=names.__getitem__)
        self._ordered.sort(key=[len(name) for name in names].__getitem__)
        self._rank = [0] * len(names)
        for rank, number in enumerate(self._ordered):
            self._rank[number] = rank
        lines = [names[number] for number in self._ordered]
        self._text = "\n".join(["", *lines, ""])
        self._line_ends = list(accumulate(len(line) + 1 for line in lines))
        self._of_word: dict[str, list[int]] = {}
        for number, name in enumerate(names):
            for word in dict.fromkeys(name.split()):
                self._of_word.setdefault(word, []).append(number)
        self._vocabulary = list(self._of_word)
        self._sorted = sorted(self._vocabulary)
        self._pairs: dict[str, list[int]] = {}
        for place, word in enumerate(self._vocabulary):
            for pair in _pairs(word):
                self._pairs.setdefault(pair, []).append(place)

    def exact(self, name: str) -> Sequence[int]:
        """Numbers of the names that are this one."""
        place = (len(name), name)
        first = bisect_left(self._ordered, place, key=self._place)
        return self._ordered[first : bisect_right(self._ordered, place, lo=first, key=self._place)]

    def _place(self, number: int) -> tuple[int, str]:
        return len(self.names[number]), self.names[number]

    def beginning(self, start: str, limit: int, favoured: frozenset[int] = frozenset()) -> list[int]:
        """Numbers of names that begin with `start`, or one of whose words does: favoured ones, then short ones."""
        mine = [
            number for number in sorted(favoured, key=self._rank.__getitem__) if self._begins(number, start)
        ]
        some = self._few_beginning(start)
        if some is not None:
            hits: Iterable[int] = nsmallest(limit + len(mine), map(self._rank.__getitem__, some))
        else:
            # A name may be there by several of its words.
            hits = merge(self._lines_with(f"\n{start}"), self._lines_with(f" {start}"))
        found = dict.fromkeys(mine)
        for rank in hits:
            found[self._ordered[rank]] = None
            if len(found) >= limit + len(mine):
                break
        return list(found)

    def _few_beginning(self, start: str) -> set[int] | None:
        """Numbers of all names that have a word with this beginning; None if there are very many."""
        first, _, more = start.partition(" ")
        if more:
            words: Sequence[str] = [first] if first in self._of_word else ()
        else:
            begin, end = bisect_left(self._sorted, start), bisect_left(self._sorted, start + _LAST)
            if end - begin > self._many:
                return None
            words = self._sorted[begin:end]
        if sum(len(self._of_word[word]) for word in words) > self._many:
            return None
        return {
            number
            for word in words
            for number in self._of_word[word]
            if not more or self._begins(number, start)
        }

    def _lines_with(self, words: str) -> Iterator[int]:
        """Ranks of the names in whose line this stands, line breaks before a name counted as its own."""
        at = self._text.find(words)
        while at >= 0:
            rank = bisect_right(self._line_ends, at)
            if rank < len(self._ordered):
                yield rank
            at = self._text.find(words, at + 1)

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
