"""`annotator articles`: what there is to read."""

from __future__ import annotations

from dataclasses import asdict

import click

from annotator.cli.exits import DONE
from annotator.cli.names import member_reading
from annotator.cli.opening import opened
from annotator.cli.options import Common, Listing, common_options, json_option
from annotator.cli.output import say_json, say_table, tell
from annotator.model.items import Progress
from annotator.store.reading import article_rows


@click.group("articles", cls=Listing)
def command() -> None:
    """List the articles."""


@command.command("list")
@click.option("--state", type=click.Choice([str(state) for state in Progress]), help="As far as you are.")
@json_option
@common_options
def list_articles(state: str | None, as_json: bool, common: Common) -> int:
    """List the articles with how far you are in each."""
    with opened(common) as project:
        instead = "Every article is shown as new; --as NAME shows how far a member is."
        who = member_reading(project, common, instead)
        rows = article_rows(project.db, who, state=Progress(state) if state else None)
    if as_json:
        say_json([asdict(row) for row in rows])
        return DONE
    if not rows:
        tell("No articles." if not state else f"No articles that are {state}.")
    say_table(
        ["article", "lang", "state", "date", "publisher", "title"],
        (
            (
                row.id,
                row.lang,
                f"{row.state}{' !' if row.flagged else ''}",
                row.date,
                row.publisher,
                row.title,
            )
            for row in rows
        ),
    )
    return DONE
