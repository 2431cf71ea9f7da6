"""The rows that a key has changed, straight from the widgets that drew them.

Textual's compositor cuts every row of the screen where any widget begins or ends, fills the pieces from all widgets,
and writes those that changed. Where a changed widget lies under nothing else, its own rows are those pieces.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from rich.console import Console, ConsoleOptions, RenderResult
from rich.control import Control
from textual._compositor import CompositorUpdate
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

Seen = Mapping[Widget, tuple[Region, Region]]
"""The widgets on a screen, those in front first, with where they are and what can be seen of them."""


class ChangedRows(CompositorUpdate):
    """Pieces of rows, each with the column and row where it begins."""

    def __init__(self, pieces: Iterable[tuple[int, int, Strip]]) -> None:
        self._pieces = list(pieces)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for x, y, strip in self._pieces:
            yield Control.move_to(x, y)
            yield from strip

    def render_segments(self, console: Console) -> str:
        """What a terminal is to be told."""
        return "".join([f"\x1b[{y + 1};{x + 1}H{strip.render(console)}" for x, y, strip in self._pieces])


def lie_open(widgets: Collection[Widget], seen: Seen) -> bool:
    """Whether nothing lies over any of the widgets, and all of each can be seen."""
    left = set(widgets)
    over: list[Region] = []
    for widget, (region, clip) in seen.items():
        if widget in left:
            if not clip.contains_region(region) or any(region.overlaps(other) for other in over):
                return False
            left.remove(widget)
            if not left:
                return True
        over.append(region)
    return False


def changed_rows(widgets: Iterable[Widget], seen: Seen) -> ChangedRows:
    """What the widgets are to draw anew, from the top; they count as drawn afterwards."""
    pieces = []
    for widget in widgets:
        (left, top, width, height), _ = seen[widget]
        ends: dict[int, int] = {}
        for region in widget._exchange_repaint_regions():
            for y in region.line_range:
                ends[y] = max(ends.get(y, 0), min(region.right, width))
        lines = widget.render_lines(Region(0, 0, width, height))
        for y, end in ends.items():
            if 0 <= y < height and end > 0:
                pieces.append((top + y, left, lines[y] if end == width else lines[y].crop(0, end)))
    return ChangedRows((x, y, strip) for y, x, strip in sorted(pieces, key=lambda piece: piece[:2]))
