"""What an action did to the standings of things, so that undo and redo need not compare everything anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from annotator.model.layer import Layer
from annotator.review.standing import Standing
from annotator.review.state import ReviewState, at, forward, hearing


@dataclass(frozen=True, slots=True)
class Turn:
    """An action, as far as it can be taken back and done again."""

    at: str
    """The thing that was in hand."""
    before: Mapping[str, Standing]
    after: Mapping[str, Standing]
    news: frozenset[str]
    """Ids of the things that were new since, and by this no more."""
    heard: frozenset[str]
    """Ids of those with a note that came after their decision, and that was answered or decided on by this."""

    def undone(self, state: ReviewState, gold: Layer, action: str) -> ReviewState:
        """The state with this taken back: gold as it is then, and the id of the action to come."""
        turned = _turned(state, self.before, gold, action)
        turned = replace(turned, since=state.since | self.news, unheard=state.unheard | self.heard)
        return at(hearing(turned, gold), self.at)

    def redone(self, state: ReviewState, gold: Layer, action: str) -> ReviewState:
        """The state with this done again."""
        turned = _turned(state, self.after, gold, action)
        turned = replace(turned, since=state.since - self.news, unheard=state.unheard - self.heard)
        return forward(at(hearing(turned, gold), self.at))


def turn_between(before: ReviewState, after: ReviewState) -> Turn:
    """What leads from one state to the next."""
    old, new = before.desk.standings, after.desk.standings
    moved = {name for name, standing in new.items() if old.get(name) != standing}
    return Turn(
        before.at,
        {name: old.get(name, Standing()) for name in moved},
        {name: new[name] for name in moved},
        frozenset(before.since - after.since),
        frozenset(before.unheard - after.unheard),
    )


def _turned(state: ReviewState, moved: Mapping[str, Standing], gold: Layer, action: str) -> ReviewState:
    desk = replace(state.desk, standings={**state.desk.standings, **moved})
    return replace(state, desk=desk, action=action, dropped=())
