"""The rows that a key has changed, straight from the widgets that drew them.

Textual's compositor cuts every row of the screen where any widget begins or ends, fills the pieces from all widgets,
and writes those that changed. Where a changed widget lies under nothing else, its own rows are those pieces.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rich.color import ColorSystem
from rich.console import Console, ConsoleOptions, RenderResult
from rich.control import Control
from rich.segment import Segment
from textual._compositor import CompositorUpdate
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

Seen = Mapping[Widget, tuple[Region, Region]]
"""The widgets on a screen, those in front first, with where they are and what can be seen of them."""


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """The beginning of a line of a widget, and where on the screen it begins."""

    y: int
    x: int
    line: Strip = field(compare=False)
    cells: int = field(compare=False)
    """How much of the line."""

    def segments(self) -> Iterator[Segment]:
        """What of the line's segments is in the piece. `Strip.crop` makes a strip of it, with all that one keeps."""
        left = self.cells
        for segment in self.line:
            width = segment.cell_length
            if width >= left:
                yield segment if width == left else segment.split_cells(left)[0]
                return
            left -= width
            yield segment


class ChangedRows(CompositorUpdate):
    """Pieces of rows, from the top."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._pieces = sorted(pieces)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for piece in self._pieces:
            yield Control.move_to(piece.x, piece.y)
            yield from piece.segments()

    def render_segments(self, console: Console) -> str:
        """What a terminal is to be told."""
        colors = console._color_system or ColorSystem.TRUECOLOR
        found = []
        for piece in self._pieces:
            found.append(f"\x1b[{piece.y + 1};{piece.x + 1}H")
            for text, style, _ in piece.segments():
                found.append(text if style is None else Strip.render_style(style, text, color_system=colors))
        return "".join(found)


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
    """What the widgets are to draw anew; they count as drawn afterwards."""
    pieces = []
    for widget in widgets:
        (left, top, width, height), _ = seen[widget]
        ends: dict[int, int] = {}
        for region in widget._exchange_repaint_regions():
            for y in region.line_range:
                ends[y] = max(ends.get(y, 0), min(region.right, width))
        lines = widget.render_lines(Region(0, 0, width, height))
        pieces += [
            Piece(top + y, left, lines[y], end) for y, end in ends.items() if 0 <= y < height and end > 0
        ]
    return ChangedRows(pieces)
