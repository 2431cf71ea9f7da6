"""`annotator card`: what the cards of the project's datasets say that nobody can count."""

from __future__ import annotations

from dataclasses import asdict, fields

import click

from annotator.cli.dataset import CARD, about_datasets
from annotator.cli.exits import DONE
from annotator.cli.names import member_at_work
from annotator.cli.opening import opened
from annotator.cli.options import Common, common_options, json_option
from annotator.cli.output import say, say_json
from annotator.formats.writers import About
from annotator.model.edits import Edit
from annotator.model.items import PROJECT, Setting


@click.command("card")
@click.option("--title", metavar="TEXT", help="Heading of the card.")
@click.option("--licence", metavar="NAME", help="An identifier such as cc-by-4.0, or a name.")
@click.option("--citation", metavar="TEXT", help="How to cite the dataset.")
@json_option
@common_options
def command(
    title: str | None, licence: str | None, citation: str | None, as_json: bool, common: Common
) -> int:
    """Print title, licence and citation of the project's datasets, or set them.

    They belong to the project and stand in the card of every export; an empty TEXT takes one away.
    """
    given = {"title": title, "licence": licence, "citation": citation}
    wanted = {name: value.strip() for name, value in given.items() if value is not None}
    with opened(common) as project:
        if wanted:
            who = member_at_work(project, common)
            settings = project.settings()
            edits = []
            for name, value in wanted.items():
                old = settings.get(CARD + name, "")
                if old != value:
                    before, after = (Setting(CARD + name, told) if told else None for told in (old, value))
                    edits.append(Edit(PROJECT, "", before, after))
            if edits:
                project.act(who, "card", edits)
        about = about_datasets(project)
    if as_json:
        say_json(asdict(about))
        return DONE
    for part in fields(About):
        say(f"{part.name}: {getattr(about, part.name) or '(not set)'}")
    return DONE
