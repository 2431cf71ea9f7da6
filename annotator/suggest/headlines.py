"""Quotes in titles and headings."""

from __future__ import annotations

from annotator.suggest.clauses import Clause, sentence_end
from annotator.suggest.cues import Attribution
from annotator.suggest.drafting import draft_of
from annotator.suggest.drafts import Draft
from annotator.suggest.mentions import Phrase
from annotator.suggest.offices import begins_office
from annotator.suggest.passage import Passage

_SHORTEST = 2
"""Words of what was said."""
_LONGEST_NAME = 7
"""Words before the verb or colon."""


def headline_quotes(passage: Passage, known: frozenset[str]) -> list[Draft]:
    """Quotes of a title, `Ani: Kami Siap`, `Ani Sebut Kami Siap`: a name of the article or an office speaks."""
    first, end = 0, sentence_end(passage, 0, len(passage.words))
    for at in range(1, end - _SHORTEST):
        colon = passage.lows[at] == ":"
        if not (colon or passage.lows[at] in passage.lexicon.headline) or passage.is_quoted(at):
            continue
        rule = "headline" if colon else "headline-verb"
        if rule not in passage.lexicon.rules:
            continue
        start = max([first, *(index + 1 for index in range(first, at) if passage.lows[index] == ",")])
        while start < at - 1 and passage.lows[start] in passage.lexicon.pack.heralds:
            start += 1
        words = [index for index in range(start, at) if passage.is_word(index)]
        if not words or len(words) > _LONGEST_NAME or not passage.is_capital(start):
            continue
        last = next((index for index in words if passage.lows[index] in passage.lexicon.pack.breaks), at)
        if last == start or (last < at and not colon):
            continue
        if not (passage.lows[last - 1] in known or begins_office(passage, start)):
            continue
        told = Attribution(passage.words[at], Phrase(passage, start, last), start, at + 1)
        teaser = (
            index
            for index in range(at + 1 + _SHORTEST, end - 1)
            if passage.lows[index] == "," and passage.lows[index + 1] in passage.lexicon.pack.teasers
        )
        draft = draft_of(passage, Clause(at + 1, next(teaser, end)), rule, 84 if colon else 62, told)
        return [draft] if draft is not None else []
    return []
