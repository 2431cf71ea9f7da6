"""Changing what is there: attributes, borders, deletion, the article's state, a paragraph's kind."""

from __future__ import annotations

from annotator.model.article import ParagraphKind
from annotator.model.edits import Edit
from annotator.model.items import Decision, Fragment, Progress, Span, Status
from annotator.model.replacing import replace
from annotator.session.decided import REASONS, decision_at, length, named, take_back
from annotator.session.meaning import reported, reports
from annotator.session.state import (
    Effect,
    Ids,
    Mode,
    State,
    Step,
    at,
    changed,
    opening,
    own_edit,
    refuse,
    say,
)
from annotator.session.waiting import waiting_count

NO_HAND = "No label is in hand: put the cursor on one."


def cycle_attribute(state: State, name: str) -> Step:
    """Give an attribute of the span in hand (or of the quote in hand) its next value."""
    span = _bearer(state, name)
    if span is None:
        return refuse(state, NO_HAND if not state.hand else f"This label has no {name.replace('_', ' ')}.")
    values = _values(state, span, name)
    now = span.attribute(name)
    return set_attribute(
        state, span.id, name, values[(values.index(now) + 1) % len(values) if now in values else 0]
    )


def cycle_first_attribute(state: State) -> Step:
    """Next value of the first attribute that the label in hand has: type, form or kind."""
    span = state.span(state.hand) or state.span(state.frame)
    label = state.scheme.label(span.label) if span else None
    if span is None or label is None:
        return refuse(state, NO_HAND)
    if not label.attributes:
        return refuse(state, f"A {label.title.lower()} has no attributes.")
    return cycle_attribute(state, label.attributes[0].name)


def ask_value(state: State) -> Step:
    """Have a value of any attribute of the label in hand (or of the quote in hand) picked."""
    span = state.span(state.hand) or state.span(state.frame)
    label = state.scheme.label(span.label) if span else None
    if span is None or label is None:
        return refuse(state, NO_HAND)
    if not label.attributes:
        return refuse(state, f"A {label.title.lower()} has no attributes.")
    return Step(state, effects=(Effect("pick-value", span=span.id),))


def set_here(state: State, name: str, value: str, span_id: str = "") -> Step:
    """Give an attribute of this span, else of the one in hand or of the quote in hand, a value; `""` unsets it."""
    span = state.span(span_id) if span_id else _bearer(state, name)
    if span is None:
        return refuse(state, NO_HAND if not state.hand else f"This label has no {name.replace('_', ' ')}.")
    if value and value not in _values(state, span, name):
        return refuse(state, f"“{value}” is no {name.replace('_', ' ')} of a {span.label.lower()}.")
    if span.attribute(name) == value:
        return Step(say(state, f"{span.label.capitalize()}: {name.replace('_', ' ')} is {value} already."))
    return set_attribute(state, span.id, name, value)


def set_attribute(state: State, span_id: str, name: str, value: str) -> Step:
    """Give an attribute of a span a value; `""` unsets it."""
    span = state.layer.spans[span_id]
    kept = {key: word for key, word in span.attributes if key != name}
    if value:
        kept[name] = value
    after = replace(span, attributes=tuple(sorted(kept.items())))
    if after == span:
        return Step(state)
    edits = (*opening(state), own_edit(state, span, after))
    told = f"{span.label.capitalize()}: {name.replace('_', ' ')} {value or 'unset'}."
    return Step(say(changed(state, edits), told), edits, title=f"set {name.replace('_', ' ')}")


def delete(state: State) -> Step:
    """Delete the span in hand with its links."""
    span = state.span(state.hand)
    if span is None:
        return refuse(state, NO_HAND)
    edits = tuple(state.layer.removal(span.id))
    new = replace(changed(state, edits), anchor=None)
    links = len(edits) - 1
    with_links = f" and {links} link{'s' if links > 1 else ''}" if links else ""
    more = f" {state.key('delete-frame')} deletes a whole frame." if span.label == "QUOTE" and links else ""
    return Step(
        at(
            say(
                new,
                f"{span.label.capitalize()}{with_links} deleted; {state.key('undo')} brings it back.{more}",
            ),
            state.cursor,
        ),
        edits,
        title=f"delete {span.label}",
    )


