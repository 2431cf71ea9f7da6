"""`annotator evaluate`: how well a layer agrees with another one, as the field measures it."""

from __future__ import annotations

import click

from annotator.cli.comparing import comparison_json, shown
from annotator.cli.dataset import ANY, choose_states
from annotator.cli.exits import DONE
from annotator.cli.names import proposed_name
from annotator.cli.opening import opened
from annotator.cli.options import Common, common_options, json_option
from annotator.cli.output import count, say, say_json, say_table, tell
from annotator.errors import Incomplete, UsageError
from annotator.model.items import SUGGESTIONS
from annotator.model.meant import Meant
from annotator.review.scores import Comparison, Score, SpanScore, compare
from annotator.store import reading
from annotator.store.assignments import hidden_because
from annotator.store.project import Project
from annotator.store.suggestions import suggested_people
from annotator.store.tables import read_people


@click.command("evaluate")
@click.option("--gold", metavar="L", required=True, help="The layer that is taken to be right.")
@click.option("--layer", metavar="L", required=True, help="The layer to measure, a person's or suggestions.")
@click.option(
    "--state",
    "states",
    metavar="S",
    default="done,begun",
    show_default=True,
    help=f"Only articles that are in these states in the gold layer; {ANY} for all.",
)
@json_option
@common_options
def command(gold: str, layer: str, states: str, as_json: bool, common: Common) -> int:
    """Measure a layer against another one.

    Precision, recall and F1 of spans by label and by type of quote, with equal borders and with overlapping ones;
    of links where both have the quote, and end to end; of speakers as spans and as people. n/a is what has nothing
    to rest on. docs/agreement.md says how each is computed.
    """
    with opened(common) as project, project.reading():
        who = proposed_name(common, project.path)
        found, missing, blind = _evaluate(project, who, gold, layer, choose_states(states))
    counted = layer.startswith(SUGGESTIONS)
    if missing:
        verb = "counted as found nothing in" if counted else "left out"
        tell(f"{layer} holds nothing in {count(missing, 'article')} of {gold}: {verb}.")
    if blind:
        tell(f"{count(blind, 'article')} left out: they are hidden from {who} until both are done.")
    if as_json:
        say_json({"gold": gold, "layer": layer, "missing": missing, **comparison_json(found)})
        return DONE
    say(f"{layer} against {gold}, {count(found.articles, 'article')}")
    say()
    _say_spans(found)
    say()
    _say_links(found)
    return DONE


def _evaluate(
    project: Project, who: str, gold: str, layer: str, states: tuple[str, ...] | None
) -> tuple[Comparison, int, int]:
    """The comparison over all articles that can be compared; in how many of gold the layer holds nothing; and how many
    `who` may not see yet.

    People's layers hold nothing in an article that they have not begun, so that is left out. A pack reads
    everything, so where it holds nothing it has found nothing.
    """
    names = reading.layer_names(project.db, suggestions=True)
    for name in (gold, layer):
        if name not in names:
            listed = f"there are {', '.join(names)}" if names else "nobody has labelled anything yet"
            raise UsageError(f"There is no layer {name!r} in {project.path.name}; {listed}.")
    chosen = [row.article for row in reading.layer_rows(project.db, [gold], states)]
    there = {row.article for row in reading.layer_rows(project.db, [layer])}
    both = [article for article in chosen if article in there or layer.startswith(SUGGESTIONS)]
    blind = {
        article
        for article in both
        for name in (gold, layer)
        if not name.startswith(SUGGESTIONS) and hidden_because(project.db, who, name, article)
    }
    if both and blind.issuperset(both):
        raise UsageError(
            f"{who} may not see {gold} and {layer} side by side yet: labelling is blind until you have marked an "
            "article as done yourself."
        )
    both = [article for article in both if article not in blind]
    if not both:
        raise Incomplete(f"{layer} and {gold} have no article in common. --state any takes all of {gold}'s.")
    meant = Meant(read_people(project.db), lambda name, article: suggested_people(project.db, name, article))

    def compared(article: str) -> Comparison:
        right = meant(project.layer(gold, article))
        return compare(right, meant(project.layer(layer, article), right))

    missing = sum(article not in there for article in chosen)
    return sum(map(compared, both), Comparison()), missing, len(blind)


_RATES = ["P", "R", "F1"]


def _say_spans(found: Comparison) -> None:
    rows: list[tuple[str, SpanScore]] = []
    for label, score in [*found.labels.items(), ("all", found.spans)]:
        rows.append((label, score))
        if label == "QUOTE":
            rows += [(f"  {name or '(no type)'}", typed) for name, typed in found.types.items()]
    say_table(
        ["spans", "gold", "found", "equal", *_RATES, "overlap", *_RATES, "mean"],
        (
            [
                name,
                *(f"{number:,}" for number in (score.exact.gold, score.exact.found, score.exact.matched)),
                *_rates(score.exact),
                f"{score.overlap.matched:,}",
                *_rates(score.overlap),
                shown(score.mean_overlap),
            ]
            for name, score in rows
        ),
    )


def _say_links(found: Comparison) -> None:
    scores = [*found.links.items(), ("speaker, person", found.person)]
    rows = []
    for name, score in scores:
        for how, one in (
            ("equal heads", score.shared),
            ("end to end", score.end_to_end),
            ("overlap", score.overlap),
        ):
            rows.append([name, how, f"{one.gold:,}", f"{one.found:,}", f"{one.matched:,}", *_rates(one)])
    say_table(["links", "over", "gold", "found", "matched", *_RATES], rows)


def _rates(score: Score) -> list[str]:
    return [shown(score.precision), shown(score.recall), shown(score.f1)]
