"""Suggested frames as the rows of a suggestion layer, and back.

A layer has no place for the name of a person who is no entity yet, so it travels as the reason of the origin: of a
SPEAKER whom the mention means, of a QUOTE who is implied. Links are made when somebody accepts the frame.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotator.model.frames import text_order
from annotator.model.items import Item, Relation, Span
from annotator.model.layer import Layer, layer_of
from annotator.suggest.frames import SuggestedFrame, SuggestedSource, SuggestedSpeaker


def items_of(frames: Iterable[SuggestedFrame]) -> list[Item]:
    """The spans and relations of the frames, each once, spans first."""
    spans: dict[str, Span] = {}
    relations: dict[str, Relation] = {}
    for frame in frames:
        for span in _named(frame):
            spans.setdefault(span.id, span)
        for relation in frame.relations:
            relations.setdefault(relation.id, relation)
    return [*spans.values(), *relations.values()]


def suggestion_layer(name: str, article: str, frames: Iterable[SuggestedFrame]) -> Layer:
    """A layer that holds the frames."""
    return layer_of(name, article, items_of(frames))


def frames_in(layer: Layer, text: str) -> tuple[SuggestedFrame, ...]:
    """The frames of a suggestion layer, in text order; `items_of` read backwards."""
    quotes = sorted((span for span in layer.spans.values() if span.label == "QUOTE"), key=text_order)
    return tuple(_frame(layer, quote, text) for quote in quotes)


def _named(frame: SuggestedFrame) -> list[Span]:
    """The frame's spans, with the persons' names where they travel."""
    persons = {one.span.id: one.person for one in frame.speakers if one.span is not None}
    implied = [one.person for one in frame.speakers if one.span is None]
    if implied:
        persons[frame.quote.id] = implied[0]
    return [
        replace(span, origin=replace(span.origin, reason=persons[span.id])) if persons.get(span.id) else span
        for span in frame.spans
    ]


def _frame(layer: Layer, quote: Span, text: str) -> SuggestedFrame:
    edges = [edge for edge in layer.relations_of(quote.id) if edge.head == quote.id]
    relayed = {
        edge.id: [one for one in layer.relations_of(edge.target) if one.label == "relayed_by" and one.head == edge.target]
        for edge in edges
        if edge.label == "via"
    }
    edges = _ordered(layer, edges)
    relations: list[Relation] = []
    speakers, sources = [], []
    for edge in edges:
        relations.append(edge)
        target = layer.spans[edge.target]
        if edge.label == "said_by":
            speakers.append(SuggestedSpeaker(_plain(target), target.origin.reason, edge.inferred))
        elif edge.label == "via":
            cues = _ordered(layer, relayed[edge.id])
            relations += cues
            found = tuple(layer.spans[cue.target] for cue in cues)
            sources.append(SuggestedSource(target, target.surface(text), edge.order, found))
    if quote.origin.reason:
        speakers.append(SuggestedSpeaker(None, quote.origin.reason, inferred=True))
    return SuggestedFrame(
        quote=_plain(quote),
        cues=tuple(layer.spans[edge.target] for edge in edges if edge.label == "cued_by"),
        speakers=tuple(speakers),
        sources=tuple(sources),
        relations=tuple(relations),
        nested_in=next((edge.target for edge in edges if edge.label == "nested_in"), ""),
    )


_ORDER = ("cued_by", "said_by", "via", "relayed_by", "nested_in")


def _ordered(layer: Layer, edges: Iterable[Relation]) -> list[Relation]:
    """Relations in the order in which a frame has them."""
    return sorted(edges, key=lambda edge: (_ORDER.index(edge.label), edge.order, text_order(layer.spans[edge.target])))


def _plain(span: Span) -> Span:
    return replace(span, origin=replace(span.origin, reason=""))
