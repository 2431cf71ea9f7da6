"""The keys of the screen of people on one page, made from its command table."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from annotator.tui.dialog_commands import OVER_PEOPLE
from annotator.tui.people_commands import GROUPS
from annotator.tui.screen_commands import ScreenCommand
from annotator.tui.screens.help import HelpScreen, keys_by_group

_INTRO = (
    "Everybody whom a label links to, or an import brought.",
    "Merging and splitting never rewrite a link, only how it is read. Each shows first what it would do.",
)


class PeopleHelpScreen(HelpScreen):
    """The keys by group."""

    def __init__(self, commands: Sequence[ScreenCommand]) -> None:
        super().__init__(())
        self._table = commands

    def page(self) -> Content:
        """What stands on the page."""
        lines = [Content(line) for line in _INTRO]
        lines += keys_by_group(GROUPS, self._table, room=self.room)
        return Content("\n").join([*lines, *self.small_screens(OVER_PEOPLE)])
