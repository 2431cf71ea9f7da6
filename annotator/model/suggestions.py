"""Suggestions: whole frames that a language pack's rules propose and a person accepts, changes or rejects.

They are derived data: the same text and pack give the same suggestions with the same ids, so that they need no
place in the log. What is accepted becomes ordinary items of the person's layer; what is rejected is a decision.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from annotator.model.items import SUGGESTIONS, Decision, Entity, Fragment, Link, Relation, Span
from annotator.model.layer import Layer, layer_of

Fragments = tuple[Fragment, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A speaker or source that is suggested, and who it is."""

    span: Span
    name: str = ""
    """The fullest name of the article for whom it means; `""` when unknown."""
    kind: str = "person"
    """`person` or `organisation`."""
    inferred: bool = False
    """Whether the name comes from elsewhere: for a pronoun, a clitic, a description."""
    relay: tuple[Span, ...] = ()
    """Of a source: the cues that relay it."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One frame as rules see it. The quote's id is the suggestion's."""

    quote: Span
    """With its attributes and with the pack, rule and score as its origin."""
    speakers: tuple[Mention, ...] = ()
    cues: tuple[Span, ...] = ()
    sources: tuple[Mention, ...] = ()
    """In order: the first is nearest the utterance."""
    implied: str = ""
    """Name of who speaks without being mentioned."""
    parent: str = ""
    """Id of the suggested quote that this one lies in."""

    @property
    def id(self) -> str:
        """The quote's id."""
        return self.quote.id

    @property
    def score(self) -> int:
        """How sure the rules are, 0 to 100: the least sure of the quote and its slots."""
        return min(span.origin.score for span in self.spans())

    def is_inside(self, quote: Span) -> bool:
        """Whether all of the suggested quote lies in a quote that says more."""
        same = quote.fragments == self.quote.fragments
        return not same and covered(self.quote.fragments, quote.fragments) == 1.0

    def spans(self) -> tuple[Span, ...]:
        """The quote and every span in its slots, each once, the quote first."""
        mentions = (*self.speakers, *self.sources)
        relays = (cue for source in self.sources for cue in source.relay)
        found = (self.quote, *(one.span for one in mentions), *self.cues, *relays)
        return tuple({span.id: span for span in found}.values())


@dataclass(frozen=True, slots=True)
class Offers:
    """An article's suggestions by paragraph, decided or not."""

    by_paragraph: Mapping[int, tuple[Suggestion, ...]] = field(default_factory=dict)
    """Each suggestion under every paragraph that its quote has text in, in text order."""
    others: tuple[Suggestion, ...] = ()
    """Other readings of the same sentences, likeliest first, which only come up when somebody asks for one."""
    asked_for: frozenset[str] = frozenset()
    """Ids of those that are offered because somebody has asked for them: the rules are not sure enough of them."""
    replaced: tuple[Suggestion, ...] = ()
    """Of the others those that were offered until somebody asked for another reading."""
    by_speaker: Mapping[str, tuple[Suggestion, ...]] = field(default_factory=dict)
    """`spoken_in` of those by paragraph."""

    def __bool__(self) -> bool:
        return bool(self.by_paragraph)


def spoken_in(suggestions: Iterable[Suggestion]) -> dict[str, tuple[Suggestion, ...]]:
    """Id of a suggested speaker, or quote, which tells who speaks by itself -> the frames that have it, each once."""
    found: dict[str, dict[int, Suggestion]] = {}
    for one in suggestions:
        for identifier in (one.id, *(speaker.span.id for speaker in one.speakers)):
            found.setdefault(identifier, {})[id(one)] = one
    return {identifier: tuple(frames.values()) for identifier, frames in found.items()}


def suggestion_id(label: str, fragments: Fragments) -> str:
    """The id of a suggested span: made of label and place alone, so that it is the same in every version."""
    told = f"{label} {' '.join(f'{part.start}-{part.end}' for part in fragments)}"
    return f"?{hashlib.sha256(told.encode()).hexdigest()[:12]}"


def entity_id(name: str, kind: str) -> str:
    """The id under which a suggestion layer links to somebody whom only the rules have named so far."""
    return f"?{hashlib.sha256(f'{kind} {name}'.encode()).hexdigest()[:12]}"


def layer_name(pack: str, version: str) -> str:
    """The layer that a pack's suggestions stand in."""
    return f"{SUGGESTIONS}{pack}@{version}"