def delete_frame(state: State) -> Step:
    """Delete the quote in hand with the speakers, cues and sources that serve no other quote."""
    quote = state.span(state.frame)
    if quote is None:
        return refuse(state, "No quote is in hand: put the cursor on one.")
    doomed = [quote.id]
    for edge in state.layer.relations_of(quote.id):
        others = [one for one in state.layer.relations_of(edge.target) if one.target == edge.target]
        if edge.head == quote.id and edge.label != "nested_in" and len(others) == 1:
            doomed.append(edge.target)
            doomed += [
                one.target for one in state.layer.relations_of(edge.target) if one.label == "relayed_by"
            ]
    edits: list[Edit] = []
    layer = state.layer
    for identifier in dict.fromkeys(doomed):
        step = layer.removal(identifier)
        layer = layer.apply(step)
        edits += step
    new = replace(changed(state, edits), anchor=None)
    told = f"The quote is deleted with {len(set(doomed)) - 1} labels of its own; {state.key('undo')} brings all back."
    return Step(at(say(new, told), state.cursor), tuple(edits), title="delete a frame")


def not_a_quote(state: State, reason: str = "") -> Step:
    """Decide that the quotation at the cursor is no quote; again for another reason, at last undecided.

    What was decided before something else was done is told first, and changed by the same key once more. With a
    reason, it is that one.
    """
    chosen = _no_quote_at(state)
    if isinstance(chosen, Decision):
        return _decided_anew(state, chosen, reason)
    own = [span for span in state.spans_over(state.paragraph) if span.label == "QUOTE"]
    # A layer would say both of the same words.
    if any(span.id == state.hand if chosen is None else Fragment(*chosen) in span.fragments for span in own):
        return refuse(
            state, f"That is a quote of yours: {state.key('delete-frame')} deletes it with its frame."
        )
    if chosen is None:
        return refuse(state, "Put the cursor between quotation marks, or select what is no quote.")
    reason = reason or next(iter(REASONS))
    new = Decision(Ids(state.action).new(), "QUOTE", (Fragment(*chosen),), "rejected", reason, state.who)
    return _decide(state, None, new)


def _no_quote_at(state: State) -> Decision | tuple[int, int] | None:
    """What a decision would be about: the one that was made here, else what is selected, quoted or reported here."""
    reading, cursor = state.reading, state.cursor
    around = [one for one in reading.quotations(state.paragraph) if one.start <= cursor < one.end]
    quoted = (around[-1].start, around[-1].end) if around else None
    made = decision_at(state, "QUOTE") if state.selection is None else None
    if made is not None and (quoted is None or length(made) <= quoted[1] - quoted[0]):
        return made
    chosen = state.selection or quoted or _reported(state)
    if chosen is None:
        return None
    same = (one for one in state.layer.decisions.values() if one.fragments == (Fragment(*chosen),))
    return next(same, chosen)


def _decided_anew(state: State, made: Decision, reason: str) -> Step:
    """A decision with this reason, else with its next one, at last taken back."""
    asked = f"not-a-quote {made.id}"
    if reason == made.reason:
        return Step(say(state, "Not a quote already."))
    if not reason and state.asked != asked:
        key, takes_back = state.key("not-a-quote"), state.key("delete")
        told = f"Decided: {named(made)}. {key} again changes the reason, {takes_back} takes it back."
        return Step(say(replace(state, asked=asked), told))
    reasons = list(REASONS)
    place = reasons.index(made.reason) + 1 if made.reason in reasons else 0
    if not reason and place == len(reasons):
        return take_back(replace(state, anchor=None, asked=""), made)
    return _decide(state, made, replace(made, reason=reason or reasons[place]))


def _decide(state: State, before: Decision | None, after: Decision) -> Step:
    edits: tuple[Edit, ...] = (*opening(state), own_edit(state, before, after))
    new = replace(changed(state, edits), anchor=None, asked=f"not-a-quote {after.id}")
    again = f"{state.key('not-a-quote')} again for another reason."
    return Step(say(new, f"Not a quote: {REASONS[after.reason]}. {again}"), edits, title="not a quote")


def _reported(state: State) -> tuple[int, int] | None:
    """What the sentence at the cursor reports, if it may report somebody's words."""
    sentence = state.reading.sentence_at(state.cursor)
    if sentence not in [reporting for reporting, _ in reports(state.reading, state.paragraph)]:
        return None
    return reported(state.reading, sentence)


def begin_borders(state: State) -> Step:
    """Make the span in hand the selection, so that moves change its borders."""
    span = state.span(state.hand)
    if span is None:
        return refuse(state, NO_HAND)
    part = _part_at(span, state.cursor)
    last = state.reading.grapheme(max(part.start, part.end - 1))[0]
    new = replace(state, mode=Mode.BORDERS, anchor=part.start)
    new = replace(at(new, last), hand=span.id)
    return Step(new)


