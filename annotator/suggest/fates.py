"""What became of suggestions: how good each rule has been, told from people's layers alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from annotator.model.items import SUGGESTIONS, Progress, Span
from annotator.model.layer import Layer
from annotator.model.suggestions import Suggestion, covered, rejects


class Fate(StrEnum):
    """What a person did with a suggested frame."""

    ACCEPTED = "accepted"
    """As it was, or labelled by hand just so."""
    CHANGED = "changed"
    REJECTED = "rejected"
    OPEN = "open"
    """Nothing yet."""
    MISSED = "missed"
    """A quote that a person labelled and nothing suggested."""


Fates = Counter[tuple[str, Fate]]
"""(rule, what became of it) -> how many frames. What was missed stands under the rule `""`."""


def fates(suggestions: Iterable[Suggestion], layer: Layer) -> Fates:
    """What became of an article's suggestions in a person's layer.

    Quotes count as missed once the article is done, since before that the person may not have come to them.
    """
    found: Fates = Counter()
    quotes = [span for span in layer.spans.values() if span.label == "QUOTE"]
    there = {(span.label, span.fragments) for span in layer.spans.values()}
    met: set[str] = set()
    for one in suggestions:
        rule = one.quote.origin.rule
        met.update(span.id for span in quotes if _over(one.quote, span))
        if any(rejects(decision, one.quote) for decision in layer.decisions.values()):
            found[rule, Fate.REJECTED] += 1
        elif (one.quote.label, one.quote.fragments) in there:
            whole = all((span.label, span.fragments) in there for span in one.spans())
            found[rule, Fate.ACCEPTED if whole else Fate.CHANGED] += 1
        elif any(_over(one.quote, span) for span in quotes):
            found[rule, Fate.CHANGED] += 1
        else:
            found[rule, Fate.OPEN] += 1
    if layer.status.state is Progress.DONE:
        by_hand = [span for span in quotes if not span.origin.by.startswith(SUGGESTIONS)]
        missed = sum(span.id not in met for span in by_hand)
        if missed:
            found["", Fate.MISSED] += missed
    return found


def _over(suggested: Span, span: Span) -> bool:
    return covered(suggested.fragments, span.fragments) >= 0.5
