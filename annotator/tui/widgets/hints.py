"""The last lines of a small screen: what it has to say, and its keys. A click on a key presses it."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from annotator.text.shown import shown_lines
from annotator.tui.keys import KeyNameError, key_of
from annotator.tui.pressing import press_again

PARTED = " · "
"""Between two keys."""


class Hints(Static):
    """Words, and below them keys like `Enter takes it · Esc leaves`."""

    DEFAULT_CSS = "Hints { color: $text-muted; height: auto; }"
    ALLOW_SELECT = False

    def __init__(self, keys: str = "", told: str = "") -> None:
        super().__init__(_content(told, keys), id="hint", markup=False)
        self._keys = keys

    def say(self, told: str, keys: str | None = None) -> None:
        """Say this, with the keys that there were unless others are given."""
        self._keys = self._keys if keys is None else keys
        self.update(_content(told, self._keys))

    def on_click(self, event: events.Click) -> None:
        """Press the key under the pointer."""
        if key := event.style.meta.get("key"):
            event.stop()
            press_again(self.app, key)


def _content(told: str, keys: str) -> Content:
    """The words, then the keys; names and texts among the words may come from anywhere."""
    shown = Content(PARTED).join(map(_piece, keys.split(PARTED)))
    return Content("\n").join(part for part in (Content(shown_lines(told)), shown) if part.plain)


def _piece(words: str) -> Content:
    """A key with what it does; what begins with no key is only said."""
    name, _, _ = words.partition(" ")
    try:
        key = key_of(name)
    except KeyNameError:
        return Content(words)
    return Content(words).stylize(Style.from_meta({"key": key})).stylize(Style(bold=True), 0, len(name))
