"""What has been decided already: which of the things of a review gold has, and which it turned down.

Nothing is kept beside gold itself for this. A thing is taken when gold has a span in the place of one of its versions,
else when it is matched one to one by overlap with a span of gold of the same label. It is turned down or put off when
gold has a decision of its label that covers a version by half or more, and is covered by it as much. So labels that
come after a decision find the decision made, unless they are of something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from annotator.model.items import Decision, Span
from annotator.model.layer import Layer
from annotator.model.suggestions import covered
from annotator.review.disagreements import Review, Thing
from annotator.review.matching import match
from annotator.review.versions import Place, Version, version_of

REJECTED = "rejected"
DEFERRED = "deferred"
CONFIRMED = "confirmed"
"""The word of a decision on what gold has already: it is right as it stands."""


class State(StrEnum):
    """How far a thing is."""

    OPEN = "open"
    TAKEN = "taken"
    REJECTED = REJECTED
    DEFERRED = DEFERRED


@dataclass(frozen=True, slots=True)
class Standing:
    """What gold says of a thing."""

    state: State = State.OPEN
    spans: tuple[str, ...] = ()
    """Ids of the spans of gold that are its versions there; two where both of two versions were taken."""
    decisions: tuple[str, ...] = ()
    """Ids of the decisions of gold that are about it."""

    @property
    def is_open(self) -> bool:
        """Whether it still waits for somebody."""
        return self.state is State.OPEN or self.state is State.DEFERRED


Standings = Mapping[str, Standing]
"""By id of the thing."""


def standings_of(review: Review, gold: Layer) -> dict[str, Standing]:
    """What gold says of every thing of a review."""
    claims: dict[str, list[str]] = {}
    free = {span.id: span for span in gold.spans.values()}
    _claim_places(review, gold, free, claims)
    _claim_overlaps(review, free, claims)
    decided, confirmed = _Decided(gold), _confirmed(gold)
    found = {}
    for thing in review.things:
        spans = tuple(claims.get(thing.id, ()))
        places = dict.fromkeys((gold.spans[one].label, gold.spans[one].fragments) for one in spans)
        here = [one for place in places for one in confirmed.get(place, ())] if confirmed else []
        found[thing.id] = _standing(spans, decided.on(thing), here)
    return found


def _confirmed(gold: Layer) -> dict[tuple[str, Place], list[str]]:
    """Place of a span of gold -> the decisions that it is right as it stands."""
    found: dict[tuple[str, Place], list[str]] = {}
    for decision in sorted(gold.decisions.values(), key=lambda one: one.id):
        if decision.decision == CONFIRMED:
            found.setdefault((decision.label, decision.fragments), []).append(decision.id)
    return found


class _Decided:
    """The decisions of gold by place, so that an article with thousands is gone through once."""

    WIDTH = 256
    """Code points of a stretch of text whose decisions are looked at together."""

    def __init__(self, gold: Layer) -> None:
        self._by_place: dict[tuple[str, int], list[Decision]] = {}
        for decision in sorted(gold.decisions.values(), key=lambda one: one.id):
            if decision.decision in (REJECTED, DEFERRED):
                for place in self._places(decision.label, decision.fragments):
                    self._by_place.setdefault(place, []).append(decision)

    def on(self, thing: Thing) -> list[Decision]:
        """The decisions that are about a thing."""
        found: dict[str, Decision] = {}
        for version in thing.present:
            span = version.span
            for place in self._places(span.label, span.fragments):
                for decision in self._by_place.get(place, ()):
                    if decision.id not in found and _is_about(decision, span):
                        found[decision.id] = decision
        return [found[one] for one in sorted(found)]

    def _places(self, label: str, fragments: Place) -> set[tuple[str, int]]:
        return {
            (label, number)
            for part in fragments
            for number in range(part.start // self.WIDTH, part.end // self.WIDTH + 1)
        }


def _standing(taken: tuple[str, ...], decisions: Iterable[Decision], confirmed: Iterable[str]) -> Standing:
    found = tuple(decisions)
    words = {decision.decision for decision in found}
    if taken:
        state = State.TAKEN
    elif REJECTED in words:
        state = State.REJECTED
    else:
        state = State.DEFERRED if words else State.OPEN
    return Standing(state, taken, (*(decision.id for decision in found), *confirmed))


def _is_about(decision: Decision, span: Span) -> bool:
    return (
        decision.label == span.label
        and covered(span.fragments, decision.fragments) >= 0.5
        and covered(decision.fragments, span.fragments) >= 0.5
    )


def _claim_places(review: Review, gold: Layer, free: dict[str, Span], claims: dict[str, list[str]]) -> None:
    """Give things the spans of gold in the places of their versions."""
    places: dict[tuple[object, ...], list[Span]] = {}
    for span in sorted(free.values(), key=lambda one: one.id):
        places.setdefault((span.label, span.fragments), []).append(span)

    def there(version: Version) -> list[Span]:
        found = places.get((version.span.label, version.span.fragments), [])
        return [span for span in found if span.id in free]

    def claim(thing: Thing, span: Span) -> None:
        claims.setdefault(thing.id, []).append(span.id)
        del free[span.id]

    # Of several spans of gold in one place, each thing first gets the one with the slots of one of its versions.
    crowded = {place for place, spans in places.items() if len(spans) > 1}
    for alike in (True, False):
        for thing in review.things:
            if thing.id in claims:
                continue
            for version in thing.present:
                found = there(version)
                if alike and (version.span.label, version.span.fragments) in crowded:
                    found = [span for span in found if _same_slots(version, version_of(gold, span, {}))]
                if found:
                    claim(thing, found[0])
                    break
    # What is left in such a place was taken beside the first.
    for thing in review.things:
        for version in thing.present:
            for span in there(version):
                claim(thing, span)


def _same_slots(one: Version, other: Version) -> bool:
    slots = [slot for slot in one.looks if slot != "link"]
    return all(one.looks[slot] == other.looks[slot] for slot in slots)


def _claim_overlaps(review: Review, free: dict[str, Span], claims: dict[str, list[str]]) -> None:
    """Give the things that are left the spans of gold that overlap with their versions, one layer at a time."""
    labels = sorted({span.label for span in free.values()})
    for number in range(len(review.layers)):
        for label in labels:
            waiting = {
                version.span.id: thing
                for thing in review.things
                if thing.id not in claims
                and (version := thing.versions[number]) is not None
                and version.span.label == label
            }
            if not waiting:
                continue
            spans = [
                version.span for thing in waiting.values() if (version := thing.versions[number]) is not None
            ]
            left = [span for span in free.values() if span.label == label]
            for pair in match(spans, left).pairs:
                claims.setdefault(waiting[pair.left.id].id, []).append(pair.right.id)
                del free[pair.right.id]
