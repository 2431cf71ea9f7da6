"""The keys of review on one page, made from its command table."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from annotator.tui.dialog_commands import OVER_REVIEW
from annotator.tui.review_commands import COMMANDS, DECIDE, GROUPS
from annotator.tui.screen_commands import ScreenCommand
from annotator.tui.screens.help import HelpScreen, entry, keys_by_group
from annotator.tui.widgets.thing_table import ASKED, CHOSEN, DIFFERS

_INTRO = (
    "Each thing is a quote with its slots, or a label outside of all frames; a column says what a layer has.",
    f"{DIFFERS} marks the slots on which layers differ, {ASKED} the slot that is asked for, {CHOSEN} what was chosen.",
    "Where a language pack reads something else than everybody, that is the last column, and has a digit too.",
    "What all agree on is gold at once. A decision is on disk before the next thing shows.",
    "The numbers beside the article are the layers that have a label in the row.",
)


class ReviewHelpScreen(HelpScreen):
    """The keys by group."""

    def __init__(self, commands: Sequence[ScreenCommand] = COMMANDS) -> None:
        super().__init__(())
        self._listed = commands

    def page(self) -> Content:
        """What stands on the page."""
        lines = [Content(line) for line in _INTRO]
        taken = "Take that column's version; of a layer that does not have it, none."
        digits = [
            entry("1 … 9", taken, room=self.room),
            entry("0", "Leave the slot that is asked for empty.", room=self.room),
        ]
        lines += keys_by_group(GROUPS, self._listed, {DECIDE: digits}, self.room)
        return Content("\n").join([*lines, *self.small_screens(OVER_REVIEW)])
