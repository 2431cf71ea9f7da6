"""A field for a name, which may be pasted."""

from __future__ import annotations

from textual.widgets import Input

from annotator.text.safe import without_controls


class NameInput(Input):
    """A line to type a name in. Control characters in what is pasted reach neither the screen nor the record."""

    def validate_value(self, value: str) -> str:
        """The value without them, before it is shown."""
        return without_controls(value)
