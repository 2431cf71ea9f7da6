"""`annotator init`: an empty project."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.exits import DONE
from annotator.cli.names import proposed_name, remember
from annotator.cli.opening import PROJECT_NAME, named_project
from annotator.cli.options import PATH, Common, common_options
from annotator.cli.output import say
from annotator.cli.schemes import checked_scheme_text
from annotator.errors import UsageError
from annotator.store.opening import create_project


@click.command("init")
@click.argument("file", required=False, type=PATH)
@click.option("--scheme", metavar="FILE", type=PATH, help="Labels of your own (TOML).")
@common_options
def command(file: Path | None, scheme: Path | None, common: Common) -> int:
    """Make a project.

    Whoever makes it is its first member, and a reviewer.
    """
    if file is not None and common.project is not None and file != common.project:
        raise UsageError(f"Which project, {file} or {common.project}?")
    path = file or named_project(common) or Path(PROJECT_NAME)
    who = make_project(path, scheme, common)
    say(f"{path} is ready; {who} is its first member. Next: annotator import PATH…")
    return DONE


def make_project(path: Path, scheme: Path | None, common: Common) -> str:
    """Make an empty project, by the scheme in a file or the default one; the name of its first member.

    Raises: as `create_project` and `checked_scheme_text`.
    """
    who = proposed_name(common, path)
    create_project(path, checked_scheme_text(scheme), who).close()
    remember(path, who)
    return who
