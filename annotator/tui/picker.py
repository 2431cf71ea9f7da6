"""What the picker of people offers: whose name is proposed, who matches, which line is marked. Nothing of Textual."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.model.items import Span
from annotator.session.naming import fuller_name
from annotator.session.people import people_here, previous_person
from annotator.session.state import State
from annotator.suggest.named import Named
from annotator.suggest.names import Match, bare_name, rank
from annotator.suggest.offices import name_of
from annotator.text.safe import legible_name

_ANAPHORIC = ("clitic", "pronoun")
_EXACT = 95
"""Score from which the first match is marked, and not the line for somebody new."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The lines of the picker for what is typed."""

    typed: str
    matches: tuple[Match, ...]
    marked: int
    """The line that enter takes; `len(matches)` is the one for somebody new. -1 if there is no line."""


@dataclass(frozen=True, slots=True)
class Picker:
    """Who may be meant by a mention, or have said a quote without being mentioned."""

    state: State
    span: Span
    here: tuple[str, ...] = field(default=())
    """The article's people, the likeliest first."""
    named: Named | None = None
    """Whom the article names, people or not yet."""

    @classmethod
    def of(cls, state: State, span_id: str) -> Picker:
        """The picker for a span."""
        span = state.layer.spans[span_id]
        named = Named.of(state.reading.article, state.reading.pack)
        return cls(state, span, tuple(_likely(state, span)), named)

    @property
    def new_kind(self) -> str:
        """What somebody new is: an outlet relays, a person speaks."""
        return _kind(self.span)

    def proposed(self) -> str:
        """The words that stand in the field at first: the mention's name, as full as the article has it."""
        text = legible_name(self.span.surface(self.state.reading.text))
        if self.span.label == "QUOTE" or self.span.attribute("form") in _ANAPHORIC:
            return ""
        if self.span.label == "SOURCE":
            return text
        reading = self.state.reading
        if self.named is not None and (name := self.named.name_of(self.span.start, self.span.end)):
            return name
        return fuller_name(reading, name_of(text, reading.pack) or bare_name(text, reading.pack.titles))

    def completion(self, typed: str) -> str:
        """How what is typed goes on in a name of the article; `""` if it begins none."""
        return self.named.completion(typed) if self.named is not None else ""

    def offer(self, typed: str) -> Offer:
        """Who matches what is typed, and what enter would take."""
        words = typed.strip()
        matches = tuple(rank(words, self.state.entities.values(), self.here))
        exact = bool(matches) and matches[0].score >= _EXACT
        if not matches and not words:
            return Offer(words, (), -1)
        return Offer(words, matches, 0 if exact or not words else len(matches))


def _kind(span: Span) -> str:
    return "organisation" if span.label == "SOURCE" else "person"


def _likely(state: State, span: Span) -> list[str]:
    """The article's people, the likeliest first: who is linked now, whom an anaphor may mean, the latest."""
    linked = [link.entity for link in state.layer.links_of(span.id)]
    likely = [*linked, previous_person(state, span.start), *people_here(state)[::-1]]
    found = dict.fromkeys(person.id for one in likely if (person := state.person(one)) is not None)
    # A person speaks, an outlet relays: the other kind comes last.
    return sorted(found, key=lambda one: state.entities[one].kind != _kind(span))
