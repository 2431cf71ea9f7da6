"""Keys as Textual names them, and pressing them once more."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.app import App
from textual.keys import _character_to_key


def textual_key(key: str) -> str:
    """Textual's name of a key of ours: `question_mark` for `?`. Textual has no public way to this."""
    return _character_to_key(key) if len(key) == 1 else key


def press_again(app: App[Any], key: str) -> None:
    """Press a key of ours."""
    character = " " if key == "space" else key if len(key) == 1 else None
    app.post_message(events.Key(textual_key(key), character))