def leave_borders(state: State) -> Step:
    """Leave the borders as they were."""
    span = state.span(state.hand)
    calm = replace(state, mode=Mode.READ, anchor=None)
    return Step(at(calm, span.start) if span is not None else calm)


def keep_borders(state: State) -> Step:
    """The selection becomes the borders of the span in hand (of the part that it overlaps most)."""
    span, chosen = state.span(state.hand), state.selection
    if span is None or chosen is None:
        return Step(replace(state, mode=Mode.READ, anchor=None))
    new = Fragment(*chosen)
    old = max(span.fragments, key=lambda part: min(part.end, new.end) - max(part.start, new.start))
    rest = [part for part in span.fragments if part != old]
    if any(part.start < new.end and new.start < part.end for part in rest):
        return refuse(state, "That would overlap another part of the same label.")
    after = replace(span, fragments=tuple(sorted((*rest, new))))
    calm = replace(state, mode=Mode.READ, anchor=None)
    if after == span:
        return Step(calm)
    edits: tuple[Edit, ...] = (own_edit(state, span, after),)
    moved = changed(calm, edits)
    return Step(say(replace(moved, hand=span.id), "Borders changed."), edits, title="change borders")


def mark_done(state: State) -> Step:
    """Mark the article done and go on to the next one; pressed on a done article, it is begun again.

    While something waits in it, the key says so first, and is meant when it is pressed again.
    """
    before = state.layer.status
    if before.state is Progress.DONE:
        after = replace(before, state=Progress.BEGUN)
        return _status(state, before, after, "Not done after all.", "mark as begun")
    waits = waiting_count(state)
    if waits and state.asked != "done":
        things = "1 thing still waits" if waits == 1 else f"{waits} things still wait"
        shows, key = state.key("next-waiting"), state.key("done")
        told = f"{things} here: {shows} shows what, {key} again marks the article as done."
        return refuse(replace(state, asked="done"), told)
    after = replace(before, state=Progress.DONE)
    told = f"Marked as done with {waits} still open." if waits else "Marked as done."
    step = _status(replace(state, asked=""), before, after, told, "mark as done")
    return replace(step, effects=(Effect("open-next"),))


def toggle_flag(state: State) -> Step:
    """Flag the article for a second look, or take the flag away."""
    before = state.layer.status
    after = replace(before, flagged=not before.flagged, state=max_state(before.state))
    return _status(state, before, after, "Flagged." if after.flagged else "Flag taken away.", "flag")


def max_state(state: Progress) -> Progress:
    """What an article is at least once something is said about it."""
    return Progress.BEGUN if state is Progress.NEW else state


_KINDS = {
    ParagraphKind.BODY: "body text",
    ParagraphKind.HEADING: "a heading",
    ParagraphKind.TITLE: "the title",
    ParagraphKind.BOILERPLATE: "boilerplate",
}
"""What a paragraph may be, in the order in which a key goes through it, and in words."""


def cycle_kind(state: State) -> Step:
    """Correct what the paragraph is: body, heading, title, boilerplate."""
    order = list(_KINDS)
    number = state.paragraph
    now = state.reading.paragraph(number).kind
    new = order[(order.index(now) + 1) % len(order)]
    return Step(
        say(state, f"This paragraph is {_KINDS[new]} now, for everybody."),
        effects=(Effect("correct-kind", f"{number} {new}"),),
    )


def _status(state: State, before: Status, after: Status, told: str, title: str) -> Step:
    edits = (own_edit(state, before if before != Status() else None, after),)
    return Step(say(changed(state, edits), told), edits, title=title)


def _bearer(state: State, name: str) -> Span | None:
    """The span in hand if its label has the attribute, else the quote in hand if that has it."""
    for identifier in (state.hand, state.frame):
        span = state.span(identifier)
        if span is not None and _values(state, span, name):
            return span
    return None


def _values(state: State, span: Span, name: str) -> tuple[str, ...]:
    label = state.scheme.label(span.label)
    specs = label.attributes if label else ()
    return next((spec.values for spec in specs if spec.name == name), ())


def _part_at(span: Span, offset: int) -> Fragment:
    found = next((part for part in span.fragments if part.start <= offset < part.end), None)
    return found or span.fragments[0]
