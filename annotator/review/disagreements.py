"""What layers say of an article, thing by thing: where they differ, and what all agree on.

A thing is a quote with its slots, or a span that stands in no frame, with each layer's version of it. Quotes are put
together by `annotator.review.alignment`; of several quotes in one place, those with the same slots. What a layer has
twice, the very same quote with the very same slots, it says once. A span in a slot is part of its quote's thing, and no
thing of its own, even where another layer has it outside of all frames.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from annotator.model.items import Span
from annotator.model.layer import Layer
from annotator.review.alignment import Group, align, group_order
from annotator.review.versions import FRAMED, Slot, Version, said_once, version_of

OWN = tuple(slot for slot in Slot if slot is not Slot.LINK)
"""Slots whose looks mean the same in two reviews: nesting is told by numbers of things."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What the layers say of one quote, or of one span outside of all frames."""

    id: str
    """Label and place of the version that most layers have: the same as long as those are."""
    versions: tuple[Version | None, ...]
    """By number of the layer; None where a layer does not have it."""
    differing: tuple[Slot, ...]
    """Slots on which the layers that have it differ."""
    beside: tuple[tuple[str, Span], ...] = ()
    """(layer, span) of what layers have outside of all frames and others in a slot of this thing."""
    proposal: Version | None = None
    """What a language pack reads here, where that is something else (`annotator.review.proposals`)."""

    @property
    def present(self) -> tuple[Version, ...]:
        """The versions that there are."""
        return tuple(version for version in self.versions if version is not None)

    @property
    def lanes(self) -> tuple[Version | None, ...]:
        """What can be taken: the layers' versions by number, then the proposal if there is one."""
        return self.versions if self.proposal is None else (*self.versions, self.proposal)

    @property
    def choices(self) -> tuple[Slot, ...]:
        """Slots to choose a lane for: those on which layers differ; where none are, on which the proposal does."""
        if self.differing or self.proposal is None:
            return self.differing
        first, other = self.present[0].looks, self.proposal.looks
        return tuple(slot for slot in OWN if first[slot] != other[slot])

    @property
    def missing(self) -> bool:
        """Whether some layers do not have it."""
        return None in self.versions

    @property
    def is_agreed(self) -> bool:
        """Whether all layers say the same of it."""
        return not (self.missing or self.differing)

    @property
    def label(self) -> str:
        """The label of the first version."""
        return self.present[0].span.label

    @property
    def is_uncertain(self) -> bool:
        """Whether somebody flagged it."""
        return any(version.is_uncertain for version in self.present)


@dataclass(frozen=True, slots=True)
class Review:
    """An article as its layers see it, as things in text order."""

    article: str
    layers: tuple[str, ...]
    things: tuple[Thing, ...]
    thing_of: Mapping[tuple[str, str], str] = field(default_factory=dict, compare=False, repr=False)
    """(layer, id of its span) -> id of the thing that the span is a version of, or that a quote says once more."""

    @property
    def disagreements(self) -> tuple[Thing, ...]:
        """The things on which layers differ."""
        return tuple(thing for thing in self.things if not thing.is_agreed)

    @property
    def agreed(self) -> tuple[Thing, ...]:
        """The things of which all layers say the same; with one layer, all that it says."""
        return tuple(thing for thing in self.things if thing.is_agreed)

    def number(self, layer: str) -> int:
        """The number of a layer of this name."""
        return self.layers.index(layer)


def review(layers: Sequence[Layer]) -> Review:
    """What these layers of one article say, thing by thing.

    Links must name whom they mean now (see `annotator.review.scores.compare`).
    """
    repeated = [_repeated(layer) for layer in layers]
    again = [{one.span.id for some in known.values() for one in some} for known in repeated]
    said = [
        [span for span in _quotes(layer) if span.id not in more]
        for layer, more in zip(layers, again, strict=True)
    ]
    quotes = align(said, lambda number, span: _slots(layers[number], span))
    parents: list[dict[str, Hashable]] = [{} for _ in layers]
    for at, group in enumerate(quotes):
        for number in group.layers:
            span = group.spans[number]
            assert span is not None, "a group's layers are those that have it"
            parents[number][span.id] = at
    for number, known in enumerate(repeated):
        for first, some in known.items():
            parents[number].update((one.span.id, parents[number][first]) for one in some)
    taken: Counter[str] = Counter()
    things = []
    outside, beside = _outside(layers)
    for group in sorted((*quotes, *outside), key=group_order):
        versions = tuple(
            None if span is None else _version(layers[number], span, parents[number], repeated[number])
            for number, span in enumerate(group.spans)
        )
        identifier = _identifier(group)
        taken[identifier] += 1
        if taken[identifier] > 1:
            identifier += f"#{taken[identifier]}"
        others = {
            (name, span.id): (name, span)
            for version in versions
            if version is not None
            for one in version.spans
            for name, span in beside.pop((version.layer, one), ())
        }
        things.append(Thing(identifier, versions, _differing(versions), tuple(others.values())))
    article = layers[0].article if layers else ""
    thing_of = {(version.layer, version.span.id): thing.id for thing in things for version in thing.present}
    thing_of |= {
        (version.layer, quote): thing.id
        for thing in things
        for version in thing.present
        for quote in version.again
    }
    return Review(article, tuple(layer.name for layer in layers), tuple(things), thing_of)


