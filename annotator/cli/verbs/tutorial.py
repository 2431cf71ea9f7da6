"""`annotator tutorial`: five minutes with an article of its own."""

from __future__ import annotations

import click

from annotator.cli.exits import DONE
from annotator.cli.lessons import ARTICLE, LEARNER, tutorial_project
from annotator.cli.options import Common, common_options, screen_options
from annotator.cli.output import tell
from annotator.cli.terminal import on_terminal, screen_config
from annotator.errors import UsageError
from annotator.model.items import Progress


@click.command("tutorial")
@click.option("--again", is_flag=True, help="Begin from the start, where it was left in the middle.")
@common_options
@screen_options
def command(again: bool, common: Common) -> int:
    """Learn the reader in five minutes, on an article made for it.

    It has a project file of its own and touches none of yours. Esc leaves; the next time it goes on from there.
    """
    if not on_terminal():
        raise UsageError(
            "The tutorial needs a terminal, and this is none. `annotator demo --no-open` prints an annotated "
            "article instead."
        )
    return take_tutorial(common, again=again)


def take_tutorial(common: Common, *, again: bool = False) -> int:
    """Open the tutorial, and say how to go on; the exit status."""
    with tutorial_project(again=again) as project:
        from annotator.tui.tutorial import open_tutorial

        status = open_tutorial(project, LEARNER, ARTICLE, screen_config(common))
        done = project.layer(LEARNER, ARTICLE).status.state is Progress.DONE
    if status == DONE and done:
        tell(
            "That was the tutorial. `annotator demo` has more articles to try, `annotator init` begins your own."
        )
    elif status == DONE:
        tell("`annotator tutorial` goes on from there.")
    return status
