"""`annotator members`: who works in the project, and who reviews."""

from __future__ import annotations

import click

from annotator.cli.exits import DONE
from annotator.cli.names import member_at_work
from annotator.cli.opening import opened
from annotator.cli.options import Common, Listing, common_options, json_option
from annotator.cli.output import say, say_json, say_table
from annotator.errors import UsageError
from annotator.store.members import add_member, set_reviewer


@click.group("members", cls=Listing)
def command() -> None:
    """List and add members, and say who reviews."""


@command.command("list")
@json_option
@common_options
def list_members(as_json: bool, common: Common) -> int:
    """List the members."""
    with opened(common) as project:
        members = list(project.members().values())
    if as_json:
        say_json([{"name": member.id, "reviewer": member.reviewer} for member in members])
    else:
        say_table(["member", "role"], ((one.id, "reviewer" if one.reviewer else "") for one in members))
    return DONE


@command.command("add")
@click.argument("name")
@common_options
def add(name: str, common: Common) -> int:
    """Add a member."""
    with opened(common) as project:
        if name in project.members():
            raise UsageError(f"{name} is a member already.")
        who = member_at_work(project, common)
        # `--new` may just have added the very name, as the one who works here.
        if name not in project.members():
            add_member(project, name, by=who)
    say(f"{name} is a member now.")
    return DONE


@command.command("reviewer")
@click.argument("name")
@click.argument("state", type=click.Choice(["on", "off"]))
@common_options
def reviewer(name: str, state: str, common: Common) -> int:
    """Say whether a member is a reviewer; only reviewers may."""
    with opened(common) as project:
        who = member_at_work(project, common)
        changed = set_reviewer(project, name, by=who, reviewer=state == "on")
    is_one = "is a reviewer" if state == "on" else "is no reviewer"
    say(f"{name} {is_one}{' now' if changed else ' already' if state == 'on' else ''}.")
    return DONE
