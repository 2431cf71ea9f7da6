"""What is on offer: the suggestions that are left to decide, and the one that the next key is about."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from annotator.model.items import Span
from annotator.model.replacing import replace
from annotator.model.suggestions import Offers, Suggestion, open_suggestions, spoken_in
from annotator.session.state import Mode, State, at

_LOOKED_AT = 64
"""Paragraphs with suggestions in which one is looked for that is left."""


def with_suggestions(
    state: State, suggestions: Iterable[Suggestion], others: Iterable[Suggestion] = ()
) -> State:
    """The state with these suggestions on offer, instead of those before; `others` only when asked for."""
    gathered: dict[int, list[Suggestion]] = {}
    ordered = sorted(suggestions, key=_order)
    for one in ordered:
        for number in state.places.paragraphs_of(one.quote):
            gathered.setdefault(number, []).append(one)
    by_paragraph = {number: tuple(found) for number, found in gathered.items()}
    offers = Offers(by_paragraph, tuple(others), by_speaker=spoken_in(ordered))
    return held(replace(state, offers=offers))


def other_reading(state: State) -> Suggestion | None:
    """The next reading of what is in hand, or of a sentence that nothing is suggested in; None if there is none."""
    one = in_hand(state)
    start, end = (one.quote.start, one.quote.end) if one else state.reading.sentence_at(state.cursor)
    near = [other for other in state.offers.others if other.quote.start < end and start < other.quote.end]
    quotes = [span for span in state.spans_over(state.paragraph) if span.label == "QUOTE"]
    left = open_suggestions(near, quotes, state.layer.decisions.values())
    return left[0] if left else None


def exchanged(state: State, other: Suggestion) -> State:
    """The state with another reading in hand; the one that was there waits behind the readings that are left."""
    one = in_hand(state)
    kept = {id(offer): offer for found in state.offers.by_paragraph.values() for offer in found}
    offered = [offer for offer in kept.values() if one is None or offer.quote != one.quote]
    others = [each for each in state.offers.others if each is not other]
    if one is not None:
        others.append(one)
    changed = with_suggestions(replace(state, hand="", offer=other.id), [*offered, other], others)
    return at(
        replace(changed, offers=_asked_for(state.offers, changed.offers, one, other)), other.quote.start
    )


def _asked_for(before: Offers, after: Offers, one: Suggestion | None, other: Suggestion) -> Offers:
    """The offers in which it is told that another reading has been asked for, unless it was offered at first."""
    asked = before.asked_for - {one.id if one is not None else ""}
    replaced = tuple(each for each in before.replaced if each is not other)
    if one is not None and one.id not in before.asked_for:
        replaced += (one,)
    if all(each is not other for each in before.replaced):
        asked |= {other.id}
    return replace(after, asked_for=asked, replaced=replaced)


def offered_in(state: State, paragraph: int) -> tuple[Suggestion, ...]:
    """The suggestions over a paragraph that the person has not decided yet, in text order."""
    found = state.offers.by_paragraph.get(paragraph, ())
    if not found:
        return ()
    near = {number for one in found for number in state.places.paragraphs_of(one.quote)}
    quotes = {span.id: span for number in near for span in state.spans_over(number)}
    return open_suggestions(found, quotes.values(), state.layer.decisions.values())


def begins_here(state: State, one: Suggestion, paragraph: int) -> bool:
    """Whether a suggestion counts for this paragraph: the one in which its quote begins."""
    return state.reading.article.paragraph_at(one.quote.start) == paragraph


def in_hand(state: State) -> Suggestion | None:
    """The suggestion that the next key is about; None while a label is in hand, or another mode has the keys.

    A quote in hand that the suggested one lies in is no hindrance: the inner one is what the cursor is on.
    """
    if not state.offer or state.mode is not Mode.READ:
        return None
    one = next((one for one in offered_in(state, state.paragraph) if one.id == state.offer), None)
    hand = state.span(state.hand)
    if one is None or (hand is not None and not (hand.label == "QUOTE" and one.is_inside(hand))):
        return None
    return one


def slot_in_hand(state: State, one: Suggestion) -> Span | None:
    """The speaker, cue or source of a suggestion that the cursor is on; None on its quote or beside it."""
    if one.quote.covers(state.cursor):
        return None
    return next((span for span in one.spans()[1:] if span.covers(state.cursor)), None)


def held(state: State) -> State:
    """The state with the suggestion in hand that its cursor is on, else the one before while that is near.

    The innermost one first. What is near is in the same paragraph: so a slot can be changed beside the quote.
    """
    if not state.offers:
        return state
    here = offered_in(state, state.paragraph)
    on = [one for one in here if any(span.covers(state.cursor) for span in one.spans())]
    best = min(on, key=lambda one: _closeness(state, one), default=None)
    kept = state.offer if any(one.id == state.offer for one in here) else ""
    return replace(state, offer=best.id if best is not None else kept)


def suggestion_left(state: State) -> bool:
    """Whether a suggestion is left to decide, from the cursor's paragraph on and round the end.

    Asked for at every empty paragraph, so where that many paragraphs are decided the rest is not looked at.
    """
    numbers = sorted(state.offers.by_paragraph)
    here = bisect_left(numbers, state.paragraph)
    ahead = (numbers[here:] + numbers[:here])[:_LOOKED_AT]
    return any(offered_in(state, number) for number in ahead)


def least_sure(state: State) -> Sequence[Suggestion]:
    """All that is left to decide in the article, the least sure first."""
    every = {one.id: one for number in sorted(state.offers.by_paragraph) for one in offered_in(state, number)}
    return sorted(every.values(), key=lambda one: (one.score, *_order(one)))


def _closeness(state: State, one: Suggestion) -> tuple[bool, bool, int, int]:
    """Of several under the cursor: whose quote it is on, then the one held before, the shortest, the first."""
    on_quote = one.quote.covers(state.cursor)
    return (not on_quote, one.id != state.offer, one.quote.end - one.quote.start, one.quote.start)


def _order(one: Suggestion) -> tuple[int, int, str]:
    return one.quote.start, -one.quote.end, one.id
