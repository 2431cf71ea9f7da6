"""`annotator stats`: how far everybody is."""

from __future__ import annotations

from dataclasses import asdict

import click

from annotator.cli.exits import DONE
from annotator.cli.opening import opened
from annotator.cli.options import Common, common_options, json_option
from annotator.cli.output import PEOPLE, count, say, say_json, say_table
from annotator.store import figures, reading


@click.command("stats")
@json_option
@common_options
def command(as_json: bool, common: Common) -> int:
    """Print how far everybody is.

    The states of articles and the number of spans, by layer and by label.
    """
    with opened(common) as project, project.reading() as db:
        articles = reading.article_count(db)
        languages = figures.languages(db)
        layers = figures.layer_figures(db)
        people = figures.people_count(db)
        members = len(project.members())
    labels = sorted({label for layer in layers for label in layer.labels})
    if as_json:
        say_json(
            {
                "articles": articles,
                "languages": languages,
                "people": people,
                "members": members,
                "layers": [
                    {**asdict(one), "new": articles - one.articles + one.states.get("new", 0)}
                    for one in layers
                ],
            }
        )
        return DONE
    told = ", ".join(f"{language} {number:,}" for language, number in languages.items())
    say(
        f"{count(articles, 'article')}{f' ({told})' if told else ''}, {count(members, 'member')}, "
        f"{count(people, *PEOPLE)}"
    )
    rows = []
    for one in layers:
        begun, done = one.states.get("begun", 0), one.states.get("done", 0)
        states = [articles - begun - done, begun, done, one.flagged]
        rows.append(
            [one.name, *states, one.relations, one.links, *(one.labels.get(name, 0) for name in labels)]
        )
    if rows:
        say()
        say_table(["layer", "new", "begun", "done", "flagged", "relations", "links", *labels], rows)
    return DONE
