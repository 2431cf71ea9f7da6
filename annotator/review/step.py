"""Review as one state machine: `step(state, command)` says what a reviewer's key comes to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from annotator.model.edits import Edit
from annotator.model.items import GOLD, Note, Progress
from annotator.model.threads import answer_to, tidied
from annotator.review.bulk import AGREED, settle_agreed, take_label, take_layer, take_where_agreed
from annotator.review.choosing import (
    leave_choosing,
    other_slot,
)
from annotator.review.deciding import DECISIONS, decided, mark, opening_edits, status_edit
from annotator.review.desk import Outcome
from annotator.review.gold import numbered
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
)

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
    outcome = settle_agreed(state.desk, state.who, numbered(state.action))
    number = len(outcome.standings)
    if not number:
        return Step(state)
    shows = state.key("filter")
    told = f"All agree on {number} of {len(state.desk.review.things)}: gold at once; {shows} shows them too."
    # From the start of the article, to the first thing that is left.
    return decided(replace(state, at=""), outcome, "take what all agree on", told)


# -- many at once ---------------------------------------------------------------------------------------------


def bulk_outcome(state: ReviewState, command: Command) -> Outcome:
    """What a bulk command would come to; it is shown before it is done. Only what waits is decided.

    `bulk-agreed` takes what the layers named in `text` (ids with blanks between; all, if none are) agree on,
    `bulk-layer` everything of layer `number`, `bulk-label` everything of label `text` of layer `number`.
    """
    desk, new_id = state.desk, numbered(state.action)
    layers = desk.review.layers
    match command.id:
        case "bulk-agreed" if command.text:
            numbers = [int(number) for number in command.text.split()]
            return take_where_agreed(
                desk, [layers[number] for number in numbers], mark(state, AGREED), new_id
            )
        case "bulk-agreed":
            return settle_agreed(desk, state.who, new_id)
        case "bulk-layer":
            return take_layer(desk, layers[command.number], mark(state), new_id)
        case _:
            return take_label(desk, layers[command.number], command.text, mark(state), new_id)


def _bulk(state: ReviewState, command: Command) -> Step:
    outcome = bulk_outcome(state, command)
    number = len(outcome.standings)
    if not number:
        return refuse(state, "Nothing that waits is like that.")
    them = "it" if number == 1 else "all of them"
    told = f"{number} taken; {state.key('undo')} takes {them} back."
    return decided(state, outcome, f"take {number} at once", told)


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
    note = Note(numbered(state.action)(), "", state.who, words, re=answer_to(thread, GOLD))
    edits = (*opening_edits(state), Edit(GOLD, gold.article, None, note))
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


def _propose(state: ReviewState, _: Command) -> Step:
    hides = not state.hides_proposals
    told = "Suggestions are out of sight." if hides else "What is suggested stands beside the layers."
    return Step(say(replace(state, hides_proposals=hides, choosing=None), told))


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
        edit = status_edit(state, Progress.BEGUN)
        return _with_status(state, edit, "Gold is in progress again.", "mark gold as begun")
    waiting = state.waiting()
    if waiting and state.insist != "done":
        are = "is" if waiting == 1 else "are"
        told = f"{waiting} {are} still undecided and would be missing in gold; {state.key('done')} again marks it done."
        return Step(say(replace(state, insist="done"), told, warning=True))
    edit = status_edit(state, Progress.DONE)
    marked = _with_status(state, edit, "Gold is done.", "mark gold as done")
    return replace(marked, effects=(Effect("offer-next"),))


def _with_status(state: ReviewState, edit: Edit, told: str, title: str) -> Step:
    desk = replace(state.desk, gold=state.desk.gold.apply([edit]))
    return Step(say(replace(state, desk=desk, insist=""), told), (edit,), title=title)


_HANDLERS: Mapping[str, Callable[[ReviewState, Command], Step]] = {
    **DECISIONS,
    "propose": _propose,
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
