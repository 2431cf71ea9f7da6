"""Taking a thing slot by slot: the slots on which layers differ are asked for one after the other.

Persons hang on the mentions that were taken, so a person is only asked for where layers with the chosen speaker still
differ on who that is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from annotator.review.disagreements import Thing
from annotator.review.gold import Choice
from annotator.review.state import Choosing, ReviewState, say
from annotator.review.versions import Slot

_NEEDED = (Slot.BORDERS, Slot.TYPE)
"""Slots that cannot be left empty."""


def begin_choosing(state: ReviewState, thing: Thing) -> ReviewState:
    """Ask for the first slot on which layers differ."""
    slots = asked(thing, {})
    if not slots:
        return say(state, "Those who have it say the same of every slot; a digit takes it.", warning=True)
    return _asking(replace(state, choosing=Choosing(slots[0])))


def begin_most(state: ReviewState, thing: Thing) -> tuple[ReviewState, Choice | None]:
    """The choice of what most lanes have in each slot; where as many have one thing as another, those slots are asked
    for. A proposal counts as one lane."""
    if not thing.choices and 2 * len(thing.present) == len(thing.versions):
        return say(state, "As many have it as not; a digit says whose.", warning=True), None
    made: dict[Slot, int | None] = {}
    left: list[Slot] = []
    while rest := [slot for slot in asked(thing, made) if slot not in made and slot not in left]:
        number = _most(thing, rest[0], made)
        if number is None:
            left.append(rest[0])
        else:
            made[rest[0]] = number
    if not left:
        return state, _whole(thing, made)
    return _asking(replace(state, choosing=Choosing(left[0], made))), None


def _most(thing: Thing, slot: Slot, made: Mapping[Slot, int | None]) -> int | None:
    """The first lane of those that are most in a slot; None if no such lanes are more than all others alike."""
    lanes = {number: one.looks for number, one in enumerate(thing.lanes) if one is not None}
    if slot is Slot.PERSON and (chosen := made.get(Slot.SPEAKER)) is not None:
        speaker = lanes[chosen][Slot.SPEAKER]
        lanes = {number: looks for number, looks in lanes.items() if looks[Slot.SPEAKER] == speaker}
    ranked = Counter(looks[slot] for looks in lanes.values()).most_common(2)
    if len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
        return None
    return next(number for number, looks in lanes.items() if looks[slot] == ranked[0][0])


def begin_joining(state: ReviewState) -> ReviewState:
    """Ask whose type a quote has that is otherwise put together of what each layer has."""
    return _asking(replace(state, choosing=Choosing(Slot.TYPE, joins=True)))


def leave_choosing(state: ReviewState) -> ReviewState:
    """Forget what was chosen."""
    return say(replace(state, choosing=None), "Left as it was.")


def asked(thing: Thing, chosen: Mapping[Slot, int | None]) -> list[Slot]:
    """The slots to ask for, given what is chosen already."""
    found = []
    for slot in thing.choices:
        if slot is Slot.PERSON and Slot.SPEAKER in thing.choices:
            number = chosen.get(Slot.SPEAKER)
            version = None if number is None else thing.lanes[number]
            if version is None:
                continue
            same = [
                one
                for one in thing.lanes
                if one is not None and one.looks[Slot.SPEAKER] == version.looks[Slot.SPEAKER]
            ]
            if len({one.looks[Slot.PERSON] for one in same}) < 2:
                continue
        found.append(slot)
    return found


def chosen(state: ReviewState, thing: Thing, number: int) -> tuple[ReviewState, Choice | None]:
    """A layer for the slot in hand (-1: leave the slot empty), and the whole choice once no slot is left to ask for."""
    choosing = state.choosing
    assert choosing is not None, "a slot is in hand"
    slot = choosing.slot
    if number >= len(thing.lanes):
        return say(state, f"There are {len(thing.lanes)} columns here.", warning=True), None
    if number < 0 and slot in _NEEDED:
        return say(
            state, f"The {slot} cannot be left empty; {state.key('none')} takes none of it.", warning=True
        ), None
    if number >= 0 and thing.lanes[number] is None:
        told = f"{state.called(number)} does not have it; 0 leaves the {slot} empty."
        return say(state, told, warning=True), None
    made = {**choosing.chosen, slot: None if number < 0 else number}
    left = [one for one in asked(thing, made) if one not in made]
    if left and not choosing.joins:
        return _asking(replace(state, choosing=Choosing(left[0], made))), None
    return state, _whole(thing, made)


def other_slot(state: ReviewState, way: int) -> ReviewState:
    """The next or the previous slot in hand, to choose in another order or again."""
    thing, choosing = state.thing, state.choosing
    if thing is None or choosing is None:
        return state
    if choosing.joins:
        return _asking(state)
    slots = asked(thing, choosing.chosen)
    place = (slots.index(choosing.slot) if choosing.slot in slots else 0) + way
    return _asking(replace(state, choosing=replace(choosing, slot=slots[place % len(slots)])))


def _whole(thing: Thing, made: Mapping[Slot, int | None]) -> Choice:
    """The choice of every slot: those on which layers agree from the first that has the thing."""
    first = next(number for number, version in enumerate(thing.versions) if version is not None)
    full: dict[Slot, int | None] = {slot: made.get(slot, first) for slot in Slot if slot not in made} | dict(
        made
    )
    if Slot.PERSON not in made and Slot.SPEAKER in made:
        full[Slot.PERSON] = made[Slot.SPEAKER]
    elif Slot.PERSON in made and Slot.SPEAKER not in made and made[Slot.PERSON] is not None:
        full[Slot.SPEAKER] = made[Slot.PERSON]
    return {slot: number for slot, number in full.items() if number is not None}


def _asking(state: ReviewState) -> ReviewState:
    assert state.choosing is not None, "a slot is in hand"
    slot = state.choosing.slot
    empty = "" if slot in _NEEDED else ", 0 leaves it empty"
    another, leave = state.key("next"), state.key("escape")
    told = f"Which column's {slot}? A digit takes it{empty}; {another} goes to another slot, {leave} leaves."
    return say(state, told)
