"""Runs of capitalised words, and what an article shows about the names in them."""

from __future__ import annotations

from annotator.suggest.clauses import after_dateline
from annotator.suggest.lexicon import Phrases, by_first
from annotator.suggest.mentions import MOST_ADVERBS, is_pronoun, mention_after
from annotator.suggest.offices import begins_office, begins_person, name_in
from annotator.suggest.passage import Bounds, Passage

_LONGEST_SHORT_FORM = 3
"""Words in a bracket."""
_LONGEST_THING = 3
"""Words of a business's or place's name."""
_PAUSES = frozenset('.,;:?!"“”')
_TITLE_BEFORE = 12
"""Words before a run among which a title makes it somebody's mention."""
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
                or (low in pack.office_links and at + 1 < total and _goes_on(passage, first, at))
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


def _goes_on(passage: Passage, first: int, link: int) -> bool:
    """Whether an office goes on behind a word such as `dan`, and no other person is named there."""
    if not passage.is_capital(link + 1) or not begins_office(passage, first):
        return False
    joins = passage.lows[link] in passage.lexicon.pack.conjunctions and begins_person(passage, link + 1)
    return not (joins and name_in(passage, first, link) is not None)


def _short_form(passage: Passage, at: int) -> int:
    """Words of a bracket that holds a few capitalised words and nothing else: `(BCN)`, `(Kanwil DPU)`; 0 for none."""
    for end in range(at + 1, min(len(passage.words), at + _LONGEST_SHORT_FORM + 2)):
        if passage.lows[end] == ")":
            return end + 1 - at if end > at + 1 else 0
        if not passage.is_word(end) or not passage.is_capital(end):
            return 0
    return 0


def mention_start(passage: Passage, first: int, previous: tuple[int, int] | None) -> int:
    """Where the mention begins whose institution a run at word `first` begins with: `anggota | Dewan Kota Ani`.

    That is a title before it, in small letters or at the beginning of a sentence, or the run before (`previous`) if a
    preposition leads from there to the institution: `Ketua Komisi I dari | Fraksi Biru Ani`. Else the run begins it.
    """
    pack, lows = passage.lexicon.pack, passage.lows
    at = first - 1 if first and lows[first - 1] in pack.nominal_links else first
    if previous is not None and at < first and previous[1] == at:
        named = name_in(passage, *previous) is not None
        return previous[0] if begins_person(passage, previous[0]) and not named else first
    for begin in range(at - 1, max(at - _TITLE_BEFORE, 0) - 1, -1):
        if not passage.is_word(begin) or lows[begin] in pack.breaks:
            return first
        if begins_person(passage, begin) and passage.has("titles", begin) <= at - begin:
            return begin
        if passage.is_capital(begin) or passage.is_verbal(begin) or lows[begin] in passage.lexicon.lead:
            return first
    return first


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
        for verb in passage.places_of(lexicon.bare):
            if verb + 1 < len(lows) and _stands_alone(passage, verb + 1):
                found.add(lows[verb + 1])
        for verb in passage.places_of(lexicon.lead):
            at = _before_adverbs(passage, verb)
            # `Riau mencatat` makes nobody of a place, `kata Riau` does.
            if at >= 0 and lows[at] not in lexicon.pack.places and _stands_alone(passage, at):
                found.add(lows[at])
    return frozenset(found)


def _before_adverbs(passage: Passage, verb: int) -> int:
    """Index of the last word before a verb that is no adverb of the pack: `Ani juga mengatakan`; few are passed."""
    adverbs, at = passage.lexicon.pack.adverbs, verb - 1
    while at > max(0, verb - 1 - MOST_ADVERBS) and passage.lows[at] in adverbs and not passage.is_capital(at):
        at -= 1
    return at


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
    """Words that stand after `di`, `kota` and the like, or where an article says it was written, and so are places."""
    found: set[str] = set()
    for passage in passages:
        if not passage.is_title() and after_dateline(passage, 0, len(passage.words)):
            found.update(passage.lows[: _capitals(passage)])
        for noun in passage.places_of(passage.lexicon.pack.locatives):
            at = noun + 1
            if at >= len(passage.words) or not passage.is_word(at) or not passage.is_capital(at):
                continue
            longer = at + 1 < len(passage.words) and passage.is_word(at + 1) and passage.is_capital(at + 1)
            titled = at >= 2 and passage.has("titles", at - 2) == 2  # `Wali Kota Ani`
            # After `di` and `ke` a person may stand too, after `kota` only a place.
            unsure = longer and passage.lows[at - 1] in passage.lexicon.pack.prepositions
            if not (unsure or titled):
                found.add(passage.lows[at])
    return frozenset(found)


