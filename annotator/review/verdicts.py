"""What became of an annotator's labels: theirs beside gold, with the reviewer's reasons, for them to walk through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from annotator.model.items import Decision, Span
from annotator.model.layer import Layer
from annotator.model.suggestions import covered
from annotator.review.disagreements import OWN, Thing, review
from annotator.review.standing import REJECTED
from annotator.review.versions import Slot, Version


class Fate(StrEnum):
    """What gold made of a label."""

    KEPT = "kept"
    CHANGED = "changed"
    """Gold has it, but says something else of a slot."""
    LEFT_OUT = "left out"
    """Gold does not have it."""
    MISSED = "missed"
    """Gold has what the annotator does not."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One label of the annotator, or one that they lack, and what gold says."""

    fate: Fate
    label: str
    start: int
    """Where it begins in the text, in code points."""
    own: Span | None
    """The annotator's span; None for what they missed."""
    gold: Span | None
    slots: tuple[Slot, ...] = ()
    """On which gold says something else."""
    reason: str = ""
    """The reviewer's, `""` if none was given."""
    by: str = ""
    """Who decided; `""` where that is not known."""
    mine: Version | None = None
    """The annotator's version with its slots."""
    theirs: Version | None = None
    """Gold's."""


def verdicts(own: Layer, gold: Layer, deciders: Mapping[str, str]) -> list[Verdict]:
    """Every label of an annotator that stands for itself against gold, in text order.

    Links must name whom they mean now, as for `annotator.review.disagreements.review`.

    Args:
        deciders: id of a span or decision of gold -> who wrote it last.
    """
    return [_verdict(thing, gold, deciders) for thing in review([own, gold]).things]


def _verdict(thing: Thing, gold: Layer, deciders: Mapping[str, str]) -> Verdict:
    mine, theirs = thing.versions
    if theirs is not None:
        span = theirs.span
        slots = () if mine is None else tuple(slot for slot in OWN if mine.looks[slot] != theirs.looks[slot])
        fate = Fate.MISSED if mine is None else Fate.CHANGED if slots else Fate.KEPT
        return Verdict(
            fate,
            span.label,
            span.start,
            None if mine is None else mine.span,
            span,
            slots,
            span.origin.reason,
            deciders.get(span.id, ""),
            mine,
            theirs,
        )
    assert mine is not None, "a thing has a version"
    decision = _decision_on(mine, gold)
    return Verdict(
        Fate.LEFT_OUT,
        mine.span.label,
        mine.span.start,
        mine.span,
        None,
        (),
        decision.reason if decision else "",
        decision.by if decision else "",
        mine,
    )


def _decision_on(version: Version, gold: Layer) -> Decision | None:
    """The reviewer's word that this is none."""
    span = version.span
    return next(
        (
            decision
            for decision in gold.decisions.values()
            if decision.decision == REJECTED
            and decision.label == span.label
            and covered(span.fragments, decision.fragments) >= 0.5
        ),
        None,
    )
