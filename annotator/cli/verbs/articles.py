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
from annotator.store import library

_SORTS = [str(sort) for sort in library.Sort]


@click.group("articles", cls=Listing)
def command() -> None:
    """List the articles."""


@command.command("list")
@click.option(
    "--search",
    metavar="WORDS",
    default="",
    help='That have all the words; "two words" side by side, word* for how one begins.',
)
@click.option("--state", type=click.Choice([str(state) for state in Progress]), help="As far as you are.")
@click.option("--flagged", is_flag=True, help="That you flagged.")
@click.option("--assigned", is_flag=True, help="That are assigned to you.")
@click.option("--publisher", metavar="NAME", help="Of this publisher.")
@click.option("--lang", metavar="XX", help="In this language.")
@click.option("--sort", type=click.Choice(_SORTS), default="id", show_default=True, help="In which order.")
@click.option("--reverse", is_flag=True, help="The other way round.")
@json_option
@common_options
def list_articles(
    search: str,
    state: str | None,
    flagged: bool,
    assigned: bool,
    publisher: str | None,
    lang: str | None,
    sort: str,
    reverse: bool,
    as_json: bool,
    common: Common,
) -> int:
    """List the articles with how far you are in each."""
    wanted = library.Listing(
        sort=library.Sort(sort),
        reverse=reverse,
        search=f"{search} ",  # the last word is whole: nobody is typing it any more
        states=(Progress(state),) if state else (),
        flagged=flagged,
        assigned=assigned,
        publisher=publisher,
        lang=lang,
    )
    with opened(common) as project:
        instead = "Every article is shown as new; --as NAME shows how far a member is."
        who = member_reading(project, common, instead)
        with project.reading() as db:
            rows = list(library.article_rows(db, who, library.order(db, who, wanted)))
    if as_json:
        say_json([asdict(row) for row in rows])
        return DONE
    if not rows:
        tell("No articles." if not wanted.narrowed else "No article is like that.")
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
