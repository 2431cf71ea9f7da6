"""The same words elsewhere in the article, and one label for many places as one action."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from annotator.model.article import ParagraphKind
from annotator.model.edits import Edit
from annotator.model.items import Link, Origin, Span
from annotator.model.replacing import replace
from annotator.session.changing import NO_HAND
from annotator.session.people import known_person
from annotator.session.reading import Bounds
from annotator.session.state import (
    Effect,
    Ids,
    State,
    Step,
    at,
    calm,
    changed,
    opening,
    own_edit,
    refuse,
    say,
)
from annotator.session.tagging import new_span
from annotator.text.lines import trim
from annotator.text.search import occurrences


def ask_same(state: State) -> Step:
    """Have chosen which of the places with the same words as the label in hand get that label too."""
    span = state.span(state.hand)
    if span is None:
        return refuse(state, NO_HAND)
    places = identical(state, span)
    if not places:
        return refuse(state, f"No other place has “{_short(state, span)}” without this label.")
    return Step(state, effects=(Effect("check-places", span.label, span.id, tuple(places)),))


def identical(state: State, span: Span) -> list[Bounds]:
    """Where else the words of a span stand, as whole words, without its label; in text order.

    Boilerplate is passed over.
    """
    words = span.surface(state.reading.text)
    found = unlabelled(state, span.label, _whole_words(state.reading.text, words))
    return [place for place in found if not _in_boilerplate(state, place)]


def unlabelled(state: State, label: str, places: Iterable[Bounds]) -> list[Bounds]:
    """Those of the places that no span of the label touches."""
    taken = sorted(
        (part.start, part.end)
        for span in state.layer.spans.values()
        if span.label == label
        for part in span.fragments
    )
    furthest = list(accumulate((end for _, end in taken), max))

    def touched(place: Bounds) -> bool:
        before = bisect_left(taken, (place[1], 0))
        return before > 0 and furthest[before - 1] > place[0]

    return [place for place in places if not touched(place)]


def tag_all(state: State, label: str, places: Sequence[Bounds], like: str = "") -> Step:
    """Give a label to many places as one action. They join no quote: nobody has looked at each one's sentence.

    With `like`, the id of a span, they get its attributes and its person too.
    """
    inside = [(start, min(end, len(state.reading.text))) for start, end in places]
    bounds = [trim(state.reading.text, *place) for place in inside if place[0] < place[1]]
    bounds = unlabelled(state, label, [place for place in bounds if place[0] < place[1]])
    quiet = calm(state)
    if not bounds:
        return refuse(quiet, "Nothing was chosen that lacks this label.")
    ids = Ids(state.action)
    edits: list[Edit] = [*opening(state)]
    model = state.span(like)
    if model is not None and model.label != label:
        model = None  # another label's attributes would be none of this one's
    for place in bounds:
        span = new_span(state, ids, label, [place])
        if model is not None:
            span = replace(span, attributes=model.attributes)
        edits.append(own_edit(state, None, span))
        for person in _people(state, span, model):
            link = Link(ids.new(), "refers_to", span.id, person, origin=Origin(by=state.who))
            edits.append(own_edit(state, None, link))
    told = f"{len(bounds)} × {label.capitalize()}, in no quote's frame yet; one {state.key('undo')} takes all back."
    return Step(
        say(changed(at(quiet, state.cursor), edits), told), tuple(edits), title=f"tag {len(bounds)} × {label}"
    )


def _people(state: State, span: Span, model: Span | None) -> list[str]:
    if model is not None:
        links = state.layer.links_of(model.id)
        return [link.entity for link in links if link.label == "refers_to" and state.person(link.entity)]
    if span.label != "SPEAKER":
        return []
    known = known_person(state, span.surface(state.reading.text))
    return [known] if known else []


def _whole_words(text: str, words: str) -> Iterator[Bounds]:
    """Where words stand in a text with nothing of a word before or behind them."""
    for start, end in occurrences(text, words):
        if not _within_word(text, start) and not _within_word(text, end):
            yield start, end


def _within_word(text: str, offset: int) -> bool:
    """Whether an offset parts one word."""
    return 0 < offset < len(text) and text[offset - 1].isalnum() and text[offset].isalnum()


def _in_boilerplate(state: State, place: Bounds) -> bool:
    number = state.reading.article.paragraph_at(place[0])
    return state.reading.paragraph(number).kind is ParagraphKind.BOILERPLATE


def _short(state: State, span: Span) -> str:
    words = " ".join(span.surface(state.reading.text).split())
    return words if len(words) <= 30 else words[:29] + "…"
