"""How well one layer's spans and links agree with another's, as counts that add up over articles.

Precision, recall and F1 as van Rijsbergen defines them ("Information Retrieval", 1979); F1 is 2 * matched /
(gold + found), which is the same from either side. A figure that has nothing to rest on is None, never 0 or 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, Self, TypeVar

from annotator.model.frames import frame_of
from annotator.model.items import Span
from annotator.model.layer import Layer
from annotator.review.matching import Matching, grouped, match, match_by_label

Person = Callable[[str], str]
"""The id of the entity that stands for an entity now: redirects followed."""


@dataclass(frozen=True, slots=True)
class Score:
    """How many of one kind of thing the one layer has, how many the other, and how many of them are the same."""

    gold: int = 0
    found: int = 0
    matched: int = 0

    @property
    def precision(self) -> float | None:
        """Share of what was found that is in gold; None if nothing was found."""
        return self.matched / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Share of gold that was found; None if there is no gold."""
        return self.matched / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None if neither layer has any."""
        either = self.gold + self.found
        return 2 * self.matched / either if either else None

    def __add__(self, other: Score) -> Score:
        return Score(self.gold + other.gold, self.found + other.found, self.matched + other.matched)


@dataclass(frozen=True, slots=True)
class SpanScore:
    """How the spans of one label, or of one type of quote, agree."""

    exact: Score = Score()
    """Matched are spans with the same fragments."""
    overlap: Score = Score()
    """Matched are spans that were matched one to one and share a code point or more."""
    overlaps: float = 0.0
    """Sum of the matched pairs' overlaps (`Pair.overlap`)."""

    @property
    def mean_overlap(self) -> float | None:
        """Mean overlap of matched pairs, equal ones included; None if no pair was matched."""
        return self.overlaps / self.overlap.matched if self.overlap.matched else None

    def __add__(self, other: SpanScore) -> SpanScore:
        return SpanScore(
            self.exact + other.exact, self.overlap + other.overlap, self.overlaps + other.overlaps
        )


