"""What the command palette says of a screen's commands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TypeVar

from textual.app import SystemCommand

from annotator.tui.commands import ReaderCommand
from annotator.tui.keys import shown
from annotator.tui.screen_commands import ScreenCommand

C = TypeVar("C", ReaderCommand, ScreenCommand)


def in_palette(commands: Iterable[C], carry_out: Callable[[C], object]) -> Iterator[SystemCommand]:
    """The commands with their keys in force. The palette itself is not among them."""
    for one in commands:
        if one.id != "palette":
            title = one.title or one.help.rstrip(".")
            keys = f" ({', '.join(map(shown, one.keys))})" if one.keys else ""
            yield SystemCommand(title.capitalize(), one.help + keys, partial(carry_out, one))
