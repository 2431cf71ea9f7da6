"""The line in which words to search for are typed."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from annotator.text.safe import safe


class SearchLine(Horizontal):
    """Says `Typed` with every letter, and `Left` when enter is pressed."""

    DEFAULT_CSS = """
    SearchLine { height: 1; background: $panel; padding: 0 1; }
    SearchLine Static { width: 9; color: $accent; }
    SearchLine Input, SearchLine Input:focus { border: none; height: 1; width: 1fr; padding: 0; background: $panel; }
    """

    class Typed(Message):
        """The words are others now."""

    class Left(Message):
        """The words stand as they are."""

    def __init__(self, title: str = "search /", hint: str = 'words, "words side by side", begin*') -> None:
        super().__init__()
        self._title = title
        self._hint = hint
        self._begun: str | None = None
        """What it comes up with, until it has the focus."""

    def compose(self) -> ComposeResult:
        yield Static(self._title, markup=False)
        field = Input(placeholder=self._hint, select_on_focus=False)
        field.cursor_blink = False
        yield field

    @property
    def words(self) -> str:
        """What was typed."""
        return self.query_one(Input).value

    @property
    def has_keys(self) -> bool:
        """Whether letters are typed here: it has the focus, or is being made and will have it."""
        return self._begun is not None or self.has_focus_within

    def begin(self, words: str) -> None:
        """Come up with these words, ready for more: the very next key is typed here."""
        self.display = True
        self._begun = words
        if self.query(Input):
            self._focus()
        else:  # it is being made
            self.call_after_refresh(self._focus)

    def _focus(self) -> None:
        words, self._begun = self._begun or "", None
        field = self.query_one(Input)
        field.value = words
        field.cursor_position = len(words)
        self.screen.set_focus(field)

    def take(self, key: events.Key) -> None:
        """Type a key that was pressed before the line had the focus: Textual has sent it to the list."""
        if key.character is None or not key.is_printable:
            return
        if self._begun is not None:
            self._begun += key.character
        else:
            self.query_one(Input).insert_text_at_cursor(key.character)
        key.stop()
        key.prevent_default()

    def end(self) -> None:
        """Go away, the words with it."""
        with self.prevent(Input.Changed):
            self.query_one(Input).value = ""
        self.display = False

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value != (shown := safe(event.value)):  # pasted
            event.input.value = shown
            return
        self.post_message(self.Typed())

    @on(Input.Submitted)
    def _left(self, event: Input.Submitted) -> None:
        event.stop()
        if not self.words.strip():
            self.display = False
        self.post_message(self.Left())
