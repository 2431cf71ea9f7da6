"""What annotators have changed since a reviewer decided. Decisions stand; the reviewer is only told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotator.model.items import GOLD
from annotator.review.desk import Desk
from annotator.review.disagreements import OWN, Thing
from annotator.review.standing import Standing
from annotator.review.versions import Version, version_of

Touched = Mapping[str, int]
"""Id of a span or decision -> time of the latest operation that wrote it, or a link that begins at it."""


@dataclass(frozen=True, slots=True)
class Times:
    """When things were last said, as Lamport times of the log."""

    layers: Mapping[str, Touched] = field(default_factory=dict)
    """By name of the layer; gold among them."""
    done: int = 0
    """When gold was last marked done; 0 if it never was."""


def new_since(desk: Desk, times: Times) -> frozenset[str]:
    """Ids of decided things of which a layer has a version that is newer than the decision and says something else."""
    return frozenset(
        thing.id
        for thing in desk.review.things
        if not (standing := desk.standing(thing.id)).is_open and _is_overtaken(desk, thing, standing, times)
    )


def _is_overtaken(desk: Desk, thing: Thing, standing: Standing, times: Times) -> bool:
    gold = times.layers.get(GOLD, {})
    decided = max([times.done, *(gold.get(one, 0) for one in (*standing.spans, *standing.decisions))])
    newer = [version for version in thing.present if _touched(version, times) > decided]
    if not newer:
        return False
    kept = [
        version_of(desk.gold, desk.gold.spans[one], {}) for one in standing.spans if one in desk.gold.spans
    ]
    return not all(any(_same(version, one) for one in kept) for version in newer)


def _touched(version: Version, times: Times) -> int:
    there = times.layers.get(version.layer, {})
    return max([there.get(one, 0) for one in version.spans], default=0)


def _same(one: Version, other: Version) -> bool:
    return all(one.looks[slot] == other.looks[slot] for slot in OWN)
