"""Quotes in titles and headings: `Ani: Kami Siap`, `Ani Sebut Kami Siap`, `Ani soal Pasar: Kami Siap`.

Every word of a headline may have a capital, so that it takes the article below to tell who can speak in it.
"""

from __future__ import annotations

from collections.abc import Iterable

from annotator.suggest.clauses import Clause, sentence_end
from annotator.suggest.cues import Attribution
from annotator.suggest.drafting import draft_of
from annotator.suggest.drafts import Draft
from annotator.suggest.mentions import Phrase
from annotator.suggest.offices import begins_office
from annotator.suggest.passage import Passage

_SHORTEST = 2
"""Words of what was said."""
_LONGEST = 60
"""Words of a headline."""
_LONGEST_NAME = 7
"""Words before the verb or colon."""
_LONGEST_TOPIC = 14
"""Words between who speaks and the colon."""

Words = frozenset[str]


def voices_of(drafts: Iterable[Draft]) -> Words:
    """The words with a capital (casefolded) by which an article mentions those who speak in it."""
    return frozenset(
        phrase.passage.lows[at]
        for draft in drafts
        for phrase in draft.speakers
        if not phrase.pronoun and not phrase.cut
        for at in range(phrase.first, phrase.last)
        if phrase.passage.is_word(at) and phrase.passage.is_capital(at)
    )


def headline_quotes(passage: Passage, known: Words, voices: Words) -> list[Draft]:
    """The quotes of a title. `known` are words (casefolded) of names in the article, `voices` of those who speak."""
    lexicon = passage.lexicon
    if not lexicon.speaks or passage.loud:
        return []
    first, end = 0, sentence_end(passage, 0, len(passage.words))
    if end > _LONGEST:
        return []
    colon = next((at for at in range(1, end - _SHORTEST) if _parts(passage, at)), end)
    if (colon < end and passage.is_taken(*passage.bounds(colon, end))) or end - first < _SHORTEST + 1:
        return []
    by_verb = _by_verb(passage, first, colon, known, voices)
    by_colon = _by_colon(passage, first, colon, end, by_verb, known, voices) if colon < end else None
    return [draft for draft in (by_verb, by_colon) if draft is not None]


def _parts(passage: Passage, at: int) -> bool:
    """Whether a colon stands between two parts of the headline, and not in a time or a score."""
    if passage.lows[at] != ":" or passage.is_quoted(at):
        return False
    return not (passage.lows[at - 1][0].isdigit() and passage.lows[at + 1][0].isdigit())


def _by_verb(passage: Passage, first: int, end: int, known: Words, voices: Words) -> Draft | None:
    """`Ani Sebut Kami Siap`, up to the colon, if there is one."""
    lexicon, prefixes = passage.lexicon, passage.lexicon.pack.verb_prefixes
    for at in range(first + 1, end - 1):
        if passage.lows[at] not in lexicon.headline or passage.is_quoted(at):
            continue
        start = _after_herald(passage, _after_comma(passage, first, at), at)
        last = at
        while last - 1 > start and (
            passage.lows[last - 1] in lexicon.pack.adverbs
            or (passage.is_shaped_as_verb(last - 1) and passage.lows[last - 1].startswith(prefixes))
        ):
            last -= 1  # `Ani Diviralkan Sebut …`, `Ani Kembali Minta …`
        if not _is_name(passage, start, last) or not (
            passage.lows[last - 1] in known | voices or begins_office(passage, start)
        ):
            continue
        stop = _clause_end(passage, at + 1, end, known | voices)
        asks = passage.lows[at] in lexicon.pack.speech_headline_loose
        if stop - at - 1 < _SHORTEST or (asks and not _is_clause(passage, at + 1, stop, voices)):
            return None
        told = Attribution(passage.words[at], Phrase(passage, start, last), start, at + 1)
        return draft_of(passage, Clause(at + 1, stop), "headline-verb", 62, told)
    return None


