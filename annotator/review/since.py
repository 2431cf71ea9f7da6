"""What annotators have changed since a reviewer decided. Decisions stand; the reviewer is only told.

Time says nothing here: labels may come from a machine whose clock is behind, long after the decision. A decision says
up to where it had seen everybody's sequence; what stands behind that is new. Only where that is not told, the log's
logical clock decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from annotator.model.items import GOLD, Span
from annotator.model.threads import Thread
from annotator.review.adjudication import TAKEN
from annotator.review.bulk import AGREED, SINGLE
from annotator.review.desk import Desk
from annotator.review.disagreements import OWN, Thing
from annotator.review.matching import shared_length
from annotator.review.standing import Standing, State
from annotator.review.versions import Version, version_of


@dataclass(frozen=True, slots=True)
class Moment:
    """An operation of the log, as far as one may ask what came after it."""

    lamport: int = 0
    device: str = ""
    seq: int = 0
    seen: Mapping[str, Mapping[str, int]] | None = None
    """Of gold: layer -> device -> the last operation that was there; None where that is not told."""

    def knows(self, layer: str, other: Moment) -> bool:
        """Whether what was said then in a layer had been seen by who decided now."""
        if self.seen is None:
            return other.lamport <= self.lamport
        return other.seq <= self.seen.get(layer, {}).get(other.device, 0)


Touched = Mapping[str, Moment]
"""Id of a span or decision -> the latest operation that wrote it, or a link that begins at it."""


@dataclass(frozen=True, slots=True)
class Times:
    """When things were last said."""

    layers: Mapping[str, Touched] = field(default_factory=dict)
    """By name of the layer; gold among them."""
    done: Moment | None = None
    """When gold was last marked done, if it still is."""
    deleted: Mapping[str, Iterable[tuple[Span, Moment]]] = field(default_factory=dict)
    """Layer -> spans that are not there any more, with when they were taken away."""
    notes: Mapping[str, Touched] = field(default_factory=dict)
    """Layer -> id of a note -> when it was written."""


def new_since(desk: Desk, times: Times) -> frozenset[str]:
    """Ids of decided things of which a layer has a version that came after the decision and says something else, or
    had one that gold has and the layer has not any more."""
    return frozenset(
        thing.id
        for thing in desk.review.things
        if not (standing := desk.standing(thing.id)).is_open
        and (_is_overtaken(desk, thing, standing, times) or _has_lost(desk, thing, standing, times))
    )


def unheard(desk: Desk, times: Times, noted: Mapping[str, Sequence[Thread]], who: str) -> frozenset[str]:
    """Ids of decided things with a note of an annotator that came after the decision and that no reviewer answered.

    Args:
        noted: id of a thing -> open threads on it.
        who: the reviewer.
    """
    return frozenset(
        thing
        for thing, threads in noted.items()
        if thing
        and not (standing := desk.standing(thing)).is_open
        and any(_came_late(thread, _decided(standing, times), times, who) for thread in threads)
    )


def _came_late(thread: Thread, decided: Iterable[Moment], times: Times, who: str) -> bool:
    return thread.waits_for_review(who) and any(
        one.layer != GOLD
        and (written := times.notes.get(one.layer, {}).get(one.note.id)) is not None
        and _is_new(one.layer, written, decided)
        for one in thread.unanswered()
    )


def only_in_gold(desk: Desk) -> tuple[Span, ...]:
    """Quotes that were taken into gold and that no layer has any more, in text order."""
    claimed = {one for standing in desk.standings.values() for one in standing.spans}
    left = [
        span
        for span in desk.gold.spans.values()
        if span.label == "QUOTE" and span.id not in claimed and span.origin.rule in (TAKEN, AGREED, SINGLE)
    ]
    return tuple(sorted(left, key=lambda span: (span.start, span.end, span.id)))


def _decided(standing: Standing, times: Times) -> list[Moment]:
    gold = times.layers.get(GOLD, {})
    found = [gold[one] for one in (*standing.spans, *standing.decisions) if one in gold]
    return found if times.done is None else [*found, times.done]


def _is_new(layer: str, moment: Moment, decided: Iterable[Moment]) -> bool:
    return not any(one.knows(layer, moment) for one in decided)


def _is_overtaken(desk: Desk, thing: Thing, standing: Standing, times: Times) -> bool:
    decided = _decided(standing, times)
    newer = [version for version in thing.present if _came_after(version, times, decided)]
    if not newer:
        return False
    kept = [
        version_of(desk.gold, desk.gold.spans[one], {}) for one in standing.spans if one in desk.gold.spans
    ]
    return not all(any(_same(version, one) for one in kept) for version in newer)


def _came_after(version: Version, times: Times, decided: Iterable[Moment]) -> bool:
    there = times.layers.get(version.layer, {})
    return any(_is_new(version.layer, there[one], decided) for one in version.spans if one in there)


def _has_lost(desk: Desk, thing: Thing, standing: Standing, times: Times) -> bool:
    """Whether a layer that had what gold has took it away after the decision."""
    if standing.state is not State.TAKEN:
        return False
    decided = _decided(standing, times)
    taken = [desk.gold.spans[one] for one in standing.spans if one in desk.gold.spans]
    for name, version in zip(desk.review.layers, thing.versions, strict=True):
        if version is None and any(
            span.label == one.label and shared_length(span, one) and _is_new(name, moment, decided)
            for span, moment in times.deleted.get(name, ())
            for one in taken
        ):
            return True
    return False


def _same(one: Version, other: Version) -> bool:
    return all(one.looks[slot] == other.looks[slot] for slot in OWN)
