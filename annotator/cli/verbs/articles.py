"""`annotator articles`: what there is to read."""

from __future__ import annotations

from dataclasses import asdict

import click

from annotator.cli.exits import DONE, stopping
from annotator.cli.names import member_reading
from annotator.cli.opening import opened
from annotator.cli.options import Common, Listing, common_options, json_option
from annotator.cli.output import bar, count, progress, say, say_json, say_table, tell
from annotator.model.items import Progress
from annotator.store import library
from annotator.store.groups import SHARE, group_articles, grouped_count
from annotator.store.project import Project

_SORTS = [str(sort) for sort in library.Sort]


@click.group("articles", cls=Listing)
def command() -> None:
    """List the articles, and find those that are mostly the same."""


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


@command.command("dedup")
@click.option(
    "--share",
    type=click.IntRange(1, 100),
    default=round(SHARE * 100),
    show_default=True,
    metavar="PERCENT",
    help="How much of the shorter text must be in the other.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be grouped, and change nothing.")
@json_option
@common_options
def dedup(share: int, dry_run: bool, as_json: bool, common: Common) -> int:
    """Group articles that are mostly the same text, such as a wire report in several outlets.

    A split keeps a group together. An article that is in a group, be it alone, never leaves it again: run this
    after each import, and before the first export with --split.
    """
    with opened(common) as project, progress() as line:
        before = grouped_count(project.db)

        def told(done: int, total: int) -> None:
            if done == total:
                line.show("Comparing those that look alike …")
            elif done % 200 == 0:
                line.show(f"{bar(done / total)} {done:,} of {total:,} articles")

        with stopping(lambda: _stopped(project, before)):
            found = group_articles(project, share / 100, dry_run=dry_run, told=told)
    if as_json:
        say_json({**asdict(found), "dry_run": dry_run})
        return DONE
    if not found.articles:
        tell("Every article is in a group already; the groups stand as they are.")
        return DONE
    for group, members in found.groups.items():
        say(f"{group}: {', '.join(members)}")
    for article in found.between:
        tell(f"{article} is like articles of several groups that stand; it came to the first of them.")
    inside = sum(map(len, found.groups.values()))
    shown = f"{count(len(found.groups), 'group')} of {count(inside, 'article')} in all"
    tell(f"{count(found.articles, 'article')} {'would be' if dry_run else 'were'} looked at anew: {shown}.")
    return DONE


def _stopped(project: Project, before: int) -> str:
    """The sentence for a grouping that was stopped, where so many articles were in groups when it began."""
    if grouped_count(project.db) > before:
        return "Stopped, but the articles had been grouped: the groups are kept."
    return "Stopped: the groups are as they were; run it again to begin anew."
