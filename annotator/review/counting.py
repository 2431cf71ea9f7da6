"""What agreement needs of one article: everything counted once, so that any sample of articles can be computed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from annotator.model.items import Span
from annotator.model.layer import Layer
from annotator.review.alignment import align
from annotator.review.matching import grouped
from annotator.review.nominal import Confusion
from annotator.review.scores import AttributeScore, Comparison, attribute_scores, compare
from annotator.review.unitizing import Continuum, continuum

Names = tuple[str, str]
"""Two layers."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article that two or more layers have labelled. Links name whom they mean now."""

    article: str
    length: int
    """Code points of its text."""
    layers: Mapping[str, Layer]
    """By name. Of two, the first is the one that precision and recall take as gold."""
    words: Sequence[tuple[int, int]] = ()
    """Bounds of its tokens in code points; needed for kappa alone."""
    bare: frozenset[str] = frozenset()
    """Layers whose annotators were shown no suggestions here."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted in one article."""

    article: str
    comparison: Comparison
    """Of the two layers, or of all pairs, added up."""
    spans: Mapping[str, Mapping[str, int]]
    """Label -> layer -> how many."""
    continua: Mapping[str, Continuum]
    """By label."""
    attributes: Mapping[str, AttributeScore]
    silence: Continuum
    """The continuum of a label that nobody has in this article."""
    confusions: Mapping[str, Confusion] = field(default_factory=dict)
    """Label -> tokens in it by the two layers; empty with more of them."""


def count(labelled: Labelled) -> tuple[Counts, dict[Names, Counts]]:
    """What all layers of an article come to together, and every pair of them."""
    names = list(labelled.layers)
    spans = {name: grouped(labelled.layers[name].spans.values(), _label) for name in names}
    labels = sorted({label for found in spans.values() for label in found})
    continua = {
        label: continuum(labelled.length, [spans[name].get(label, []) for name in names]) for label in labels
    }
    numbers = {label: {name: len(spans[name].get(label, [])) for name in names} for label in labels}
    silence = continuum(labelled.length, [[] for _ in names])
    pairs: dict[Names, Counts] = {}
    for one, other in combinations(range(len(names)), 2):
        pair = (names[one], names[other])
        comparison = compare(labelled.layers[pair[0]], labelled.layers[pair[1]])
        pairs[pair] = Counts(
            article=labelled.article,
            comparison=comparison,
            spans={label: {name: counts[name] for name in pair} for label, counts in numbers.items()},
            continua={label: whole.of(one, other) for label, whole in continua.items()},
            attributes=comparison.attributes,
            silence=silence.of(one, other),
            confusions={
                label: _confusion(
                    labelled.words, spans[pair[0]].get(label, []), spans[pair[1]].get(label, [])
                )
                for label in labels
            },
        )
    if len(pairs) == 1:
        return next(iter(pairs.values())), pairs
    together = sum((counts.comparison for counts in pairs.values()), Comparison())
    things = (
        [group.present for group in align([spans[name].get(label, []) for name in names])] for label in labels
    )
    attributes = attribute_scores(things)
    return Counts(labelled.article, together, numbers, continua, attributes, silence), pairs


@dataclass(frozen=True, slots=True)
class Finding:
    """One of the things that figures are made of: a span, as the layers of an article have it."""

    article: str
    label: str
    spans: Mapping[str, str]
    """Layer -> id of the span, of layers that have it."""
    outcome: str
    """`equal` where all layers have it in one place, `overlap` where they have it, `only` where some do not."""
    differing: tuple[str, ...] = ()
    """Attributes on which layers that have it differ."""


def findings(labelled: Labelled) -> Iterator[Finding]:
    """The items behind the figures of an article: every span of every layer once, by label and in text order."""
    names = sorted(labelled.layers)
    spans = {name: grouped(labelled.layers[name].spans.values(), _label) for name in names}
    for label in sorted({label for found in spans.values() for label in found}):
        for group in align([spans[name].get(label, []) for name in names]):
            present = group.present
            if len(present) < len(names):
                outcome = "only"
            else:
                outcome = "equal" if len({span.fragments for span in present}) == 1 else "overlap"
            there = {names[number]: span.id for number, span in enumerate(group.spans) if span is not None}
            attributes = sorted({name for span in present for name, _ in span.attributes})
            differing = (
                name
                for name in attributes
                if len({value for span in present if (value := span.attribute(name))}) > 1
            )
            yield Finding(labelled.article, label, there, outcome, tuple(differing))


def _confusion(words: Sequence[tuple[int, int]], ours: Sequence[Span], theirs: Sequence[Span]) -> Confusion:
    """How many tokens lie in a label by one layer, by the other, by both and by neither."""
    one, other = _tokens(words, ours), _tokens(words, theirs)
    both = len(one & other)
    neither = len(words) - len(one | other)
    counts = {
        ("in", "in"): both,
        ("in", "out"): len(one) - both,
        ("out", "in"): len(other) - both,
        ("out", "out"): neither,
    }
    return Confusion({values: number for values, number in counts.items() if number})


def _tokens(words: Sequence[tuple[int, int]], spans: Sequence[Span]) -> set[int]:
    """Numbers of the tokens that a span touches."""
    parts = sorted((part.start, part.end) for span in spans for part in span.fragments)
    found: set[int] = set()
    first = 0
    for start, end in parts:
        while first < len(words) and words[first][1] <= start:
            first += 1
        at = first
        while at < len(words) and words[at][0] < end:
            found.add(at)
            at += 1
    return found


def _label(span: Span) -> str:
    return span.label
