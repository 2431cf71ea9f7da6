"""A bar of one line, and keys with their titles in one. Loads nothing of the reader: the library waits for it."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style
from textual.widgets import Static


class Bar(Static):
    """A line that draws itself anew only when its content changes, and never lays anything out."""

    DEFAULT_CSS = "Bar { width: 1fr; height: 1; padding: 0 1; }"
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__("", id=id, markup=False)
        self._now: object = None

    def put(self, content: Content) -> None:
        """Show this content."""
        said = (content.plain, tuple(content.spans))
        if said != self._now:
            self._now = said
            self.update(content, layout=False)

    @property
    def room(self) -> int:
        """Cells that fit."""
        return max(10, (self.size.width or 80) - 2)


Pair = tuple[str, str]
"""A key as it is shown, and its title."""


def key_line(pairs: Iterable[Pair], room: int) -> Content:
    """Keys and titles in one line of `room` cells; what does not fit is left out, but help stays."""
    return Content("  ").join(_key(pair) for pair, _, _ in fitting(pairs, room))


def fitting(pairs: Iterable[Pair], room: int) -> list[tuple[Pair, int, int]]:
    """The keys that `key_line` shows, each with its first cell and the one after its last."""
    pairs = list(pairs)
    last = next((pair for pair in pairs if pair[1] == "help"), None)
    left = room + 2 - (_width(last) if last else 0)
    placed: list[tuple[Pair, int, int]] = []
    start = 0
    for pair in pairs:
        if pair == last:
            continue
        if start + _width(pair) > left:
            break
        placed.append((pair, start, start + _width(pair) - 2))
        start += _width(pair)
    if last:
        placed.append((last, start, start + _width(last) - 2))
    return placed


def pair_at(pairs: Iterable[Pair], room: int, cell: int) -> Pair | None:
    """The key that `key_line` shows at a cell."""
    return next((pair for pair, start, end in fitting(pairs, room) if start <= cell < end), None)


def _width(pair: Pair) -> int:
    return cell_len(pair[0]) + 1 + cell_len(pair[1]) + 2


def _key(pair: Pair) -> Content:
    return Content(pair[0]).stylize(Style.parse("$text bold")) + Content(f" {pair[1]}")
