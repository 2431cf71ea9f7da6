"""Agreement of the people of a project over many articles: figures, their intervals, and where it is worst.

A figure is a function of how often each article counts, so that the same code gives its value (every article once)
and its bootstrap interval (articles as drawn). Figures are named by their path in the JSON that `annotator
agreement --json` prints, such as `("labels", "QUOTE", "exact_f1")`; docs/agreement.md has the formulas.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from functools import partial
from itertools import combinations
from math import lcm
from operator import mul
from statistics import fmean

from annotator.model.items import GOLD
from annotator.review.bootstrap import Figure, Interval, Weights, intervals, samples
from annotator.review.counting import Counts, Labelled, Names, count
from annotator.review.nominal import Coincidences, Confusion
from annotator.review.scores import Comparison, LinkScore, Score, SpanScore
from annotator.review.unitizing import Unitized, alpha_u

Path = tuple[str, ...]
OVERALL: tuple[Path, ...] = (
    ("spans", "exact_f1"),
    ("spans", "overlap_f1"),
    ("spans", "alpha_u"),
    ("speaker", "span", "shared_f1"),
    ("speaker", "person", "shared_f1"),
)
"""The figures that sum up a pair of layers."""
SEED = 1
SAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Sums:
    """The counts of many articles for one set of layers, and the figures that follow from them."""

    layers: tuple[str, ...]
    counts: tuple[Counts, ...]

    @property
    def articles(self) -> int:
        """How many articles the figures rest on."""
        return len(self.counts)

    @property
    def comparison(self) -> Comparison:
        """All articles added up; with three layers and more, all pairs of them too."""
        return sum((one.comparison for one in self.counts), Comparison())

    def spans(self, label: str) -> dict[str, int]:
        """How many spans of a label each layer has."""
        found = dict.fromkeys(self.layers, 0)
        for one in self.counts:
            for name, number in one.spans.get(label, {}).items():
                found[name] += number
        return found

    def joined(self, label: str) -> int:
        """Units of a label that alpha takes as one with another, since they overlap."""
        return sum(one.continua[label].joined for one in self.counts if label in one.continua)

    def figures(self) -> dict[Path, Figure]:
        """All figures by their path."""
        whole = self.comparison
        found: dict[Path, Figure] = {}

        def add(path: Path, figures: Mapping[str, Figure]) -> None:
            found.update({(*path, name): figure for name, figure in figures.items()})

        each = [one.comparison for one in self.counts]
        units = {label: self._unitized(label) for label in whole.labels}
        add(("spans",), _span_figures([one.spans for one in each]))
        found["spans", "alpha_u"] = partial(alpha_u, list(units.values()))
        for label in whole.labels:
            add(("labels", label), _span_figures([one.labels.get(label, SpanScore()) for one in each]))
            found["labels", label, "alpha_u"] = partial(alpha_u, [units[label]])
            if len(self.layers) == 2:
                found["labels", label, "kappa"] = _kappa(
                    [one.confusions.get(label, Confusion()) for one in self.counts]
                )
        for name in whole.types:
            add(("types", name), _span_figures([one.types.get(name, SpanScore()) for one in each]))
        for name in whole.links:
            add(("links", name), _link_figures([one.links.get(name, LinkScore()) for one in each]))
        add(("speaker", "span"), _link_figures([one.speaker for one in each]))
        add(("speaker", "person"), _link_figures([one.person for one in each]))
        for name in self.attributes():
            found["attributes", name, "alpha"] = _alpha(
                [
                    one.attributes[name].values if name in one.attributes else Coincidences()
                    for one in self.counts
                ]
            )
        return found

    def attributes(self) -> dict[str, tuple[int, int]]:
        """Attribute -> (matched, unmatched) spans that could have it."""
        found: dict[str, tuple[int, int]] = {}
        for one in self.counts:
            for name, score in one.attributes.items():
                matched, unmatched = found.get(name, (0, 0))
                found[name] = (matched + score.values.units, unmatched + score.unmatched)
        return dict(sorted(found.items()))

    def _unitized(self, label: str) -> Unitized:
        # An article in which nobody has the label is part of the continuum all the same.
        return Unitized(tuple(one.continua.get(label, one.silence) for one in self.counts))


class Assigned(StrEnum):
    """Whether the two people whose labels of an article are compared were shown suggestions in it."""

    WITH = "with"
    WITHOUT = "without"
    MIXED = "mixed"
    """One was, the other was not."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the layers of a project agree."""

    layers: tuple[str, ...]
    """Names of the layers, without gold."""
    together: Sums
    """All layers; an article counts once two of them have done it."""
    pairs: Mapping[Names, Sums] = field(default_factory=dict)
    gold: Mapping[str, Sums] = field(default_factory=dict)
    """Each layer against gold, which is the left one of every comparison."""
    assigned: Mapping[Assigned, Sums] = field(default_factory=dict)
    """Pairs of layers, whichever, by whether their annotators were shown suggestions; an article counts once a pair."""

    def values(self) -> dict[Path, float | None]:
        """Every figure of all layers together. Kappa is the mean of the pairs' (Light, 1971)."""
        found = values_of(self.together)
        pairs = [values_of(pair) for pair in self.pairs.values()]
        for label in self.together.comparison.labels:
            path = ("labels", label, "kappa")
            known = [kappa for pair in pairs if (kappa := pair.get(path)) is not None]
            found[path] = fmean(known) if known else None
        return found

    def worst(self) -> list[tuple[str, float | None]]:
        """Articles with their exact F1 over all labels, the worst first; those without any span last."""
        rated = [(one.article, one.comparison.spans.exact.f1) for one in self.together.counts]
        return sorted(rated, key=lambda row: (row[1] is None, row[1] or 0.0, row[0]))


