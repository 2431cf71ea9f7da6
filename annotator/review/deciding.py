"""What a reviewer decides of the thing in hand: a side, slot by slot, both, none, later."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from annotator.model.edits import Edit
from annotator.model.items import GOLD, Progress, Status
from annotator.model.layer import Layer
from annotator.review.adjudication import TAKEN, defer, reject, reopen, take, take_both, whole
from annotator.review.choosing import begin_choosing, begin_joining, begin_most, chosen
from annotator.review.desk import Outcome
from annotator.review.disagreements import Thing
from annotator.review.gold import Choice, Mark, numbered
from annotator.review.joining import elsewhere, joined_slots
from annotator.review.since import only_in_gold
from annotator.review.standing import State as How
from annotator.review.state import Command, Effect, ReviewState, Step, forward, refuse, say, still_waits
from annotator.review.versions import Slot

NOTHING = "There is nothing in hand."


def _take(state: ReviewState, command: Command) -> Step:
    thing = state.thing
    if state.choosing is not None:
        return _choose(state, command)
    if thing is None:
        return refuse(state, NOTHING)
    if not 0 <= command.number < len(thing.lanes):
        return refuse(state, f"There are {len(thing.lanes)} columns here, numbered from 1.")
    version = thing.lanes[command.number]
    if version is None:
        # Who does not have it says that nothing is there.
        return _none(state, command)
    outcome = take(state.desk, thing, whole(command.number), mark(state), numbered(state.action))
    if version is thing.proposal:
        return decided(state, outcome, f"take {thing.label} as suggested", "Taken as suggested.")
    told = f"Taken from {state.called(command.number)}."
    return decided(state, outcome, f"take {thing.label} of {version.layer}", told)


def _most(state: ReviewState, command: Command) -> Step:
    """Take what most say, slot by slot; where as many say one as another, ask."""
    thing = state.thing
    if thing is None:
        return refuse(state, NOTHING)
    if 2 * len(thing.present) < len(thing.versions):
        return _none(state, command)
    after, choice = begin_most(state, thing)
    if choice is None:
        return Step(after)
    outcome = take(state.desk, thing, choice, mark(state), numbered(state.action))
    return decided(state, outcome, f"take what most say of {thing.label}", "Taken as most have it.")


def _choose(state: ReviewState, command: Command) -> Step:
    """A layer for the slot in hand; after the last slot the thing is taken."""
    thing = state.thing
    assert thing is not None, "slots are chosen of a thing in hand"
    assert state.choosing is not None, "a slot is in hand"
    after, choice = chosen(state, thing, command.number)
    if choice is None:
        return Step(after)
    if state.choosing.joins:
        return _joined(state, thing, choice)
    outcome = take(state.desk, thing, choice, mark(state), numbered(state.action))
    return decided(state, outcome, f"take {thing.label} slot by slot", "Taken slot by slot.")


def _slots(state: ReviewState, _: Command) -> Step:
    thing = state.thing
    return refuse(state, NOTHING) if thing is None else Step(begin_choosing(state, thing))


def _both(state: ReviewState, _: Command) -> Step:
    thing = state.thing
    if thing is None:
        return refuse(state, NOTHING)
    two = elsewhere(thing)
    if two is None:
        return _join(state, thing)
    outcome = take_both(state.desk, thing, *two, mark(state), numbered(state.action))
    told = f"Both taken: {state.called(two[0])} and {state.called(two[1])}."
    return decided(state, outcome, f"take both {thing.label}", told)


def _join(state: ReviewState, thing: Thing) -> Step:
    """Take one quote with what each layer has, where they have it in one place: two would be the same twice."""
    if not thing.differing:
        return refuse(state, "There are no two different versions to take both of.")
    slots, what = joined_slots(thing), thing.label.lower()
    same = f"They have it in the same place: one {what}, not two."
    if not slots:
        by_slots = f", {state.key('slots')} chooses slot by slot" if len(thing.differing) > 1 else ""
        return refuse(state, f"{same} A digit takes a version{by_slots}.")
    if state.insist != "both":
        told = f"{same} {state.key('both')} again takes every {' and '.join(slots)}; {state.key('slots')} chooses."
        return Step(say(replace(state, insist="both"), told, warning=True))
    if Slot.TYPE in thing.differing:
        return Step(begin_joining(state))
    return _joined(state, thing, whole(_having(thing)[0]))


def _joined(state: ReviewState, thing: Thing, choice: Choice) -> Step:
    outcome = take(state.desk, thing, choice, mark(state), numbered(state.action), _having(thing))
    told = f"Taken once, with every {' and '.join(joined_slots(thing))}."
    return decided(state, outcome, f"join {thing.label}", told)


def _having(thing: Thing) -> list[int]:
    """Numbers of the layers that have a thing."""
    return [number for number, version in enumerate(thing.versions) if version is not None]


def _none(state: ReviewState, _: Command) -> Step:
    thing = state.thing
    if thing is None:
        return refuse(state, NOTHING)
    outcome = reject(state.desk, thing, mark(state), numbered(state.action))
    return decided(state, outcome, f"take no {thing.label}", "None taken; that stays decided.")


def _defer(state: ReviewState, _: Command) -> Step:
    thing = state.thing
    if thing is None:
        return refuse(state, NOTHING)
    how = state.desk.standing(thing.id).state
    if how is How.DEFERRED:
        return Step(say(forward(state), "It was put off already."))
    if how is not How.OPEN:
        return refuse(state, f"It is decided; {state.key('reopen')} opens it again.")
    outcome = defer(state.desk, thing, mark(state), numbered(state.action))
    return decided(state, outcome, f"put off {thing.label}", "Put off; it comes round last.")


def _reopen(state: ReviewState, _: Command) -> Step:
    thing = state.thing
    if thing is None:
        return refuse(state, NOTHING)
    if state.desk.standing(thing.id).state is How.OPEN:
        return refuse(state, "It is open already.")
    outcome = reopen(state.desk, thing, mark(state), numbered(state.action))
    return decided(state, outcome, f"open {thing.label} again", "Open again.", stay=True)


def _edit(state: ReviewState, _: Command) -> Step:
    """Go to the place in gold by hand; what is not in gold yet is taken first, so that there is something to edit."""
    thing = state.thing
    if thing is None:
        left = only_in_gold(state.desk)
        return Step(state, effects=(Effect("edit", left[0].start),)) if left else refuse(state, NOTHING)
    effect = Effect("edit", thing.present[0].span.start)
    if state.desk.standing(thing.id).spans:
        return Step(state, effects=(effect,))
    number = next(number for number, version in enumerate(thing.versions) if version is not None)
    outcome = take(state.desk, thing, whole(number), mark(state), numbered(state.action))
    layer = state.desk.review.layers[number]
    taken = decided(state, outcome, f"take {thing.label} of {layer}", "Taken to be edited.", stay=True)
    return replace(taken, effects=(effect,))


def decided(state: ReviewState, outcome: Outcome, title: str, told: str, *, stay: bool = False) -> Step:
    """Put an outcome into gold, and go on to what waits next."""
    if not outcome.edits and not outcome.standings:
        return refuse(state, "That changes nothing.")
    opening = opening_edits(state) if outcome.edits else []
    edits = (*opening, *outcome.edits)
    desk = state.desk.after(outcome)
    desk = replace(desk, gold=desk.gold.apply(opening))
    since, unheard = state.since - outcome.standings.keys(), state.unheard - outcome.standings.keys()
    after = replace(
        state, desk=desk, since=since, unheard=unheard, choosing=None, reason="", dropped=outcome.dropped
    )
    after = after if stay else forward(after)
    waiting = sum(still_waits(after, item) for item in outcome.dropped)
    if number := len(outcome.dropped) - waiting:
        told += f" {_links(number)} could not come along, see below."
    elif waiting:
        told += f" {_links(waiting)} will follow once the other end is decided."
    if not after.at:
        told += f" Nothing else waits; {state.key('done')} marks gold as done."
    return Step(say(after, told), edits, title=title)


def _links(number: int) -> str:
    return f"{number} link{'s' if number > 1 else ''}"


def opening_edits(state: ReviewState) -> list[Edit]:
    """The edit that marks gold as begun, where this is the first thing said in it."""
    status = state.desk.gold.status
    return [status_edit(state, Progress.BEGUN)] if status.state is Progress.NEW else []


def status_edit(state: ReviewState, progress: Progress) -> Edit:
    """The edit that says how far gold is."""
    gold: Layer = state.desk.gold
    before = gold.status
    return Edit(GOLD, gold.article, before if before != Status() else None, replace(before, state=progress))


def mark(state: ReviewState, rule: str = TAKEN) -> Mark:
    """How a decision of this reviewer came about, with the reason that they gave."""
    return Mark(state.who, rule, state.reason)


DECISIONS: Mapping[str, Callable[[ReviewState, Command], Step]] = {
    "take": _take,
    "slots": _slots,
    "most": _most,
    "both": _both,
    "none": _none,
    "defer": _defer,
    "reopen": _reopen,
    "edit": _edit,
}
"""Command -> what it decides of the thing in hand."""
