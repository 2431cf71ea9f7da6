"""Where everything of an article stands: paragraphs to rows, offsets to rows and columns, and back. Pure.

Rows are counted from the article's first row (`y`), columns in cells from the left edge of the text, gutter
not included. Offsets are code points into the article's text.

A row's trailing white space hangs in its *tail*: the one spare column right of the measure, and whatever room
the row leaves. The place behind a paragraph's last character stands there too, so that a cursor can be seen
on it. Every offset of a paragraph, its end included, therefore has a cell.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from annotator.model.article import Paragraph
from annotator.text.graphemes import cell_width, column_at_offset, grapheme_at, offset_at_column
from annotator.text.wrap import SPACES, wrap

GUTTER = 6
"""Cells left of the text: a bar, four letters, a space."""
MEASURE = 80
"""Most cells of text in a row unless another measure is set; longer lines are hard to read."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a paragraph."""

    paragraph: int
    number: int
    """Which of the paragraph's rows, from 0."""
    start: int
    end: int
    """One past the row's last code point, hanging white space included."""
    seen: int
    """End of what is drawn as text; the tail begins here."""
    cells: int
    """Width of `start` to `seen`."""
    last: bool
    """Whether the paragraph ends here, so that its end is a place in this row."""

    @property
    def places(self) -> int:
        """How many places for a cursor the tail has."""
        return self.end - self.seen + self.last


class ArticleLayout:
    """The rows of an article at one width. Wraps everything at once: 2,000 paragraphs take about 0.1 s."""

    def __init__(
        self, text: str, paragraphs: Sequence[Paragraph], columns: int, measure: int = MEASURE
    ) -> None:
        """`text` has been through `safe`; `columns` is the whole width in cells, gutter included."""
        self.text = text
        self.paragraphs = paragraphs
        self.width = max(2, min(measure, columns - GUTTER - 1))
        """Cells of text in a row; the tail has at least one more."""
        self.starts = [paragraph.start for paragraph in paragraphs]
        self.rows: list[list[int]] = []
        """Per paragraph, the offsets at which its rows start."""
        self.tops: list[int] = []
        """Per paragraph, the `y` of its first row. One blank row stands between paragraphs."""
        y = 0
        for paragraph in paragraphs:
            rows = wrap(text, paragraph.start, paragraph.end, self.width)
            self.rows.append(rows)
            self.tops.append(y)
            y += len(rows) + 1
        self.height = max(0, y - 1)

    def row_at(self, y: int) -> Row | None:
        """The row at `y`; None between paragraphs and outside the article."""
        number = bisect_right(self.tops, y) - 1
        if number < 0 or y - self.tops[number] >= len(self.rows[number]):
            return None
        return self.row(number, y - self.tops[number])

    def row(self, paragraph: int, number: int) -> Row:
        """A paragraph's row by its number, from 0."""
        rows = self.rows[paragraph]
        last = number + 1 == len(rows)
        start = rows[number]
        end = self.paragraphs[paragraph].end if last else rows[number + 1]
        drawn = self.text[start:end].rstrip(SPACES)
        return Row(paragraph, number, start, end, start + len(drawn), cell_width(drawn), last)

    def paragraph_of(self, offset: int) -> int:
        """Number of the paragraph that holds `offset`, or of the one before it; 0 when there is none."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def extent(self, paragraph: int) -> tuple[int, int]:
        """First `y` of a paragraph and one past its last."""
        top = self.tops[paragraph]
        return top, top + len(self.rows[paragraph])

    def y_of(self, offset: int) -> int:
        """The row on which `offset` stands; an offset between paragraphs stands at the end of the one
        before."""
        if not self.rows:
            return 0
        number = self.paragraph_of(offset)
        return self.tops[number] + max(0, bisect_right(self.rows[number], offset) - 1)

    def column(self, row: Row, offset: int) -> int:
        """Cell of `offset` in its row."""
        if offset < row.seen:
            return column_at_offset(self.text, row.start, row.seen, offset)
        # Hanging white space has as many cells as there is room for; the rest of it shares the last one.
        return min(row.cells + offset - row.seen, self.width)

    def offset_at(self, y: int, column: int) -> int:
        """The place nearest to a cell: the start of the grapheme there.

        Left of a row its start, right of it its last place. Between paragraphs, the end of the one above;
        below the article, its end; above it, its start.
        """
        if not self.rows or y < 0:
            return self.starts[0] if self.starts else 0
        row = self.row_at(y)
        if row is None:
            return self.paragraphs[bisect_right(self.tops, y) - 1].end
        if column < row.cells:
            return offset_at_column(self.text, row.start, row.seen, column)
        if row.places:
            return min(row.seen + column - row.cells, row.seen + row.places - 1)
        return self.grapheme(row.end - 1)[0]

    def grapheme(self, offset: int) -> tuple[int, int]:
        """The grapheme that holds `offset`; at the end of a paragraph and behind it, an empty one there."""
        if not self.rows:
            return 0, 0
        paragraph = self.paragraphs[self.paragraph_of(offset)]
        return grapheme_at(self.text, paragraph.start, paragraph.end, offset)


def top_that_shows(first: int, last: int, top: int, height: int, margin: int) -> int | None:
    """The row to scroll to so that rows `first` to `last` are in sight with a margin; None if they are.

    `top` is the first row in sight now, `height` how many are. Scrolls by a third of the height or more, and to
    what is far away so that a third stands above it. The outcome may lie beyond the first or last row.
    """
    margin = min(margin, (height - 1) // 2)
    third = max(1, height // 3)
    highest, lowest = first - margin, last + margin + 1 - height
    if highest < top:
        target = max(min(top - third, highest), lowest)
    elif lowest > top:
        target = min(max(top + third, lowest), highest)
    else:
        return None
    return max(first - third, lowest) if abs(target - top) > height else target
