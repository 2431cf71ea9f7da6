"""One layer's version of a thing: a quote with its slots, or a span that stands in no frame."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from annotator.model.frames import Frame, frame_of
from annotator.model.items import Fragment, Link, Relation, Span
from annotator.model.layer import Layer
from annotator.review.scores import FLAG

Place = tuple[Fragment, ...]


class Slot(StrEnum):
    """A part of a thing on which layers may differ, and that can be taken from one of them."""

    BORDERS = "borders"
    """Where it begins and ends."""
    TYPE = "type"
    """The label and the attributes."""
    SPEAKER = "speaker"
    """Who speaks, as spans."""
    PERSON = "person"
    """Who speaks, or who is meant, as people."""
    CUE = "cue"
    SOURCE = "source"
    """The sources in their order, and who they are."""
    LINK = "link"
    """All other links: nesting, relays."""


FRAMED = ("said_by", "cued_by", "via")
"""The relations by which a span stands in a quote's slot."""


@dataclass(frozen=True, slots=True)
class Version:
    """What one layer says of a thing."""

    layer: str
    span: Span
    """The quote, or the span that stands in no frame."""
    frame: Frame
    relations: tuple[Relation, ...] = ()
    """What begins at the span or at one of its sources, by id."""
    arriving: tuple[Relation, ...] = ()
    """What ends at the span without putting it in a slot: quotes nested in it, say; by id."""
    links: tuple[Link, ...] = ()
    """Links to people, of the span and of the spans in its slots, by id."""
    spans: Mapping[str, Span] = field(default_factory=dict)
    """By id: the span, those in its slots, and what its relations lead to."""
    looks: Mapping[Slot, Hashable] = field(default_factory=dict)
    """What each slot comes to; layers whose looks are equal agree on the slot."""
    again: tuple[str, ...] = ()
    """Ids of the quotes by which the layer says the very same once more."""

    @property
    def is_uncertain(self) -> bool:
        """Whether the annotator flagged it."""
        return self.span.attribute(FLAG) == "uncertain"


def version_of(layer: Layer, span: Span, parents: Mapping[str, Hashable]) -> Version:
    """A layer's version of the thing that this span is.

    Args:
        parents: for ids of the layer's quotes, what stands for the same quote in all layers, so that nesting in
            quotes with other borders is the same nesting.
    """
    frame = frame_of(layer, span)
    slots = {mentioned.span.id: mentioned.span for mentioned in (*frame.speakers, *frame.sources)}
    for cue in frame.cues:
        slots[cue.id] = cue
    spans = layer.spans
    touching = layer.relations_of(span.id)
    relations = [one for one in touching if one.head == span.id and one.target in spans]
    if frame.sources:
        for identifier in sorted({source.span.id for source in frame.sources} - {span.id}):
            relations += [
                one
                for one in layer.relations_of(identifier)
                if one.head == identifier and one.target in spans
            ]
        relations = sorted({one.id: one for one in relations}.values(), key=lambda one: one.id)
    ends = {relation.target: spans[relation.target] for relation in relations}
    arriving = [
        relation
        for relation in touching
        if relation.target == span.id
        and relation.head in spans
        and (relation.label not in FRAMED or span.label == "QUOTE")
    ]
    links = [link for identifier in (span.id, *slots) for link in layer.links_of(identifier)]
    if len(links) > 1:
        links.sort(key=lambda one: one.id)
    return Version(
        layer=layer.name,
        span=span,
        frame=frame,
        relations=tuple(relations),
        arriving=tuple(arriving),
        links=tuple(links),
        spans={span.id: span, **slots, **ends},
        looks=_looks(layer, span, frame, relations, parents),
    )


def said_once(version: Version, again: Sequence[Version]) -> Version:
    """A version with what hangs on other quotes by which its layer says the very same: what leads to them leads to it,
    and their spans are its spans."""
    arriving = {relation.id: relation for one in (version, *again) for relation in one.arriving}
    return replace(
        version,
        arriving=tuple(arriving[key] for key in sorted(arriving)),
        spans={key: span for one in (*again, version) for key, span in one.spans.items()},
        again=tuple(one.span.id for one in again),
    )


def _looks(
    layer: Layer, span: Span, frame: Frame, relations: list[Relation], parents: Mapping[str, Hashable]
) -> dict[Slot, Hashable]:
    meant = set(frame.implied)
    for speaker in frame.speakers:
        meant.update(speaker.entities)
    meant.update(link.entity for link in layer.links_of(span.id) if link.label != "said_by")
    others: set[Hashable] = set()
    for relation in relations:
        if relation.head == span.id and relation.label in FRAMED:
            continue
        target = layer.spans[relation.target]
        to = parents.get(target.id, _look(target))
        others.add(
            (relation.label, layer.spans[relation.head].fragments if relation.head != span.id else (), to)
        )
    return {
        Slot.BORDERS: span.fragments,
        Slot.TYPE: (span.label, attributes_of(span)),
        Slot.SPEAKER: frozenset([_look(speaker.span) for speaker in frame.speakers]),
        Slot.PERSON: frozenset(meant),
        Slot.CUE: frozenset([_look(cue) for cue in frame.cues]),
        Slot.SOURCE: tuple([(_look(source.span), frozenset(source.entities)) for source in frame.sources]),
        Slot.LINK: frozenset(others),
    }


def attributes_of(span: Span) -> tuple[tuple[str, str], ...]:
    """The span's attributes without the flag, which marks work and says nothing of the text."""
    return tuple([pair for pair in span.attributes if pair[0] != FLAG]) if span.attributes else ()


def _look(span: Span) -> tuple[str, Place, tuple[tuple[str, str], ...]]:
    return (span.label, span.fragments, attributes_of(span))
