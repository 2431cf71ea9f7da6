"""The command palette, and what it says of a screen's commands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from typing import TypeVar

from textual.app import SystemCommand
from textual.command import CommandPalette

from annotator.tui.commands import ReaderCommand
from annotator.tui.keys import shown
from annotator.tui.screen_commands import ScreenCommand

C = TypeVar("C", ReaderCommand, ScreenCommand)


class Palette(CommandPalette):
    """Textual's, which keys may reach before it has been drawn."""

    def _action_command_list(self, action: str) -> None:
        # In 8.2 its list knows no lines before it is drawn, and looks for one to go a page on from.
        with suppress(KeyError):
            super()._action_command_list(action)


def in_palette(commands: Iterable[C], carry_out: Callable[[C], object]) -> Iterator[SystemCommand]:
    """The commands with their keys in force. The palette itself is not among them."""
    for one in commands:
        if one.id != "palette":
            title = one.title or one.help.rstrip(".")
            keys = f" ({', '.join(map(shown, one.keys))})" if one.keys else ""
            yield SystemCommand(title.capitalize(), one.help + keys, partial(carry_out, one))
