"""`annotator read`: the screens, which need a terminal."""

from __future__ import annotations

import gc
import sys

import click

from annotator.cli.names import member_at_work
from annotator.cli.opening import one_article, opened
from annotator.cli.options import Common, common_options
from annotator.errors import UsageError


@click.command("read")
@click.argument("article", required=False)
@common_options
def command(article: str | None, common: Common) -> int:
    """Read and tag an article, or choose one in the library.

    ARTICLE is its id, or how that begins.
    """
    return open_screens(common, article)


def on_terminal() -> bool:
    """Whether the screens can be shown and driven."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def open_screens(common: Common, article: str | None) -> int:
    """Open an article in the reader, or the library when none is named; the exit status.

    Raises:
        UsageError: this is no terminal, or there is no such article.
    """
    if not on_terminal():
        raise UsageError(
            "The reader needs a terminal, and this is none. `annotator show ARTICLE` prints an article."
        )
    with opened(common) as project:
        who = member_at_work(project, common)
        wanted = one_article(project, article) if article else None
        # What is imported and made for the first screen stays: to look for garbage among it, again and again,
        # takes a tenth of the start. The app lets that begin once it has drawn.
        gc.disable()
        # Textual is imported here and nowhere sooner: its import costs more than all other verbs take.
        from annotator.tui.app import open_reader

        return open_reader(project, who, wanted)
