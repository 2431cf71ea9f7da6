"""Clauses made into quotes: their fragments and type, and the rule that found them."""

from __future__ import annotations

from annotator.suggest.clauses import Clause, without_relay
from annotator.suggest.cues import Attribution
from annotator.suggest.drafts import DIRECT, INDIRECT, MIXED, Draft
from annotator.suggest.passage import Bounds, Passage
from annotator.text.marks import Quotation


def draft_of(
    passage: Passage, clause: Clause | list[Clause] | None, rule: str, score: int, told: Attribution
) -> Draft | None:
    """The quote that clauses make, with who is told to say it; None where there is none, or the rule is off."""
    if clause is None or rule not in passage.lexicon.rules:
        return None
    pieces = clause if isinstance(clause, list) else [clause]
    fragments = [without_relay(passage, piece) for piece in pieces]
    fragments = [(start, end) for start, end in fragments if end > start]
    if not fragments:
        return None
    draft = Draft(passage, fragments, type_of(passage, fragments), rule, score, cues=[told.cue])
    if told.speaker is not None:
        draft.speakers.append(told.speaker)
    else:
        draft.implied = True
    return draft


def type_of(passage: Passage, fragments: list[Bounds]) -> str:
    """`direct`, `mixed` or `indirect`, by the marks in the fragments, but those around what something is called."""
    marked = [one for start, end in fragments for one in passage.quotations_within(start, end)]
    marked = [one for one in marked if (one.start, one.end) in fragments or not _is_title(passage, one)]
    if len(fragments) == 1 and any((one.start, one.end) == fragments[0] for one in marked):
        return DIRECT
    return MIXED if marked else INDIRECT


def _is_title(passage: Passage, quotation: Quotation) -> bool:
    """Whether the words between marks are what something is called: each begins with a capital."""
    inside = range(passage.index_from(quotation.start), passage.index_from(quotation.end))
    words = [at for at in inside if passage.is_word(at)]
    return len(words) > 1 and all(passage.is_capital(at) for at in words)
