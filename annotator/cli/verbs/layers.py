"""`annotator layers`: what each member's layer holds."""

from __future__ import annotations

import click

from annotator.cli.exits import DONE
from annotator.cli.opening import opened
from annotator.cli.options import Common, Listing, common_options, json_option
from annotator.cli.output import say_json, say_table, tell
from annotator.store import figures


@click.group("layers", cls=Listing)
def command() -> None:
    """List the layers and what they hold."""


@command.command("list")
@json_option
@common_options
def list_layers(as_json: bool, common: Common) -> int:
    """List the layers and what they hold."""
    with opened(common) as project, project.reading() as db:
        found = figures.layer_figures(db, suggestions=True)
    figure_names = ("articles", "spans", "relations", "links", "notes", "decisions")
    if as_json:
        say_json(
            [{"layer": one.name, **{name: getattr(one, name) for name in figure_names}} for one in found]
        )
        return DONE
    if not found:
        tell("Nobody has labelled anything yet.")
    say_table(
        ["layer", *figure_names],
        ((one.name, *(getattr(one, name) for name in figure_names)) for one in found),
    )
    return DONE
