"""The one door to the state machine: a command goes in, a step comes out. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from annotator.model.items import Entity, Link
from annotator.model.replacing import replace
from annotator.session import (
    accepting,
    changing,
    linking,
    mentions,
    moves,
    notes,
    searching,
    speakers,
    waiting,
)
from annotator.session.command import Command
from annotator.session.decided import decision_at, take_back
from annotator.session.following import followed
from annotator.session.offers import exchanged, held, in_hand, offered_in, other_reading
from annotator.session.people import with_digits
from annotator.session.repeating import in_words, remembered, with_speaker
from annotator.session.state import Effect, Mode, State, Step, Tone, at, calm, refuse, say

Handler = Callable[[State, Command], Step]
_CHANGING = frozenset(
    {
        "attribute",
        "attribute-menu",
        "borders",
        "enter",
        "implied-person",
        "last-speaker",
        "link",
        "link-here",
        "link-with",
        "person",
        "person-digit",
        "pick-link",
        "set-attribute",
        "speaker-before",
        "speaker-mode",
        "uncertain",
    }
)
"""Commands that change a label: on a suggestion they accept it, changed; one that comes to nothing leaves it be."""
_ANSWERS = frozenset({"link-person", "link-span", "set-attribute"})
"""What the small screens answer with that a command about a suggestion opens."""


def step(state: State, command: Command) -> Step:
    """What the command leads to. The state that comes back has its edits applied, but they are not written yet.

    Raises:
        KeyError: there is no such command.
    """
    if command.id not in searching.KEEPING:
        state = searching.left(state)
    goes_on = state.mode in (Mode.BORDERS, Mode.LINK) or command.id in _ANSWERS
    asked = state.asked if state.asked.partition(" ")[0] == command.id else ""
    ready = replace(
        state, message="", tone=Tone.PLAIN, pending=state.pending if goes_on else None, asked=asked
    )
    result = _handle(ready, command)
    after = held(followed(with_speaker(result), result.edits))
    if after.frame and after.frame != after.last_quote:
        after = replace(after, last_quote=after.frame)
    if any(isinstance(edit.item, Link | Entity) for edit in result.edits):
        after = with_digits(state, after, result.edits)
    return replace(result, state=after)


def _handle(state: State, command: Command) -> Step:
    """The command's step; a command that changes a label changes the suggestion in hand by accepting it."""
    handler = HANDLERS[command.id]
    if command.id == "repeat":
        return handler(state, command)

    def carried_out(ready: State) -> Step:
        return remembered(command, handler(ready, command))

    if command.id in _CHANGING or state.pending is not None:
        return accepting.accept_changed(state, carried_out)
    return carried_out(state)


def _escape(state: State, _: Command) -> Step:
    """Back out of one thing: a mode, a selection, the article."""
    if state.mode is Mode.BORDERS:
        return changing.leave_borders(state)
    if state.mode in (Mode.SEARCH, Mode.MATCHES):
        return searching.leave(state)
    if state.mode is not Mode.READ:
        return Step(calm(state))
    if state.anchor is not None:
        return Step(replace(state, anchor=None))
    return Step(state, effects=(Effect("leave"),))


def _enter(state: State, _: Command) -> Step:
    if state.mode is Mode.BORDERS:
        return changing.keep_borders(state)
    if state.mode is Mode.SEARCH:
        return searching.keep(state)
    if state.mode is Mode.MATCHES:
        return searching.take_match(state)
    return linking.ask_person(state)


def _borders(state: State, _: Command) -> Step:
    return moves.swap_ends(state) if state.mode is Mode.BORDERS else changing.begin_borders(state)


def _take(state: State, command: Command) -> Step:
    """What was pointed at beside the text is in hand: a label, or a suggestion."""
    number = state.paragraph
    offered = next((one for one in offered_in(state, number) if one.id == command.span), None)
    if offered is not None:
        return Step(at(replace(calm(state), offer=offered.id), offered.quote.start))
    return linking.point_at(state, command.span)


def _not_a_quote(state: State, command: Command) -> Step:
    if in_hand(state) is not None:
        return accepting.reject(state, command.text)
    return changing.not_a_quote(state, command.text)


def _delete(state: State, _: Command) -> Step:
    """Delete the label in hand; without one, reject the suggestion, or take back the decision that the cursor is on."""
    one, decision = in_hand(state), decision_at(state)
    suggested = one is not None and any(span.covers(state.cursor) for span in one.spans())
    if decision is not None and not state.hand and not suggested:
        return take_back(replace(state, anchor=None), decision)
    return changing.delete(state) if one is None else accepting.reject(state)


def _order(state: State, _: Command) -> Step:
    """Offer suggestions by doubt, or again in the order of the text."""
    new = replace(state, by_doubt=not state.by_doubt)
    key = state.key("next-waiting")
    if not new.by_doubt:
        return Step(say(new, f"{key} goes on in the order of the text."))
    found = waiting.least_sure_first(new)
    if found is None:
        return Step(say(new, f"{key} will go to the least sure suggestion first; none is offered now."))
    held, score = found
    return Step(say(held, f"The least sure suggestion ({score} %); {key} goes to the next in doubt."))


def _other_reading(state: State, _: Command) -> Step:
    """Bring up the next reading of what is in hand, or of the sentence at the cursor."""
    other = other_reading(state)
    if other is None:
        return refuse(state, "There is no other reading here: select the words, then press a label's key.")
    told = f"Another reading: {state.key('accept')} accepts it, {state.key('other-reading')} shows the next."
    return Step(say(exchanged(state, other), told))


