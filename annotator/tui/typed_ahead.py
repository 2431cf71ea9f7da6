"""Keys that come before what they are meant for is there: they wait for it, in their order.

Textual hands a key to whatever has the focus when it arrives. A screen takes a moment to come up, and whoever knows
that a field is about to come types at once, or over a slow line all keys come together.
"""

from __future__ import annotations

from typing import Any

from textual import events
from textual.app import App
from textual.keys import _character_to_key
from textual.widget import Widget
from textual.widgets import Input, TextArea


def textual_key(key: str) -> str:
    """Textual's name of a key of ours: `question_mark` for `?`."""
    return _character_to_key(key) if len(key) == 1 else key


def press_again(app: App[Any], key: str) -> None:
    """Press a key of ours, as Textual names it, once more."""
    character = " " if key == "space" else key if len(key) == 1 else None
    app.post_message(events.Key(textual_key(key), character))


def write(field: Input | TextArea, character: str) -> None:
    """Write a character where the field's cursor is, in place of what is selected there."""
    if isinstance(field, TextArea):
        field.replace(character, *field.selection)
    elif field.selection.is_empty:
        field.insert_text_at_cursor(character)
    else:
        field.replace(character, *field.selection)


class TypedAhead:
    """What is typed for a field before it has the focus."""

    def __init__(self, around: Widget) -> None:
        """`around` is what the field is in, on its screen or soon to be."""
        self._around = around
        self._held: list[events.Key] = []
        self._ready = False
        """Whether the field has had the focus; what is typed is the field's then wherever the focus is."""

    def expect(self) -> None:
        """The field is about to come up once more."""
        self._ready = False

    def hold(self, event: events.Key, *, coming: bool = False) -> bool:
        """Keep a key until its field is ready; whether it must wait.

        `coming` says that there will be a field, where there is none yet.
        """
        waits = not self._ready and (coming or self._field() is not None)
        if waits:
            self._held.append(event)
        return waits

    def take(self, event: events.Key) -> bool:
        """Write what the key writes; whether it writes."""
        field = self._field()
        if field is None or not event.is_printable or event.character is None:
            return False
        write(field, event.character)
        return True

    @property
    def has_field(self) -> bool:
        """Whether there is a field to write in now."""
        return self._field() is not None

    def _field(self) -> Input | TextArea | None:
        found = (one for one in self._around.query("Input, TextArea") if one.display)
        return next((one for one in found if isinstance(one, Input | TextArea)), None)

    def write(self) -> None:
        """The field is ready: write what waits, and press the keys that write nothing once more."""
        field = self._around.screen.focused
        if not isinstance(field, Input | TextArea):
            return
        self._ready = True
        held, self._held = self._held, []
        for event in held:
            if event.is_printable and event.character is not None:
                write(field, event.character)
            else:
                field.app.post_message(events.Key(event.key, event.character))
