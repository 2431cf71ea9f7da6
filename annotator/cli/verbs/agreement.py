"""`annotator agreement`: how far people agree, as they had it when they first marked an article done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import click

from annotator.cli.agreeing import agreement_json, choose_layers, finding_json
from annotator.cli.comparing import shown
from annotator.cli.exits import DONE
from annotator.cli.names import proposed_name
from annotator.cli.opening import opened
from annotator.cli.options import Common, common_options, json_option
from annotator.cli.output import count, progress, say, say_json, say_table, tell
from annotator.errors import Incomplete
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
from annotator.review.counting import Labelled, findings
from annotator.tui.done_twice import blind_to, done_twice

WORST = 10


@click.command("agreement")
@click.option("--layers", "wanted", metavar="A,B,…", default="", help="Whose labels. Else all people's.")
@click.option("--items", is_flag=True, help="Also list the spans behind the figures, by article and id.")
@click.option(
    "--samples",
    type=click.IntRange(min=0),
    default=SAMPLES,
    show_default=True,
    help="How often articles are drawn for the intervals.",
)
@click.option("--seed", type=int, default=SEED, show_default=True, help="Where the draw begins.")
@json_option
@common_options
def command(wanted: str, items: bool, samples: int, seed: int, as_json: bool, common: Common) -> int:
    """Print how far people agree.

    Over the articles that two of them have done, each as it stood when it was first marked done; gold beside them
    where it is done. Intervals are 95 %, over articles. n/a is what has nothing to rest on. docs/agreement.md says
    how each figure is computed.
    """
    with opened(common) as project, project.reading(), progress() as line:
        then: list[Labelled] = []
        now: list[Labelled] = []
        for both in done_twice(project, choose_layers(project, wanted)):
            then.append(both.then)
            now.append(both.now)
            if len(then) % 50 == 0:
                line.show(f"{len(then):,} articles …")
        agreement, present = agree(then), agree(now)
        if not (agreement.together.articles or agreement.gold):
            raise Incomplete(
                f"There is no agreement to compute in {project.path.name}: no article is done in two layers."
            )
        line.show("intervals …")
        intervals = intervals_of(agreement.together, samples, seed)
        who = proposed_name(common, project.path)
        seen = [one for one in then if not blind_to(project, who, one)] if items else []
    listed = [finding for article in seen for finding in findings(article)]
    if items and len(seen) < len(then):
        tell(
            f"The items of {count(len(then) - len(seen), 'article')} are hidden until you have done them yourself."
        )
    if as_json:
        found = agreement_json(agreement, present, intervals, samples, seed)
        if items:
            found["items"] = [finding_json(finding) for finding in listed]
        say_json(found)
        return DONE
    _say(agreement, present, intervals, Draw(samples, seed))
    if items:
        say()
        say_table(
            ["article", "label", "outcome", "differing", "spans"],
            (
                [
                    one.article,
                    one.label,
                    one.outcome,
                    ", ".join(one.differing),
                    "  ".join(f"{name}:{span}" for name, span in one.spans.items()),
                ]
                for one in listed
            ),
        )
    return DONE


@dataclass(frozen=True, slots=True)
class Draw:
    """How articles are drawn for the intervals."""

    samples: int
    seed: int

    def intervals(self, sums: Sums) -> dict[Path, Interval | None]:
        """Of the figures that sum up a pair."""
        return intervals_of(sums, self.samples, self.seed, OVERALL)


def _say(
    agreement: Agreement, present: Agreement, intervals: Mapping[Path, Interval | None], draw: Draw
) -> None:
    say(f"{', '.join(agreement.layers)}, {count(agreement.together.articles, 'article')} done by two or more")
    if agreement.together.articles:
        say()
        _say_labels(agreement, present, intervals)
        say()
        _say_links(agreement, intervals)
        _say_attributes(agreement, intervals)
        _say_origins(agreement)
        _say_assigned(agreement, draw)
        _say_pairs(agreement, draw)
    _say_gold(agreement, draw)
    _say_worst(agreement)


def _say_labels(agreement: Agreement, present: Agreement, intervals: Mapping[Path, Interval | None]) -> None:
    values, now = agreement.values(), present.values()
    whole = agreement.together.comparison
    rows = []
    for label in [*whole.labels, ""]:
        path = ("labels", label) if label else ("spans",)
        numbers = [
            sum(agreement.together.spans(one).values()) for one in ([label] if label else whole.labels)
        ]
        rows.append(
            [
                label or "all",
                f"{sum(numbers):,}",
                _both(values, intervals, (*path, "exact_f1")),
                shown(now.get((*path, "exact_f1"))),
                _both(values, intervals, (*path, "overlap_f1")),
                shown(values.get((*path, "mean_overlap"))),
                _both(values, intervals, (*path, "alpha_u")),
                shown(values.get((*path, "kappa"))) if label else "",
            ]
        )
    say_table(["label", "spans", "exact F1", "now", "overlap F1", "mean", "alpha u", "kappa"], rows)


def _say_links(agreement: Agreement, intervals: Mapping[Path, Interval | None]) -> None:
    values = agreement.values()
    paths = [("links", name) for name in agreement.together.comparison.links]
    paths += [("speaker", "span"), ("speaker", "person")]
    whole = agreement.together.comparison
    scores = {**whole.links, "span": whole.speaker, "person": whole.person}
    say_table(
        ["links", "counted", "equal heads F1", "end to end F1", "overlap F1"],
        (
            [
                path[1] if path[0] == "links" else f"speaker, {path[1]}",
                f"{scores[path[1]].end_to_end.gold + scores[path[1]].end_to_end.found:,}",
                *(
                    _both(values, intervals, (*path, name))
                    for name in ("shared_f1", "end_to_end_f1", "overlap_f1")
                ),
            ]
            for path in paths
        ),
    )


def _say_attributes(agreement: Agreement, intervals: Mapping[Path, Interval | None]) -> None:
    values = agreement.values()
    rows = [
        [name, _both(values, intervals, ("attributes", name, "alpha")), f"{matched:,}", f"{unmatched:,}"]
        for name, (matched, unmatched) in agreement.together.attributes().items()
    ]
    if rows:
        say()
        say_table(["attribute", "alpha", "matched", "unmatched"], rows)


def _say_origins(agreement: Agreement) -> None:
    origins = agreement.together.comparison.origins
    if origins.get("suggested") and origins["suggested"].spans:
        say()
        say_table(
            ["came about", "spans", "also the other's, equal", "overlapping"],
            (
                [name, f"{one.spans:,}", shown(one.exact_share), shown(one.overlap_share)]
                for name, one in origins.items()
            ),
        )


def _say_assigned(agreement: Agreement, draw: Draw) -> None:
    """By whether people were shown suggestions; only where somebody was not."""
    if set(agreement.assigned) <= {Assigned.WITH}:
        return
    rows = []
    for how, sums in agreement.assigned.items():
        articles = len({one.article for one in sums.counts})
        rows.append([_ASSIGNED[how], f"{articles:,}", *_summed_up(sums, draw)])
    say()
    say_table(["suggestions", "articles", *_OVERALL_HEADS], rows)


def _say_pairs(agreement: Agreement, draw: Draw) -> None:
    if len(agreement.pairs) < 2:
        return
    rows = []
    for names, pair in agreement.pairs.items():
        rows.append([" ".join(names), f"{pair.articles:,}", *_summed_up(pair, draw)])
    say()
    say_table(["pair", "articles", *_OVERALL_HEADS], rows)


def _summed_up(sums: Sums, draw: Draw) -> list[str]:
    values, intervals = values_of(sums), draw.intervals(sums)
    return [_both(values, intervals, path) for path in OVERALL]


def _say_gold(agreement: Agreement, draw: Draw) -> None:
    rows = []
    for name, sums in agreement.gold.items():
        exact = sums.comparison.spans.exact
        rates = [shown(exact.precision), shown(exact.recall)]
        rows.append([name, f"{sums.articles:,}", *rates, *_summed_up(sums, draw)])
    if rows:
        say()
        say_table(["against gold", "articles", "P", "R", *_OVERALL_HEADS], rows)


def _say_worst(agreement: Agreement) -> None:
    rows = [[article, shown(f1)] for article, f1 in agreement.worst()[:WORST]]
    if rows:
        say()
        say_table(["worst articles", "exact F1"], rows)


_ASSIGNED = {
    Assigned.WITH: "shown to both",
    Assigned.WITHOUT: "shown to neither",
    Assigned.MIXED: "shown to one",
}
_OVERALL_HEADS = ("exact F1", "overlap F1", "alpha u", "speaker F1", "person F1")


def _both(values: Mapping[Path, float | None], intervals: Mapping[Path, Interval | None], path: Path) -> str:
    """A figure with its interval."""
    bounds = intervals.get(path)
    value = shown(values.get(path))
    return f"{value} ({bounds.low:.3f} to {bounds.high:.3f})" if bounds else value
