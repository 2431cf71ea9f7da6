"""The key line of the library: the keys that fit, each of which a click carries out."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.message import Message

from annotator.tui.keys import shown
from annotator.tui.screen_commands import ScreenCommand
from annotator.tui.widgets.bar import Bar, fitting, key_line

_TYPING = [("Enter", "keep what is found"), ("↑ ↓", "move"), ("Esc", "list all")]


class CommandBar(Bar):
    """Keys and what they do."""

    DEFAULT_CSS = "CommandBar { background: $surface; color: $text-muted; }"

    class Picked(Message):
        """A command was clicked; `command` is its id."""

        def __init__(self, command: str) -> None:
            super().__init__()
            self.command = command

    def __init__(self, commands: Sequence[ScreenCommand]) -> None:
        super().__init__(id="keys")
        self._typing = False
        self._ranked = sorted(
            (one for one in commands if one.footer and one.keys), key=lambda one: one.footer
        )
        self._pairs = [(shown(one.keys[0]), one.title) for one in self._ranked]

    def show(self, *, typing: bool) -> None:
        """Draw what fits; other keys while words are typed."""
        self._typing = typing
        self.put(key_line(_TYPING if typing else self._pairs, self.room))

    def on_click(self, event: events.Click) -> None:
        if self._typing:
            return
        column = event.get_content_offset_capture(self).x
        for pair, first, end in fitting(self._pairs, self.room):
            if first <= column < end:
                self.post_message(self.Picked(self._ranked[self._pairs.index(pair)].id))
