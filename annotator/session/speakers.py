"""Who speaks, without a picker: the speaker of the quote before, and whoever was linked last."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.model.edits import Edit
from annotator.model.frames import frame_of, text_order
from annotator.model.items import Link, Origin, Span
from annotator.model.replacing import replace
from annotator.session.linking import link_person, mention_of, toggle_relation
from annotator.session.people import previous_person, standing
from annotator.session.state import Ids, State, Step, changed, opening, own_edit, refuse, say

NO_QUOTE = "No quote is in hand: put the cursor on one."


def speaker_before(state: State) -> Step:
    """Give the quote in hand the speaker of the quote before it, in text order.

    A speaker that the quote mentions by itself is linked to that person; else the person is its implied speaker.
    Where the quote before has a mention but nobody named, the quote in hand shares the mention.
    """
    quote = state.span(state.frame)
    if quote is None:
        return refuse(state, NO_QUOTE)
    before = quote_before(state, quote)
    if before is None:
        return refuse(state, "No quote stands before this one.")
    frame = frame_of(state.layer, before)
    people = standing(state, (*(one for slot in frame.speakers for one in slot.entities), *frame.implied))
    mention = mention_of(state, quote)
    if mention is not None and people:
        return link_person(state, mention.id, people[0])
    if people:
        return _imply(state, quote, people)
    if frame.speakers and mention is None:
        return toggle_relation(state, quote.id, frame.speakers[0].span.id)
    if frame.speakers:
        return refuse(
            state, f"The speaker of the quote before is nobody's name yet: {state.key('person')} names one."
        )
    return refuse(state, "The quote before has no speaker.")


def last_speaker(state: State) -> Step:
    """Link the speaker or quote in hand with whoever was linked last; at first with the speaker before it."""
    known = standing(state, (state.spoke, previous_person(state, state.cursor)))
    if not known:
        return refuse(state, f"Nobody has been linked yet: {state.key('person')} names a person.")
    return link_here(state, known[0])


def link_here(state: State, entity: str) -> Step:
    """Link a person with the mention in hand, else with the speaker of the quote in hand, else with the quote."""
    hand, quote = state.span(state.hand), state.span(state.frame)
    if hand is not None and hand.label in ("SPEAKER", "SOURCE"):
        return link_person(state, hand.id, entity)
    if quote is None:
        return refuse(state, "Put the cursor on a speaker or a quote first.")
    mention = mention_of(state, quote)
    return link_person(state, mention.id if mention is not None else quote.id, entity)


def quote_before(state: State, quote: Span) -> Span | None:
    """The quote that comes before another in text order."""
    earlier = [
        span
        for span in state.layer.spans.values()
        if span.label == "QUOTE" and text_order(span) < text_order(quote)
    ]
    return max(earlier, key=text_order, default=None)


def spoken_in(state: State, edits: Iterable[Edit]) -> str:
    """The person whom edits link as a speaker, the last of several; `""` if they link nobody."""
    people = ""
    for edit in edits:
        if isinstance(edit.after, Link):
            span = state.span(edit.after.span)
            if span is not None and span.label != "SOURCE":
                people = edit.after.entity
    return people


def _imply(state: State, quote: Span, people: list[str]) -> Step:
    """Make people the implied speakers of a quote."""
    there = {link.entity for link in state.layer.links_of(quote.id) if link.label == "said_by"}
    new = [person for person in people if person not in there]
    if not new:
        return Step(say(state, f"{_names(state, people)} said it already."))
    ids = Ids(state.action)
    edits: list[Edit] = [*opening(state)]
    for person in new:
        link = Link(ids.new(), "said_by", quote.id, person, origin=Origin(by=state.who))
        edits.append(own_edit(state, None, link))
    if not quote.attribute("speaker_mode"):
        values = {**dict(quote.attributes), "speaker_mode": "implicit"}
        edits.append(own_edit(state, quote, replace(quote, attributes=tuple(sorted(values.items())))))
    told = f"Said by {_names(state, new)}, as the quote before."
    return Step(say(changed(state, edits), told), tuple(edits), title="link the speaker before")


def _names(state: State, people: list[str]) -> str:
    found = (state.person(one) for one in people)
    return ", ".join(person.name for person in found if person is not None)
