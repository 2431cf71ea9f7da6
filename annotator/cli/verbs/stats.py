"""`annotator stats`: how far everybody is, how suggestions fare, how far people agree now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import click

from annotator.cli.comparing import Json, shown
from annotator.cli.exits import DONE
from annotator.cli.opening import opened
from annotator.cli.options import Common, common_options, json_option
from annotator.cli.output import PEOPLE, count, progress, say, say_json, say_table
from annotator.store import figures, reading, reviewing
from annotator.store.assignments import assignment_rows
from annotator.store.figures import LayerFigures
from annotator.store.project import Project

_FIGURES = ("exact_f1", "overlap_f1", "alpha_u")


@click.command("stats")
@click.option(
    "--quick",
    is_flag=True,
    help="Leave out suggestions and agreement, which need every labelled article read.",
)
@json_option
@common_options
def command(quick: bool, as_json: bool, common: Common) -> int:
    """Print how far everybody is.

    The states of articles, assignments and the number of spans, by layer and by label; why reviewers decided; what
    became of suggestions; how far every two people agree, as they have it now, over the articles that both have done.
    """
    with opened(common) as project, project.reading() as db:
        articles = reading.article_count(db)
        languages = figures.languages(db)
        people = figures.people_count(db)
        found = _Stats(
            articles,
            figures.layer_figures(db),
            _assigned(project),
            None if quick else _suggested(project),
            None if quick else _agreement(project),
            dict(reviewing.reasons_given(db)),
        )
        members = len(project.members())
    if as_json:
        say_json(
            {"articles": articles, "languages": languages, "people": people, "members": members}
            | _json(found)
        )
        return DONE
    told = ", ".join(f"{language} {number:,}" for language, number in languages.items())
    say(
        f"{count(articles, 'article')}{f' ({told})' if told else ''}, {count(members, 'member')}, "
        f"{count(people, *PEOPLE)}"
    )
    _say(found)
    return DONE


@dataclass(frozen=True, slots=True)
class _Assigned:
    """A member's assignments."""

    articles: int = 0
    done: int = 0


@dataclass(frozen=True, slots=True)
class _Stats:
    """What is told."""

    articles: int
    layers: Sequence[LayerFigures]
    assigned: Mapping[str, _Assigned]
    suggested: Mapping[str, int] | None
    """What became of suggested quotes -> how many; None where that was not asked for."""
    agreement: Sequence[Json] | None
    """Of every two people, as JSON; None where that was not asked for."""
    reasons: Mapping[str, int]
    """Of reviewers' decisions -> how many, the most frequent first."""


def _assigned(project: Project) -> dict[str, _Assigned]:
    found: dict[str, _Assigned] = {}
    for row in assignment_rows(project.db):
        one = found.get(row.member, _Assigned())
        found[row.member] = _Assigned(one.articles + 1, one.done + (row.state == "done"))
    return found


def _suggested(project: Project) -> dict[str, int]:
    from annotator.cli.suggesting import packs_of, what_became
    from annotator.suggest.fates import Fate

    became = what_became(project, packs_of(project))
    return {str(fate): sum(number for (_, one), number in became.items() if one is fate) for fate in Fate}


def _agreement(project: Project) -> list[Json]:
    """Exact and overlap F1 and alpha of every two people, over what both have done, as it is now."""
    from annotator.cli.agreeing import choose_layers
    from annotator.review.agreement import agree, values_of
    from annotator.tui.done_twice import done_twice

    with progress() as line:
        now = []
        for both in done_twice(project, choose_layers(project, "")):
            now.append(both.now)
            if len(now) % 50 == 0:
                line.show(f"{len(now):,} articles compared …")
    return [
        {
            "layers": list(names),
            "articles": pair.articles,
            **{name: values.get(("spans", name)) for name in _FIGURES},
        }
        for names, pair in agree(now).pairs.items()
        for values in [values_of(pair)]
    ]


def _per_article(layer: LayerFigures) -> dict[str, float]:
    """Label -> spans per article that the layer has begun or done."""
    worked = layer.states.get("begun", 0) + layer.states.get("done", 0)
    return {label: round(number / worked, 2) for label, number in layer.labels.items()} if worked else {}


def _json(found: _Stats) -> Json:
    layers = [
        {
            **asdict(one),
            "new": found.articles - one.articles + one.states.get("new", 0),
            "per_article": _per_article(one),
        }
        for one in found.layers
    ]
    assigned = {name: asdict(one) for name, one in found.assigned.items()}
    told: Json = {"layers": layers, "assigned": assigned, "reasons": dict(found.reasons)}
    if found.suggested is not None:
        told["suggestions"] = dict(found.suggested)
    if found.agreement is not None:
        told["agreement"] = list(found.agreement)
    return told


def _say(found: _Stats) -> None:
    labels = sorted({label for layer in found.layers for label in layer.labels})
    rows: list[list[object]] = []
    for one in found.layers:
        begun, done = one.states.get("begun", 0), one.states.get("done", 0)
        states = [found.articles - begun - done, begun, done, one.flagged]
        rows.append(
            [one.name, *states, one.relations, one.links, *(one.labels.get(name, 0) for name in labels)]
        )
    if rows:
        say()
        say_table(["layer", "new", "begun", "done", "flagged", "relations", "links", *labels], rows)
    if labels:
        say()
        averages = [
            [one.name, *(f"{_per_article(one).get(name, 0):.1f}" for name in labels)] for one in found.layers
        ]
        say_table(["labels per article", *labels], averages)
    if found.assigned:
        say()
        say_table(
            ["assigned to", "articles", "done"],
            ([name, one.articles, one.done] for name, one in sorted(found.assigned.items())),
        )
    if found.reasons:
        say()
        say_table(["reviewers' reasons", "decisions"], list(found.reasons.items()))
    if found.suggested is not None and any(found.suggested.values()):
        say()
        told = ", ".join(f"{number:,} {fate}" for fate, number in found.suggested.items() if number)
        say(f"suggested quotes: {told}")
    if found.agreement:
        say()
        say_table(
            ["agreement now", "articles", "exact F1", "overlap F1", "alpha u"],
            (
                [" ".join(pair["layers"]), pair["articles"], *(shown(pair[name]) for name in _FIGURES)]
                for pair in found.agreement
            ),
        )
