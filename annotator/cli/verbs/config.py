"""`annotator config`: the configuration file, what is in force, and what is wrong in it."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from annotator.cli.exits import DONE, LOST
from annotator.cli.names import name_and_origin
from annotator.cli.opening import find_project, opened
from annotator.cli.options import Common, common_options, json_option
from annotator.cli.output import say, say_json, say_table
from annotator.config.options import OPTIONS, READER
from annotator.config.reading import Config, Problem, read_config
from annotator.config.schema import config_schema
from annotator.config.template import template
from annotator.errors import NotAProject, ProjectReadOnly, UnreadableError, UsageError
from annotator.model.schemas import default_scheme_path
from annotator.model.scheme import Scheme, load_scheme
from annotator.tui.key_tables import TABLES, key_problems
from annotator.tui.keymap import keymap
from annotator.tui.keys import shown


@click.command("config")
@click.option("--init", "init", is_flag=True, help="Write a commented file to begin with.")
@click.option("--keys", "keys", is_flag=True, help="Print every command with its keys.")
@click.option("--schema", "schema", is_flag=True, help="Print the file's JSON Schema.")
@json_option
@common_options
def command(init: bool, keys: bool, schema: bool, as_json: bool, common: Common) -> int:
    """Print the configuration in force, check it, or write a file to begin with.

    The table says where each setting comes from. What is wrong in the file is a line each; with one or more, the
    exit status is 1. $ANNOTATOR_CONFIG names another file.
    """
    if init + keys + schema > 1:
        raise UsageError("Only one of --init, --keys and --schema can be asked for.")
    if schema:
        say_json(config_schema(TABLES))
        return DONE
    config = read_config()
    if init:
        _write(config.path)
        say(f"{config.path} is ready; every setting in it is commented out.")
        return DONE
    project = _project(common)
    problems = (*config.problems, *key_problems(config, _scheme(common, project)))
    if as_json:
        say_json(_as_json(config, problems, common, project))
    elif keys:
        _print_keys(config)
    else:
        _print(config, common, project)
    if not as_json:
        for problem in problems:
            say(problem.sentence)
    return LOST if problems else DONE


def _write(path: Path) -> None:
    """Write the commented file where none is.

    Raises:
        UsageError: there is one.
        ProjectReadOnly: it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as stream:
            stream.write(template(TABLES))
    except FileExistsError:
        raise UsageError(f"{path} exists already; nothing was changed.") from None
    except OSError as error:
        raise ProjectReadOnly(f"{path} cannot be written ({error.strerror}).") from error


@dataclass(frozen=True, slots=True)
class _InForce:
    """A setting as it is now."""

    name: str
    value: str | bool | int
    origin: str


def _settings(config: Config, common: Common, project: Path | None) -> list[_InForce]:
    return [_in_force(option.name, config, common, project) for option in OPTIONS]


def _in_force(name: str, config: Config, common: Common, project: Path | None) -> _InForce:
    if name == "member":
        return _InForce(name, *name_and_origin(common, project))
    if name == "theme":
        return _theme(config)
    if name in config.values:
        return _InForce(name, config.values[name], f"line {config.lines[name]}")
    return _InForce(name, config.value(name), "default")


def _theme(config: Config) -> _InForce:
    from annotator.tui.themes import DEFAULT, remembered_theme

    if named := os.environ.get("TEXTUAL_THEME", ""):
        return _InForce("theme", named, "$TEXTUAL_THEME")
    if config.theme:
        return _InForce("theme", config.theme, f"line {config.lines['theme']}")
    if last := remembered_theme():
        return _InForce("theme", last, "last chosen in the program")
    return _InForce("theme", DEFAULT, "default")


def _print(config: Config, common: Common, project: Path | None) -> None:
    there = "" if config.path.exists() else " (not there; annotator config --init writes one)"
    say(f"{config.path}{there}\n")
    rows = [(one.name, _worded(one.value), one.origin) for one in _settings(config, common, project)]
    for name, table in TABLES.items():
        lines = {choice.command: choice.line for choice in config.keys_of(name)}
        for found, before in zip(keymap(table, config, name).commands, table, strict=True):
            if found.keys != before.keys:
                place = f"keys.{found.id}" if name == READER else f"keys.{name}.{found.id}"
                rows.append((place, _keys(found.keys), f"line {lines[found.id]}"))
    say_table(["setting", "value", "from"], rows)
    if config.problems or config.keys:
        say()


def _print_keys(config: Config) -> None:
    rows = []
    for name, table in TABLES.items():
        for one in keymap(table, config, name).commands:
            rows.append((name, one.id, _keys(one.keys), one.help))
    say_table(["screen", "command", "keys", "does"], rows)


def _keys(keys: tuple[str, ...]) -> str:
    return " ".join(map(shown, keys)) or "none"


def _worded(value: str | bool | int) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) or "none"


def _as_json(
    config: Config, problems: tuple[Problem, ...], common: Common, project: Path | None
) -> dict[str, Any]:
    return {
        "path": str(config.path),
        "exists": config.path.exists(),
        "settings": {
            one.name: {"value": one.value, "from": one.origin} for one in _settings(config, common, project)
        },
        "keys": {
            name: {one.id: list(one.keys) for one in keymap(table, config, name).commands}
            for name, table in TABLES.items()
        },
        "problems": [
            {"file": one.file, "line": one.line, "key": one.key, "sentence": one.sentence} for one in problems
        ],
    }


def _project(common: Common) -> Path | None:
    try:
        return find_project(common)
    except NotAProject:
        return None


def _scheme(common: Common, project: Path | None) -> Scheme:
    """The scheme whose labels' keys are taken: the project's here, else the default one."""
    if project is not None:
        with suppress(UnreadableError), opened(common, project) as found:
            return found.scheme()
    return load_scheme(default_scheme_path())
