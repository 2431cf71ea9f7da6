"""Suggestions as the article view draws them: spans beside the labels, in step with what is still on offer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from annotator.model.edits import Edit
from annotator.model.frames import frame_of
from annotator.model.items import Decision, Span
from annotator.session.offers import in_hand, offered_in
from annotator.session.state import State
from annotator.tui.widgets.article_style import suggested_label

Pair = tuple[Span | None, Span | None]


class SuggestedMarks:
    """What of the suggestions is drawn, by paragraph. Only paragraphs that an edit touches are looked at again."""

    def __init__(self) -> None:
        self._drawn: dict[int, dict[str, Span]] = {}

    def everything(self, state: State) -> Mapping[str, Span]:
        """All spans on offer in the article, by id, to be drawn anew."""
        self._drawn = {number: _spans(state, number) for number in state.offers.by_paragraph}
        return {name: span for spans in self._drawn.values() for name, span in spans.items()}

    def changes(self, state: State, edits: Iterable[Edit]) -> list[Pair]:
        """(before, after) of what is drawn otherwise after edits."""
        if not state.offers:
            return []
        pairs: dict[str, Pair] = {}
        for number in sorted(_touched(state, edits)):
            before, after = self._drawn.get(number, {}), _spans(state, number)
            self._drawn[number] = after
            for name in before.keys() | after.keys():
                if before.get(name) != after.get(name):
                    pairs[name] = (before.get(name), after.get(name))
        return list(pairs.values())


def offered_spans(state: State) -> set[str]:
    """Ids of the spans of the suggestion in hand."""
    one = in_hand(state)
    return set() if one is None else {span.id for span in one.spans()}


def framed_spans(state: State) -> set[str]:
    """The spans of the frame in hand."""
    quote = state.span(state.frame)
    if quote is None:
        return {state.hand} if state.hand else set()
    frame = frame_of(state.layer, quote)
    slots = [slot.span.id for slot in (*frame.speakers, *frame.sources)]
    return {quote.id, *slots, *(cue.id for cue in frame.cues)}


def _spans(state: State, paragraph: int) -> dict[str, Span]:
    spans = (span for one in offered_in(state, paragraph) for span in one.spans())
    return {span.id: replace(span, label=suggested_label(span.label)) for span in spans}


def _touched(state: State, edits: Iterable[Edit]) -> set[int]:
    """Paragraphs in which edits may have decided something, and those that suggestions there reach into."""
    found: set[int] = set()
    for edit in edits:
        for item in (edit.before, edit.after):
            if isinstance(item, Span):
                found |= state.places.paragraphs_of(item)
            elif isinstance(item, Decision):
                article = state.reading.article
                found.update(article.paragraph_at(part.start) for part in item.fragments)
    near = [one for number in found for one in state.offers.by_paragraph.get(number, ())]
    return found.union(*(state.places.paragraphs_of(one.quote) for one in near)) if near else found
