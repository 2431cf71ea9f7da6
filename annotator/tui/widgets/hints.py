"""The last lines of a small screen: what it has to say, and its keys. A click on a key presses it."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from annotator.text.shown import shown_lines
from annotator.tui.keys import KeyNameError, key_of
from annotator.tui.pressing import press_again

PARTED = " · "
"""Between two keys."""
_WIDEST = 0.96
"""Of the terminal's width: a box's at most."""


class Hints(Static):
    """Words, and below them keys like `Enter takes it · Esc leaves`."""

    DEFAULT_CSS = "Hints { color: $text-muted; height: auto; }"
    ALLOW_SELECT = False

    def __init__(self, keys: str = "", told: str = "") -> None:
        super().__init__(_content(told, keys), id="hint", markup=False)
        self._keys, self._told = keys, told
        self._room = 0
        """Cells in which the keys have been put into lines; 0 for however they are wrapped."""

    def say(self, told: str, keys: str | None = None) -> None:
        """Say this, with the keys that there were unless others are given."""
        self._keys, self._told = self._keys if keys is None else keys, told
        self._room = self._cells()
        self.update(_content(told, in_lines(self._keys, self._room)))

    def on_mount(self) -> None:
        """Part the keys into lines."""
        self._fit()

    def on_resize(self) -> None:
        """Part them anew, where the terminal has become so narrow that the box has, too."""
        self._fit()

    def _fit(self) -> None:
        if self._room != self._cells() and self._keys:
            self.say(self._told)

    def _cells(self) -> int:
        """How wide the keys may be: as wide as the box, before it is laid out too; 0 where that is not told."""
        box = self.parent
        if not isinstance(box, Widget) or box.styles.width is None or not box.styles.width.is_cells:
            return 0
        widest = int(self.app.size.width * _WIDEST)
        return min(int(box.styles.width.value), widest) - box.styles.gutter.width

    def on_click(self, event: events.Click) -> None:
        """Press the key under the pointer."""
        if key := event.style.meta.get("key"):
            event.stop()
            press_again(self.app, key)


def in_lines(keys: str, room: int) -> str:
    """Keys in lines of `room` cells, where no key is parted from what it does; as they are without any room."""
    lines: list[str] = []
    for piece in keys.split(PARTED) if room > 0 else [keys]:
        if lines and cell_len(longer := lines[-1] + PARTED + piece) <= room:
            lines[-1] = longer
        else:
            lines.append(piece)
    return "\n".join(lines)


def _content(told: str, keys: str) -> Content:
    """The words, then the keys; names and texts among the words may come from anywhere."""
    lines = (Content(PARTED).join(map(_piece, line.split(PARTED))) for line in keys.split("\n"))
    shown = Content("\n").join(lines)
    return Content("\n").join(part for part in (Content(shown_lines(told)), shown) if part.plain)


def _piece(words: str) -> Content:
    """A key with what it does; what begins with no key is only said."""
    name, _, _ = words.partition(" ")
    try:
        key = key_of(name)
    except KeyNameError:
        return Content(words)
    return Content(words).stylize(Style.from_meta({"key": key})).stylize(Style(bold=True), 0, len(name))
