"""Other readings: what the rules are not sure enough of to suggest, for whoever says that there is something.

A key brings them up. So they may be wrong more often than right: of a quote other borders, of a sentence in which no
rule sees a quote every place where one may begin. The likeliest comes first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate

from annotator.suggest.clauses import Clause, clause_after, sentence_end
from annotator.suggest.cues import passive_at, verb_at
from annotator.suggest.drafts import DIRECT, INDIRECT, MIXED, Draft
from annotator.suggest.mentions import Phrase, mention_after
from annotator.suggest.offices import begins_office
from annotator.suggest.passage import Bounds, Passage
from annotator.suggest.subjects import mention_before

RULE = "other"
_SCORE = 30
_SHORTEST = 2
"""Words of a reported clause."""
_MOST = 6
"""Readings of one sentence or quote."""
_OPENING = 14
"""Words in which what stands before a reported clause ends."""


def other_drafts(passage: Passage, drafts: list[Draft]) -> list[Draft]:
    """Other readings of a paragraph's reported quotes, and readings of its sentences without any.

    `drafts` are those of the paragraph.
    """
    if not passage.lexicon.speaks or passage.loud or RULE not in passage.lexicon.rules:
        return []
    reported = [draft for draft in drafts if draft.type != DIRECT]
    found = [other for draft in reported for other in _first(_other_borders(draft))]
    outer = sorted((draft.start, draft.end) for draft in drafts if draft.inside is None)
    starts = [start for start, _ in outer]
    reached = list(accumulate((end for _, end in outer), max))
    for first, last in passage.sentences:
        start, stop = passage.bounds(first, last)
        ahead = bisect_left(starts, stop)
        if passage.is_taken(start, stop) or (ahead and start < reached[ahead - 1]):
            continue  # a quote has some of it
        found += _first(_unsuggested(passage, first, sentence_end(passage, first, last)))
    return found


def _first(drafts: Iterator[Draft]) -> list[Draft]:
    """The first few of the readings, each once."""
    found: dict[tuple[Bounds, ...], Draft] = {}
    for draft in drafts:
        found.setdefault(tuple(draft.fragments), draft)
        if len(found) == _MOST:
            break
    return list(found.values())


def _other_borders(draft: Draft) -> Iterator[Draft]:
    """The quote up to a comma, from behind a comma or a word such as `agar`, and with the sentence after it."""
    passage = draft.passage
    (start, end), earlier = draft.fragments[-1], draft.fragments[:-1]
    first, last = passage.index_from(start), passage.index_from(end)
    commas = [at for at in range(first + _SHORTEST, last - 1) if passage.lows[at] == ","]

    def other(fragments: list[Bounds]) -> Draft:
        made = replace(draft, fragments=fragments, rule=RULE, score=_SCORE, spare=True, sources=[])
        made.type = _type(passage, fragments)
        return made

    for at in commas[::-1][:2]:
        yield other([*earlier, (start, passage.words[at - 1][1])])
    leading = passage.lexicon.complement
    for at in range(first, min(first + _OPENING, last - _SHORTEST)):
        if passage.lows[at] in leading or passage.lows[at] == ",":
            yield other([*earlier, (passage.words[at + 1][0], end)])
    told = draft.speakers[0].bounds if draft.speakers else (start, end)
    sentence, following = passage.sentence_at(first)
    before = passage.index_before(told[0])
    if not earlier and sentence <= before < first and passage.lows[before] == ",":
        # `Sisanya, ia menyebut, dibayar tahun depan`: what is spoken of stands before who speaks.
        yield other([passage.bounds(sentence, before), (start, end)])
    if following < len(passage.words):
        _, stop = passage.sentence_at(following)
        whole = (start, passage.words[sentence_end(passage, following, stop) - 1][1])
        if whole[1] > end and not passage.is_taken(*whole):
            yield other([*earlier, whole])


def _unsuggested(passage: Passage, first: int, end: int) -> Iterator[Draft]:
    """Readings of a sentence in which no rule has found a quote."""
    if end - first < _SHORTEST + 1:
        return
    verbs = [at for at in range(first, end - _SHORTEST) if _may_report(passage, at)]
    verbs.sort(key=lambda at: not _reports(passage, at))
    for at in verbs[:2]:
        yield from _by_verb(passage, first, at, end)
    for at in range(first + 1, end - _SHORTEST):
        if passage.lows[at] in passage.lexicon.complement - passage.lexicon.pack.purpose:
            yield _by_complement(passage, first, at, end)
    commas = [
        at for at in range(first + 1, min(first + _OPENING, end - _SHORTEST)) if passage.lows[at] == ","
    ]
    for comma in commas[:2]:
        yield _implied(passage, [passage.bounds(comma + 1, end)])
    yield _implied(passage, [passage.bounds(first, end)])


def _by_verb(passage: Passage, first: int, at: int, end: int) -> Iterator[Draft]:
    length = max(verb_at(passage, at), 1)
    cue = passage.bounds(at, at + length)
    if passage.lows[at] in passage.lexicon.passive or passage.lows[at].startswith("di"):
        told = passive_at(passage, at, end)
        agent = told.speaker if told is not None else None
        if agent is not None and agent.is_name():
            return
        clause = clause_after(passage, at + length, end)
        if clause is None:
            return
        if not clause.marked and at > first:
            comma = max((one for one in range(first, at - 1) if passage.lows[one] == ","), default=first - 1)
            yield _implied(passage, [passage.bounds(comma + 1, at), _bounds(passage, clause)], cue)
        yield _implied(passage, [_bounds(passage, clause)], cue)
        return
    subject = mention_before(passage, at, first) or _behind_relative(passage, at, first)
    clause = clause_after(passage, at + length, end, verb=passage.lows[at])
    if clause is None or clause.length < _SHORTEST:
        return
    draft = _implied(passage, [_bounds(passage, clause)], cue)
    if subject is not None:
        draft.speakers, draft.implied = [subject], False
    yield draft
    if not clause.marked and clause.length > 1 and passage.lows[clause.first] in passage.lexicon.pack.breaks:
        yield replace(draft, fragments=[passage.bounds(clause.first + 1, clause.last)])


def _by_complement(passage: Passage, first: int, at: int, end: int) -> Draft:
    """`Budi beralasan bahwa …`: whatever the word before `bahwa` is."""
    draft = _implied(passage, [passage.bounds(at + 1, end)], passage.words[at - 1])
    subject = mention_before(passage, at - 1, first) if at - 1 > first else None
    if subject is not None:
        draft.speakers, draft.implied = [subject], False
    return draft


def _behind_relative(passage: Passage, at: int, first: int) -> Phrase | None:
    """Who or what a relative clause tells of: `laporan Badan Cuaca yang memperkirakan …`."""
    relative = at - 1
    if relative <= first or passage.lows[relative] not in passage.lexicon.pack.relatives:
        return None
    for begin in range(max(first, relative - _OPENING), relative):
        found = mention_after(passage, begin, relative)
        verbal = any(_may_report(passage, word) for word in range(begin, relative))
        nominal = not verbal and (begins_office(passage, begin) or passage.is_capital(begin))
        if nominal and found is not None and (found.first, found.last) == (begin, relative):
            return found
    return None


def _bounds(passage: Passage, clause: Clause) -> Bounds:
    return passage.bounds(clause.first, clause.last)


def _may_report(passage: Passage, at: int) -> bool:
    """Whether the word may be a verb of saying: one of the pack's, or any that begins as verbs do."""
    low, pack = passage.lows[at], passage.lexicon.pack
    if passage.is_quoted(at):
        return False
    if _reports(passage, at):
        return True
    return passage.is_verbal(at) and low not in pack.openers and not passage.is_capital(at)


def _reports(passage: Passage, at: int) -> bool:
    return verb_at(passage, at) > 0 or passage.lows[at] in passage.lexicon.passive


def _implied(passage: Passage, fragments: list[Bounds], cue: Bounds | None = None) -> Draft:
    """A reading in which whoever spoke last goes on."""
    draft = Draft(passage, fragments, _type(passage, fragments), RULE, _SCORE, implied=True, spare=True)
    if cue is not None:
        draft.cues.append(cue)
    return draft


def _type(passage: Passage, fragments: list[Bounds]) -> str:
    marked = any(passage.quotations_within(start, end) for start, end in fragments)
    return MIXED if marked else INDIRECT
