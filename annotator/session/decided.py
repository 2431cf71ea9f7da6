"""What has been decided to be no quote, no speaker: found again where it is, named, and taken back."""

from __future__ import annotations

from annotator.model.items import Decision
from annotator.session.state import State, Step, changed, own_edit, say

REASONS = {"scare": "words held at arm's length", "title": "a title or name", "other": "another reason"}
"""Reason of a decision -> what it means, in the order in which a key goes through them."""


def decision_at(state: State, label: str = "") -> Decision | None:
    """The decision that the cursor is on, the shortest of several; with a label, about that."""
    cursor = state.cursor
    found = [
        decision
        for decision in state.layer.decisions.values()
        if label in ("", decision.label)
        and any(part.start <= cursor < part.end for part in decision.fragments)
    ]
    return min(found, key=lambda decision: (length(decision), decision.id), default=None)


def decisions_over(state: State, paragraph: int) -> list[Decision]:
    """The decisions with text in a paragraph, in text order."""
    part = state.reading.paragraph(paragraph)
    found = [
        decision
        for decision in state.layer.decisions.values()
        if any(one.start < part.end and part.start < one.end for one in decision.fragments)
    ]
    return sorted(found, key=lambda decision: (decision.fragments[0].start, decision.id))


def named(decision: Decision) -> str:
    """A decision in words: `not a quote (a title or name)`."""
    reason = reason_of(decision)
    return f"not a {decision.label.lower()}{f' ({reason})' if reason else ''}"


def reason_of(decision: Decision) -> str:
    """Why, in words; `""` for no reason."""
    return REASONS.get(decision.reason, decision.reason)


def ways_out(state: State, decision: Decision) -> str:
    """Which keys change a decision: `x changes the reason, d takes it back`."""
    takes_back = f"{state.key('delete')} takes it back"
    return (
        f"{state.key('not-a-quote')} changes the reason, {takes_back}"
        if decision.label == "QUOTE"
        else takes_back
    )


def take_back(state: State, decision: Decision) -> Step:
    """Leave undecided again what a decision is about."""
    edits = (own_edit(state, decision, None),)
    return Step(say(changed(state, edits), "Undecided again."), edits, title="take back a decision")


def length(decision: Decision) -> int:
    """Code points that a decision is about."""
    return sum(part.end - part.start for part in decision.fragments)
