"""The options that every verb has, before the verb or after it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click


@dataclass(frozen=True, slots=True)
class Common:
    """What the common options say."""

    project: Path | None = None
    """None: `$ANNOTATOR_PROJECT`, else `annotator.db` here or in a folder above."""
    who: str = ""
    """`""`: `$ANNOTATOR_USER`, else the member last used here, else git's user name, else the login."""
    new: bool = False
    """Whether an unknown name is a new member's, without asking."""
    mouse: bool | None = None
    """Whether the screens take the mouse; None: as the configuration says."""

    def over(self, other: Common) -> Common:
        """These, and where they say nothing, the other ones."""
        return Common(
            self.project or other.project,
            self.who or other.who,
            self.new or other.new,
            other.mouse if self.mouse is None else self.mouse,
        )


PATH = click.Path(path_type=Path, readable=False)
"""A path as it was given; whoever opens it tells what is wrong with it."""

Verb = Callable[..., Any]


def common_options(verb: Verb) -> Verb:
    """Give a verb the common options; it receives them as `common`."""

    @click.option(
        "-p",
        "--project",
        "common_project",
        metavar="FILE",
        type=PATH,
        help="The project. Else $ANNOTATOR_PROJECT, else annotator.db here or in a folder above.",
    )
    @click.option(
        "--as",
        "common_who",
        metavar="NAME",
        default="",
        help="Who you are. Else $ANNOTATOR_USER, the member last used here, the configured one, git's user name, the "
        "login.",
    )
    @click.option("--new", "common_new", is_flag=True, help="Yes, NAME is a new member.")
    @functools.wraps(verb)
    def with_common(
        *args: Any, common_project: Path | None, common_who: str, common_new: bool, **kwargs: Any
    ) -> Any:
        context = click.get_current_context()
        common = Common(common_project, common_who, common_new)
        if isinstance(context.parent and context.parent.obj, Common):
            assert context.parent is not None
            common = common.over(context.parent.obj)
        context.obj = common
        return verb(*args, common=common, **kwargs)

    return with_common


def screen_options(verb: Verb) -> Verb:
    """Give a verb that opens screens their options, which come to it in `common`. Stands under `common_options`."""

    @click.option(
        "--mouse/--no-mouse",
        "screen_mouse",
        default=None,
        help="Whether to take the mouse; without it, dragging selects as the terminal does. Else as configured.",
    )
    @functools.wraps(verb)
    def with_screen(*args: Any, screen_mouse: bool | None, common: Common, **kwargs: Any) -> Any:
        context = click.get_current_context()
        context.obj = common = replace(common, mouse=screen_mouse).over(common)
        return verb(*args, common=common, **kwargs)

    return with_screen


def json_option(verb: Verb) -> Verb:
    """Give a verb `--json`; it receives `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(verb)


class Listing(click.Group):
    """A group of verbs of which one is meant when none is named."""

    default = "list"

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default verb where none stands."""
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = [self.default, *args]
        return super().parse_args(ctx, args)
