"""Runs of capitalised words, and what an article shows about the names in them."""

from __future__ import annotations

from annotator.suggest.mentions import is_pronoun
from annotator.suggest.offices import begins_office
from annotator.suggest.passage import Passage

_LONGEST_SHORT_FORM = 3
"""Words in a bracket."""
_OPENING = 10
"""Words that may stand before the subject of a sentence."""


def capital_runs(passage: Passage) -> list[tuple[int, int]]:
    """Runs of capitalised words with the particles, initials and brackets inside them."""
    pack, lows = passage.lexicon.pack, passage.lows
    found: list[tuple[int, int]] = []
    opens = {first for first, _ in passage.sentences}
    at, total = 0, len(passage.words)
    for first in passage.capitals:
        if first < at or not _names(passage, first, opens):
            continue
        at = first + 1
        while at < total:
            low = lows[at]
            if (
                (passage.is_word(at) and passage.is_capital(at) and not passage.is_calendar(at))
                or (
                    low == "."
                    and len(lows[at - 1]) <= 3
                    and at + 1 < total
                    and passage.is_capital(at + 1)
                    and passage.words[at][0] == passage.words[at - 1][1]
                    and (len(lows[at - 1]) == 1 or lows[at - 1] in pack.abbreviations)
                )
                or (
                    low in pack.particles
                    and at + 1 < total
                    and passage.is_capital(at + 1)
                    and passage.is_word(at + 1)
                )
                or (
                    low in pack.office_links
                    and begins_office(passage, first)
                    and at + 1 < total
                    and passage.is_capital(at + 1)
                )
            ):
                at += 1
            elif low == "(" and (length := _short_form(passage, at)):
                at += length
                if not (at < total and passage.is_capital(at) and begins_office(passage, first)):
                    break
            else:
                break
        found.append((first, at))
    return found


def _short_form(passage: Passage, at: int) -> int:
    """Words of a bracket that holds a few capitalised words and nothing else: `(BCN)`, `(Kanwil DPU)`; 0 for none."""
    for end in range(at + 1, min(len(passage.words), at + _LONGEST_SHORT_FORM + 2)):
        if passage.lows[end] == ")":
            return end + 1 - at if end > at + 1 else 0
        if not passage.is_word(end) or not passage.is_capital(end):
            return 0
    return 0


def _names(passage: Passage, at: int, opens: set[int]) -> bool:
    pack = passage.lexicon.pack
    low = passage.lows[at]
    if (
        not passage.is_word(at)
        or not passage.is_capital(at)
        or passage.is_calendar(at)
        or is_pronoun(passage, at)
    ):
        return False
    if _is_small(passage, at):
        return False
    if at in opens or passage.lows[at - 1] in "\"“”'‘«„":
        following = at + 1 < len(passage.words) and passage.is_capital(at + 1)
        return following or low not in pack.persons
    return True


def _is_small(passage: Passage, at: int) -> bool:
    """Whether the word is one that has no capital of its own: a verb of saying, a preposition, a frequent word."""
    return passage.lows[at] in passage.lexicon.small


def alone(passages: list[Passage]) -> frozenset[str]:
    """Words with a capital that stand alone before a verb of saying or after one, and so are names."""
    found: set[str] = set()
    for passage in passages:
        lexicon, lows = passage.lexicon, passage.lows
        for at in passage.capitals:
            following = lows[at + 1] if at + 1 < len(lows) else ""
            told = following in lexicon.lead or following in lexicon.pack.adverbs
            if (told or (at and lows[at - 1] in lexicon.bare)) and _stands_alone(passage, at):
                found.add(lows[at])
    return frozenset(found)


def _stands_alone(passage: Passage, at: int) -> bool:
    """Whether the word has a capital and neither neighbour has."""
    if not passage.is_word(at) or not passage.is_capital(at) or _is_small(passage, at):
        return False
    before = (
        at > 0 and passage.is_word(at - 1) and passage.is_capital(at - 1) and not _is_small(passage, at - 1)
    )
    after = at + 1 < len(passage.words) and passage.is_word(at + 1) and passage.is_capital(at + 1)
    return not before and not after


def locations(passages: list[Passage]) -> frozenset[str]:
    """Words that stand after `di`, `kota` and the like, and so are places."""
    found: set[str] = set()
    for passage in passages:
        locatives = passage.lexicon.pack.locatives
        for at in passage.capitals:
            if not at or passage.lows[at - 1] not in locatives or not passage.is_word(at):
                continue
            longer = at + 1 < len(passage.words) and passage.is_word(at + 1) and passage.is_capital(at + 1)
            titled = at >= 2 and passage.has("titles", at - 2) == 2  # `Wali Kota Ani`
            # After `di` and `ke` a person may stand too, after `kota` only a place.
            unsure = longer and passage.lows[at - 1] in passage.lexicon.pack.prepositions
            if not (unsure or titled):
                found.add(passage.lows[at])
    return frozenset(found)


def is_told(passage: Passage, first: int, start: int) -> bool:
    """Whether a passive verb of saying names the run at word `first`: `Hal itu disampaikan oleh Ani`."""
    pack, lows = passage.lexicon.pack, passage.lows
    for at in range(first - 1, max(start, first - _OPENING) - 1, -1):
        if lows[at] in passage.lexicon.passive:
            return not (at > start and lows[at - 1] in pack.relatives)
        if lows[at] in pack.breaks and lows[at] not in pack.agents and lows[at] not in pack.adverbs:
            return False  # `disampaikan Ani dalam Rapat Koordinasi`
    return False


def is_subject(passage: Passage, first: int, start: int) -> bool:
    """Whether the run at word `first` is the subject of the sentence from `start` on, or who a passive verb names."""
    if first == start or is_told(passage, first, start):
        return True
    if first - start > _OPENING:
        return False
    pack = passage.lexicon.pack
    before = passage.lows[start:first]
    small = [low for low in before if low not in pack.openers and low != ","]
    return not small or (before[-1] == "," and before[0] in pack.openers | pack.breaks)
