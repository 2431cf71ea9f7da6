"""What became of one's labels: against gold, with the reviewer's reasons. Enter goes there, C answers with a note."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.style import Style
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from annotator.review.verdicts import Fate, Verdict
from annotator.review.versions import Slot
from annotator.session.command import Command
from annotator.session.state import State
from annotator.text.graphemes import cell_width, cut
from annotator.text.shown import shown_line
from annotator.tui.dialog_commands import VERDICT
from annotator.tui.screens.dialog import Dialog, one_line, titled
from annotator.tui.widgets.hints import Hints
from annotator.tui.widgets.thing_words import middle_cut, slot_text

_MARKS = {Fate.KEPT: "✓", Fate.CHANGED: "≠", Fate.LEFT_OUT: "−", Fate.MISSED: "+"}
_WIDTH = 100
_WHAT_WIDTH, _WORDS_WIDTH = 20, 42
"""Cells of what became of a label, and of the label."""
_MOST_SLOTS = 2
"""Slots that are told at most, each as yours and as gold has it."""


class VerdictScreen(Dialog):
    """What differs from gold comes first."""

    DEFAULT_CSS = """
    VerdictScreen #box { width: 104; }
    VerdictScreen #shown { height: 5; margin-top: 1; color: $text-muted; }
    """
    SMALL = VERDICT
    OTHER_ROWS = 10

    def __init__(self, state: State, listed: Sequence[Verdict]) -> None:
        super().__init__()
        self._state = state
        self._listed = listed

    def compose(self) -> ComposeResult:
        counted = Counter(one.fate for one in self._listed)
        told = ", ".join(f"{counted[fate]} {fate}" for fate in Fate if counted[fate]) or "nothing in either"
        with Vertical(id="box") as box:
            box.border_title = titled(f"Your labels against gold: {told}")
            yield OptionList(*(Option(self._line(one)) for one in self._listed), markup=False)
            yield Static("", id="shown", markup=False)
            yield Hints(self.hint(("take", "goes to the place"), "answer", "move", "escape"))

    def on_mount(self) -> None:
        options = self.query_one(OptionList)
        options.focus()
        if self._listed:
            options.highlighted = 0

    def _line(self, one: Verdict) -> Content:
        span = one.own or one.gold
        text = one_line(span.surface(self._state.reading.text), _WORDS_WIDTH - 8) if span is not None else ""
        what = f"{one.fate}: {', '.join(one.slots)}" if one.slots else str(one.fate)
        what = cut(f"{_MARKS[one.fate]} {what}", _WHAT_WIDTH)
        label = f"{shown_line(one.label.lower())} {text}"
        line = Content(what + " " * (_WHAT_WIDTH + 1 - cell_width(what))).stylize(Style.parse("bold"))
        line += Content(label + " " * (_WORDS_WIDTH + 1 - cell_width(label)))
        by = f"{shown_line(one.by)}{': ' if one.reason else ''}" if one.by else ""
        line += Content(by).stylize(Style.parse("$text-muted"))
        room = _WIDTH - _WHAT_WIDTH - _WORDS_WIDTH - 2 - cell_width(by)
        line += Content(one_line(one.reason, max(8, room))).stylize(Style.parse("$accent"))
        return line.stylize(Style.parse("$text-muted")) if one.fate is Fate.KEPT else line

    @on(OptionList.OptionHighlighted)
    def _show(self, event: OptionList.OptionHighlighted) -> None:
        """Yours and gold's, of the slots that differ; and the whole reason."""
        one = self._listed[event.option_index]
        lines = []
        for slot in one.slots[:_MOST_SLOTS] or (Slot.BORDERS,):
            for whose, version in (("yours", one.mine), ("gold", one.theirs)):
                told = slot_text(version, slot, self._state.reading.text, self._state.entities)
                lines.append(f"{whose:<6}{slot.value:<9}{middle_cut(told, _WIDTH - 15, 1)[0]}")
        if one.reason:
            lines.append(one_line(f"{one.by or 'reviewer'}: {one.reason}", _WIDTH))
        self.query_one("#shown", Static).update("\n".join(lines))

    @on(OptionList.OptionSelected)
    def _go(self, event: OptionList.OptionSelected) -> None:
        one = self._listed[event.option_index]
        if one.own is not None and one.own.id in self._state.layer.spans:
            self.dismiss(Command("take", span=one.own.id))
        else:
            self.dismiss(Command("click", offset=one.start))

    def action_answer(self) -> None:
        """Write a note on the marked label, or on the article where there is none."""
        marked = self.query_one(OptionList).highlighted
        own = self._listed[marked].own if marked is not None and self._listed else None
        if own is not None and own.id in self._state.layer.spans:
            self.dismiss(Command("notes", span=own.id))
        else:
            self.dismiss(Command("article-notes"))
