"""Review as one state machine: `step(state, command)` says what a reviewer's key comes to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import count

from annotator.model.edits import Edit
from annotator.model.items import GOLD, Note, Progress, Status
from annotator.model.layer import Layer
from annotator.model.threads import answer_to, tidied
from annotator.review.adjudication import TAKEN, defer, reject, reopen, take, take_both, whole
from annotator.review.bulk import AGREED, settle_agreed, take_label, take_layer, take_where_agreed
from annotator.review.choosing import (
    begin_choosing,
    begin_joining,
    begin_most,
    chosen,
    leave_choosing,
    other_slot,
)
from annotator.review.desk import Outcome
from annotator.review.disagreements import Thing
from annotator.review.gold import Choice, Mark, NewId
from annotator.review.joining import elsewhere, joined_slots
from annotator.review.since import only_in_gold
from annotator.review.standing import State as How
from annotator.review.state import (
    Command,
    Effect,
    Queue,
    ReviewState,
    Step,
    around,
    at,
    forward,
    hearing,
    refuse,
    say,
    still_waits,
)
from annotator.review.versions import Slot

_NOTHING = "There is nothing in hand."
_QUEUES = (Queue.WAITING, Queue.UNCERTAIN, Queue.ALL, Queue.NOTED)
_SHELL = {
    "undo": "undo",
    "redo": "redo",
    "reason": "ask-reason",
    "bulk": "bulk",
    "layer": "ask-layer",
    "notes": "notes",
}
"""Command -> the effect that is all it comes to."""


def step(state: ReviewState, command: Command) -> Step:
    """What a command leads to. Never raises for what a person may press at a wrong moment: it says why not."""
    state = replace(
        state, message="", is_warning=False, insist=state.insist if command.id == state.insist else ""
    )
    if command.id in _SHELL:
        return Step(state, effects=(Effect(_SHELL[command.id]),))
    handler = _HANDLERS.get(command.id)
    if handler is None:
        return refuse(state, f"There is no command {command.id!r}.")
    return handler(state, command)


def settled_at_once(state: ReviewState) -> Step:
    """Take what all agree on, where gold is still untouched and there are two layers or more."""
    if state.desk.gold.status.state is not Progress.NEW or len(state.desk.review.layers) < 2:
        return Step(state)
    outcome = settle_agreed(state.desk, state.who, _ids(state))
    number = len(outcome.standings)
    if not number:
        return Step(state)
    shows = state.key("filter")
    told = f"All agree on {number} of {len(state.desk.review.things)}: gold at once; {shows} shows them too."
    # From the start of the article, to the first thing that is left.
    return _decided(replace(state, at=""), outcome, "take what all agree on", told)


# -- decisions ------------------------------------------------------------------------------------------------


def _take(state: ReviewState, command: Command) -> Step:
    thing = state.thing
    if state.choosing is not None:
        return _choose(state, command)
    if thing is None:
        return refuse(state, _NOTHING)
    if not 0 <= command.number < len(thing.lanes):
        return refuse(state, f"There are {len(thing.lanes)} columns here, numbered from 1.")
    version = thing.lanes[command.number]
    if version is None:
        # Who does not have it says that nothing is there.
        return _none(state, command)
    outcome = take(state.desk, thing, whole(command.number), _mark(state), _ids(state))
    if version is thing.proposal:
        return _decided(state, outcome, f"take {thing.label} as suggested", "Taken as suggested.")
    told = f"Taken from {state.called(command.number)}."
    return _decided(state, outcome, f"take {thing.label} of {version.layer}", told)


def _most(state: ReviewState, command: Command) -> Step:
    """Take what most say, slot by slot; where as many say one as another, ask."""
    thing = state.thing
    if thing is None:
        return refuse(state, _NOTHING)
    if 2 * len(thing.present) < len(thing.versions):
        return _none(state, command)
    after, choice = begin_most(state, thing)
    if choice is None:
        return Step(after)
    outcome = take(state.desk, thing, choice, _mark(state), _ids(state))
    return _decided(state, outcome, f"take what most say of {thing.label}", "Taken as most have it.")


def _propose(state: ReviewState, _: Command) -> Step:
    hides = not state.hides_proposals
    told = "Suggestions are out of sight." if hides else "What is suggested stands beside the layers."
    return Step(say(replace(state, hides_proposals=hides, choosing=None), told))


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
    outcome = take(state.desk, thing, choice, _mark(state), _ids(state))
    return _decided(state, outcome, f"take {thing.label} slot by slot", "Taken slot by slot.")


def _slots(state: ReviewState, _: Command) -> Step:
    thing = state.thing
    return refuse(state, _NOTHING) if thing is None else Step(begin_choosing(state, thing))


def _both(state: ReviewState, _: Command) -> Step:
    thing = state.thing
    if thing is None:
        return refuse(state, _NOTHING)
    two = elsewhere(thing)
    if two is None:
        return _join(state, thing)
    outcome = take_both(state.desk, thing, *two, _mark(state), _ids(state))
    told = f"Both taken: {state.called(two[0])} and {state.called(two[1])}."
    return _decided(state, outcome, f"take both {thing.label}", told)


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
    outcome = take(state.desk, thing, choice, _mark(state), _ids(state), _having(thing))
    told = f"Taken once, with every {' and '.join(joined_slots(thing))}."
    return _decided(state, outcome, f"join {thing.label}", told)


def _having(thing: Thing) -> list[int]:
    """Numbers of the layers that have a thing."""
    return [number for number, version in enumerate(thing.versions) if version is not None]


def _none(state: ReviewState, _: Command) -> Step:
    thing = state.thing
    if thing is None:
        return refuse(state, _NOTHING)
    outcome = reject(state.desk, thing, _mark(state), _ids(state))
    return _decided(state, outcome, f"take no {thing.label}", "None taken; that stays decided.")


def _defer(state: ReviewState, _: Command) -> Step:
    thing = state.thing
    if thing is None:
        return refuse(state, _NOTHING)
    how = state.desk.standing(thing.id).state
    if how is How.DEFERRED:
        return Step(say(forward(state), "It was put off already."))
    if how is not How.OPEN:
        return refuse(state, f"It is decided; {state.key('reopen')} opens it again.")
    outcome = defer(state.desk, thing, _mark(state), _ids(state))
    return _decided(state, outcome, f"put off {thing.label}", "Put off; it comes round last.")


def _reopen(state: ReviewState, _: Command) -> Step:
    thing = state.thing
    if thing is None:
        return refuse(state, _NOTHING)
    if state.desk.standing(thing.id).state is How.OPEN:
        return refuse(state, "It is open already.")
    outcome = reopen(state.desk, thing, _mark(state), _ids(state))
    return _decided(state, outcome, f"open {thing.label} again", "Open again.", stay=True)


def _edit(state: ReviewState, _: Command) -> Step:
    """Go to the place in gold by hand; what is not in gold yet is taken first, so that there is something to edit."""
    thing = state.thing
    if thing is None:
        left = only_in_gold(state.desk)
        return Step(state, effects=(Effect("edit", left[0].start),)) if left else refuse(state, _NOTHING)
    effect = Effect("edit", thing.present[0].span.start)
    if state.desk.standing(thing.id).spans:
        return Step(state, effects=(effect,))
    number = next(number for number, version in enumerate(thing.versions) if version is not None)
    outcome = take(state.desk, thing, whole(number), _mark(state), _ids(state))
    layer = state.desk.review.layers[number]
    taken = _decided(state, outcome, f"take {thing.label} of {layer}", "Taken to be edited.", stay=True)
    return replace(taken, effects=(effect,))


def _decided(state: ReviewState, outcome: Outcome, title: str, told: str, *, stay: bool = False) -> Step:
    """Put an outcome into gold, and go on to what waits next."""
    if not outcome.edits and not outcome.standings:
        return refuse(state, "That changes nothing.")
    opening = _opening(state) if outcome.edits else []
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


def _opening(state: ReviewState) -> list[Edit]:
    """The edit that marks gold as begun, where this is the first thing said in it."""
    status = state.desk.gold.status
    return [_status_edit(state, Progress.BEGUN)] if status.state is Progress.NEW else []


def _status_edit(state: ReviewState, progress: Progress) -> Edit:
    gold: Layer = state.desk.gold
    before = gold.status
    return Edit(GOLD, gold.article, before if before != Status() else None, replace(before, state=progress))


def _mark(state: ReviewState, rule: str = TAKEN) -> Mark:
    return Mark(state.who, rule, state.reason)


def _ids(state: ReviewState) -> NewId:
    numbers = count(1)
    return lambda: f"{state.action}.{next(numbers)}"


# -- many at once ---------------------------------------------------------------------------------------------


def bulk_outcome(state: ReviewState, command: Command) -> Outcome:
    """What a bulk command would come to; it is shown before it is done. Only what waits is decided.

    `bulk-agreed` takes what the layers named in `text` (ids with blanks between; all, if none are) agree on,
    `bulk-layer` everything of layer `number`, `bulk-label` everything of label `text` of layer `number`.
    """
    desk, new_id = state.desk, _ids(state)
    layers = desk.review.layers
    match command.id:
        case "bulk-agreed" if command.text:
            numbers = [int(number) for number in command.text.split()]
            return take_where_agreed(
                desk, [layers[number] for number in numbers], _mark(state, AGREED), new_id
            )
        case "bulk-agreed":
            return settle_agreed(desk, state.who, new_id)
        case "bulk-layer":
            return take_layer(desk, layers[command.number], _mark(state), new_id)
        case _:
            return take_label(desk, layers[command.number], command.text, _mark(state), new_id)


def _bulk(state: ReviewState, command: Command) -> Step:
    outcome = bulk_outcome(state, command)
    number = len(outcome.standings)
    if not number:
        return refuse(state, "Nothing that waits is like that.")
    them = "it" if number == 1 else "all of them"
    told = f"{number} taken; {state.key('undo')} takes {them} back."
    return _decided(state, outcome, f"take {number} at once", told)


# -- notes ------------------------------------------------------------------------------------------------------


def _answer(state: ReviewState, command: Command) -> Step:
    """Answer an annotator's note: in gold, since nobody writes in another's layer."""
    found = [
        (thing, thread)
        for thing, some in state.noted.items()
        for thread in some
        if any(one.key.seen_from("") == command.note for one in thread.said)
    ]
    if not found:
        return refuse(state, "The note is gone.")
    if not (words := tidied(command.text)):
        return refuse(state, "An answer needs words.")
    (thing, thread), gold = found[0], state.desk.gold
    note = Note(_ids(state)(), "", state.who, words, re=answer_to(thread, GOLD))
    edits = (*_opening(state), Edit(GOLD, gold.article, None, note))
    after = replace(hearing(state, gold.apply(edits)), unheard=state.unheard - {thing})
    done = gold.status.state is Progress.DONE
    told = "Answered." if done else "Answered; it is seen once gold is done."
    return Step(say(after, told), edits, title="answer a note")


# -- moving about ---------------------------------------------------------------------------------------------


def _go(state: ReviewState, way: int) -> Step:
    if state.choosing is not None:
        return Step(other_slot(state, way))
    found = next((thing for thing in around(state, way) if state.is_queued(thing)), None)
    if found is None:
        return refuse(state, _empty(state))
    if found.id == state.at:
        return Step(say(state, "That is the only one."))
    return Step(at(state, found.id))


def _empty(state: ReviewState) -> str:
    """That nothing is in the queue, and what to do."""
    done, other = state.key("done"), state.key("filter")
    match state.queue:
        case Queue.WAITING:
            return f"Nothing waits; {done} marks gold as done, {other} shows what is decided."
        case Queue.UNCERTAIN:
            return f"Nothing that somebody was uncertain of is left; {other} shows the rest."
        case Queue.NOTED:
            return f"No note of an annotator is open here; {other} shows the rest."
        case Queue.ALL:
            return "Nobody has labelled anything here."


def _goto(state: ReviewState, command: Command) -> Step:
    if command.thing not in state.places:
        return refuse(state, "That is not there any more.")
    return Step(at(state, command.thing))


def _filter(state: ReviewState, _: Command) -> Step:
    following = _QUEUES[(_QUEUES.index(state.queue) + 1) % len(_QUEUES)]
    state = replace(state, queue=following, choosing=None)
    number = state.queued()
    words = {
        Queue.WAITING: f"What waits: {number}.",
        Queue.UNCERTAIN: f"What somebody was uncertain of: {number}.",
        Queue.NOTED: f"What somebody wrote a note on: {number}.",
        Queue.ALL: f"Everything, decided or not: {number}.",
    }
    thing = state.thing
    kept = state if thing is not None and state.is_queued(thing) else forward(state)
    return Step(say(kept, words[following]))


def _hide(state: ReviewState, _: Command) -> Step:
    blind = not state.blind
    told = "Names are hidden; layers are numbers." if blind else "Names are shown."
    return Step(say(replace(state, blind=blind), told))


def _set_reason(state: ReviewState, command: Command) -> Step:
    reason = " ".join(command.text.split())
    told = f"Reason of the decision to come: {reason}" if reason else "The decision will have no reason."
    return Step(say(replace(state, reason=reason), told))


def _escape(state: ReviewState, _: Command) -> Step:
    if state.choosing is not None:
        return Step(leave_choosing(state))
    return Step(state, effects=(Effect("leave"),))


def _done(state: ReviewState, _: Command) -> Step:
    if state.desk.gold.status.state is Progress.DONE:
        edit = _status_edit(state, Progress.BEGUN)
        return _with_status(state, edit, "Gold is in progress again.", "mark gold as begun")
    waiting = state.waiting()
    if waiting and state.insist != "done":
        are = "is" if waiting == 1 else "are"
        told = f"{waiting} {are} still undecided and would be missing in gold; {state.key('done')} again marks it done."
        return Step(say(replace(state, insist="done"), told, warning=True))
    edit = _status_edit(state, Progress.DONE)
    marked = _with_status(state, edit, "Gold is done.", "mark gold as done")
    return replace(marked, effects=(Effect("offer-next"),))


def _with_status(state: ReviewState, edit: Edit, told: str, title: str) -> Step:
    desk = replace(state.desk, gold=state.desk.gold.apply([edit]))
    return Step(say(replace(state, desk=desk, insist=""), told), (edit,), title=title)


_HANDLERS: Mapping[str, Callable[[ReviewState, Command], Step]] = {
    "take": _take,
    "slots": _slots,
    "most": _most,
    "propose": _propose,
    "both": _both,
    "none": _none,
    "defer": _defer,
    "reopen": _reopen,
    "edit": _edit,
    "bulk-agreed": _bulk,
    "bulk-layer": _bulk,
    "bulk-label": _bulk,
    "next": lambda state, _: _go(state, 1),
    "previous": lambda state, _: _go(state, -1),
    "go": _goto,
    "filter": _filter,
    "answer-note": _answer,
    "hide": _hide,
    "set-reason": _set_reason,
    "escape": _escape,
    "done": _done,
}
