"""Telling a person's name from the office, institution or place that stands before it.

`Kepala Dinas Kesehatan Riau Ani Lestari` is an office of four words and a name of two. The words of offices and
places are the pack's; an article adds to them what it places after `di` or `kota`.
"""

from __future__ import annotations

from annotator.suggest.lexicon import phrase_at
from annotator.suggest.passage import Passage

LONGEST_NAME = 5
"""Words; a longer run has a part of the office left in it."""


def begins_office(passage: Passage, index: int) -> bool:
    """Whether an office, a noun for a person, or an institution begins at the word."""
    pack = passage.lexicon.pack
    low = passage.lows[index]
    return low in pack.persons or low in pack.collectives or passage.has("titles", index) > 0


def begins_person(passage: Passage, index: int) -> bool:
    """The same without institutions: what may explain a name after a comma."""
    return passage.lows[index] in passage.lexicon.pack.persons or passage.has("titles", index) > 0


def is_collective(passage: Passage, first: int, last: int) -> bool:
    """Whether the words name an institution or group: by their first word, or as an acronym."""
    pack = passage.lexicon.pack
    low = passage.lows[first]
    if low in pack.collectives:
        return True
    return first + 1 == last and passage.is_acronym(first) and not passage.loud


def name_in(
    passage: Passage, first: int, last: int, places: frozenset[str] = frozenset()
) -> tuple[int, int] | None:
    """The words that are a person's name in a mention, or None where it has no name.

    `places` are words (casefolded) that the article itself shows to be places.
    """
    commas = [index for index in range(first, last) if passage.lows[index] == ","]
    edges = [first, *(index + 1 for index in commas)], [*commas, last]
    found = [_name_in_part(passage, *part, places) for part in zip(*edges, strict=True)]
    named = [part for part in found if part is not None]
    if not named:
        return None
    # An office and a name stand on either side of a comma: the part without an office is the name.
    pure = [part for part in named if part[0] in edges[0]]
    return (pure or named)[0]


def _name_in_part(passage: Passage, first: int, last: int, places: frozenset[str]) -> tuple[int, int] | None:
    last = _without_tail(passage, first, last)
    start = _office_end(passage, first, last, places)
    if start >= last or not passage.is_capital(start):
        return None
    if is_collective(passage, start, last) or passage.lows[start] in places | passage.lexicon.pack.places:
        return None
    # An institution's name may end the office: `PT Angin Timur Budi Santoso`.
    if last - start > LONGEST_NAME:
        start = last - 3
    return start, last


def _without_tail(passage: Passage, first: int, last: int) -> int:
    """Where a part ends without an age or acronym in brackets, degrees and stops after the name."""
    pack = passage.lexicon.pack
    while last > first:
        low = passage.lows[last - 1]
        if low == ")":
            opening = last - 1
            while opening > first and passage.lows[opening] != "(":
                opening -= 1
            last = opening
        elif low in pack.degrees and last - first > 1 and passage.is_capital(last - 1):
            last -= 1
        elif not passage.is_word(last - 1) and low != ".":
            last -= 1
        else:
            break
    return last


def _office_end(passage: Passage, first: int, last: int, places: frozenset[str]) -> int:
    """Index of the first word after the office that the words `first` to `last` begin with."""
    pack = passage.lexicon.pack
    at = first
    if not begins_office(passage, at) and passage.is_capital(at) and not _is_institution(passage, at):
        return _after_lowercase(passage, first, last)
    while at < last:
        low = passage.lows[at]
        if length := phrase_at(passage.lexicon.titles, passage.lows, at):
            at += length
        elif low == "(":
            while at < last and passage.lows[at] != ")":
                at += 1
            at += 1
        elif (
            not passage.is_capital(at)
            or low in pack.offices
            or low in pack.collectives
            or low in pack.persons
            or _is_institution(passage, at)
            or (at > first and (low in pack.places or low in places))
        ):
            if low in pack.particles and at > first:
                break
            at += 1
        else:
            break
    # What follows small letters or brackets further on is the name: `Universitas Angin Timur (UAT) Ani`.
    return _after_lowercase(passage, at, last)


def _is_institution(passage: Passage, index: int) -> bool:
    return passage.is_acronym(index) and not passage.loud and passage.lows[index] not in passage.lexicon.pack.degrees


def _after_lowercase(passage: Passage, start: int, last: int) -> int:
    pack = passage.lexicon.pack
    for at in range(last - 1, start, -1):
        low = passage.lows[at]
        if low == ")":
            return at + 1 if at + 1 < last else start
        if passage.is_word(at) and not passage.is_capital(at) and low not in pack.particles:
            return at + 1
        if low in pack.offices and at + 1 < last and passage.lows[at - 1] not in pack.particles and _is_office_word(passage, at):
            return at + 1
    return start


def _is_office_word(passage: Passage, index: int) -> bool:
    low = passage.lows[index]
    return low in passage.lexicon.pack.collectives or passage.has("titles", index) > 0
