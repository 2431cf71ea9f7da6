"""A reviewer's desk: the things of an article, gold beside them, and what decisions come to. All values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from annotator.model.edits import Edit
from annotator.model.items import Link, Relation
from annotator.model.layer import Layer
from annotator.review.disagreements import Review, Thing
from annotator.review.standing import Standing, State, standings_of


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision, or several, come to."""

    edits: tuple[Edit, ...] = ()
    """Of gold, at most one an item."""
    dropped: tuple[Relation | Link, ...] = ()
    """Links that could not come along, since gold lacks one of their ends; as their layer, or gold, had them."""
    standings: Mapping[str, Standing] = field(default_factory=dict)
    """What gold says afterwards of the things that were decided, by their ids."""


_OPEN = Standing()


@dataclass(frozen=True, slots=True)
class Desk:
    """A review with gold beside it."""

    review: Review
    gold: Layer
    standings: Mapping[str, Standing]
    """By id of the thing."""

    def standing(self, thing: str) -> Standing:
        """What gold says of the thing of this id."""
        return self.standings.get(thing, _OPEN)

    def waiting(self) -> list[Thing]:
        """Things that nobody has decided, in text order, those that were put off last."""
        left = [thing for thing in self.review.things if self.standing(thing.id).is_open]
        return sorted(left, key=lambda thing: self.standing(thing.id).state is State.DEFERRED)

    def after(self, outcome: Outcome) -> Desk:
        """The desk once an outcome is in gold."""
        return replace(
            self,
            gold=self.gold.apply(outcome.edits),
            standings={**self.standings, **outcome.standings},
        )


def desk_of(review: Review, gold: Layer) -> Desk:
    """The review as it stands with what gold holds already."""
    return Desk(review, gold, standings_of(review, gold))
