"""Notes on a label and on the article: read, answered, settled, written and reworded."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.style import Style
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from annotator.model.items import Note
from annotator.session.command import Command
from annotator.session.notes import ARTICLE, Thread, threads
from annotator.session.state import State
from annotator.text.safe import safe, safe_lines
from annotator.tui.dialog_commands import NOTES
from annotator.tui.screens.dialog import Dialog, one_line
from annotator.tui.widgets.hints import Hints
from annotator.tui.widgets.words import Words


@dataclass(frozen=True, slots=True)
class _Row:
    """A line to choose: a note, or (without one) a new note on something."""

    on: str
    note: Note | None = None


_NEW = (("take", "writes it"), "new-line", ("move", "answer another, or a new note"), "escape")
_ANSWER = (("take", "answers"), "new-line", "settle", "escape")
_OWN = (("take", "answers"), "new-line", "reword", "delete", "settle", "escape")
_REWORD = (("take", "keeps these words"), "new-line", ("escape", "leaves it as it was"))
"""Keys with what they do: for a new note, for another's, for one's own, and while that is reworded."""
_UNSENT = "What you typed is not written yet."


class NoteScreen(Dialog):
    """What is typed is sent as an answer to the marked note, as a new one, or as a note's new words."""

    DEFAULT_CSS = """
    NoteScreen OptionList { text-wrap: wrap; margin: 0 0 1 0; }
    NoteScreen Words { margin: 0 0 1 0; }
    """
    SMALL = NOTES
    OTHER_ROWS = 12

    def __init__(self, state: State, span_id: str) -> None:
        super().__init__()
        self._state = state
        self._span = state.span(span_id)
        self._rows: list[_Row] = []
        self._options: list[Option] = []
        self._first = -1
        self._rewording: Note | None = None
        self._warned = False
        """Whether leaving was asked for while something typed was not written."""
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
        words = Content(safe_lines(f" {note.text}").replace("\n", "\n    "))
        line = Content(mark) + Content(safe(note.by)).stylize(Style.parse("bold")) + words
        return line.stylize(Style.parse("$text-muted")) if settled else line

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = "Notes"
            if self._span is not None:
                words = one_line(self._span.surface(self._state.reading.text), 44)
                box.border_title = f"Notes on {self._span.label.lower()} “{words}”"
            yield OptionList(*self._options, markup=False)
            yield Words()
            yield Hints()

    def on_mount(self) -> None:
        new = next(number for number, row in enumerate(self._rows) if row.note is None)
        self.query_one(OptionList).highlighted = self._first if self._first >= 0 else new
        self.words.focus()

    @property
    def words(self) -> Words:
        """Where one writes."""
        return self.query_one(Words)

    def _marked(self) -> _Row:
        marked = self.query_one(OptionList).highlighted
        return self._rows[marked if marked is not None else -1]

    @on(OptionList.OptionHighlighted)
    def _say_what_enter_does(self) -> None:
        note = self._marked().note
        self.words.placeholder = "your note" if note is None else f"your answer to {one_line(note.by, 20)}"
        own = note is not None and note.by == self._state.who
        self.query_one(Hints).say("", self.hint(*(_NEW if note is None else _OWN if own else _ANSWER)))

    @on(OptionList.OptionSelected)
    def _clicked(self) -> None:
        self.words.focus()

    @on(Words.Changed)
    def _typed(self) -> None:
        self._warned = False

    def _send(self) -> None:
        row, text = self._marked(), self.words.text
        if not text.strip():
            return
        if self._rewording is not None:
            self.dismiss(Command("reword-note", text=text, note=self._rewording.id))
        elif row.note is None:
            self.dismiss(Command("note", text=text, span=row.on))
        else:
            self.dismiss(Command("answer-note", text=text, note=row.note.id))

    async def action_take(self) -> None:
        """Send what is typed."""
        self._send()

    def action_new_line(self) -> None:
        """Begin a new line."""
        self.words.begin_line()

    def action_cursor(self, by: int) -> None:
        """Move in what is typed; from its first or last row on in the list above."""
        words = self.words
        if self._rewording is not None or not (words.on_first_row if by < 0 else words.on_last_row):
            words.action_cursor_up() if by < 0 else words.action_cursor_down()
        else:
            super().action_cursor(by)

    def action_settle(self) -> None:
        """Settle the thread of the marked note, or open it again."""
        if (note := self._marked().note) is not None:
            self.dismiss(Command("settle-note", note=note.id))

    def action_delete(self) -> None:
        """Delete the marked note."""
        if (note := self._marked().note) is not None:
            self.dismiss(Command("delete-note", note=note.id))

    def action_reword(self) -> None:
        """Have the marked note's words changed by whoever wrote them."""
        note = self._marked().note
        if note is None or self._rewording is not None:
            return
        if note.by != self._state.who:
            self.query_one(Hints).say(f"{note.by} wrote it: it can be answered, not reworded.")
            return
        self._rewording = note
        self.query_one(OptionList).disabled = True
        self.words.text = safe_lines(note.text)
        self.words.move_cursor(self.words.document.end)
        self.query_one(Hints).say("", self.hint(*_REWORD))

    def action_leave(self) -> None:
        """Out of rewording, then out of here; what is typed and not written is not dropped at once."""
        typed = self.words.text.strip()
        before = safe_lines(self._rewording.text) if self._rewording is not None else ""
        if typed and typed != before and not self._warned:
            self._warned = True
            self.query_one(Hints).say(f"{_UNSENT} {self.key('escape')} again drops it.")
        elif self._rewording is None:
            self.dismiss(None)
        else:
            self._rewording = None
            self._warned = False
            self.words.text = ""
            self.query_one(OptionList).disabled = False
            self._say_what_enter_does()