def _by_colon(
    passage: Passage, first: int, colon: int, end: int, by_verb: Draft | None, known: Words, voices: Words
) -> Draft | None:
    """What stands behind a colon, if somebody speaks before it."""
    speaker = by_verb.speakers[0] if by_verb is not None and by_verb.speakers else None
    score = 80
    if speaker is None:
        start = _after_herald(passage, _after_comma(passage, first, colon), colon)
        last = _name_end(passage, start, colon, voices)
        whole = _is_name(passage, start, colon) and not any(
            passage.lows[at][0].isdigit() for at in range(start, colon)
        )
        office = whole and begins_office(passage, start)
        speaks = passage.lows[start] in voices and passage.lows[colon - 1] in voices
        if whole and (speaks or office):
            last = colon
        elif whole and not voices and passage.lows[colon - 1] in known:
            last, score = colon, 60
        elif last == start or colon - last > _LONGEST_TOPIC:
            return None
        speaker = Phrase(passage, start, last)
    stop = _clause_end(passage, colon + 1, end, frozenset())
    told = Attribution(passage.words[colon], speaker, speaker.first, colon + 1)
    return draft_of(passage, Clause(colon + 1, stop), "headline", score, told)


def _after_comma(passage: Passage, first: int, at: int) -> int:
    return max([first, *(index + 1 for index in range(first, at) if passage.lows[index] == ",")])


def _after_herald(passage: Passage, start: int, at: int) -> int:
    while start < at - 1 and passage.lows[start] in passage.lexicon.pack.heralds | passage.lexicon.bare:
        start += 1  # `Heboh Ani Sebut …`, `Kata Ani soal Pasar: …`
    return start


def _is_name(passage: Passage, start: int, last: int) -> bool:
    """Whether the words may be a name with its office: few, with a capital, and without a small word."""
    if not 0 < last - start <= _LONGEST_NAME or not passage.is_capital(start):
        return False
    breaks, lexicon = passage.lexicon.pack.breaks, passage.lexicon
    return not any(
        passage.lows[at] in breaks or passage.lows[at] in lexicon.headline for at in range(start, last)
    )


def _name_end(passage: Passage, start: int, colon: int, voices: Words) -> int:
    """Where the name of somebody who speaks below ends, at the beginning of what stands before a colon."""
    last = start
    while (
        last < colon
        and passage.is_capital(last)
        and (passage.lows[last] in voices or passage.has("titles", last) or begins_office(passage, last))
    ):
        last += 1
    named = any(passage.lows[at] in voices for at in range(start, last))
    return last if named else start


def _clause_end(passage: Passage, first: int, end: int, names: Words) -> int:
    """Where what was said ends: before a teaser, or before what somebody else does (`…, Kemenkeu Langsung Bantah`)."""
    pack, lows = passage.lexicon.pack, passage.lows
    for at in range(first + _SHORTEST, end - 1):
        if lows[at] != ",":
            continue
        if lows[at + 1] in pack.teasers or lows[end - 1] in pack.demonstratives:
            return at
        other = lows[at + 1] in names or begins_office(passage, at + 1)
        listed = any(low == "," or low in pack.office_links for low in lows[at + 2 : end])
        if other and end - at > _SHORTEST and not listed:
            return at
    return end


def _is_clause(passage: Passage, first: int, end: int, voices: Words) -> bool:
    """Whether a word of a clause, or one that looks like a verb, stands in words with capitals."""
    pack, lows = passage.lexicon.pack, passage.lows
    if lows[first] in pack.topics:
        return False
    if lows[first] in voices or lows[first] in pack.collectives or lows[first] in pack.persons:
        return end - first > _SHORTEST
    for at in range(first, end):
        low = lows[at]
        small = low in pack.finite or low in pack.adverbs or low in pack.negations
        if small or low in pack.headline_roots or passage.is_shaped_as_verb(at):
            return True
    return False
