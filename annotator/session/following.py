"""Suggestions that follow what a person says: whoever is named otherwise once is named so in what is still offered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotator.model.edits import Edit
from annotator.model.items import Entity, Link, Span
from annotator.model.replacing import replace
from annotator.model.suggestions import Mention, Offers, Suggestion, spoken_in, suggestion_id
from annotator.session.state import State
from annotator.text.folding import normal


def followed(state: State, edits: Iterable[Edit]) -> State:
    """The state with offers that take over whom the edits link to otherwise than was suggested.

    A name, an office or an institution means the same in the whole article. A pronoun, or a quote without a mention,
    tells only of those after it, up to the next speaker who is mentioned by more.
    """
    if not state.offers:
        return state
    for edit in edits:
        link = edit.after
        if not isinstance(link, Link):
            continue
        span, person = state.span(link.span), state.person(link.entity)
        if span is not None and person is not None:
            state = _corrected(state, span, person)
    return state


def _corrected(state: State, span: Span, person: Entity) -> State:
    suggested = suggestion_id(span.label, span.fragments)
    for one in state.offers.by_speaker.get(suggested, ()):
        told, name = _suggested(one, suggested)
        if not name or normal(name) == normal(person.name):
            continue
        every = {id(each): each for offered in state.offers.by_paragraph.values() for each in offered}
        offers = sorted(every.values(), key=lambda each: (each.quote.start, -each.quote.end))
        if told is None or told.inferred:
            changed = _going_on(offers[offers.index(one) :], name, person)
        else:
            changed = {id(other): _renamed(other, name, person) for other in offers}
        return replace(state, offers=_with(state.offers, changed))
    return state


def _suggested(one: Suggestion, identifier: str) -> tuple[Mention | None, str]:
    """What the suggested span of this id is in a frame (a mention, or None for its quote), and who it is said to be."""
    if one.id == identifier:
        return None, one.implied
    told = next((each for each in one.speakers if each.span.id == identifier), None)
    return told, told.name if told is not None else ""


def _going_on(offers: Sequence[Suggestion], name: str, person: Entity) -> dict[int, Suggestion]:
    """The offers from the first on that go on with somebody, renamed."""
    changed = {}
    for one in offers:
        if any(not told.inferred for told in one.speakers):
            break
        changed[id(one)] = _renamed(one, name, person)
    return changed


def _renamed(one: Suggestion, name: str, person: Entity) -> Suggestion:
    speakers = tuple(
        replace(told, name=person.name, kind=person.kind) if told.name == name else told
        for told in one.speakers
    )
    implied = person.name if one.implied == name else one.implied
    same = speakers == one.speakers and implied == one.implied
    return one if same else replace(one, speakers=speakers, implied=implied)


def _with(offers: Offers, changed: dict[int, Suggestion]) -> Offers:
    by_paragraph = {
        number: tuple(changed.get(id(one), one) for one in found)
        for number, found in offers.by_paragraph.items()
    }
    everywhere = (one for found in by_paragraph.values() for one in found)
    return replace(offers, by_paragraph=by_paragraph, by_speaker=spoken_in(everywhere))