def changed_since(before: Review, after: Review) -> dict[str, tuple[str, ...]]:
    """Of things that are there now, the layers that say something else of them than before; by the things' ids.

    Things that are as they were are left out.
    """
    then = {
        (name, version.span.id): version.looks
        for thing in before.things
        for name, version in zip(before.layers, thing.versions, strict=True)
        if version is not None
    }
    gone = {key for key in then if key[0] in after.layers}
    found: dict[str, tuple[str, ...]] = {}
    for thing in after.things:
        changed = []
        for name, version in zip(after.layers, thing.versions, strict=True):
            if version is None:
                continue
            key = (name, version.span.id)
            gone.discard(key)
            looks = then.get(key)
            if looks is None or any(looks[slot] != version.looks[slot] for slot in OWN):
                changed.append(name)
        if changed:
            found[thing.id] = tuple(changed)
    for thing in before.things:
        lost = [
            name
            for name, version in zip(before.layers, thing.versions, strict=True)
            if version is not None and (name, version.span.id) in gone
        ]
        if lost:
            found[thing.id] = tuple(dict.fromkeys((*found.get(thing.id, ()), *lost)))
    return found


def _quotes(layer: Layer) -> list[Span]:
    return [span for span in layer.spans.values() if span.label == "QUOTE"]


def _version(
    layer: Layer, span: Span, parents: Mapping[str, Hashable], repeated: Mapping[str, Sequence[Version]]
) -> Version:
    version = version_of(layer, span, parents)
    again = repeated.get(span.id)
    return said_once(version, again) if again else version


def _repeated(layer: Layer) -> dict[str, list[Version]]:
    """Id of a quote -> those by which the layer says the very same once more, place and slots alike.

    Of such quotes one that is flagged uncertain stands for all, so that the doubt is seen; else the first by its id.
    """
    places: dict[Hashable, list[Span]] = {}
    for span in _quotes(layer):
        places.setdefault(span.fragments, []).append(span)
    found: dict[str, list[Version]] = {}
    for crowd in places.values():
        if len(crowd) < 2:
            continue
        first: dict[Hashable, str] = {}
        versions = [version_of(layer, span, {}) for span in crowd]
        for version in sorted(versions, key=lambda one: (not one.is_uncertain, one.span.id)):
            looks = frozenset(version.looks.items())
            if (other := first.setdefault(looks, version.span.id)) != version.span.id:
                found.setdefault(other, []).append(version)
    return found


def _slots(layer: Layer, quote: Span) -> Hashable:
    """What a quote looks like, by which equal quotes are told apart."""
    looks = version_of(layer, quote, {}).looks
    return tuple(looks[slot] for slot in (Slot.TYPE, Slot.SPEAKER, Slot.PERSON, Slot.CUE))


Beside = dict[tuple[str, str], list[tuple[str, Span]]]
"""(layer, id of a span in a slot) -> (layer, span) of those who have the same span in no slot."""


def _outside(layers: Sequence[Layer]) -> tuple[list[Group], Beside]:
    """The spans that stand in no frame of any layer, put together by label, then across labels.

    And those that stand in none while another layer has them in one.
    """
    framed = [_framed(layer) for layer in layers]
    labels = {
        span.label
        for number, layer in enumerate(layers)
        for span in layer.spans.values()
        if span.label != "QUOTE" and span.id not in framed[number]
    }
    groups: list[Group] = []
    beside: Beside = {}
    left: list[list[Span]] = [[] for _ in layers]
    for label in sorted(labels):
        for group in align(
            [[span for span in layer.spans.values() if span.label == label] for layer in layers]
        ):
            members = [(number, span) for number, span in enumerate(group.spans) if span is not None]
            inside = [(layers[number].name, span.id) for number, span in members if span.id in framed[number]]
            alone = [(number, span) for number, span in members if span.id not in framed[number]]
            if inside:
                beside.setdefault(inside[0], []).extend((layers[number].name, span) for number, span in alone)
            elif len(members) == len(layers):
                groups.append(group)
            else:
                for number, span in alone:
                    left[number].append(span)
    # What some layers have under one label, others may have under another.
    return [*groups, *align(left)], beside


def _framed(layer: Layer) -> set[str]:
    """Ids of the spans that stand in a slot of a quote, and of the cues that relay their sources."""
    spans = layer.spans
    found = {
        relation.target
        for relation in layer.relations.values()
        if relation.label in FRAMED and relation.head in spans and spans[relation.head].label == "QUOTE"
    }
    relayed = {
        relation.target
        for relation in layer.relations.values()
        if relation.label == "relayed_by" and relation.head in found
    }
    return found | relayed


def _identifier(group: Group) -> str:
    places = Counter((span.label, span.fragments) for span in group.present)
    # Of places that are equally common, the first in the text.
    label, fragments = min(places, key=lambda place: (-places[place], place[1], place[0]))
    return f"{label}@{'+'.join(f'{part.start}-{part.end}' for part in fragments)}"


def _differing(versions: Sequence[Version | None]) -> tuple[Slot, ...]:
    present: list[Mapping[Slot, Hashable]] = [one.looks for one in versions if one is not None]
    return tuple(slot for slot in Slot if len({looks[slot] for looks in present}) > 1)
