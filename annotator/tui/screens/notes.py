"""Notes on a label and on the article: read, answered, settled, written."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.style import Style
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from annotator.model.items import Note
from annotator.session.command import Command
from annotator.session.notes import ARTICLE, Thread, threads
from annotator.session.state import State
from annotator.text.safe import safe
from annotator.tui.screens.dialog import Dialog, one_line


@dataclass(frozen=True, slots=True)
class _Row:
    """A line to choose: a note, or (without one) a new note on something."""

    on: str
    note: Note | None = None


class NoteScreen(Dialog):
    """Enter sends what is typed: as an answer to the marked note, or as a new one."""

    DEFAULT_CSS = "NoteScreen OptionList { text-wrap: wrap; margin: 0 0 1 0; }"
    BINDINGS = [
        Binding("escape", "leave", "leave"),
        Binding("down", "cursor(1)", show=False, priority=True),
        Binding("up", "cursor(-1)", show=False, priority=True),
        Binding("ctrl+d", "settle", show=False, priority=True),
        Binding("ctrl+x", "delete", show=False, priority=True),
    ]
    OTHER_ROWS = 8

    def __init__(self, state: State, span_id: str) -> None:
        super().__init__()
        self._state = state
        self._span = state.span(span_id)
        self._rows: list[_Row] = []
        self._options: list[Option] = []
        self._first = -1
        if self._span is not None:
            self._add(self._span.id, f"new note on this {self._span.label.lower()}")
        self._add(ARTICLE, "new note on the article")

    def _add(self, on: str, new: str) -> None:
        for thread in threads(self._state.layer, on):
            if thread.waits_for(self._state.who) and self._first < 0:
                self._first = len(self._rows)
            for note in thread.notes:
                self._rows.append(_Row(on, note))
                self._options.append(Option(self._line(thread, note)))
        self._rows.append(_Row(on))
        self._options.append(Option(Content(f"+ {new}").stylize(Style.parse("$accent"))))

    def _line(self, thread: Thread, note: Note) -> Content:
        settled = thread.root.settled
        mark = "  ↳ " if note is not thread.root else "✓ " if settled else "● "
        words = Content(safe(f" {note.text}"))
        line = Content(mark) + Content(safe(note.by)).stylize(Style.parse("bold")) + words
        return line.stylize(Style.parse("$text-muted")) if settled else line

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = "Notes"
            if self._span is not None:
                words = one_line(self._span.surface(self._state.reading.text), 44)
                box.border_title = f"Notes on {self._span.label.lower()} “{words}”"
            yield OptionList(*self._options, markup=False)
            yield Input()
            yield Static("", id="hint", markup=False)

    def on_mount(self) -> None:
        new = next(number for number, row in enumerate(self._rows) if row.note is None)
        self.query_one(OptionList).highlighted = self._first if self._first >= 0 else new
        self.query_one(Input).focus()

    def _marked(self) -> _Row:
        marked = self.query_one(OptionList).highlighted
        return self._rows[marked if marked is not None else -1]

    @on(OptionList.OptionHighlighted)
    def _say_what_enter_does(self) -> None:
        note = self._marked().note
        words = self.query_one(Input)
        words.placeholder = "your note" if note is None else f"your answer to {one_line(note.by, 20)}"
        told = "Enter writes it · ↑ ↓ answer another, or a new note · Esc leaves"
        if note is not None:
            told = "Enter answers · Ctrl+D settles or opens again · Ctrl+X deletes your own · Esc leaves"
        self.query_one("#hint", Static).update(told)

    @on(OptionList.OptionSelected)
    def _clicked(self) -> None:
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _send(self, event: Input.Submitted) -> None:
        row = self._marked()
        if not event.value.strip():
            return
        if row.note is None:
            self.dismiss(Command("note", text=event.value, span=row.on))
        else:
            self.dismiss(Command("answer-note", text=event.value, note=row.note.id))

    def action_settle(self) -> None:
        """Settle the thread of the marked note, or open it again."""
        if (note := self._marked().note) is not None:
            self.dismiss(Command("settle-note", note=note.id))

    def action_delete(self) -> None:
        """Delete the marked note."""
        if (note := self._marked().note) is not None:
            self.dismiss(Command("delete-note", note=note.id))
