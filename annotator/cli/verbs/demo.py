"""`annotator demo`: a project to try, which is the same everywhere."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.dataset import export
from annotator.cli.demonstration import (
    ANNOTATED,
    ANNOTATOR,
    UNTOUCHED,
    demo_selection,
    ensure_member,
    make_demo,
)
from annotator.cli.exits import DONE
from annotator.cli.names import proposed_name, remember
from annotator.cli.opening import PROJECT_NAME, opened
from annotator.cli.options import PATH, Common, common_options, screen_options
from annotator.cli.output import say, tell
from annotator.cli.terminal import on_terminal, screen_config
from annotator.cli.verbs.export import summary, tell_losses
from annotator.cli.verbs.show import show
from annotator.errors import UsageError
from annotator.store.reading import last_article

FOLDER = Path("annotator-demo")
"""Where the demo is made unless another folder is named."""


@click.command("demo")
@click.option(
    "--dir",
    "folder",
    metavar="D",
    type=PATH,
    default=FOLDER,
    show_default=True,
    help="Where to make it.",
)
@click.option("--no-open", is_flag=True, help="Print an article and export the dataset instead.")
@common_options
@screen_options
def command(folder: Path, no_open: bool, common: Common) -> int:
    """Make a project from the bundled articles, with two members' labels, and open it.

    Where there is no terminal it prints an annotated article and exports the dataset instead.
    """
    if common.project is not None:
        raise UsageError("The demo makes a project of its own; --dir says where.")
    return open_demo(folder, common, no_open=no_open)


def open_demo(folder: Path, common: Common, *, no_open: bool) -> int:
    """Make the demo in a folder if it is not there, and open it; with `no_open` print and export it instead."""
    path = folder / PROJECT_NAME
    if path.exists():
        tell(f"{path} is here already; it is opened as it is.")
    else:
        make_demo(path)
        tell(f"{path} is ready: six invented articles, two members, one article that nobody has touched.")
    with opened(common, path) as project:
        who = ensure_member(project, proposed_name(common, path))
        remember(path, who)
        if on_terminal() and not no_open:
            from annotator.tui.app import open_reader

            return open_reader(
                project, who, last_article(project.db, who) or UNTOUCHED, screen_config(common)
            )
        show(project, ANNOTATED, ANNOTATOR)
        out = folder / "exports" / "demo"
        report = export(project, *demo_selection(project), out)
        say()
        say(f"{out}: {summary(report)}.")
        if report.lost:
            tell_losses(report, out)
    tell(f"To read and tag: annotator -p {path} read {UNTOUCHED}")
    return DONE
