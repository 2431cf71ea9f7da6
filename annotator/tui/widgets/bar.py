"""A bar of one line, and keys with their titles in one. Loads nothing of the reader: the library waits for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.content import Content, Span
from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style

from annotator.text.graphemes import plain_cells
from annotator.tui.widgets.differing import differing_cells
from annotator.tui.widgets.kept_lines import KeptLines

_BOLD = Style(bold=True)


class Bar(KeptLines):
    """A line that draws anew only the cells that look different, and never lays anything out."""

    DEFAULT_CSS = "Bar { width: 1fr; height: 1; padding: 0 1; }"
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, markup=False)
        self._content = Content()
        self._drawn: Strip | None = None
        """What the screen shows; None before it shows anything, or in other colours or another width."""
        self._looks: dict[Style | str, RichStyle] = {}
        """The styles of pieces, over the bar's own."""

    def put(self, content: Content) -> None:
        """Show this content, of one line."""
        if content.is_same(self._content):
            return
        self._content = content
        before, self._drawn = self._drawn, None
        if before is None:
            self.refresh()
        elif cells := differing_cells(before, self._strip()):
            self.refresh(Region(0, 0, cells, 1))

    def render_line(self, y: int) -> Strip:
        """The line."""
        width = self.content_size.width
        return self._strip() if y == 0 else Strip.blank(width, self.visual_style.rich_style)

    def _strip(self) -> Strip:
        width = self.content_size.width
        if self._drawn is None or self._drawn.cell_length != width:
            self._drawn = Strip(self._segments()).adjust_cell_length(width, self._look(""))
        return self._drawn

    def _segments(self) -> Iterator[Segment]:
        """The content in pieces. Styles of a bar stand one after the other, so that none is laid over another.

        Whatever it quotes, no grapheme is drawn whose width a terminal may take for another one.
        """
        text, place = self._content.plain, 0
        for start, end, style in self._content.spans:
            if start > place:
                yield Segment(plain_cells(text[place:start]), self._look(""))
            if end > max(start, place):
                yield Segment(plain_cells(text[max(start, place) : end]), self._look(style))
            place = max(place, end)
        if place < len(text):
            yield Segment(plain_cells(text[place:]), self._look(""))

    def _look(self, style: Style | str) -> RichStyle:
        """A style over the bar's own; textual takes long to put two together, and there are few."""
        found = self._looks.get(style)
        if found is None:
            over = Style.parse(style) if isinstance(style, str) else style
            found = self._looks[style] = (self.visual_style + over).rich_style
        return found

    def notify_style_update(self) -> None:
        """Other colours: the line is made anew in them."""
        super().notify_style_update()
        self._drawn = None
        self._looks.clear()
        self.refresh()

    @property
    def room(self) -> int:
        """Cells that fit: bars are as wide as the screen, also before they are laid out."""
        width = self.size.width or self.app.size.width - self.styles.gutter.width
        return max(10, width - 2)


Pair = tuple[str, str]
"""A key as it is shown, and its title; `""` for one that shares the title of the next."""


def key_line(pairs: Iterable[Pair], room: int) -> Content:
    """Keys and titles in one line of `room` cells; what does not fit is left out, but help stays."""
    text, keys = "", []
    for (key, title), _, _ in fitting(pairs, room):
        text += "  " if text else ""
        keys.append(Span(len(text), len(text) + len(key), _BOLD))
        text += f"{key} {title}".rstrip()
    return Content(text, spans=keys)


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


@lru_cache  # there are few, and every key asks for most of them
def _width(pair: Pair) -> int:
    key, title = pair
    return cell_len(key) + (1 + cell_len(title) if title else 0) + 2