def _capitals(passage: Passage) -> int:
    """How many capitalised words a paragraph begins with."""
    at = 0
    while at < len(passage.words) and passage.is_word(at) and passage.is_capital(at):
        at += 1
    return at


def things(passages: list[Passage], runs: list[list[Bounds]]) -> Phrases:
    """Names of places, businesses and houses, as far as a noun before them tells: `Hotel Tanjung Biru`, `di Biru`.

    Behind the title of a person somebody's name may stand as well, so that such words tell nothing. `runs` are the
    capitalised runs of each passage.
    """
    found: dict[tuple[str, ...], None] = {}
    for passage, its in zip(passages, runs, strict=True):
        nouns = set(passage.places_of(passage.lexicon.before_things))
        for first, last in its:
            if first not in nouns and first - 1 not in nouns:
                continue
            last = next((at for at in range(first, last) if passage.lows[at] == "("), last)
            start = _named_from(passage, first, last)
            if first <= start < last <= start + _LONGEST_THING:
                found[tuple(passage.lows[start:last])] = None
    return by_first(found)


def _named_from(passage: Passage, first: int, last: int) -> int:
    """Where the name of a place or house begins in a run, behind a noun in it or before it; -1 if none does."""
    pack, lows = passage.lexicon.pack, passage.lows
    before = lows[first - 1] if first else ""
    nouns = passage.lexicon.thing_nouns
    if lows[first] in nouns:
        start = first + 1
    elif before in nouns or (before in pack.locatives and last > first + 1):
        start = first
    else:
        return -1
    opens = first
    while opens > max(0, first - _TITLE_BEFORE) and lows[opens - 1] not in _PAUSES:
        opens -= 1  # `pengamat politik dari Universitas Biru Ani Lestari`
    return -1 if any(at in passage.persons for at in range(opens, last)) else start


def is_told(passage: Passage, first: int, start: int) -> bool:
    """Whether a passive verb of saying names the run at word `first`: `Hal itu disampaikan oleh Ani`."""
    pack, lows = passage.lexicon.pack, passage.lows
    for at in range(first - 1, max(start, first - _OPENING) - 1, -1):
        if lows[at] in passage.lexicon.passive:
            return not (at > start and lows[at - 1] in pack.relatives)
        if lows[at] in pack.breaks and lows[at] not in pack.agents and lows[at] not in pack.adverbs:
            return False  # `disampaikan Ani dalam Rapat Koordinasi`
    return False


def is_whole(passage: Passage, first: int, last: int) -> bool:
    """Whether a name of two words is one though it begins a sentence: `Arlo Finch said`, `Arlo Finch, who`.

    Words that begin sentences (`Yesterday Finch said`) are the pack's; an unknown one is rather a given name there.
    """
    pack, lows = passage.lexicon.pack, passage.lows
    known = (pack.openers, pack.breaks, pack.adverbs, pack.prepositions, pack.finite, pack.common)
    if last - first != 2 or any(lows[first] in words for words in known):
        return False
    while lows[last : last + 1] and lows[last] in pack.adverbs:
        last += 1
    return lows[last : last + 1] == [","] or passage.lexicon.lead.issuperset(lows[last : last + 1] or [","])


def is_subject(passage: Passage, first: int, start: int) -> bool:
    """Whether the run at word `first` is the subject of the sentence from `start` on, or who a passive verb names."""
    if first == start or is_told(passage, first, start):
        return True
    if first - start > _OPENING:
        return False
    pack = passage.lexicon.pack
    before = passage.lows[start:first]
    # `Lalu ada juga Ketua Ani`
    small = [low for low in before if low not in pack.openers and low not in pack.finite and low != ","]
    if not small or (before[-1] == "," and (before[0] in pack.openers or before[0] in pack.breaks)):
        return True
    opening = next(at for at in range(start, first) if passage.lows[at] in small)
    if not begins_person(passage, opening):
        return False
    told = mention_after(passage, opening, passage.sentence_at(first)[1])
    return told is not None and told.last > first  # `Peneliti dari Pusat Kajian Air, Ani, …`
