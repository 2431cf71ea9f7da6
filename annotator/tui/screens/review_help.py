"""The keys of review on one page, made from its command table."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.style import Style

from annotator.tui.keys import shown
from annotator.tui.review_commands import COMMANDS, DECIDE, GROUPS, ReviewCommand
from annotator.tui.screens.help import HelpScreen, entry
from annotator.tui.widgets.thing_table import ASKED, CHOSEN, DIFFERS

_INTRO = (
    "Each thing is a quote with its slots, or a label outside of all frames; a column says what a layer has.",
    f"{DIFFERS} marks the slots on which layers differ, {ASKED} the slot that is asked for, {CHOSEN} what was chosen.",
    "What all agree on is gold at once. A decision is on disk before the next thing shows.",
    "The numbers beside the article are the layers that have a label in the row.",
)


class ReviewHelpScreen(HelpScreen):
    """The keys by group."""

    def __init__(self, commands: Sequence[ReviewCommand] = COMMANDS) -> None:
        super().__init__(())
        self._listed = commands

    def page(self) -> Content:
        """What stands on the page."""
        lines = [Content(line) for line in _INTRO]
        for group in GROUPS:
            lines += [Content(""), Content(group).stylize(Style.parse("$accent bold"))]
            if group == DECIDE:
                taken = "Take that layer's version; of a layer that does not have it, none."
                lines += [entry("1 … 9", taken), entry("0", "Leave the slot that is asked for empty.")]
            lines += [
                entry("  ".join(map(shown, one.keys)), one.help)
                for one in self._listed
                if one.group == group and one.keys
            ]
        return Content("\n").join(lines)
