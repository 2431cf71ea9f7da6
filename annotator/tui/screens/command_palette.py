"""Textual's command palette, which keys may reach before it has been drawn."""

from __future__ import annotations

from contextlib import suppress

from textual.command import CommandPalette


class Palette(CommandPalette):
    """As Textual's, with its styles."""

    def _action_command_list(self, action: str) -> None:
        # In 8.2 its list knows no lines before it is drawn, and looks for one to go a page on from.
        with suppress(KeyError):
            super()._action_command_list(action)
