"""Frames: one quote with its slots, gathered from the relations and links of a layer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from annotator.model.items import Note, Relation, Span
from annotator.model.layer import Layer


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A span in a slot, with the entities that it refers to."""

    span: Span
    entities: tuple[str, ...] = ()
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """A quote with its slots. Each slot may hold none, one or several."""

    quote: Span
    speakers: tuple[Mentioned, ...] = ()
    implied: tuple[str, ...] = ()
    """Entities that speak without being mentioned."""
    cues: tuple[Span, ...] = ()
    sources: tuple[Mentioned, ...] = ()
    """In order: the first is nearest the utterance."""
    parents: tuple[str, ...] = ()
    """Ids of the quotes that this one is nested in."""
    notes: tuple[Note, ...] = ()


def frame_of(layer: Layer, quote: Span) -> Frame:
    """The frame of one quote."""
    spans = layer.spans
    slots: dict[str, list[Relation]] = {"said_by": [], "cued_by": [], "via": []}
    parents = []
    for edge in layer.relations_of(quote.id):
        if edge.head != quote.id:
            continue
        if edge.label in slots and edge.target in spans:
            slots[edge.label].append(edge)
        elif edge.label == "nested_in":
            parents.append(edge.target)
    for edges in slots.values():
        if len(edges) > 1:
            edges.sort(key=lambda edge: (edge.order, spans[edge.target].start, edge.id))

    def mentioned(label: str) -> tuple[Mentioned, ...]:
        return tuple(
            [
                Mentioned(spans[edge.target], _entities(layer, edge.target), edge.inferred)
                for edge in slots[label]
            ]
        )

    return Frame(
        quote=quote,
        speakers=mentioned("said_by"),
        implied=tuple([link.entity for link in layer.links_of(quote.id) if link.label == "said_by"]),
        cues=tuple([spans[edge.target] for edge in slots["cued_by"]]),
        sources=mentioned("via"),
        parents=tuple(parents),
        notes=tuple(layer.notes_on(quote.id)),
    )


def frames_of(layer: Layer, quotes: Iterable[Span] | None = None) -> list[Frame]:
    """Frames of the given quotes (of all, if none are given), in text order."""
    chosen = (
        quotes if quotes is not None else (span for span in layer.spans.values() if span.label == "QUOTE")
    )
    return [frame_of(layer, quote) for quote in sorted(chosen, key=text_order)]


def text_order(span: Span) -> tuple[int, int, str, str]:
    """Sort key of spans: (start, -end, label, id), the order of the native export."""
    fragments = span.fragments  # not by `start` and `end`, since exports ask this of millions
    return (fragments[0][0], -fragments[-1][1], span.label, span.id)


def resolve(entity: str, merged_into: Callable[[str], str]) -> str:
    """Follow redirects to the entity that stands for `entity` now; a circle ends where it closes."""
    seen = {entity}
    while (following := merged_into(entity)) and following not in seen:
        entity = following
        seen.add(entity)
    return entity


def _entities(layer: Layer, span: str) -> tuple[str, ...]:
    return tuple([link.entity for link in layer.links_of(span) if link.label == "refers_to"])
