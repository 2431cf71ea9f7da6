"""A widget whose lines are drawn once, and given again until they are refreshed.

Textual asks for all lines of a widget whenever one near it has changed, and takes each through border, padding and
filters anew. Where a key changes three lines of a hundred, that is most of what the key costs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

from rich.segment import Segment
from textual.cache import LRUCache
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

_REMEMBERED = 512
"""Finished lines of earlier that may come again, such as those that undo brings back."""


class KeptLines(Widget):
    """Draws by `render_line` alone, in lines as wide as its content. Whatever changes a line must refresh it.

    Border and padding are as Textual draws them. Opacity, tint and links are not for such a widget.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._kept: list[Strip] = []
        """The widget's lines, border and padding included; none before they are drawn."""
        self._kept_for: tuple[Size, Sequence[LineFilter]] = (Size(), ())
        self._changed: set[int] = set()
        """Lines of the content that are to be drawn anew."""
        self._finished: LRUCache[int, tuple[Strip, Strip]] = LRUCache(_REMEMBERED)
        """Id of a line of the content -> the line, which keeps its id, and what the widget makes of it."""
        self._left: list[Segment] = []
        self._right: list[Segment] = []
        """What stands beside the content in each line."""
        super().__init__(*args, **kwargs)

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """As every widget's; regions are of the content."""
        if repaint and not regions:
            self._kept = []
        for region in regions:
            self._changed.update(region.line_range)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        """Other colours."""
        super().notify_style_update()
        self._kept = []

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a part of the widget."""
        size, filters = self.outer_size, tuple(self.get_line_filters())
        if not self._kept or (size, filters) != self._kept_for:
            self._kept_for = (size, filters)
            self._draw_all()
        elif self._changed:
            self._draw_changed_lines()
        self._changed.clear()
        if crop == size.region:
            return self._kept
        lines = self._kept[crop.y : crop.bottom]
        return (
            lines if crop.column_span == (0, size.width) else [line.crop(*crop.column_span) for line in lines]
        )

    def _draw_all(self) -> None:
        """Let Textual draw everything, and see what it puts around the content."""
        size, _ = self._kept_for
        self._kept = super().render_lines(size.region)
        self._finished.clear()
        gutter, content = self.gutter, self.content_size
        self._content_rows = range(gutter.top, gutter.top + content.height)
        _, self._background = self.background_colors
        if content:
            line = self._kept[gutter.top]
            self._left = list(line.crop(0, gutter.left))
            self._right = list(line.crop(size.width - gutter.right, size.width))

    def _draw_changed_lines(self) -> None:
        rows = self._content_rows
        for y in self._changed:
            if 0 <= y < len(rows):
                self._kept[rows[y]] = self._finish(self.render_line(y))

    def _finish(self, line: Strip) -> Strip:
        """A line of the content in the colours of the terminal, with what stands beside it."""
        known = self._finished.get(id(line))
        if known is not None:
            return known[1]
        (width, _), filters = self._kept_for
        finished = line
        for one in filters:
            finished = finished.apply_filter(one, self._background)
        if self._left or self._right:
            finished = Strip([*self._left, *finished, *self._right], width)
        self._finished[id(line)] = (line, finished)
        return finished