def _repeat(state: State, _: Command) -> Step:
    """Do the last thing again with what the cursor is on, the suggestion in hand too; a refusal says what that is."""
    if state.repeat is None:
        return refuse(
            state, "Nothing has been done yet that can be repeated: a label, a value, a person, a link."
        )
    result = _handle(state, state.repeat)
    told = result.state.message
    if result.edits or result.effects or not told or result.state.mode is not Mode.READ:
        return result
    return refuse(result.state, f"Not again ({in_words(state, state.repeat)}): {told}")


def _review(state: State) -> Step:
    """Open the article for review."""
    if not state.reviews:
        return refuse(state, "Only reviewers open an article for review.")
    return Step(state, effects=(Effect("review"),))


def _guidelines(state: State, _: Command) -> Step:
    """Open the guidelines at the label in hand."""
    span = state.span(state.hand) or state.span(state.frame)
    return Step(state, effects=(Effect("guidelines", span.label if span is not None else ""),))


HANDLERS: Mapping[str, Handler] = {
    **{name: (lambda state, command: moves.move(state, command.id)) for name in moves.MOVES},
    **{
        f"select-{name}": (lambda state, command: moves.extend(state, command.id.removeprefix("select-")))
        for name in moves.MOVES
    },
    "go": lambda state, command: moves.go_along(state, command.offset),
    "click": lambda state, command: linking.click(state, command.offset),
    "take": _take,
    "drag": lambda state, command: moves.go_to(state, command.offset, selecting=True),
    "click-word": lambda state, command: moves.select_word(state, command.offset),
    "click-sentence": lambda state, command: moves.select_sentence(state, command.offset),
    "select": lambda state, _: moves.toggle_selection(state),
    "span-next": lambda state, _: moves.span_next(state),
    "span-previous": lambda state, _: moves.span_next(state, back=True),
    "frame-next": lambda state, _: moves.frame_next(state),
    "frame-previous": lambda state, _: moves.frame_next(state, back=True),
    "next-waiting": lambda state, _: waiting.go_to_next(state),
    "previous-waiting": lambda state, _: waiting.go_to_next(state, back=True),
    "accept": lambda state, _: accepting.accept(state),
    "accept-all": lambda state, _: accepting.accept_all(state),
    "order": _order,
    "other-reading": _other_reading,
    "not-a-quote": _not_a_quote,
    "tag": lambda state, command: accepting.tag_over(state, command.text),
    "add-part": lambda state, _: accepting.add_part(state),
    "link": lambda state, command: linking.begin_link(
        state, (command.offset, command.end) if command.end else None
    ),
    "link-letter": lambda state, command: linking.choose_target(state, command.text),
    "person": lambda state, _: linking.ask_person(state),
    "implied-person": lambda state, _: linking.ask_person(state, implied=True),
    "link-person": lambda state, command: linking.link_person(
        state, command.span, command.entity, command.name, command.kind
    ),
    "rename-person": lambda state, command: linking.rename_person(state, command.entity, command.name),
    "person-digit": lambda state, command: linking.link_digit(state, int(command.text)),
    "speaker-before": lambda state, _: speakers.speaker_before(state),
    "last-speaker": lambda state, _: speakers.last_speaker(state),
    "link-here": lambda state, command: speakers.link_here(state, command.entity),
    "repeat": _repeat,
    "guidelines": _guidelines,
    "set-attribute": lambda state, command: changing.set_here(
        state, command.name, command.text, command.span
    ),
    "attribute-menu": lambda state, _: changing.ask_value(state),
    "pick-link": lambda state, _: linking.ask_partner(state),
    "link-with": lambda state, command: linking.link_with(state, command.span),
    "link-span": lambda state, command: linking.link_span(state, state.hand, command.span),
    "same-mentions": lambda state, _: mentions.ask_same(state),
    "search": lambda state, _: searching.begin_search(state),
    "search-type": lambda state, command: searching.type_on(state, command.text),
    "search-back": lambda state, _: searching.take_back(state),
    "search-exact": lambda state, _: searching.toggle_exact(state),
    "show-found": lambda state, command: searching.show_found(state, command.text, command.places),
    "match-next": lambda state, _: searching.step_on(state, 1),
    "match-previous": lambda state, _: searching.step_on(state, -1),
    "tag-matches": lambda state, command: searching.ask_label_all(state, command.text),
    "tag-all": lambda state, command: mentions.tag_all(state, command.text, command.places, command.span),
    "attribute": lambda state, _: changing.cycle_first_attribute(state),
    "speaker-mode": lambda state, _: changing.cycle_attribute(state, "speaker_mode"),
    "uncertain": lambda state, _: changing.cycle_attribute(state, "flag"),
    "borders": _borders,
    "notes": lambda state, command: notes.ask_note(state, command.span),
    "open-review": lambda state, _: _review(state),
    "article-notes": lambda state, _: notes.ask_article_note(state),
    "note": lambda state, command: notes.write(state, command.text, command.span),
    "note-here": lambda state, command: notes.write_here(state, command.text),
    "answer-note": lambda state, command: notes.answer(state, command.text, command.note),
    "reword-note": lambda state, command: notes.reword(state, command.text, command.note),
    "settle-note": lambda state, command: notes.settle(state, command.note),
    "delete-note": lambda state, command: notes.delete(state, command.note),
    "delete": _delete,
    "delete-frame": lambda state, _: changing.delete_frame(state),
    "done": lambda state, _: changing.mark_done(state),
    "flag": lambda state, _: changing.toggle_flag(state),
    "kind": lambda state, _: changing.cycle_kind(state),
    "enter": _enter,
    "escape": _escape,
    "undo": lambda state, _: Step(state, effects=(Effect("undo"),)),
    "redo": lambda state, _: Step(state, effects=(Effect("redo"),)),
}
