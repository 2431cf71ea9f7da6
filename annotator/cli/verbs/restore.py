"""`annotator restore`: a backup takes the project's place."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.exits import DONE
from annotator.cli.names import proposed_name
from annotator.cli.opening import PROJECT_NAME, find_project, waits_for
from annotator.cli.options import PATH, Common, common_options
from annotator.cli.output import say
from annotator.errors import NotAProject, ProjectBusy, UsageError
from annotator.store.backup import in_use, restore
from annotator.store.lock import ProjectLock


@click.command("restore")
@click.argument("backup", type=PATH)
@common_options
def command(backup: Path, common: Common) -> int:
    """Put a backup in the project's place.

    The file that was there is moved aside, never deleted. Nobody may have the project open.
    """
    try:
        path = find_project(common)
    except NotAProject:
        path = Path(PROJECT_NAME)
    if path.is_dir():
        raise UsageError(f"{path} is a folder; a project is a file.")
    if path.exists() and backup.exists() and path.samefile(backup):
        raise UsageError(f"{backup} is the project itself, not a backup of it.")
    lock = ProjectLock(path, proposed_name(common, path))
    lock.on_wait = waits_for(path)
    with lock.held():
        if in_use(path):
            raise ProjectBusy(f"Somebody has {path} open; close it there first. Nothing was changed.")
        aside = restore(backup, path)
        lock.remove()
    say(f"{path} is {backup} now." + (f" What was there is {aside}." if aside else ""))
    return DONE
