"""`annotator backup`: a copy of the project."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.exits import DONE
from annotator.cli.opening import opened
from annotator.cli.options import PATH, Common, common_options
from annotator.cli.output import say
from annotator.store.backup import back_up


@click.command("backup")
@click.argument("file", required=False, type=PATH)
@common_options
def command(file: Path | None, common: Common) -> int:
    """Write a copy of the project, checked.

    FILE must not exist; without one, the copy stands beside the project, with the time in its name.
    """
    with opened(common) as project:
        say(str(back_up(project.db, project.path, to=file)))
    return DONE
