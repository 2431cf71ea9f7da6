"""`annotator scheme`: the labels, attributes and relations that the project knows."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from annotator.cli.exits import DONE
from annotator.cli.opening import opened
from annotator.cli.options import PATH, Common, Listing, common_options, json_option
from annotator.cli.output import count, say, say_json
from annotator.cli.schemes import checked_scheme


class _Showing(Listing):
    default = "show"


@click.group("scheme", cls=_Showing)
def command() -> None:
    """Print the project's scheme, or check a scheme file."""


@command.command("show")
@json_option
@common_options
def show(as_json: bool, common: Common) -> int:
    """Print the project's scheme, with what imports added to it."""
    with opened(common) as project:
        scheme = project.scheme()
        text = project.settings().get("scheme", "")
    if as_json:
        say_json(asdict(scheme))
        return DONE
    say(text.rstrip("\n"))
    if scheme.declared:
        say("\n# Declared by imports:")
        for line in scheme.declared:
            say(f"# {line}")
    return DONE


@command.command("check")
@click.argument("file", type=PATH)
@common_options
def check(file: Path, common: Common) -> int:
    """Check a scheme file."""
    scheme = checked_scheme(file)
    labels = ", ".join(f"{label.name} ({label.key or 'no key'})" for label in scheme.labels)
    edges = count(len(scheme.relations), "relation") + " and " + count(len(scheme.links), "link")
    say(f"{file} is in order: {scheme.tag}, {labels}; {edges}.")
    return DONE
