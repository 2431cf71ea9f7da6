"""Where an office ends and the name of who holds it begins: `Kepala Dinas Kesehatan Riau | Ani Lestari`."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.suggest.passage import Passage

LONGEST_NAME = 5
"""Words; a longer run has a part of the office left in it."""
USUAL_NAME = 3
"""Words of a name in a long run whose border nothing shows; two, where the run is of three or four."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What an article shows about its names. Words are casefolded."""

    places: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    """Words that stand alone for somebody somewhere."""


NO_HINTS = Hints()


@dataclass(frozen=True, slots=True)
class Office:
    """Where the office at the beginning of a run ends."""

    end: int
    institution: int = 0
    """2 right after a word that an institution's own name follows (`Universitas`), 1 further on in one."""


def office_end(passage: Passage, first: int, last: int, hints: Hints) -> Office:
    """The office that the words `first` to `last` begin with; empty where they are a name as they stand."""
    pack, lows = passage.lexicon.pack, passage.lows
    end, institution = first, 0
    at = first
    while at < last:
        low = lows[at]
        if length := _title_length(passage, at, end):
            at += length
            end, institution = at, 2 if lows[at - 1] in pack.collectives else 0
        elif low == "(":
            while at < last and lows[at] != ")":
                at += 1
            at += 1
            end, institution = at, 0
        elif low in pack.collectives or (low in pack.persons and passage.is_capital(at)):
            at += 1
            named = low in pack.collectives and low not in pack.complete
            end, institution = at, 2 if named else min(institution, 1)
        elif (is_acronym(passage, at) and not passage.is_degree(at)) or (
            passage.is_word(at) and not passage.is_capital(at) and low not in pack.particles
        ):
            at += 1
            end, institution = at, 0
        elif at == end and at > first and (low in pack.places or low in hints.places or pack.is_office(low)):
            at += 1
            end, institution = at, min(institution, 1)
        elif institution and at > first and at - end <= 2 and pack.is_office(low):
            at += 1
            end, institution = at, 1
        else:
            at += 1
    return Office(end, institution)


def _title_length(passage: Passage, at: int, end: int) -> int:
    """Words of a title at `at`; a single letter that stands in no office, up to `end`, is an initial."""
    low = passage.lows[at]
    if low not in passage.lexicon.titles or (at > end and len(low) == 1):
        return 0
    return passage.has("titles", at)


def after_institution(passage: Passage, start: int, last: int, hints: Hints, *, sure: bool) -> int:
    """Where a name begins in words that begin with an institution's own name; surely so, or only if they are many."""
    words = range(start, last)
    alone = next((at for at in words if passage.lows[at] in hints.alone), None)
    usual = last - (USUAL_NAME if len(words) > USUAL_NAME + 1 else USUAL_NAME - 1)
    if not sure and len(words) <= USUAL_NAME:
        return start
    if len(words) < USUAL_NAME:
        return alone if alone is not None else last
    return min(usual, alone) if alone is not None and alone > start else usual


def title_of_place(passage: Passage, first: int, end: int) -> bool:
    """Whether the office before word `end` ends with a title that a small place follows: `Camat`, `Kepala Desa`."""
    lows = passage.lows
    return any(" ".join(lows[at:end]) in passage.lexicon.pack.local_titles for at in range(first, end))


def after_small_place(passage: Passage, start: int, last: int, hints: Hints) -> int:
    """Where a name begins in words that may begin with a place: `Camat Tanjung Ani Lestari`, `Camat Tanjung Ani`."""
    called = [at for at in range(start, last) if passage.lows[at] in hints.alone]
    if called:
        return called[0]
    unsure = last - start < USUAL_NAME or passage.lows[start] in passage.lexicon.pack.forenames
    return start if unsure else last - (USUAL_NAME - 1)


def is_acronym(passage: Passage, index: int) -> bool:
    return passage.is_acronym(index) and not passage.loud


def is_no_name(passage: Passage, index: int, hints: Hints) -> bool:
    low, pack = passage.lows[index], passage.lexicon.pack
    return low not in hints.alone and (low in hints.places or low in pack.places or pack.is_office(low))
