"""Repeating the last action at another place: which command does the same thing again.

A key that cycles does not say the same twice, nor does a picker: what is repeated is the outcome, as a command
that names it.
"""

from __future__ import annotations

from dataclasses import replace

from annotator.model.items import Decision, Link, Note, Span
from annotator.session.command import Command
from annotator.session.speakers import spoken_in
from annotator.session.state import Step

_AS_THEY_ARE = frozenset({"tag", "delete"})


def remembered(command: Command, result: Step) -> Step:
    """The step with what it did remembered: for repeating, and who was linked as a speaker."""
    if not result.edits:
        return result
    state = result.state
    again = again_of(command, result) or state.repeat
    spoke = spoken_in(state, result.edits) or state.spoke
    return replace(result, state=replace(state, repeat=again, spoke=spoke))


def again_of(command: Command, result: Step) -> Command | None:
    """The command that does at another place what a command has just done; None if it cannot be repeated."""
    if command.id in _AS_THEY_ARE:
        return Command(command.id, text=command.text)
    if command.id.startswith("accept"):
        return None
    changes = [(edit.before, edit.after) for edit in result.edits]
    for before, after in changes:
        if isinstance(after, Link):
            return Command("link-here", entity=after.entity)
        if isinstance(after, Note) and before is None and not after.re:
            return Command("note-here", text=after.text)
        if isinstance(after, Decision):
            return Command("not-a-quote", text=after.reason)
    for before, after in changes:
        if isinstance(before, Span) and isinstance(after, Span) and before.fragments == after.fragments:
            for name, value in sorted(set(after.attributes) - set(before.attributes)):
                return Command("set-attribute", name=name, text=value)
    return None
