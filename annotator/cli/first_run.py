"""The first minute: where there is no project, or nothing in it, whoever is at the terminal is asked how to begin."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli.exits import DONE
from annotator.cli.names import proposed_name
from annotator.cli.opening import PROJECT_NAME
from annotator.cli.options import Common
from annotator.cli.output import tell
from annotator.errors import AnnotatorError

if TYPE_CHECKING:
    from annotator.config.reading import Config
    from annotator.tui.welcome import Way


def begin(common: Common, project: Path | None, config: Config) -> int | None:
    """Ask how to begin until there may be something to read; None then, else the exit status.

    `project` is the one that holds no article yet; None where there is none at all.
    """
    from annotator.tui.welcome import QUIT, ask_how_to_begin

    said = ""
    while True:
        chosen, status = ask_how_to_begin(_where(project), ways(common, project), config, said)
        if chosen.way == QUIT or status != DONE:
            return status
        try:
            match chosen.way:
                case "demo":
                    return _demo(common)
                case "tutorial":
                    _tutorial(common)
                    said = ""
                case "make":
                    _make(common)
                    return None
                case "import":
                    assert project is not None
                    said = _bring_in(common, project, chosen.typed)
                    if not said:
                        return None
        except AnnotatorError as error:
            said = error.sentence


def _where(project: Path | None) -> str:
    if project is None:
        return f"There is no project in {Path.cwd()} or a folder above it."
    return f"The project {project.resolve()} has no articles yet."


def ways(common: Common, project: Path | None) -> list[Way]:
    """The ways to begin; `project` is as `begin` has it."""
    from annotator.tui.welcome import Way

    trying = [
        Way("tutorial", "t", "Tutorial", "Learn the reader in five minutes, on an article made for it."),
        Way("demo", "d", "Demo", "Six articles with two members' labels, in annotator-demo."),
    ]
    if project is None:
        who = proposed_name(common, Path(PROJECT_NAME))
        return [
            *trying,
            Way("make", "m", "Make a project here", f"{PROJECT_NAME}, whose first member is {who}."),
        ]
    bring = Way(
        "import",
        "i",
        "Import articles",
        "From a text file, a file of JSON Lines, or a folder of them.",
        "path of a file or folder",
    )
    return [bring, *trying]


def _demo(common: Common) -> int:
    from annotator.cli.verbs.demo import FOLDER, open_demo

    return open_demo(FOLDER, replace(common, project=None), no_open=False)


def _tutorial(common: Common) -> None:
    from annotator.cli.verbs.tutorial import take_tutorial

    take_tutorial(common)


def _make(common: Common) -> None:
    from annotator.cli.verbs.init import make_project

    make_project(Path(PROJECT_NAME), None, common)


def _bring_in(common: Common, project: Path, typed: str) -> str:
    """Import a path as the verb does; what it had to complain of if nothing came in, else `""`."""
    from annotator.cli.verbs.import_ import command

    path = Path(typed).expanduser()
    said = io.StringIO()
    arguments = ["--project", str(project), "--as", proposed_name(common, project), "--", str(path)]
    try:
        with redirect_stderr(said), redirect_stdout(said):
            status = command.main(arguments, prog_name="annotator import", standalone_mode=False)
    except click.ClickException as error:
        return error.format_message()
    told = said.getvalue().strip()
    tell(told)
    return "" if status == DONE else told
