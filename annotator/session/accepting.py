"""Deciding on suggestions: accepted whole, accepted changed, or rejected for good. One action each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annotator.model.edits import Edit, inverse, merged
from annotator.model.items import Decision, Entity, Fragment, Link, Span
from annotator.model.replacing import replace
from annotator.model.suggestions import Suggestion, covered
from annotator.session import parts, tagging, waiting
from annotator.session.meant import meant
from annotator.session.offers import begins_here, held, in_hand, offered_in, slot_in_hand
from annotator.session.state import (
    Ids,
    Mode,
    Pending,
    State,
    Step,
    Tone,
    at,
    changed,
    opening,
    own_edit,
    refuse,
    say,
)
from annotator.session.taking import Taking

SHORT_SCARE = 4
"""Words; a quotation that is rejected and shorter was words held at arm's length."""
_SLOT_LABELS = ("SPEAKER", "CUE", "SOURCE")


def _nothing(state: State) -> str:
    return f"No suggestion is in hand: {state.key('next-waiting')} goes to the next one."


def accept(state: State) -> Step:
    """Make the suggestion in hand the person's own, and go on to the next open thing.

    Where it is theirs already, because a key that changed a label has accepted it, only go on.
    """
    one = in_hand(state)
    if one is None:
        return _further(state) if is_accepted(state) else refuse(state, _nothing(state))
    taking = Taking(state)
    taking.take(one)
    return _onward(taking.step("accept a suggestion"), f"Accepted “{_short(state, one)}”.", one)


def is_accepted(state: State) -> bool:
    """Whether the quote in hand was suggested, and is the person's own by now."""
    quote = state.span(state.frame)
    return in_hand(state) is None and quote is not None and bool(quote.origin.rule)


def _further(state: State) -> Step:
    """Go on from a quote that is accepted already, and say so."""
    return _told_on(Step(state), "It is accepted already.")


def _accept_here(state: State, one: Suggestion) -> Step:
    """Accept and stay by its cue: whose hands go on with cue and speaker finds them labelled already."""
    taking = Taking(state)
    quote = taking.take(one)
    step = taking.step("accept a suggestion", f"Accepted “{_short(state, one)}”.")
    there = one.cues or tuple(speaker.span for speaker in one.speakers) or (one.quote,)
    return replace(step, state=replace(at(step.state, there[0].start), hand=quote.id, frame=quote.id))


def _slot_meant(state: State, one: Suggestion, label: str, places: Sequence[tuple[int, int]]) -> Span | None:
    """The suggested slot of this label that the cursor is on, or that has the name that is meant in it."""
    if state.selection is not None or label not in _SLOT_LABELS:
        return None
    on = slot_in_hand(state, one)
    if on is not None and on.label == label:
        return on
    part = tuple(Fragment(*place) for place in places)
    slots = (span for span in one.spans() if span.label == label)
    return next((span for span in slots if covered(part, span.fragments) == 1.0), None)


def _accept_slot(state: State, one: Suggestion, slot: Span) -> Step:
    """Accept as suggested and take a slot in hand: the same key again is then about that label."""
    taking = Taking(state)
    quote = taking.take(one)
    step = taking.step("accept a suggestion", f"Accepted “{_short(state, one)}”.")
    own = next(
        span
        for span in step.state.spans_at(slot.start)
        if (span.label, span.fragments) == (slot.label, slot.fragments)
    )
    there = at(step.state, state.cursor if slot.covers(state.cursor) else slot.start)
    return replace(step, state=replace(there, hand=own.id, frame=quote.id))


def accept_all(state: State) -> Step:
    """Make all suggestions that begin in the paragraph the person's own, as one action.

    But for other readings that somebody has asked for: to look at one is not to agree.
    """
    here = [one for one in offered_in(state, state.paragraph) if begins_here(state, one, state.paragraph)]
    found = [one for one in here if one.id not in state.offers.asked_for]
    left = len(here) - len(found)
    what, them = ("1 other reading", "it") if left == 1 else (f"{left} other readings", "each")
    if not found and left:
        return refuse(
            state, f"Only {what} that you brought up waits here: {state.key('accept')} accepts {them}."
        )
    if not found:
        return refuse(state, "No suggestion waits in this paragraph.")
    taking = Taking(state)
    for one in found:
        taking.take(one)
    told = "the suggestion" if len(found) == 1 else f"{len(found)} suggestions"
    kept = f", but not {what} that you brought up" if left else ""
    return _onward(taking.step(f"accept {told}"), f"Accepted {told} of this paragraph{kept}.", found[-1])


