"""The keys of the screen of people on one page, made from its command table."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.style import Style

from annotator.tui.keys import shown
from annotator.tui.library_commands import LibraryCommand
from annotator.tui.people_commands import GROUPS
from annotator.tui.screens.help import HelpScreen, entry

_INTRO = (
    "Everybody whom a label links to, or an import brought.",
    "Merging and splitting never rewrite a link, only how it is read. Each shows first what it would do.",
)


class PeopleHelpScreen(HelpScreen):
    """The keys by group."""

    def __init__(self, commands: Sequence[LibraryCommand]) -> None:
        super().__init__(())
        self._table = commands

    def page(self) -> Content:
        """What stands on the page."""
        lines = [Content(line) for line in _INTRO]
        for group in GROUPS:
            lines += [Content(""), Content(group).stylize(Style.parse("$accent bold"))]
            lines += [
                entry("  ".join(map(shown, one.keys)), one.help)
                for one in self._table
                if one.group == group and one.keys
            ]
        return Content("\n").join(lines)
