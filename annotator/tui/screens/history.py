"""The history of an article: who did what, and when; enter goes to the place."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.style import Style
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from annotator.session.command import Command
from annotator.store.history import Past
from annotator.text.shown import shown_line
from annotator.tui.dialog_commands import HISTORY
from annotator.tui.screens.dialog import Dialog, one_line
from annotator.tui.widgets.hints import Hints

_LONGEST = 48
"""Cells of the words that an action was about."""
_TITLES = {"undo": "undid: ", "redo": "did again: "}


class HistoryScreen(Dialog):
    """The latest action first, what stands undone marked so."""

    DEFAULT_CSS = "HistoryScreen #box { width: 104; }"
    SMALL = HISTORY
    OTHER_ROWS = 4

    def __init__(self, past: Sequence[Past]) -> None:
        super().__init__()
        self._past = list(reversed(past))

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = "What was done here, the latest first"
            yield OptionList(*(Option(_line(one)) for one in self._past), markup=False)
            if self._past:
                yield Hints(self.hint(("take", "goes to the place"), "move", "escape"))
            else:
                yield Hints(self.hint("escape"), "Nothing was done here yet.")

    def on_mount(self) -> None:
        options = self.query_one(OptionList)
        options.focus()
        if self._past:
            options.highlighted = 0

    @on(OptionList.OptionSelected)
    def _go(self, event: OptionList.OptionSelected) -> None:
        offset = self._past[event.option_index].offset
        self.dismiss(None if offset is None else Command("click", offset=offset))


def _line(past: Past) -> Content:
    one = past.logged
    when = one.at[:16].replace("T", " ")
    what = f"{_TITLES.get(one.kind, '')}{one.command}"
    mark = Content("undone  ").stylize(Style.parse("$warning")) if past.undone else Content("")
    words = f" “{one_line(one.text, _LONGEST)}”" if one.text else ""
    person = f" → {one_line(one.person, 24)}" if one.person else ""
    line = (
        Content(shown_line(f"{when}  ")).stylize(Style.parse("$text-muted"))
        + Content(shown_line(f"{one.who}  "))
        + mark
        + Content(shown_line(what)).stylize(Style.parse("bold"))
        + Content(words + person)
    )
    return line.stylize(Style.parse("$text-muted")) if past.undone else line