def reject(state: State, reason: str = "") -> Step:
    """Decide that the suggestion in hand is wrong, or the slot of it that the cursor is on; for good.

    Without a reason, for the one that it looks like.
    """
    one = in_hand(state)
    if one is None:
        return refuse(state, _nothing(state))
    span = slot_in_hand(state, one) or one.quote
    if not reason:
        short = span.attribute("type") == "direct" and _words(state, span) < SHORT_SCARE
        reason = "scare" if short else "other"
    decision = Decision(Ids(state.action).new(), span.label, span.fragments, "rejected", reason, state.who)
    edits = (*opening(state), own_edit(state, None, decision))
    label = "quote" if span.label == "QUOTE" else span.label.lower()
    step = Step(changed(state, edits), edits, title="reject a suggestion")
    if span is not one.quote:
        told = f"“{_text(state, span)}” is no {label} here; the rest is still on offer."
        return replace(step, state=held(say(step.state, told)))
    return _onward(step, f"“{_short(state, one)}” is no {label}.", one)


def accept_changed(state: State, change: Callable[[State], Step]) -> Step:
    """Accept the suggestion in hand and change it by a command, both as one action; only if it changes anything.

    What opens a mode or a small screen changes nothing yet: the suggestion is then pending.
    """
    pending = state.pending
    if pending is None:
        one = in_hand(state)
        if one is None:
            return change(state)
        slot = slot_in_hand(state, one)
        pending = Pending(one, slot.id if slot is not None else "")
    taking = Taking(state)
    taking.take(pending.one)
    return _together(taking, pending, change, "accept changed")


def as_if_accepted(state: State) -> State:
    """The state with what is pending accepted already, for the small screen that asks how it is to be changed."""
    if state.pending is None:
        return state
    taking = Taking(state)
    taking.take(state.pending.one)
    return _ready(taking, state.pending)


def add_part(state: State) -> Step:
    """Make a stretch one more part of a quote: of the suggestion in hand, accepted so, if it lies beside that; else
    of the quote in hand or the last one, and then the suggestion may be that part."""
    one = in_hand(state)
    if one is not None and not state.span(state.frame):
        found = parts.other_parts(state)
        if found and not parts.overlap(found, one.quote):
            return accept_changed(state, parts.add_part)
    return parts.add_part(state)


def tag_over(state: State, label: str) -> Step:
    """What a label key does while a suggestion is in hand: it corrects the suggestion, or tags apart from it.

    On what the suggestion has under this label, it accepts as suggested and stays there. A quote over half of
    the suggested one or more accepts it with these borders; a speaker, cue or source elsewhere takes
    the place of those that were suggested.
    """
    one = in_hand(state)
    if one is None:
        return tagging.tag(state, label)
    places = (state.selection,) if state.selection else meant(state, label)
    if slot := _slot_meant(state, one, label, places):
        return _accept_slot(state, one, slot)
    if not places:
        return tagging.tag(state, label)
    part = tuple(Fragment(*place) for place in places)
    same = [span for span in one.spans() if span.label == label and span.fragments == part]
    if same or (label == "QUOTE" and state.selection is None and one.quote.covers(state.cursor)):
        return _accept_here(state, one)
    taking = Taking(state)
    if label == "QUOTE":
        if not _alike(part, one.quote.fragments):
            return tagging.tag(state, label)
        taking.take(replace(one, quote=replace(one.quote, fragments=part)))
        return taking.step(
            "accept changed", f"Accepted as “{_cut(state.reading.text[part[0].start : part[-1].end])}”."
        )
    if label not in _SLOT_LABELS:
        return tagging.tag(state, label)
    taking.take(_without(one, label))
    return _together(taking, Pending(one), lambda after: tagging.tag(after, label), "accept changed")


