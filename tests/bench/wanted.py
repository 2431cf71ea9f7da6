"""A frame as gold has it, and what somebody's own labels still lack of it."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.model.frames import Frame, Mentioned, frame_of
from annotator.model.items import Span
from annotator.model.layer import Layer
from annotator.session.state import State
from annotator.text.folding import normal
from tests.bench.hands import named_so


class Wanted:
    """A frame of gold, and how to tell whether it is there."""

    def __init__(self, layer: Layer, frame: Frame) -> None:
        self.quote = frame.quote
        self.type = frame.quote.attribute("type")
        self.cues = {cue.fragments for cue in frame.cues}
        self.sources = [slot.span.fragments for slot in frame.sources]
        self.speakers = {slot.span.fragments: self._names(layer, slot) for slot in frame.speakers}
        self.implied = frame.implied
        self.tried = False

    @staticmethod
    def _names(layer: Layer, slot: Mentioned) -> tuple[str, ...]:
        return slot.entities

    def own(self, state: State) -> Span | None:
        """The quote as the annotator has it, if it has the right borders."""
        over = state.spans_over(state.reading.article.paragraph_at(self.quote.start))
        return next(
            (one for one in over if one.label == "QUOTE" and one.fragments == self.quote.fragments), None
        )

    def is_there(self, state: State) -> bool:
        """Whether the annotator has the whole frame, with the right people."""
        own = self.own(state)
        return own is not None and not self.lacking(state, own)

    def lacking(self, state: State, own: Span) -> list[str]:
        """Which slots differ."""
        frame = frame_of(state.layer, own)
        found = []
        if own.attribute("type") != self.type:
            found.append("type")
        if {cue.fragments for cue in frame.cues} != self.cues:
            found.append("cue")
        if {slot.span.fragments for slot in frame.speakers} != set(self.speakers):
            found.append("speaker")
        elif any(
            not self.means(state, slot.entities, self.speakers[slot.span.fragments])
            for slot in frame.speakers
        ):
            found.append("person")
        if not self.means(state, frame.implied, self.implied):
            found.append("implied")
        if [slot.span.fragments for slot in frame.sources] != self.sources:
            found.append("source")
        return found

    def means(self, state: State, entities: Sequence[str], names: Sequence[str]) -> bool:
        people = [person for one in entities if (person := state.person(one)) is not None]
        return len(people) == len(names) and all(
            named_so((person.name, *person.aliases), normal(name))
            for person, name in zip(people, names, strict=True)
        )
