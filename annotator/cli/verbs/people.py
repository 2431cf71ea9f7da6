"""`annotator people`: the persons and organisations of the project."""

from __future__ import annotations

import click

from annotator.cli.exits import DONE
from annotator.cli.opening import opened
from annotator.cli.options import Common, Listing, common_options, json_option
from annotator.cli.output import say_json, say_table, tell
from annotator.store import figures


@click.group("people", cls=Listing)
def command() -> None:
    """List the people and organisations."""


@command.command("list")
@json_option
@common_options
def list_people(as_json: bool, common: Common) -> int:
    """List the people and organisations with how often labels link to them."""
    with opened(common) as project:
        rows = figures.people(project.db)
    if as_json:
        say_json(
            [
                {
                    "id": row.entity.id,
                    "kind": row.entity.kind,
                    "name": row.entity.name,
                    "aliases": list(row.entity.aliases),
                    "merged_into": row.entity.merged_into,
                    "links": row.links,
                }
                for row in rows
            ]
        )
        return DONE
    if not rows:
        tell("No people yet.")
    say_table(
        ["id", "kind", "links", "name", "also"],
        (
            (
                row.entity.id,
                row.entity.kind,
                row.links,
                row.entity.name,
                f"→ {row.entity.merged_into}" if row.entity.merged_into else ", ".join(row.entity.aliases),
            )
            for row in rows
        ),
    )
    return DONE
