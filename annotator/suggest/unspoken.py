"""What is reported without a speaker beside the verb: by a source, by nobody named, or as a later sentence says."""

from __future__ import annotations

from itertools import chain

from annotator.model.article import ParagraphKind
from annotator.suggest.clauses import Clause, after_dateline, after_openers, clause_after, sentence_end
from annotator.suggest.contents import is_clause
from annotator.suggest.cues import Attribution, pointing
from annotator.suggest.drafting import draft_of
from annotator.suggest.drafts import DIRECT, Draft, SourceDraft
from annotator.suggest.mentions import form_of
from annotator.suggest.passage import Bounds, Passage
from annotator.suggest.sources import opening_source

_SHORTEST = 2
"""Words of a reported clause."""
_SHORTEST_TAKEN_UP = 5
"""Words that a sentence such as `Hal itu dikatakan Budi` takes up."""
_LONGEST_SUBJECT = 14
"""Words of what something is said of."""
_SHORTEST_SAID = 4
"""Words of what is said, where no verb begins it."""
_OPENING = 12
"""Words in which a sentence says that it reports without saying who speaks."""


def impersonal(passage: Passage, first: int, end: int) -> Draft | None:
    """`Dijelaskan bahwa …`, `Dalam laporan itu disebutkan, …`: nobody is named, and whoever spoke goes on."""
    pack, lows = passage.lexicon.pack, passage.lows
    if passage.has("pointers", first):
        return None
    for at in range(first, min(end - _SHORTEST, first + _OPENING)):
        if lows[at] in (",", ".") or passage.is_quoted(at):
            at_opener = lows[at] == "," and all(low in pack.openers or low == "," for low in lows[first:at])
            if not at_opener:
                return None
            continue
        if lows[at] not in passage.lexicon.passive and lows[at] not in pack.raising:
            continue
        opens = after_openers(passage, first, at)
        source = _document_in(passage, opens, at)
        leads = lows[at + 1] == "," or lows[at + 1] in passage.lexicon.complement - pack.purpose
        leads = leads or (source is not None and is_clause(passage, Clause(at + 1, end)))
        before = lows[at - 1] if at > first else ""
        if not leads or not (opens == at or source is not None) or before in pack.finite | pack.negations:
            return None
        told = Attribution(passage.words[at], None, first, at + 1)
        draft = draft_of(passage, clause_after(passage, at + 1, end), "impersonal", 60, told)
        if draft is not None and source is not None:
            draft.implied, draft.sources = False, [SourceDraft(source, None)]
        return draft
    return None


def raised(passage: Passage, first: int, end: int) -> Draft | None:
    """`Ani disebut sudah pergi`: what is said of somebody, by whoever spoke before."""
    pack, lows = passage.lexicon.pack, passage.lows
    at = next((at for at in range(first + 1, end - _SHORTEST) if lows[at] in pack.raising), 0)
    if not at or passage.is_quoted(at) or not _says_of(passage, at + 1, end):
        return None
    commas = [one for one in range(first, at) if lows[one] == ","]
    start = after_openers(passage, commas[-1] + 1 if commas else first, at)
    last = at
    while last > start and lows[last - 1] in pack.adverbs:
        last -= 1
    if last <= start:
        return None
    small = lows[last - 1] in (pack.breaks | pack.relatives | pack.negations) - pack.demonstratives
    if small or last - start > _LONGEST_SUBJECT or lows[start] in pack.breaks | pack.relatives:
        return None
    if any(lows[one] in passage.lexicon.lead for one in range(start, last)):
        return None
    told = Attribution(passage.words[at], None, start, at + 1)
    draft = draft_of(passage, [Clause(start, last), Clause(at + 1, end)], "raised", 50, told)
    if draft is not None and commas and (source := _document_in(passage, first, commas[-1])):
        draft.implied, draft.sources = False, [SourceDraft(source, None)]
    return draft


