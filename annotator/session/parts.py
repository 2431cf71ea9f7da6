"""Quotes in several parts: what goes on with which quote, in its paragraph or in a later one."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.model.items import Fragment, Span
from annotator.model.replacing import replace
from annotator.session import meaning
from annotator.session.meant import first_part, meant
from annotator.session.state import State, Step, at, changed, opening, own_edit, refuse, say
from annotator.session.tagging import missing_slots
from annotator.text.lines import trim


def add_part(state: State) -> Step:
    """Make the selection, else what is quoted at the cursor, one more part of the quote in hand, else of the last one.

    A quote goes on over paragraphs, and it is out of hand once the cursor is in the next.
    """
    add = state.key("add-part")
    quote = continued(state)
    if quote is None:
        return refuse(
            state, f"No quote is in hand: go to one, then to its other part, and press {add} there."
        )
    parts = other_parts(state)
    if not parts:
        return refuse(state, "There is nothing to add here.")
    short = _short(quote, state)
    if overlap(parts, quote):
        if state.selection:
            return refuse(state, f"Part of this is in “{short}” already: select only what continues it.")
        return refuse(state, f"This is in “{short}” already: go to what continues it, and press {add} there.")
    after = replace(quote, fragments=tuple(sorted((*quote.fragments, *parts))))
    edits = (*opening(state), own_edit(state, quote, after))
    new = replace(changed(state, edits), anchor=None, hand=quote.id, frame=quote.id)
    new = replace(_onward(new, after, parts[-1]), hand=quote.id, frame=quote.id)
    told = f"Part added to “{short}”, {len(after.fragments)} parts now."
    return Step(say(new, told), edits, title="add a part")


def _onward(state: State, quote: Span, part: Fragment) -> State:
    """With the cursor on the words after a part that was added, while the quote lacks its cue or its speaker."""
    if not {"speaker", "cue"} & set(missing_slots(state, quote)):
        return state
    starts = [(part.start, part.end), first_part(quote)]
    places = (meaning.next_slot(state.reading, bounds, None) for bounds in starts)
    place = next((one for one in places if one is not None and not quote.covers(one)), None)
    return state if place is None else at(state, place)


def continued(state: State) -> Span | None:
    """The quote that a further part would join: the one in hand, else the one that was last; None if there is none."""
    for identifier in (state.frame, state.last_quote):
        quote = state.span(identifier)
        if quote is not None and quote.label == "QUOTE":
            return quote
    return None


def other_parts(state: State) -> tuple[Fragment, ...]:
    """What would be a quote's further parts: the selection, else what a quote's key would tag."""
    places = (state.selection,) if state.selection else meant(state, "QUOTE")
    trimmed = (trim(state.reading.text, *place) for place in places)
    return tuple(Fragment(start, end) for start, end in trimmed if start < end)


def overlap(parts: Sequence[Fragment], quote: Span) -> bool:
    """Whether any part has text in common with a quote."""
    return any(one.start < other.end and other.start < one.end for one in parts for other in quote.fragments)


def _short(quote: Span, state: State) -> str:
    words = quote.surface(state.reading.text)
    return words if len(words) <= 40 else words[:39] + "…"
