"""A field for words of several lines, whose screen has the keys that do not write."""

from __future__ import annotations

from textual import events
from textual.widgets import TextArea

from annotator.text.safe import safe_lines


class Words(TextArea):
    """What is pasted is made safe."""

    DEFAULT_CSS = """
    Words, Words:focus { height: auto; max-height: 8; border: none; padding: 0; background: $panel; }
    Words .text-area--cursor-line { background: $panel; }
    """

    def __init__(self) -> None:
        super().__init__(compact=True, highlight_cursor_line=False)
        self.cursor_blink = False

    def begin_line(self) -> None:
        """Begin a new line."""
        self.insert("\n")

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.insert(safe_lines(event.text.replace("\r\n", "\n").replace("\r", "\n")))

    @property
    def on_first_row(self) -> bool:
        """Whether nothing stands above the cursor."""
        return self.wrapped_document.location_to_offset(self.cursor_location).y == 0

    @property
    def on_last_row(self) -> bool:
        """Whether nothing stands below the cursor."""
        return (
            self.wrapped_document.location_to_offset(self.cursor_location).y
            >= self.wrapped_document.height - 1
        )
