"""Notes: short threads on a label or on the article, open or settled."""

from __future__ import annotations

from annotator.model.edits import Edit
from annotator.model.items import Note
from annotator.model.replacing import replace
from annotator.model.threads import Key, Said, Thread, answer_to, meant, threads_around, tidied
from annotator.session.state import Effect, Ids, State, Step, changed, opening, own_edit, refuse, say

ARTICLE = ""
"""What a note is on that is on no label."""
_GONE = "The note is gone."


def threads(state: State, on: str) -> list[Thread]:
    """The threads on a span, or on the article (`ARTICLE`), with what others answered, the oldest first."""
    layer = state.layer
    if not layer.notes:
        return []
    own = layer.notes_on(on) if on else [note for note in layer.notes.values() if note.on == ARTICLE]
    return threads_around(own, layer.name, state.beside)


def review_waits(state: State) -> str:
    """That notes wait which only review shows, whose they are, and the way there; `""` if none do."""
    number, writers = len(state.in_review), sorted(set(state.in_review))
    if not number:
        return ""
    known = "" not in writers
    opens = state.key("open-review")
    if number == 1:
        whose = f" of {writers[0]}'s" if known else ""
        return f"1 note{whose} waits in review: {opens} opens it."
    whose = f" of {', '.join(writers)}" if known else ""
    return f"{number} notes{whose} wait in review: {opens} opens it."


def ask_note(state: State, on: str = "") -> Step:
    """Have a note written on a label; where none is named on the one in hand, else the quote, else the article."""
    return Step(state, effects=(Effect("write-note", span=on or state.hand or state.frame),))


def ask_article_note(state: State) -> Step:
    """Have a note written on the article, whatever is in hand."""
    return Step(state, effects=(Effect("write-note", span=ARTICLE),))


def write(state: State, text: str, on: str) -> Step:
    """A new note on a span or on the article."""
    if not text.strip():
        return refuse(state, "A note needs words.")
    if on != ARTICLE and state.span(on) is None:
        return refuse(state, "The label is gone.")
    note = Note(Ids(state.action).new(), on, state.who, tidied(text))
    told = "Noted on the article." if on == ARTICLE else "Noted."  # no label was in hand
    return _step(state, None, note, told, "write a note")


def write_here(state: State, text: str) -> Step:
    """A new note on what is in hand."""
    return write(state, text, state.hand or state.frame)


def answer(state: State, text: str, note: str) -> Step:
    """Answer a note, one's own layer's or another's that stands in a thread with one's own. An answer to an answer goes
    to its thread."""
    thread = _thread_with(state, note)
    if thread is None:
        return refuse(state, _GONE)
    if not text.strip():
        return refuse(state, "An answer needs words.")
    on = next(one.note.on for one in thread.said if one.layer == state.layer.name)
    re_ = answer_to(thread, state.layer.name)
    made = Note(Ids(state.action).new(), on, state.who, tidied(text), re=re_)
    return _step(state, None, made, "Answered.", "answer a note")


def settle(state: State, note: str) -> Step:
    """Settle the thread of a note, or open it again: that is said where it began."""
    thread = _thread_with(state, note)
    if thread is None:
        return refuse(state, _GONE)
    if thread.root.layer != state.layer.name:
        return refuse(state, f"It began in the layer {thread.root.layer}, and is settled there.")
    root = thread.root.note
    after = replace(root, settled=not root.settled)
    if after.settled:
        return _step(state, root, after, "Settled.", "settle a note")
    return _step(state, root, after, "Open again.", "open a note again")


def reword(state: State, text: str, note_id: str) -> Step:
    """Give one's own note other words. What it said before stays in the log."""
    note = state.layer.notes.get(note_id)
    if (refusal := _of_another(state, note_id, note)) is not None:
        return refusal
    assert note is not None, "a note that is not here is refused"
    words = tidied(text)
    if not words:
        return refuse(state, "A note needs words.")
    if words == note.text:
        return refuse(state, "The note says that already.")
    return _step(state, note, replace(note, text=words), "Reworded.", "reword a note")


def _of_another(state: State, note_id: str, note: Note | None) -> Step | None:
    """A refusal, unless a note stands in the open layer and was written by who sits here."""
    thread = _thread_with(state, note_id)
    if note is not None and note.by == state.who:
        return None
    if thread is None:
        return refuse(state, _GONE)
    by = next(one.note.by for one in thread.said if one.key.seen_from(state.layer.name) == note_id)
    return refuse(state, f"{by} wrote it: it can be answered, not reworded.")


def _thread_with(state: State, note: str) -> Thread | None:
    """The thread with a note, named as an answer in the open layer would name it."""
    layer = state.layer
    found = threads_around(layer.notes.values(), layer.name, state.beside)
    return next(
        (thread for thread in found if any(one.key.seen_from(layer.name) == note for one in thread.said)),
        None,
    )


def delete(state: State, note_id: str) -> Step:
    """Delete one's own note, with one's own answers to it."""
    note, thread = state.layer.notes.get(note_id), _thread_with(state, note_id)
    if thread is None:
        return refuse(state, _GONE)
    here = Key(state.layer.name, note_id)
    hanging = [one for one in thread.said if one.key == here or _answers(state, one, here)]
    if others := {one.note.by for one in hanging} - {state.who}:
        return refuse(state, f"{', '.join(sorted(others))} wrote in it: it can be settled, not deleted.")
    if note is None:
        return refuse(state, "It stands in another layer: it can be deleted only there.")
    if any(one.layer != state.layer.name for one in hanging):
        return refuse(state, "It is answered in another layer: it can be settled, not deleted.")
    edits = tuple(own_edit(state, one.note, None) for one in reversed(hanging))
    return Step(
        say(changed(state, edits), f"The note is deleted; {state.key('undo')} brings it back."),
        edits,
        title="delete a note",
    )


def _answers(state: State, one: Said, note: Key) -> bool:
    """Whether one note answers another."""
    return meant(one.note.re, one.layer, {**state.beside, state.layer.name: state.layer.notes}) == note


def _step(state: State, before: Note | None, after: Note, told: str, title: str) -> Step:
    edits: tuple[Edit, ...] = (*opening(state), own_edit(state, before, after))
    return Step(say(changed(state, edits), told), edits, title=title)
