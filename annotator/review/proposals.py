"""What a language pack reads in the place of a thing: one more version beside the annotators', for a reviewer.

A proposal is nobody's vote. It makes no disagreement and settles none; it is there where annotators differ and
the pack says something else than each of them, since then neither may be right.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from annotator.model.items import Link
from annotator.model.layer import Layer
from annotator.model.people import named_as
from annotator.model.suggestions import Suggestion, as_layer, people_named
from annotator.review.disagreements import OWN, Review, Thing
from annotator.review.matching import match
from annotator.review.versions import Version, version_of

CLOSE = 0.5
"""Overlap (`Pair.overlap`) from which a suggested quote is taken for one that annotators have."""
Owners = Mapping[tuple[str, str], Collection[str]]
"""(kind, normalised name) -> ids of who is called so (`annotator.model.people.owners`)."""


def proposed_layer(
    suggestions: Iterable[Suggestion], name: str, layers: Iterable[Layer], article: str, owners: Owners
) -> Layer:
    """Suggestions as a layer of this name whose links name people of the project.

    A suggestion knows people by name. It means the one person of that name, or of several the one whom an annotator
    has in this article; a link to anybody else is left out, since a reviewer cannot be asked who that is.
    """
    found = list(suggestions)
    layer = as_layer(found, name, article)
    here = {link.entity for one in layers for link in one.links.values()}
    named = {
        identifier: meant
        for identifier, entity in people_named(found).items()
        if (meant := named_as(owners, entity, here))
    }
    links: dict[str, Link] = {
        link.id: replace(link, entity=named[link.entity])
        for link in layer.links.values()
        if link.entity in named
    }
    return replace(layer, links=links)


def with_proposals(review: Review, proposed: Layer) -> Review:
    """The review with what a layer of suggestions has in the place of each disagreement."""
    partners = _partners(review, proposed)
    things = tuple(
        replace(thing, proposal=_new(partners.get(thing.id), thing)) if not thing.is_agreed else thing
        for thing in review.things
    )
    thing_of = {(proposed.name, version.span.id): thing for thing, version in partners.items()}
    return replace(review, things=things, thing_of={**review.thing_of, **thing_of})


def _new(version: Version | None, thing: Thing) -> Version | None:
    """The version, if it says something else than every layer."""
    if version is None or any(
        all(version.looks[slot] == one.looks[slot] for slot in OWN) for one in thing.present
    ):
        return None
    return version


def _partners(review: Review, proposed: Layer) -> dict[str, Version]:
    """Id of a thing -> the pack's version of it: matched one to one with each layer's quotes, one layer at a time."""
    free = {span.id: span for span in proposed.spans.values() if span.label == "QUOTE"}
    found: dict[str, Version] = {}
    for number in range(len(review.layers)):
        waiting = {
            version.span.id: thing.id
            for thing in review.things
            if thing.id not in found
            and (version := thing.versions[number]) is not None
            and version.span.label == "QUOTE"
        }
        spans = [
            version.span
            for thing in review.things
            if (version := thing.versions[number]) is not None and version.span.id in waiting
        ]
        for pair in match(spans, free.values()).pairs:
            if pair.overlap >= CLOSE:
                found[waiting[pair.left.id]] = version_of(proposed, free.pop(pair.right.id), {})
    return found
