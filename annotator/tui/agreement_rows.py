"""The figures of agreement as rows of a screen, each with the list of what is behind it. Nothing of Textual."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from annotator.model.items import GOLD
from annotator.review.agreement import (
    OVERALL,
    SAMPLES,
    SEED,
    Agreement,
    Assigned,
    Path,
    Sums,
    agree,
    intervals_of,
    values_of,
)
from annotator.review.bootstrap import Interval
from annotator.review.counting import Finding, Labelled, findings
from annotator.review.disagreements import review
from annotator.review.versions import Slot

_WORST = 10
_SLOTS = {"said_by": Slot.SPEAKER, "cued_by": Slot.CUE, "via": Slot.SOURCE, "refers_to": Slot.PERSON}
_ASSIGNED = {
    Assigned.WITH: "shown to both",
    Assigned.WITHOUT: "shown to neither",
    Assigned.MIXED: "shown to one",
}
_OVERALL_HEADS = ("exact F1", "overlap F1", "alpha u", "speaker F1", "person F1")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on which layers differ."""

    article: str
    start: int
    """Where it begins, in code points."""
    end: int
    words: str
    """What it is and how layers differ."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its interval."""

    value: float | None
    interval: Interval | None = None

    def shown(self, *, wide: bool) -> str:
        """`n/a` where it has nothing to rest on; the interval where there is room for it."""
        if self.value is None:
            return "n/a"
        if not wide or self.interval is None:
            return f"{self.value:.3f}"
        return f"{self.value:.2f} ({self.interval.low:.2f}–{self.interval.high:.2f})"


Behind = Callable[[Labelled], Iterable[Item]]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of figures, or the heads of those that follow."""

    title: str
    cells: tuple[str | Figure, ...]
    behind: Behind | None = None
    """What in an article is behind the row; None for heads."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that is computed before anything is shown."""

    agreement: Agreement
    now: Agreement
    intervals: Mapping[Path, Interval | None]


def compute(then: Collection[Labelled], now: Collection[Labelled]) -> Figures:
    """The figures; takes a while with many articles."""
    agreement = agree(then)
    return Figures(agreement, agree(now), intervals_of(agreement.together, SAMPLES, SEED))


def rows(figures: Figures) -> list[Row]:
    """All rows, worst articles last."""
    found: list[Row] = []
    if figures.agreement.together.articles:
        found += [*_labels(figures), *_links(figures), *_attributes(figures)]
        found += [*_assigned(figures.agreement), *_pairs(figures.agreement)]
    return [*found, *_gold(figures.agreement), *_worst(figures.agreement)]


def _labels(figures: Figures) -> Iterator[Row]:
    values, now, together = figures.agreement.values(), figures.now.values(), figures.agreement.together
    yield Row("label", ("spans", "exact F1", "now", "overlap F1", "alpha u"))
    labels = list(together.comparison.labels)
    for label in [*labels, ""]:
        path = ("labels", label) if label else ("spans",)
        spans = sum(sum(together.spans(one).values()) for one in ([label] if label else labels))
        cells = (
            f"{spans:,}",
            _figure(values, figures.intervals, (*path, "exact_f1")),
            Figure(now.get((*path, "exact_f1"))),
            _figure(values, figures.intervals, (*path, "overlap_f1")),
            _figure(values, figures.intervals, (*path, "alpha_u")),
        )
        yield Row(label or "all", cells, _of_label(label))


def _links(figures: Figures) -> Iterator[Row]:
    values = figures.agreement.values()
    yield Row("links", ("equal heads", "end to end", "overlap F1"))
    paths = [("links", name) for name in figures.agreement.together.comparison.links]
    for path in [*paths, ("speaker", "person")]:
        cells = tuple(
            _figure(values, figures.intervals, (*path, name))
            for name in ("shared_f1", "end_to_end_f1", "overlap_f1")
        )
        slot = Slot.PERSON if path[0] == "speaker" else _SLOTS.get(path[1], Slot.LINK)
        yield Row("speaker, as person" if path[0] == "speaker" else path[1], cells, _of_slot(slot))