RULES_OFF = "suggestion rules off"
"""The setting that names the rules whose suggestions the project does not want, one a line."""


def rules_off(settings: Mapping[str, str]) -> frozenset[str]:
    """The rules that a project's settings turn off."""
    return frozenset(settings.get(RULES_OFF, "").split())


def covered(fragments: Fragments, by: Fragments) -> float:
    """Share of the code points of `fragments` that lie in `by`, 0 to 1."""
    total = sum(part.end - part.start for part in fragments)
    shared = sum(
        max(0, min(one.end, other.end) - max(one.start, other.start)) for one in fragments for other in by
    )
    return shared / total if total else 0.0


def rejects(decision: Decision, span: Span) -> bool:
    """Whether a decision hides a suggested span: the same label, and half of it or more covered."""
    return decision.label == span.label and covered(span.fragments, decision.fragments) >= 0.5


def open_suggestions(
    suggestions: Iterable[Suggestion], quotes: Iterable[Span], decisions: Iterable[Decision]
) -> tuple[Suggestion, ...]:
    """What of the suggestions is left to decide for somebody with these spans and decisions, in the order given.

    A frame goes when its quote was rejected, or when half of it or more lies in a quote that the person has
    made or accepted, unless it is suggested as a quote inside that one. A slot goes when it was rejected; the
    rest of its frame stays.
    """
    said_no = [one for one in decisions if one.decision == "rejected"]
    made = [span for span in quotes if span.label == "QUOTE"]
    found = []
    for one in suggestions:
        if any(rejects(decision, one.quote) for decision in said_no):
            continue
        rivals = [mine for mine in made if not (one.parent and one.is_inside(mine))]
        if any(covered(one.quote.fragments, mine.fragments) >= 0.5 for mine in rivals):
            continue
        found.append(_without(one, said_no))
    return tuple(found)


def people_named(suggestions: Iterable[Suggestion]) -> dict[str, Entity]:
    """Everybody whom suggestions name, under the ids by which `as_layer` links to them."""
    found: dict[str, Entity] = {}
    for one in suggestions:
        named = [(mention.name, mention.kind) for mention in (*one.speakers, *one.sources)]
        for name, kind in [*named, (one.implied, "person")]:
            if name:
                identifier = entity_id(name, kind)
                found[identifier] = Entity(identifier, kind, name)
    return found


def as_layer(suggestions: Iterable[Suggestion], name: str, article: str) -> Layer:
    """The suggestions as the items of a layer, which people and links name by `entity_id`."""
    items: dict[str, Span | Relation | Link] = {}

    def put(item: Span | Relation | Link) -> None:
        items[item.id] = item

    def relate(label: str, head: Span, target: str, order: int = 0, *, inferred: bool = False) -> None:
        identifier = f"{head.id}>{target}:{label}"
        put(Relation(identifier, label, head.id, target, order, inferred, head.origin))

    for one in suggestions:
        for span in one.spans():
            put(span)
        for speaker in one.speakers:
            relate("said_by", one.quote, speaker.span.id)
        for cue in one.cues:
            relate("cued_by", one.quote, cue.id)
        for order, source in enumerate(one.sources, start=1):
            relate("via", one.quote, source.span.id, order)
            for cue in source.relay:
                relate("relayed_by", source.span, cue.id)
        if one.parent:
            relate("nested_in", one.quote, one.parent)
        for mention in (*one.speakers, *one.sources):
            if mention.name:
                person = entity_id(mention.name, mention.kind)
                link = f"{mention.span.id}>{person}"
                put(Link(link, "refers_to", mention.span.id, person, mention.inferred, mention.span.origin))
        if one.implied:
            person = entity_id(one.implied, "person")
            put(Link(f"{one.id}>{person}", "said_by", one.id, person, inferred=True, origin=one.quote.origin))
    return layer_of(name, article, items.values())


def _without(one: Suggestion, decisions: list[Decision]) -> Suggestion:
    """The frame without the slots that were rejected."""

    def kept(span: Span) -> bool:
        return not any(rejects(decision, span) for decision in decisions)

    if all(kept(span) for span in one.spans()):
        return one
    return Suggestion(
        one.quote,
        tuple(speaker for speaker in one.speakers if kept(speaker.span)),
        tuple(cue for cue in one.cues if kept(cue)),
        tuple(source for source in one.sources if kept(source.span)),
        one.implied,
        one.parent,
    )
