"""A reviewer's decisions on things, as edits of gold.

What is taken is copied: the span, those in its slots, and the links between them and to people, each with the layer
it was taken from, how, and the reviewer's reason as its origin. A span in a slot that gold has already, in the same
place and under the same label, is used and not made twice. A link of which gold lacks an end is given back as dropped,
for the reviewer to see. Deciding again replaces what was decided; notes on a quote, and quotes nested in it, stay.
What is decided just as it stands is written as a confirmation, so that every decision is in the log.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotator.review.desk import Desk, Outcome
from annotator.review.disagreements import Thing
from annotator.review.gold import Choice, GoldWriter, Mark, NewId
from annotator.review.standing import DEFERRED, REJECTED, Standing, State
from annotator.review.versions import Slot, Version

TAKEN = "taken"
"""The rule in the origin of what a reviewer took from a layer."""


def whole(number: int) -> Choice:
    """The choice of everything from one layer."""
    return dict.fromkeys(Slot, number)


def take(
    desk: Desk, thing: Thing, choice: Choice, mark: Mark, new_id: NewId, also: Sequence[int] = ()
) -> Outcome:
    """Take a thing into gold: `whole(k)` for layer k's version, else slot by slot.

    Args:
        also: numbers of layers whose speakers, people, cues, sources and links are added to those chosen.

    Raises:
        ValueError: borders or type are to come from a layer that does not have the thing.
    """
    writer = GoldWriter(desk, new_id, mark)
    take_with(writer, thing, choice, also)
    _confirm(writer, thing)
    return writer.outcome


def take_with(writer: GoldWriter, thing: Thing, choice: Choice, also: Sequence[int] = ()) -> None:
    """`take`, among other decisions of one outcome."""
    spans = writer.standing(thing).spans
    taken = writer.take(thing, choice, spans[0] if spans else "", also)
    for other in spans[1:]:
        writer.remove(other)
    writer.forget(thing)
    writer.settle(thing, Standing(State.TAKEN, (taken,)))


def take_both(desk: Desk, thing: Thing, one: int, other: int, mark: Mark, new_id: NewId) -> Outcome:
    """Take the versions of two layers, as two quotes.

    Raises:
        ValueError: one of the layers does not have the thing, or both have it in one place under one label.
    """
    places = [(version.span.label, version.span.fragments) for version in _versions(thing, one, other)]
    if len(set(places)) < 2:
        raise ValueError(f"the layers {one} and {other} do not have {thing.id} in two places")
    writer = GoldWriter(desk, new_id, mark)
    kept = (*writer.standing(thing).spans, "", "")
    spans = (writer.take(thing, whole(one), kept[0]), writer.take(thing, whole(other), kept[1]))
    writer.forget(thing)
    writer.settle(thing, Standing(State.TAKEN, spans))
    _confirm(writer, thing)
    return writer.outcome


def _versions(thing: Thing, *numbers: int) -> list[Version]:
    return [version for number in numbers if (version := thing.versions[number]) is not None]


def _confirm(writer: GoldWriter, thing: Thing) -> None:
    """Where gold had a thing just as it was taken, say so by a decision.

    Without it nothing would be written: what was seen would be news again, and undo would take back something else.
    """
    standing = writer.standing(thing)
    if not any(writer.has_written(span) for span in standing.spans):
        writer.settle(thing, replace(standing, decisions=writer.confirm(standing.spans)))


def reject(desk: Desk, thing: Thing, mark: Mark, new_id: NewId) -> Outcome:
    """Turn down every version of a thing, for good: a decision in gold that stays."""
    writer = _cleared(desk, thing, mark, new_id)
    if not desk.standing(thing.id).spans:
        writer.lose(thing)  # else the links go with the span, and are told
    writer.settle(thing, Standing(State.REJECTED, (), writer.decide(thing, REJECTED)))
    return writer.outcome


def defer(desk: Desk, thing: Thing, mark: Mark, new_id: NewId) -> Outcome:
    """Put off a thing that nobody has decided; what is decided stays as it is."""
    if desk.standing(thing.id).state is not State.OPEN:
        return Outcome()
    writer = GoldWriter(desk, new_id, mark)
    writer.settle(thing, Standing(State.DEFERRED, (), writer.decide(thing, DEFERRED)))
    return writer.outcome


def reopen(desk: Desk, thing: Thing, mark: Mark, new_id: NewId) -> Outcome:
    """Take back what was decided about a thing, so that it waits again."""
    writer = _cleared(desk, thing, mark, new_id)
    writer.settle(thing, Standing())
    return writer.outcome


def _cleared(desk: Desk, thing: Thing, mark: Mark, new_id: NewId) -> GoldWriter:
    """A writer that has taken out of gold whatever it says of the thing."""
    writer = GoldWriter(desk, new_id, mark)
    for span in writer.standing(thing).spans:
        writer.remove(span)
    writer.forget(thing)
    return writer
