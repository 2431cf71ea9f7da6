"""The key line of the library: the keys that fit, each of which a click carries out."""

from __future__ import annotations

from textual import events
from textual.message import Message

from annotator.tui.keys import shown
from annotator.tui.library_commands import COMMANDS
from annotator.tui.widgets.bar import Bar, fitting, key_line

_RANKED = sorted((one for one in COMMANDS if one.footer), key=lambda one: one.footer)
_PAIRS = [(shown(one.keys[0]), one.title) for one in _RANKED]
_TYPING = [("Enter", "keep what is found"), ("↑ ↓", "move"), ("Esc", "list all")]


class CommandBar(Bar):
    """Keys and what they do."""

    class Picked(Message):
        """A command was clicked; `command` is its id."""

        def __init__(self, command: str) -> None:
            super().__init__()
            self.command = command

    _typing = False

    def show(self, *, typing: bool) -> None:
        """Draw what fits; other keys while words are typed."""
        self._typing = typing
        self.put(key_line(_TYPING if typing else _PAIRS, self.room))

    def on_click(self, event: events.Click) -> None:
        if self._typing:
            return
        column = event.get_content_offset_capture(self).x
        for pair, first, end in fitting(_PAIRS, self.room):
            if first <= column < end:
                self.post_message(self.Picked(_RANKED[_PAIRS.index(pair)].id))
