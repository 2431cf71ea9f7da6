"""Notes: short threads on a label or on the article, open or settled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from annotator.model.edits import Edit
from annotator.model.items import Note
from annotator.model.layer import Layer
from annotator.session.state import Effect, Ids, State, Step, changed, opening, own_edit, refuse, say

ARTICLE = ""
"""What a note is on that is on no label."""
_GONE = "The note is gone."


@dataclass(frozen=True, slots=True)
class Thread:
    """A note and its answers, the oldest first."""

    root: Note
    answers: tuple[Note, ...] = ()

    @property
    def notes(self) -> tuple[Note, ...]:
        """All of it."""
        return (self.root, *self.answers)

    def waits_for(self, who: str) -> bool:
        """Whether somebody else had the last word, and it is not settled."""
        return not self.root.settled and self.notes[-1].by != who


def threads(layer: Layer, on: str) -> list[Thread]:
    """The threads on a span, or on the article (`ARTICLE`), the oldest first."""
    if on:
        notes = layer.notes_on(on)
    else:
        notes = [note for note in layer.notes.values() if note.on == ARTICLE]
    notes.sort(key=_age)
    there = {note.id: note for note in notes}
    roots = {note.id: _root(there, note) for note in notes}
    return [
        Thread(root, tuple(note for note in notes if roots[note.id] == root.id and note is not root))
        for root in notes
        if roots[root.id] == root.id
    ]


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
    note = Note(Ids(state.action).new(), on, state.who, _tidied(text))
    return _step(state, None, note, "Noted.", "write a note")


def write_here(state: State, text: str) -> Step:
    """A new note on what is in hand."""
    return write(state, text, state.hand or state.frame)


def answer(state: State, text: str, note_id: str) -> Step:
    """Answer a note. An answer to an answer goes to its thread."""
    asked = state.layer.notes.get(note_id)
    if asked is None:
        return refuse(state, _GONE)
    if not text.strip():
        return refuse(state, "An answer needs words.")
    root = _root(state.layer.notes, asked)
    note = Note(Ids(state.action).new(), asked.on, state.who, _tidied(text), re=root)
    return _step(state, None, note, "Answered.", "answer a note")


def settle(state: State, note_id: str) -> Step:
    """Settle the thread of a note, or open it again."""
    asked = state.layer.notes.get(note_id)
    root = state.layer.notes.get(_root(state.layer.notes, asked)) if asked is not None else None
    if root is None:
        return refuse(state, _GONE)
    after = replace(root, settled=not root.settled)
    if after.settled:
        return _step(state, root, after, "Settled.", "settle a note")
    return _step(state, root, after, "Open again.", "open a note again")


def reword(state: State, text: str, note_id: str) -> Step:
    """Give one's own note other words. What it said before stays in the log."""
    note = state.layer.notes.get(note_id)
    if note is None:
        return refuse(state, _GONE)
    if note.by != state.who:
        return refuse(state, f"{note.by} wrote it: it can be answered, not reworded.")
    words = _tidied(text)
    if not words:
        return refuse(state, "A note needs words.")
    if words == note.text:
        return refuse(state, "The note says that already.")
    return _step(state, note, replace(note, text=words), "Reworded.", "reword a note")


def delete(state: State, note_id: str) -> Step:
    """Delete one's own note, with one's own answers to it."""
    note = state.layer.notes.get(note_id)
    if note is None:
        return refuse(state, _GONE)
    hanging = [one for one in state.layer.notes.values() if one.re == note_id]
    if others := {one.by for one in (note, *hanging)} - {state.who}:
        return refuse(state, f"{', '.join(sorted(others))} wrote in it: it can be settled, not deleted.")
    edits = tuple(own_edit(state, one, None) for one in (*hanging, note))
    return Step(
        say(changed(state, edits), f"The note is deleted; {state.key('undo')} brings it back."),
        edits,
        title="delete a note",
    )


def _tidied(text: str) -> str:
    """A note's words: its lines stay, with one space between words and no more than one empty line in a row."""
    lines = "\n".join(" ".join(line.split()) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def _step(state: State, before: Note | None, after: Note, told: str, title: str) -> Step:
    edits: tuple[Edit, ...] = (*opening(state), own_edit(state, before, after))
    return Step(say(changed(state, edits), told), edits, title=title)


def _root(notes: Mapping[str, Note], note: Note) -> str:
    """Id of the note that began a note's thread; of a circle, which only an import could bring, the first id."""
    seen = {note.id}
    while note.re in notes:
        if note.re in seen:
            return min(seen)
        note = notes[note.re]
        seen.add(note.id)
    return note.id


def _age(note: Note) -> tuple[tuple[int, str], ...]:
    """Sort key by which notes of one device come in the order in which they were written: d.9 before d.10."""
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", note.id))