def _says_of(passage: Passage, at: int, end: int) -> bool:
    """Whether a predicate follows, and no name: `disebut telah …`, `disebut mirip …`, but not `disebut “kota tua”`."""
    pack, low = passage.lexicon.pack, passage.lows[at]
    if passage.is_capital(at) or passage.is_quoted(at) or not passage.is_word(at):
        return False
    if low in pack.finite or low in pack.adverbs or passage.is_verbal(at):
        return True
    listed = low in pack.naming and at + 1 < end and passage.lows[at + 1] in pack.articles
    return listed or (low not in pack.breaks | pack.naming | pack.openers and end - at > _SHORTEST_SAID)


def relayed(passage: Passage, first: int, end: int) -> Draft | None:
    """`Dilansir Antara, Senin (1/2), …`: what a source says, where nobody else speaks in the sentence."""
    source, after = opening_source(passage, first, end)
    if source is None:
        return None
    while after < end and is_date(passage, after):
        after += 1
    if after >= end or passage.lows[after] != ",":
        return None
    draft = draft_of(
        passage, clause_after(passage, after, end), "relay", 62, Attribution((0, 0), None, first, after)
    )
    if draft is not None:
        draft.cues, draft.implied = [], False
    return draft


def told_before(
    passage: Passage, previous: Passage | None, found: list[Draft], here: list[Draft]
) -> list[Draft]:
    """What a sentence such as `Hal itu dikatakan Budi` takes up: the sentences before it, else the paragraph before.

    Only where nothing in them is a quote already, `found` in the paragraphs before or in this one (`here`).
    """
    if not passage.lexicon.speaks or passage.loud or passage.is_title():
        return []
    for first, last in passage.sentences:
        told = pointing(passage, first, last)
        if told is None or told.speaker is None or not told.speaker.is_name():
            continue
        around = (passage, 0, first) if first else (previous, 0, len(previous.words)) if previous else None
        if around is None or any(told.cue in draft.cues for draft in chain(found, here)):
            return []
        where, start, end = around
        if where is None or where.is_title() or where.kind is not ParagraphKind.BODY:
            return []
        end = sentence_end(where, start, end)
        start = after_dateline(where, start, end)
        if end - start < _SHORTEST_TAKEN_UP:
            return []
        bounds = where.bounds(start, end)
        covered = [draft for draft in chain(found, here) if draft.start < bounds[1] and bounds[0] < draft.end]
        if covered:
            _also_told_by(passage, covered[-1], bounds[1], told)
            return []
        draft = draft_of(where, Clause(start, end), "told-next", 64, told)
        return [draft] if draft is not None else []
    return []


def _also_told_by(passage: Passage, draft: Draft, end: int, told: Attribution) -> None:
    """Gives the quote right before `Hal itu dikatakan Budi` a second speaker, where an institution is the first."""
    first = draft.speakers[0] if len(draft.speakers) == 1 else None
    apart = first is not None and not first.pronoun and not first.cut and form_of(first) == "collective"
    if draft.type == DIRECT or not apart or told.speaker is None or draft.end != end:
        return
    if form_of(told.speaker) == "name":
        draft.cues.append(told.cue)
        draft.speakers.append(told.speaker)


def _document_in(passage: Passage, first: int, last: int) -> Bounds | None:
    """The document of `Dalam laporan itu`, which is all that stands between two words; None if something else does."""
    pack = passage.lexicon.pack
    if last - first < _SHORTEST or passage.lows[first] not in pack.prepositions:
        return None
    if not (passage.lows[first + 1] in pack.documents or passage.has("media", first + 1)):
        return None
    while last > first + 1 and passage.lows[last - 1] in pack.adverbs:
        last -= 1
    return None if passage.lows[last - 1] in pack.relatives else passage.bounds(first + 1, last)


def is_date(passage: Passage, at: int) -> bool:
    """Whether a word may belong to the date of a report: a day, a preposition before it, figures in brackets."""
    low = passage.lows[at]
    if low in ("(", ")", "/") or low[0].isdigit() or passage.is_calendar(at):
        return True
    # a comma between a source and a date, or a preposition before it
    leads = low == "," or low in passage.lexicon.pack.prepositions
    return leads and at + 1 < len(passage.words) and passage.is_calendar(at + 1)