def agree(articles: Iterable[Labelled]) -> Agreement:
    """The agreement of all layers of these articles. Layers called gold count as gold, and for nothing else.

    Of every article at least two layers are needed; gold is one of them only against the others.
    """
    together: list[Counts] = []
    pairs: dict[Names, list[Counts]] = {}
    gold: dict[str, list[Counts]] = {}
    assigned: dict[Assigned, list[Counts]] = {}
    names: set[str] = set()
    for article in articles:
        people = {name: layer for name, layer in sorted(article.layers.items()) if name != GOLD}
        names |= people.keys()
        if len(people) > 1:
            all_of_it, by_pair = count(replace(article, layers=people))
            together.append(all_of_it)
            for pair, counts in by_pair.items():
                pairs.setdefault(pair, []).append(counts)
                assigned.setdefault(_assigned(article, pair), []).append(counts)
        if GOLD in article.layers:
            for name, layer in people.items():
                against = count(replace(article, layers={GOLD: article.layers[GOLD], name: layer}))
                gold.setdefault(name, []).append(against[0])
    layers = tuple(sorted(names))
    return Agreement(
        layers,
        Sums(layers, tuple(together)),
        {pair: Sums(pair, tuple(pairs[pair])) for pair in combinations(layers, 2) if pair in pairs},
        {name: Sums((GOLD, name), tuple(gold[name])) for name in layers if name in gold},
        {how: Sums((), tuple(assigned[how])) for how in Assigned if how in assigned},
    )


def _assigned(article: Labelled, pair: Names) -> Assigned:
    bare = sum(name in article.bare for name in pair)
    return (Assigned.WITH, Assigned.MIXED, Assigned.WITHOUT)[bare]


def values_of(sums: Sums) -> dict[Path, float | None]:
    """The figures with every article counted once."""
    once = [1] * sums.articles
    return {path: figure(once) for path, figure in sums.figures().items()}


def intervals_of(
    sums: Sums, number: int = SAMPLES, seed: int = SEED, only: Container[Path] | None = None
) -> dict[Path, Interval | None]:
    """The 95 % bootstrap interval of every figure, over articles; with `only`, of those figures."""
    figures = {path: figure for path, figure in sums.figures().items() if only is None or path in only}
    drawn = samples(len(set(names := [one.article for one in sums.counts])), number, seed)
    return intervals(figures, (_spread(weights, names) for weights in drawn))


def _spread(weights: Weights, names: Sequence[str]) -> Weights:
    """Weights of articles as weights of counts, of which an article may have several: they are drawn together."""
    if len(weights) == len(names):
        return weights
    if len(weights) < 2:
        return []
    place = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return [weights[place[name]] for name in names]


def _span_figures(scores: Sequence[SpanScore]) -> Mapping[str, Figure]:
    return {
        "exact_f1": _f1([score.exact for score in scores]),
        "overlap_f1": _f1([score.overlap for score in scores]),
        "mean_overlap": _ratio(
            [score.overlaps for score in scores], [score.overlap.matched for score in scores]
        ),
    }


def _link_figures(scores: Sequence[LinkScore]) -> Mapping[str, Figure]:
    return {
        "shared_f1": _f1([score.shared for score in scores]),
        "end_to_end_f1": _f1([score.end_to_end for score in scores]),
        "overlap_f1": _f1([score.overlap for score in scores]),
    }


def _f1(scores: Sequence[Score]) -> Figure:
    return _ratio([2 * score.matched for score in scores], [score.gold + score.found for score in scores])


def _ratio(above: Sequence[float], below: Sequence[float]) -> Figure:
    def ratio(weights: Weights) -> float | None:
        whole = sum(map(mul, weights, below))
        return sum(map(mul, weights, above)) / whole if whole else None

    return ratio


def _alpha(articles: Sequence[Coincidences]) -> Figure:
    pairs = sorted({pair for one in articles for pair in one.met})
    # Whole numbers add up faster than fractions.
    scale = lcm(*(times.denominator for one in articles for times in one.met.values()))
    columns = {pair: [int(one.met.get(pair, 0) * scale) for one in articles] for pair in pairs}

    def alpha(weights: Weights) -> float | None:
        met = {pair: Fraction(sum(map(mul, weights, column)), scale) for pair, column in columns.items()}
        return Coincidences(met).alpha

    return alpha


def _kappa(articles: Sequence[Confusion]) -> Figure:
    pairs = sorted({pair for one in articles for pair in one.counts})
    columns = {pair: [one.counts.get(pair, 0) for one in articles] for pair in pairs}

    def kappa(weights: Weights) -> float | None:
        return Confusion({pair: sum(map(mul, weights, column)) for pair, column in columns.items()}).kappa

    return kappa