def _together(taking: Taking, pending: Pending, change: Callable[[State], Step], title: str) -> Step:
    """A change of what has just been accepted, with the acceptance, as one action; without a change, neither."""
    before = taking.before
    result = change(_ready(taking, pending))
    if not result.edits:
        return _looked_at(taking, pending, result)
    edits = tuple(merged((*taking.edits, *result.edits)))
    nobody = inverse([edit for edit in edits if _makes_nobody(edit, edits)])
    after = changed(replace(result.state, action=before.action, pending=None), nobody)
    if not after.message:
        after = say(after, "Accepted.")
    edits = tuple(merged((*edits, *nobody)))
    return replace(
        result, state=after, edits=edits, title=f"{title}: {result.title}" if result.title else title
    )


def _makes_nobody(edit: Edit, edits: Sequence[Edit]) -> bool:
    """Whether an edit makes somebody who was suggested, and whom nothing is linked to after the change."""
    made = edit.after
    new = isinstance(made, Entity) and edit.before is None
    return new and all(not isinstance(one.after, Link) or one.after.entity != edit.item.id for one in edits)


def _ready(taking: Taking, pending: Pending) -> State:
    """The state with the suggestion accepted and its slot or quote in hand, in the mode that is under way."""
    before, accepted = taking.before, taking.step("").state
    return replace(
        accepted,
        cursor=before.cursor,
        anchor=before.anchor,
        hand=taking.own.get(pending.slot, accepted.frame),
        mode=before.mode,
        targets=tuple((letters, taking.own.get(span, span)) for letters, span in before.targets),
        action=f"{before.action}.a",  # the change numbers its new items from 1 again
        pending=None,
    )


def _looked_at(taking: Taking, pending: Pending, result: Step) -> Step:
    """The step of a command that changed nothing: the suggestion is one still, what is asked or under way goes on."""
    before, seen = taking.before, result.state
    suggested = {own: span for span, own in taking.own.items()}
    goes_on = seen.mode is not Mode.READ or bool(result.effects)
    state = replace(
        before,
        cursor=seen.cursor,
        anchor=seen.anchor,
        mode=seen.mode,
        targets=tuple((letters, suggested.get(span, span)) for letters, span in seen.targets),
        typed=seen.typed,
        offer=pending.one.id,
        pending=pending if goes_on else None,
    )
    told = seen.message
    if told and not goes_on and seen.tone is Tone.PLAIN:
        told = f"{told} {state.key('accept')} accepts it so."
    return replace(result, state=say(state if goes_on else at(state, state.cursor), told, seen.tone))


def _onward(step: Step, told: str, one: Suggestion) -> Step:
    """The step, gone on to the next open thing, unless what was accepted lacks something itself."""
    state = step.state
    quote = state.span(state.frame)
    taken = quote is not None and quote.fragments == one.quote.fragments
    if quote is not None and taken and (lacking := tagging.missing_slots(state, quote)):
        return replace(step, state=say(state, f"{told} It still lacks its {' and '.join(lacking)}."))
    return _told_on(step, told)


def _told_on(step: Step, told: str) -> Step:
    """The step, gone on to the next open thing, with a sentence before what is said there."""
    onward = waiting.go_to_next(step.state)
    following = in_hand(onward.state)
    # Which keys there are is known by now, and stands in the bar; a narrow line has no room for it.
    then = f"Next suggestion: {following.score} %." if following is not None else onward.state.message
    return replace(
        step,
        state=say(onward.state, f"{told} {then}".strip()),
        effects=(*step.effects, *onward.effects),
    )


def _without(one: Suggestion, label: str) -> Suggestion:
    """The suggestion with the slots of this label empty."""
    match label:
        case "SPEAKER":
            return replace(one, speakers=(), implied="", quote=_unset(one.quote, "speaker_mode"))
        case "CUE":
            return replace(one, cues=())
        case _:
            return replace(one, sources=())


def _unset(span: Span, name: str) -> Span:
    return replace(span, attributes=tuple(pair for pair in span.attributes if pair[0] != name))


def _alike(some: Sequence[Fragment], others: Sequence[Fragment]) -> bool:
    return covered(tuple(some), tuple(others)) >= 0.5 or covered(tuple(others), tuple(some)) >= 0.5


def _words(state: State, span: Span) -> int:
    return len(span.surface(state.reading.text).split())


def _text(state: State, span: Span) -> str:
    return _cut(span.surface(state.reading.text))


def _short(state: State, one: Suggestion) -> str:
    return _text(state, one.quote)


def _cut(text: str) -> str:
    return text if len(text) <= 30 else text[:29] + "…"
