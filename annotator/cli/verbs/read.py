"""`annotator read`: the screens, which need a terminal."""

from __future__ import annotations

import gc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli.names import member_at_work
from annotator.cli.opening import find_project, one_article, opened
from annotator.cli.options import Common, common_options, screen_options
from annotator.cli.terminal import on_terminal, screen_config
from annotator.errors import NotAProject, UsageError
from annotator.store.reading import has_articles

if TYPE_CHECKING:
    from annotator.config.reading import Config
    from annotator.store.project import Project


@click.command("read")
@click.argument("article", required=False)
@common_options
@screen_options
def command(article: str | None, common: Common) -> int:
    """Read and tag an article, or choose one in the library.

    ARTICLE is its id, or how that begins.
    """
    return open_screens(common, article)


def open_screens(common: Common, article: str | None) -> int:
    """Open an article in the reader, or the library when none is named; the exit status.

    Raises:
        UsageError: this is no terminal, or there is no such article.
    """
    if not on_terminal():
        raise UsageError(
            "The reader needs a terminal that can move its cursor, and this is none. `annotator show ARTICLE` "
            "prints an article."
        )
    config = screen_config(common)
    while True:
        path = _project(common, article)
        if path is not None:
            with opened(common, path) as project:
                who = member_at_work(project, common)
                if article:
                    return _open_article(project, who, one_article(project, article), config)
                if has_articles(project.db):
                    return _open_library(project, who, config)
        from annotator.cli.first_run import begin

        status = begin(common, path, config)
        if status is not None:
            return status


# Textual is imported below and nowhere sooner: its import costs more than all other verbs take. What is imported and
# made for the first screen stays: to look for garbage among it, again and again, takes a tenth of the start. The app
# lets that begin once it has drawn.


def _open_article(project: Project, who: str, article: str, config: Config) -> int:
    gc.disable()
    from annotator.tui.app import open_reader

    return open_reader(project, who, article, config)


def _open_library(project: Project, who: str, config: Config) -> int:
    """Open the library, whose articles are counted while Textual is imported: SQLite needs no Python meanwhile."""
    gc.disable()
    from annotator.tui.catalogue import Catalogue

    with ThreadPoolExecutor(max_workers=1) as beside:
        catalogue = Catalogue(project, who, beside)
        from annotator.tui.app import open_library

        return open_library(catalogue, config)


def _project(common: Common, article: str | None) -> Path | None:
    """The project that is meant; None where there is none and nobody has said that there is.

    Raises:
        NotAProject: there is none, and an article of it was named.
    """
    try:
        return find_project(common)
    except NotAProject:
        if article is not None:
            raise
        return None
