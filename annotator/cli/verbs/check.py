"""`annotator check`: is the project whole?"""

from __future__ import annotations

import click

from annotator.cli.exits import DONE, LOST
from annotator.cli.opening import opened
from annotator.cli.options import Common, common_options, json_option
from annotator.cli.output import count, progress, say, say_json
from annotator.store import checks


@click.command("check")
@json_option
@common_options
def command(as_json: bool, common: Common) -> int:
    """Check that the project is whole and that its tables say what its log says.

    Every problem is a line; with one or more, the exit status is 1.
    """
    with opened(common) as project, progress() as line, project.reading() as db:
        line.show("checking …")
        found = list(checks.problems(db))
        figures = {} if found else checks.summary(db)
    if as_json:
        say_json({"project": str(project.path), "whole": not found, "problems": found, **figures})
    elif found:
        for sentence in found:
            say(sentence)
        say(f"{project.path}: {count(len(found), 'problem')}.")
    else:
        told = f"{count(figures['articles'], 'article')}, {count(figures['spans'], 'span')}"
        told += f", {count(figures['operations'], 'operation')} in the log"
        if figures["conflicts"]:
            told += f", {count(figures['conflicts'], 'item')} in several versions"
        say(f"{project.path} is whole: {told}.")
    return LOST if found else DONE
