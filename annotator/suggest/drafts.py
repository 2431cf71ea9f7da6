"""What a rule has found, before people are told apart and ids are given."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.suggest.mentions import Phrase
from annotator.suggest.passage import Bounds, Passage

DIRECT, MIXED, INDIRECT = "direct", "mixed", "indirect"


@dataclass(slots=True)
class SourceDraft:
    """An outlet or document and the words by which it relays."""

    bounds: Bounds
    cue: Bounds | None
    addressed: bool = False
    """Whether the words were said to it, which puts it nearest the utterance."""
    citing: bool = False
    """Whether it is named as the source of another source."""


@dataclass(slots=True)
class Draft:
    """A quote with what the rules found around it. Later rules add to it; all bounds are code points."""

    passage: Passage
    fragments: list[Bounds]
    type: str
    rule: str
    score: int
    cues: list[Bounds] = field(default_factory=list)
    speakers: list[Phrase] = field(default_factory=list)
    implied: bool = False
    """Whether whoever spoke before goes on, without being mentioned."""
    sources: list[SourceDraft] = field(default_factory=list)
    inside: Draft | None = None
    open: bool = False
    """Whether nothing closes the quotation, so that the next paragraph may go on with it."""
    spare: bool = False
    """Whether it is only shown to whoever asks for another reading."""

    @property
    def start(self) -> int:
        """First code point."""
        return self.fragments[0][0]

    @property
    def end(self) -> int:
        """One past the last code point."""
        return self.fragments[-1][1]
