"""Repeating the last action at another place: which command does the same thing again, and what it is in words.

A key that cycles does not say the same twice, nor does a picker: what is repeated is the outcome, as a command
that names it. Borders are another matter at every place, so there the key asks for them anew.
"""

from __future__ import annotations

from collections.abc import Sequence

from annotator.model.items import Decision, Item, Link, Note, Relation, Span
from annotator.model.replacing import replace
from annotator.session.command import Command
from annotator.session.speakers import spoken_in
from annotator.session.state import State, Step

_AS_THEY_ARE = frozenset({"tag", "delete", "delete-frame", "add-part", "accept", "accept-all"})
_Changes = Sequence[tuple[Item | None, Item | None]]


def remembered(command: Command, result: Step) -> Step:
    """The step with what it did remembered for repeating."""
    if not result.edits:
        return result
    state = result.state
    return replace(result, state=replace(state, repeat=again_of(command, result) or state.repeat))


def with_speaker(result: Step) -> State:
    """The state that a step leads to, with whom its edits link as a speaker remembered."""
    spoke = spoken_in(result.state, result.edits)
    return replace(result.state, spoke=spoke) if spoke else result.state


def again_of(command: Command, result: Step) -> Command | None:
    """The command that does at another place what a command has just done; None if it cannot be repeated."""
    if command.id in _AS_THEY_ARE:
        return Command(command.id, text=command.text)
    if command.id == "tag-all":
        return Command("tag", text=command.text)
    changes = [(edit.before, edit.after) for edit in result.edits]
    return _said(changes) or _linked(command, result.state, changes) or _changed(changes)


def _said(changes: _Changes) -> Command | None:
    """Naming somebody, a note, a decision."""
    for before, after in changes:
        if isinstance(after, Link):
            return Command("link-here", entity=after.entity)
        if isinstance(after, Note) and before is None and not after.re:
            return Command("note-here", text=after.text)
        if isinstance(after, Decision):
            return Command("not-a-quote", text=after.reason)
    if changes and all(isinstance(before, Link) and after is None for before, after in changes):
        return Command("person-digit", text="0")
    return None


def _linked(command: Command, state: State, changes: _Changes) -> Command | None:
    """Linking two labels: the other one is linked with again."""
    for _, after in changes:
        if isinstance(after, Relation):
            if command.id == "speaker-before":
                return Command("speaker-before")
            return Command("link-with", span=after.target if after.head == state.hand else after.head)
    return None


def _changed(changes: _Changes) -> Command | None:
    """A value of a label, or its borders."""
    for before, after in changes:
        if isinstance(before, Span) and isinstance(after, Span):
            if before.fragments != after.fragments:
                return Command("borders")
            for name, value in sorted(set(after.attributes) - set(before.attributes)):
                return Command("set-attribute", name=name, text=value)
    return None


def in_words(state: State, command: Command) -> str:
    """What a command that repeats does, in words."""
    match command.id:
        case "tag":
            return f"tag {command.text.lower()}"
        case "set-attribute":
            return f"{command.name.replace('_', ' ')} {command.text}"
        case "link-here":
            person = state.person(command.entity)
            return f"link with {person.name if person is not None else 'somebody who is gone'}"
        case "link-with":
            span = state.span(command.span)
            return f"link with “{_short(span.surface(state.reading.text))}”" if span else "link with a label"
        case "note-here":
            return f"note “{_short(command.text)}”"
        case _:
            return _WORDS[command.id]


_WORDS = {
    "accept": "accept the suggestion",
    "accept-all": "accept the paragraph's suggestions",
    "add-part": "add a part",
    "borders": "change borders",
    "delete": "delete",
    "delete-frame": "delete a frame",
    "not-a-quote": "not a quote",
    "person-digit": "take the person away",
    "speaker-before": "same speaker as before",
}


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 30 else words[:29] + "…"
