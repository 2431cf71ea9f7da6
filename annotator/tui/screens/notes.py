"""Notes on a label and on the article: read, answered, settled, written and reworded."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ScreenResultType
from textual.style import Style
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from annotator.model.threads import Said, Thread
from annotator.session.command import Command
from annotator.session.notes import ARTICLE, review_waits, threads
from annotator.session.state import State
from annotator.text.safe import safe_lines
from annotator.text.shown import shown_line, shown_lines
from annotator.tui.dialog_commands import NOTES, THREADS
from annotator.tui.screens.dialog import Box, one_line, titled
from annotator.tui.widgets.hints import Hints
from annotator.tui.widgets.words import Words


@dataclass(frozen=True, slots=True)
class Row:
    """A line to choose: what somebody said, or (without one) a new note on something."""

    on: str
    said: Said | None = None
    in_review: bool = False
    """Whether it is no note, but the way to those that only review shows."""


KeysTold = tuple[str | tuple[str, str], ...]
_NEW: KeysTold = (("take", "writes it"), "new-line", ("move", "answer another, or a new note"), "escape")
_ANSWER: KeysTold = (("take", "answers"), "new-line", "settle", "escape")
_OWN: KeysTold = (("take", "answers"), "new-line", "reword", "delete", "settle", "escape")
_REVIEW: KeysTold = (("take", "opens the review"), ("move", "another line"), "escape")
_REWORD: KeysTold = (("take", "keeps these words"), "new-line", ("escape", "leaves it as it was"))
"""Keys with what they do: for a new note, for another's, for one's own, and while that is reworded."""
_UNSENT = "What you typed is not written yet."


class ThreadsBox(Box[ScreenResultType]):
    """Threads as a list, the first that waits marked, and a place to write below."""

    DEFAULT_CSS = """
    ThreadsBox OptionList { text-wrap: wrap; margin: 0 0 1 0; }
    ThreadsBox Words { margin: 0 0 1 0; }
    """
    SMALL = THREADS
    OTHER_ROWS = 12

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []
        self._options: list[Option] = []
        self._first = -1
        self._warned = False
        """Whether leaving was asked for while something typed was not written."""

    def add_thread(self, on: str, thread: Thread, *, waits: bool, before: str = "") -> None:
        """List a thread; `before` says where it is."""
        for one in thread.said:
            if waits and self._first < 0 and one in thread.unanswered():
                self._first = len(self._rows)
            self._rows.append(Row(on, one))
            self._options.append(Option(self._line(thread, one, before if one is thread.root else "")))

    def add_new(self, on: str, words: str) -> None:
        """List that something new can be written."""
        self._rows.append(Row(on))
        self._options.append(Option(Content(f"+ {words}").stylize(Style.parse("$accent"))))

    def add_review(self, told: str) -> None:
        """List that notes wait in review."""
        self._rows.append(Row(ARTICLE, in_review=True))
        self._options.append(Option(Content(f"● {shown_line(told)}").stylize(Style.parse("$accent"))))

    def called(self, said: Said) -> str:
        """Who said something, as this person may know it."""
        return said.note.by

    def _line(self, thread: Thread, said: Said, before: str) -> Content:
        mark = "  ↳ " if said is not thread.root else "✓ " if thread.settled else "● "
        words = Content(shown_lines(f" {said.note.text}").replace("\n", "\n    "))
        place = Content(before).stylize(Style.parse("$text-muted"))
        line = (
            Content(mark)
            + place
            + Content(shown_line(self.called(said))).stylize(Style.parse("bold"))
            + words
        )
        return line.stylize(Style.parse("$text-muted")) if thread.settled else line

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = titled(self.box_title())
            yield OptionList(*self._options, markup=False)
            yield Words()
            yield Hints()

    def box_title(self) -> str:
        """What the notes are on."""
        return "Notes"

    def on_mount(self) -> None:
        new = next((number for number, row in enumerate(self._rows) if row.said is None), 0)
        self.query_one(OptionList).highlighted = self._first if self._first >= 0 else new
        self.words.focus()

    @property
    def words(self) -> Words:
        """Where one writes."""
        return self.query_one(Words)

    def marked(self) -> Row:
        """The line that is marked."""
        number = self.query_one(OptionList).highlighted
        return self._rows[number if number is not None else -1]

    @on(OptionList.OptionHighlighted)
    def say_what_enter_does(self) -> None:
        """Name the keys that the marked line has."""
        row = self.marked()
        if row.in_review:
            self.words.placeholder = Content()
            self.query_one(Hints).say("", self.hint(*_REVIEW))
            return
        whom = "" if row.said is None else one_line(self.called(row.said), 20)
        self.words.placeholder = Content("your note" if row.said is None else f"your answer to {whom}")
        self.query_one(Hints).say("", self.hint(*self.offered(row.said)))

    @abstractmethod
    def offered(self, said: Said | None) -> KeysTold:
        """The keys where this is marked, as `hint` takes them."""

    @on(OptionList.OptionSelected)
    def _clicked(self) -> None:
        self.words.focus()

    @on(Words.Changed)
    def _typed(self) -> None:
        self._warned = False

    @abstractmethod
    def send(self, row: Row, text: str) -> None:
        """Answer with what was written for the marked line."""

    async def action_take(self) -> None:
        """Send what is typed."""
        if text := self.words.text.strip():
            self.send(self.marked(), text)

    def action_new_line(self) -> None:
        """Begin a new line."""
        self.words.begin_line()

    def action_cursor(self, by: int) -> None:
        """Move in what is typed; from its first or last row on in the list above."""
        words = self.words
        if not (words.on_first_row if by < 0 else words.on_last_row):
            words.action_cursor_up() if by < 0 else words.action_cursor_down()
        else:
            super().action_cursor(by)

    def warns(self, before: str = "") -> bool:
        """Whether something is typed beside what stood there, and leaving has just been refused for it."""
        typed = self.words.text.strip()
        if not typed or typed == before or self._warned:
            return False
        self._warned = True
        self.query_one(Hints).say(f"{_UNSENT} {self.key('escape')} again drops it.")
        return True

    def action_leave(self) -> None:
        """Out of here; what is typed and not written is not dropped at once."""
        if not self.warns():
            self.dismiss(None)


class NoteScreen(ThreadsBox[Command | None]):
    """Enter sends what is typed: as an answer to the marked note, as a new one, or as a note's new words."""

    SMALL = NOTES

    def __init__(self, state: State, span_id: str) -> None:
        super().__init__()
        self._state = state
        self._span = state.span(span_id)
        self._rewording: Said | None = None
        if self._span is not None:
            self._add(self._span.id, f"new note on this {self._span.label.lower()}")
        self._add(ARTICLE, "new note on the article")
        if told := review_waits(state):
            self.add_review(told)

    def _add(self, on: str, new: str) -> None:
        for thread in threads(self._state, on):
            self.add_thread(on, thread, waits=thread.waits_for(self._state.who))
        self.add_new(on, new)

    def box_title(self) -> str:
        if self._span is None:
            return "Notes"
        words = one_line(self._span.surface(self._state.reading.text), 44)
        return f"Notes on {self._span.label.lower()} “{words}”"

    def offered(self, said: Said | None) -> KeysTold:
        if said is None:
            return _NEW
        return _OWN if said.note.by == self._state.who and said.layer == self._state.layer.name else _ANSWER

    async def action_take(self) -> None:
        """Send what is typed, or open the review."""
        if not self.marked().in_review:
            await super().action_take()
        elif not self.warns():
            self.dismiss(Command("open-review"))

    def send(self, row: Row, text: str) -> None:
        if self._rewording is not None:
            self.dismiss(Command("reword-note", text=text, note=self._key(self._rewording)))
        elif row.said is None:
            self.dismiss(Command("note", text=text, span=row.on))
        else:
            self.dismiss(Command("answer-note", text=text, note=self._key(row.said)))

    def _key(self, said: Said) -> str:
        return said.key.seen_from(self._state.layer.name)

    def action_cursor(self, by: int) -> None:
        if self._rewording is None:
            super().action_cursor(by)
        else:
            self.words.action_cursor_up() if by < 0 else self.words.action_cursor_down()

    def action_settle(self) -> None:
        """Settle the thread of the marked note, or open it again."""
        if (said := self.marked().said) is not None:
            self.dismiss(Command("settle-note", note=self._key(said)))

    def action_delete(self) -> None:
        """Delete the marked note."""
        if (said := self.marked().said) is not None:
            self.dismiss(Command("delete-note", note=self._key(said)))

    def action_reword(self) -> None:
        """Have the marked note's words changed by whoever wrote them."""
        said = self.marked().said
        if said is None or self._rewording is not None:
            return
        if said.note.by != self._state.who or said.layer != self._state.layer.name:
            self.query_one(Hints).say(f"{said.note.by} wrote it: it can be answered, not reworded.")
            return
        self._rewording = said
        self.query_one(OptionList).disabled = True
        self.words.text = safe_lines(said.note.text)
        self.words.move_cursor(self.words.document.end)
        self.query_one(Hints).say("", self.hint(*_REWORD))

    def action_leave(self) -> None:
        """Out of rewording, then out of here; what is typed and not written is not dropped at once."""
        before = safe_lines(self._rewording.note.text) if self._rewording is not None else ""
        if self.warns(before):
            return
        if self._rewording is None:
            self.dismiss(None)
        else:
            self._rewording = None
            self._warned = False
            self.words.text = ""
            self.query_one(OptionList).disabled = False
            self.say_what_enter_does()
