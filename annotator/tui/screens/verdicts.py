"""What became of one's labels: against gold, with the reviewer's reasons. Enter goes there, C answers with a note."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.style import Style
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from annotator.review.verdicts import Fate, Verdict
from annotator.session.command import Command
from annotator.session.state import State
from annotator.text.safe import safe
from annotator.tui.screens.dialog import Dialog, one_line
from annotator.tui.widgets.hints import Hints

_MARKS = {Fate.KEPT: "✓", Fate.CHANGED: "≠", Fate.LEFT_OUT: "−", Fate.MISSED: "＋"}
_WORDS_WIDTH = 40


class VerdictScreen(Dialog):
    """What differs from gold comes first."""

    DEFAULT_CSS = """
    VerdictScreen #box { width: 104; }
    VerdictScreen OptionList { text-wrap: wrap; }
    """
    BINDINGS = [
        Binding("escape,V,q", "leave", "leave"),
        Binding("j", "cursor(1)", show=False, priority=True),
        Binding("k", "cursor(-1)", show=False, priority=True),
        Binding("C", "answer", show=False, priority=True),
    ]
    OTHER_ROWS = 4

    def __init__(self, state: State, listed: Sequence[Verdict]) -> None:
        super().__init__()
        self._state = state
        self._listed = listed

    def compose(self) -> ComposeResult:
        counted = Counter(one.fate for one in self._listed)
        told = ", ".join(f"{counted[fate]} {fate}" for fate in Fate if counted[fate]) or "nothing in either"
        with Vertical(id="box") as box:
            box.border_title = f"Your labels against gold: {told}"
            yield OptionList(*(Option(self._line(one)) for one in self._listed), markup=False)
            keys = "Enter goes to the place · C answers with a note · ↑ ↓ move · Esc leaves"
            yield Hints(keys)

    def on_mount(self) -> None:
        options = self.query_one(OptionList)
        options.focus()
        if self._listed:
            options.highlighted = 0

    def _line(self, one: Verdict) -> Content:
        span = one.own or one.gold
        text = one_line(span.surface(self._state.reading.text), _WORDS_WIDTH) if span is not None else ""
        what = f"{one.fate}: {', '.join(one.slots)}" if one.slots else str(one.fate)
        reason = f"  {one_line(one.reason, 60)}" if one.reason else ""
        line = (
            Content(f"{_MARKS[one.fate]} {what}  ").stylize(Style.parse("bold"))
            + Content(f"{safe(one.label.lower())} “{text}”")
            + Content(reason).stylize(Style.parse("$accent"))
            + Content(safe(f"  {one.by}") if one.by else "").stylize(Style.parse("$text-muted"))
        )
        return line.stylize(Style.parse("$text-muted")) if one.fate is Fate.KEPT else line

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
            self.dismiss(Command("notes"))
