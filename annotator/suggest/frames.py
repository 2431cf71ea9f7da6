"""Suggested frames: a quote with its slots, as items ready for a layer, and who is meant by each mention.

Ids are made of label and offsets, so the same suggestion has the same id in every version of a pack, and a
mention that serves two quotes is one span.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.model.items import Fragment, Origin, Relation, Span


@dataclass(frozen=True, slots=True)
class SuggestedSpeaker:
    """Who is suggested to have said a quote."""

    span: Span | None
    """The mention; None for a speaker who is implied."""
    person: str
    """The fullest name that the article has for whom is meant; `""` if nobody is known."""
    inferred: bool = False
    """Whether that was told from the context, as for a pronoun, and not from the mention's own words."""


@dataclass(frozen=True, slots=True)
class SuggestedSource:
    """Through whom a quote is suggested to have reached the article."""

    span: Span
    name: str
    order: int
    """1 is nearest the utterance."""
    cues: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class SuggestedFrame:
    """One suggested quote with its slots. Rule and score are in the quote's origin."""

    quote: Span
    cues: tuple[Span, ...] = ()
    speakers: tuple[SuggestedSpeaker, ...] = ()
    sources: tuple[SuggestedSource, ...] = ()
    relations: tuple[Relation, ...] = ()
    nested_in: str = ""
    """Id of the quote that this one stands in; `""` for none."""

    @property
    def spans(self) -> tuple[Span, ...]:
        """All its spans, each once, the quote first."""
        mentioned = [one.span for one in self.speakers if one.span is not None]
        relayed = [span for one in self.sources for span in (one.span, *one.cues)]
        found = {span.id: span for span in (self.quote, *self.cues, *mentioned, *relayed)}
        return tuple(found.values())


def span_id(label: str, fragments: Sequence[Fragment]) -> str:
    """The id of a suggested span, such as `quote.10-52.60-81`."""
    parts = (f"{fragment.start}-{fragment.end}" for fragment in fragments)
    return ".".join((label.lower(), *parts))


def relation_id(label: str, head: str, target: str) -> str:
    """The id of a suggested relation."""
    return f"{label}:{head}:{target}"


def suggested_span(label: str, fragments: Iterable[tuple[int, int]], origin: Origin, **attributes: str) -> Span:
    """A span with the id that its label and fragments give it; empty attributes are left out."""
    pieces = tuple(Fragment(start, end) for start, end in fragments)
    known = tuple(sorted((name, value) for name, value in attributes.items() if value))
    return Span(span_id(label, pieces), label, pieces, known, origin)


def suggested_relation(
    label: str, head: Span, target: Span, order: int = 0, inferred: bool = False
) -> Relation:
    """A relation between two suggested spans, with the origin of its head."""
    return Relation(
        relation_id(label, head.id, target.id), label, head.id, target.id, order, inferred, head.origin
    )
