"""`annotator review`: the review screen, which needs a terminal."""

from __future__ import annotations

import click

from annotator.cli.names import member_at_work
from annotator.cli.opening import one_article, opened
from annotator.cli.options import Common, common_options, screen_options
from annotator.cli.terminal import on_terminal, screen_config
from annotator.errors import UsageError
from annotator.store.reviewing import check_reviewer, next_to_review


@click.command("review")
@click.argument("article", required=False)
@common_options
@screen_options
def command(article: str | None, common: Common) -> int:
    """Compare what people labelled, and decide what becomes gold.

    ARTICLE is its id, or how that begins; else the next one that two people have done. Only for reviewers.
    """
    with opened(common) as project:
        who = member_at_work(project, common)
        check_reviewer(project, who)
        wanted = one_article(project, article) if article else next_to_review(project.db, "")
        if wanted is None:
            raise UsageError(
                f"No article of {project.path.name} waits for review: two people must have marked it as done. "
                "`annotator review ARTICLE` opens any."
            )
        if not on_terminal():
            raise UsageError(
                "Review needs a terminal that can move its cursor, and this is none. `annotator agreement --items` "
                "prints where people differ."
            )
        from annotator.tui.app import open_review

        return open_review(project, who, wanted, screen_config(common))