def _attributes(figures: Figures) -> Iterator[Row]:
    values = figures.agreement.values()
    found = figures.agreement.together.attributes()
    if found:
        yield Row("attribute", ("alpha", "matched", "unmatched"))
    for name, (matched, unmatched) in found.items():
        figure = _figure(values, figures.intervals, ("attributes", name, "alpha"))
        label, _, attribute = name.rpartition(".")
        yield Row(
            name, (figure, f"{matched:,}", f"{unmatched:,}"), _of_attribute(label or "QUOTE", attribute)
        )


def _assigned(agreement: Agreement) -> Iterator[Row]:
    if set(agreement.assigned) <= {Assigned.WITH}:
        return
    yield Row("suggestions", _OVERALL_HEADS)
    for how, sums in agreement.assigned.items():
        articles = {one.article for one in sums.counts}
        yield Row(_ASSIGNED[how], _summed_up(sums), _of_articles(articles))


def _pairs(agreement: Agreement) -> Iterator[Row]:
    if len(agreement.pairs) > 1:
        yield Row("pair", _OVERALL_HEADS)
        for names, sums in agreement.pairs.items():
            yield Row(" ".join(names), _summed_up(sums), _of_layers(names))


def _gold(agreement: Agreement) -> Iterator[Row]:
    if agreement.gold:
        yield Row("against gold", _OVERALL_HEADS)
    for name, sums in agreement.gold.items():
        yield Row(name, _summed_up(sums), _of_layers((GOLD, name)))


def _worst(agreement: Agreement) -> Iterator[Row]:
    found = agreement.worst()[:_WORST]
    if found:
        yield Row("worst articles", ("exact F1",))
    for article, f1 in found:
        yield Row(article, (Figure(f1),), _of_articles({article}))


def _figure(
    values: Mapping[Path, float | None], intervals: Mapping[Path, Interval | None], path: Path
) -> Figure:
    return Figure(values.get(path), intervals.get(path))


def _summed_up(sums: Sums) -> tuple[Figure, ...]:
    values, intervals = values_of(sums), intervals_of(sums, SAMPLES, SEED, OVERALL)
    return tuple(_figure(values, intervals, path) for path in OVERALL)


# -- what is behind a row -------------------------------------------------------------------------------------


def _of_label(label: str) -> Behind:
    return lambda labelled: _differing(_people(labelled), lambda one: label in ("", one.label))


def _of_attribute(label: str, attribute: str) -> Behind:
    return lambda labelled: _differing(
        _people(labelled), lambda one: one.label == label and attribute in one.differing
    )


def _of_articles(articles: Collection[str]) -> Behind:
    return lambda labelled: _differing(_people(labelled)) if labelled.article in articles else ()


def _of_layers(names: Sequence[str]) -> Behind:
    def behind(labelled: Labelled) -> Iterable[Item]:
        layers = {name: labelled.layers[name] for name in names if name in labelled.layers}
        return _differing(replace(labelled, layers=layers)) if len(layers) == len(names) else ()

    return behind


def _of_slot(slot: Slot) -> Behind:
    def behind(labelled: Labelled) -> Iterator[Item]:
        layers = list(_people(labelled).layers.values())
        for thing in review(layers).things if len(layers) > 1 else ():
            if slot in thing.differing:
                span = thing.present[0].span
                words = f"{thing.label.lower()}: {slot} differs"
                yield Item(labelled.article, span.start, span.end, words)

    return behind


def _people(labelled: Labelled) -> Labelled:
    return replace(labelled, layers={name: layer for name, layer in labelled.layers.items() if name != GOLD})


def _differing(labelled: Labelled, wanted: Callable[[Finding], bool] = lambda one: True) -> Iterator[Item]:
    """What not all layers of an article have alike, in text order."""
    if len(labelled.layers) < 2:
        return
    found = []
    for one in findings(labelled):
        if (one.outcome != "equal" or one.differing) and wanted(one):
            layer, identifier = next(iter(one.spans.items()))
            span = labelled.layers[layer].spans[identifier]
            found.append(Item(labelled.article, span.start, span.end, f"{one.label.lower()}: {_how(one)}"))
    yield from sorted(found, key=lambda item: (item.start, -item.end, item.words))


def _how(one: Finding) -> str:
    if one.outcome == "only":
        return f"only {', '.join(one.spans)}"
    told = ["borders differ"] if one.outcome == "overlap" else []
    if one.differing:
        told.append(f"{', '.join(one.differing)} differs")
    return ", ".join(told)
