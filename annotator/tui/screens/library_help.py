"""The library's keys on one page, made from its command table."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from annotator.tui.library_commands import GROUPS
from annotator.tui.screen_commands import ScreenCommand
from annotator.tui.screens.help import HelpScreen, keys_by_group
from annotator.tui.widgets.list_columns import FLAG, GLYPHS

_INTRO = (
    f"All articles of the project, with how far you are: "
    f"{', '.join(f'{glyph} {state}' for state, glyph in GLYPHS.items())}, {FLAG} flagged.",
    "“at ¶” is the paragraph where you left off, of how many; “others” are people who work on it too.",
    "Click a column's name to sort by it (again: the other way round), an article to mark it (twice: to open it), "
    "a key below or a line of this page to do what it says.",
)


class LibraryHelpScreen(HelpScreen):
    """The keys by group."""

    def __init__(self, commands: Sequence[ScreenCommand]) -> None:
        super().__init__(())
        self._listed = commands

    def page(self) -> Content:
        """What stands on the page."""
        lines = [Content(line) for line in _INTRO]
        lines += keys_by_group(GROUPS, self._listed, room=self.room)
        return Content("\n").join([*lines, *self.small_screens()])
