"""The line in which words to search for are typed."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from annotator.text.safe import safe
from annotator.tui.typed_ahead import TypedAhead


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
        self._coming = False
        """Whether it is wanted, and the field has the focus not yet."""
        self._ahead = TypedAhead(self)

    def compose(self) -> ComposeResult:
        yield Static(self._title, markup=False)
        field = Input(placeholder=self._hint, select_on_focus=False)
        field.cursor_blink = False
        yield field

    @property
    def words(self) -> str:
        """What was typed."""
        return self.query_one(Input).value

    def begin(self, words: str) -> None:
        """Come up with these words, ready for more."""
        self.display = True
        self._coming = True
        self._ahead.expect()
        self.call_after_refresh(self._focus, words)

    def _focus(self, words: str) -> None:
        field = self.query_one(Input)
        field.value = words
        field.cursor_position = len(words)
        had_focus = field.has_focus
        field.focus()
        if had_focus:  # which no event tells then
            self.on_descendant_focus()

    def on_descendant_focus(self) -> None:
        """The field is ready for what was typed before."""
        self._coming = False
        self._ahead.write()

    @property
    def typing(self) -> bool:
        """Whether what is typed is for the field."""
        return self._coming or self.has_focus_within

    def take(self, event: events.Key) -> bool:
        """Keep or write what is typed; whether the key is the field's."""
        taken = self._ahead.hold(event, coming=True) or self._ahead.take(event)
        if taken:
            event.stop()
            event.prevent_default()
        return taken

    def end(self) -> None:
        """Go away, the words with it."""
        with self.prevent(Input.Changed):
            self.query_one(Input).value = ""
        self.display = False
        self._coming = False

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