@dataclass(frozen=True, slots=True)
class LinkScore:
    """How the links of one label agree."""

    shared: Score = Score()
    """Of links whose head is in the same place in both layers: the target is in the same place, or the same
    person."""
    end_to_end: Score = Score()
    """Of all links: head and target are the same."""
    overlap: Score = Score()
    """Of all links: head and target are matched one to one by overlap, or are the same person."""

    def __add__(self, other: LinkScore) -> LinkScore:
        return LinkScore(
            self.shared + other.shared, self.end_to_end + other.end_to_end, self.overlap + other.overlap
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the comparison of two layers came to, in one article or, added up, in many."""

    articles: int = 0
    labels: Mapping[str, SpanScore] = field(default_factory=dict)
    """By label."""
    types: Mapping[str, SpanScore] = field(default_factory=dict)
    """Quotes by their type: only quotes of the same type are matched. `""` are those without one."""
    links: Mapping[str, LinkScore] = field(default_factory=dict)
    """By label: relations between spans, and `refers_to` from mentions to people."""
    person: LinkScore = LinkScore()
    """Quotes and the people who speak, through their mention or implied; each person counts once a quote."""

    @property
    def spans(self) -> SpanScore:
        """Spans of all labels."""
        return sum(self.labels.values(), SpanScore())

    @property
    def speaker(self) -> LinkScore:
        """Quotes and their speakers as spans."""
        return self.links.get("said_by", LinkScore())

    def __add__(self, other: Comparison) -> Comparison:
        return Comparison(
            self.articles + other.articles,
            added(self.labels, other.labels),
            added(self.types, other.types),
            added(self.links, other.links),
            self.person + other.person,
        )


def compare(gold: Layer, found: Layer, person: Person = str) -> Comparison:
    """Compare a layer with another one, by habit gold, in one article.

    Args:
        person: what entity stands for an entity now (`annotator.model.frames.resolve`).
    """
    labels = match_by_label(gold.spans.values(), found.spans.values())
    ends = _Ends.of(labels.values())
    links, others = _links(gold, person), _links(found, person)
    return Comparison(
        articles=1,
        labels={label: span_score(matching) for label, matching in labels.items()},
        types={name: span_score(matching) for name, matching in _by_type(gold, found).items()},
        links={
            label: ends.link_score(links.get(label, ()), others.get(label, ()))
            for label in sorted({*links, *others})
        },
        person=ends.link_score(_speaking(gold, person), _speaking(found, person)),
    )


def span_score(matching: Matching) -> SpanScore:
    """The counts of a matching, the left layer as gold."""
    pairs = matching.pairs
    gold, found = len(pairs) + len(matching.left_only), len(pairs) + len(matching.right_only)
    return SpanScore(
        exact=Score(gold, found, sum(pair.is_exact for pair in pairs)),
        overlap=Score(gold, found, len(pairs)),
        overlaps=sum(pair.overlap for pair in pairs),
    )


class _Adds(Protocol):
    def __add__(self, other: Self, /) -> Self: ...


_A = TypeVar("_A", bound=_Adds)


def added(one: Mapping[str, _A], other: Mapping[str, _A]) -> dict[str, _A]:
    """Both mappings in one, with what both have added up; by name."""
    return {
        name: one[name] + other[name] if name in one and name in other else (one.get(name) or other[name])
        for name in sorted({*one, *other})
    }


@dataclass(frozen=True, slots=True)
class _Link:
    """A link as a comparison sees it: the span it begins at, and a span or a person."""

    head: Span
    target: Span | str


def _links(layer: Layer, person: Person) -> dict[str, list[_Link]]:
    """Links by label whose ends exist."""
    found: dict[str, list[_Link]] = {}
    for relation in layer.relations.values():
        head, target = layer.spans.get(relation.head), layer.spans.get(relation.target)
        if head is not None and target is not None:
            found.setdefault(relation.label, []).append(_Link(head, target))
    for link in layer.links.values():
        # That a quote is said_by an entity counts with the people who speak, beside those who are mentioned.
        if link.label != "said_by" and (head := layer.spans.get(link.span)) is not None:
            found.setdefault(link.label, []).append(_Link(head, person(link.entity)))
    return found


def _speaking(layer: Layer, person: Person) -> list[_Link]:
    """Every quote with every person who speaks in it."""
    return [
        _Link(span, speaker)
        for span in layer.spans.values()
        if span.label == "QUOTE"
        for speaker in sorted(speakers_of(layer, span, person))
    ]


def speakers_of(layer: Layer, quote: Span, person: Person) -> set[str]:
    """The people who speak in a quote: whom its speakers refer to, and who is implied."""
    frame = frame_of(layer, quote)
    named = [entity for speaker in frame.speakers for entity in speaker.entities]
    return {person(entity) for entity in (*named, *frame.implied)}


def _by_type(gold: Layer, found: Layer) -> dict[str, Matching]:
    def quotes(layer: Layer) -> dict[str, list[Span]]:
        spans = (span for span in layer.spans.values() if span.label == "QUOTE")
        return grouped(spans, lambda span: span.attribute("type"))

    ours, theirs = quotes(gold), quotes(found)
    return {name: match(ours.get(name, ()), theirs.get(name, ())) for name in sorted({*ours, *theirs})}


@dataclass(frozen=True, slots=True)
class _Ends:
    """Which ends of links are the same in both layers.

    Ends are compared by place, not by which span was matched with which: of two equal spans in a layer either may
    carry the link.
    """

    shared: frozenset[tuple[str, str]]
    """(side, id) of spans that are in the same place in both layers."""
    partner: Mapping[str, Span]
    """Id of a span of the other layer -> the span of gold that it is matched with."""

    @classmethod
    def of(cls, matchings: Iterable[Matching]) -> _Ends:
        pairs = [pair for matching in matchings for pair in matching.pairs]
        left = {("gold", pair.left.id) for pair in pairs if pair.is_exact}
        right = {("found", pair.right.id) for pair in pairs if pair.is_exact}
        return cls(frozenset(left | right), {pair.right.id: pair.left for pair in pairs})

    def link_score(self, gold: Iterable[_Link], found: Iterable[_Link]) -> LinkScore:
        """The counts of links of one label."""
        ours, theirs = list(gold), list(found)
        return LinkScore(
            shared=_same(
                (_both(link, _place) for link in ours if ("gold", link.head.id) in self.shared),
                (_both(link, _place) for link in theirs if ("found", link.head.id) in self.shared),
            ),
            end_to_end=_same(
                (_both(link, _place) for link in ours), (_both(link, _place) for link in theirs)
            ),
            overlap=_same(
                (_both(link, _place) for link in ours), (_both(link, self._matched) for link in theirs)
            ),
        )

    def _matched(self, span: Span) -> Hashable:
        partner = self.partner.get(span.id)
        return ("found", span.id) if partner is None else _place(partner)


def _both(link: _Link, end: Callable[[Span], Hashable]) -> tuple[Hashable, Hashable]:
    return end(link.head), link.target if isinstance(link.target, str) else end(link.target)


def _place(span: Span) -> Hashable:
    return (span.label, span.fragments)


def _same(gold: Iterable[Hashable], found: Iterable[Hashable]) -> Score:
    ours, theirs = Counter(gold), Counter(found)
    return Score(ours.total(), theirs.total(), (ours & theirs).total())
