"""A row of an article as styled segments. Pure: rich only, nothing of Textual.

A `Palette` says what colours there are, a `Painter` puts them on rows. `annotator.tui.theme` makes palettes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style

from annotator.model.article import ParagraphKind
from annotator.text.graphemes import measured_apart
from annotator.tui.widgets.article_layout import GUTTER, ArticleLayout, Row
from annotator.tui.widgets.article_style import UNMARKED, LabelLook, Look, Runs, gutter, signs

BAR = "▌"
Lanes = Callable[[Iterable[tuple[int, int, Look]], Mapping[str, LabelLook]], str]
"""What the gutter says of a row, given its runs."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The styles that an article is drawn with, over the widget's own colours."""

    text: Style
    """The paragraph in hand."""
    calm: Style
    """Other paragraphs."""
    boilerplate: Style
    bar: Style
    """The mark beside the paragraph in hand."""
    strong: Style
    """What the frame in hand covers."""
    caret: Style
    """The cursor while there is a selection, which itself is drawn reversed."""
    hint: Style
    """Letters to type for what they stand on."""
    found: Style
    """What a search found."""
    labels: Mapping[str, Style]
    """Per colour of a scheme (`annotator.model.scheme.COLORS`)."""


class Over(NamedTuple):
    """What lies over one row beside labels: the part of a cache key that changes with every key press."""

    current: bool = False
    """Whether the paragraph is in hand."""
    cursor: tuple[int, int] | None = None
    """The grapheme under the cursor; an empty one at the paragraph's end. None when it is on another row."""
    selection: tuple[int, int] | None = None
    """What of the row is selected."""
    found: tuple[tuple[int, int], ...] = ()
    """What of the row a search found, in text order."""


class Painter:
    """Draws rows. Keeps the styles that it has put together, since there are few and rich is slow to add
    them."""

    def __init__(
        self,
        layout: ArticleLayout,
        looks: Mapping[str, LabelLook],
        palette: Palette,
        base: Style,
        lanes: Lanes = gutter,
    ) -> None:
        """`base` is the widget's own style, colour and background; `lanes` says what stands in the gutter."""
        self._lanes = lanes
        self.layout = layout
        self.looks = looks
        self.palette = palette
        self.base = base
        self._styles: dict[tuple[Look, ParagraphKind, bool, str], Style] = {}

    def paint(self, row: Row, runs: Runs, over: Over, width: int) -> list[Segment]:
        """The row, `width` cells wide, in as few segments as there are styles."""
        kind = self.layout.paragraphs[row.paragraph].kind
        drawn = _Pieces()
        # The gutter has one style. Textual draws a changed row from its left end on, so a colour per letter
        # would cost some 150 bytes on every move of the cursor.
        letters = self._lanes(runs.between(row.start, row.end), self.looks)
        side = self.palette.bar if over.current else self.palette.calm
        drawn.add((BAR if over.current else " ") + letters.ljust(GUTTER - 1), self.base + side)
        for start, end, look in runs.between(row.start, row.seen):
            self._text(drawn, start, end, look, kind, over)
        used = GUTTER + row.cells + self._tail(drawn, row, kind, over)
        if used < width:
            drawn.add(" " * (width - used), self.base)
        return drawn.segments()

    def _text(
        self, drawn: _Pieces, start: int, end: int, look: Look, kind: ParagraphKind, over: Over
    ) -> None:
        edges = {*(over.cursor or ()), *(over.selection or ())}
        edges.update(edge for place in over.found for edge in place)
        points = [start, *sorted(edge for edge in edges if start < edge < end), end]
        for first, last in pairwise(points):
            style = self._style(look, kind, over, _mode(first, over))
            drawn.add(self.layout.text[first:last], style)

    def _tail(self, drawn: _Pieces, row: Row, kind: ParagraphKind, over: Over) -> int:
        """Draws the tail as far as something lies over it; returns how many cells that took."""
        room = self.layout.width + 1 - row.cells
        modes = [""] * min(room, max(1, row.places))
        for place in range(row.places) if over.cursor or over.selection else ():
            cell = min(place, len(modes) - 1)
            modes[cell] = max(modes[cell], _mode(row.seen + place, over))
        if not row.cells and over.cursor and over.cursor[0] < row.seen:
            # The cursor is on something that takes no room; it is shown on the cell behind.
            modes[0] = _mode(over.cursor[0], over)
        for mode in modes:
            drawn.add(" ", self._style(UNMARKED, kind, over, mode) if mode else self.base)
        return len(modes)

    def _style(self, look: Look, kind: ParagraphKind, over: Over, mode: str) -> Style:
        key = (look, kind, over.current, mode)
        style = self._styles.get(key)
        if style is None:
            style = self._styles[key] = self._compose(look, kind, over.current, mode)
        return style

    def _compose(self, look: Look, kind: ParagraphKind, current: bool, mode: str) -> Style:
        palette = self.palette
        style = self.base + (palette.text if current else palette.calm)
        if kind is ParagraphKind.BOILERPLATE:
            style += palette.boilerplate
        elif kind in (ParagraphKind.TITLE, ParagraphKind.HEADING):
            style += Style(bold=True)
        # Cursor and selection have one colour, whatever they cross: a patchwork is hard to see the ends of.
        if look.label and not mode:
            style += self._color(look.label)
        style += signs(look, self.looks)
        if mode == _CARET:
            style += palette.caret
        elif mode == _FOUND:
            style += palette.found
        elif mode:
            style += palette.text + Style(reverse=True)
        elif look.strong:
            style += palette.strong
        return style

    def _color(self, label: str) -> Style:
        return self.palette.labels[self.looks[label].color if label in self.looks else "white"]


# Sorted: where several places share a cell, the later mode shows.
_FOUND = "0 found"
_SELECTED = "1 selected"
_CURSOR = "2 cursor"
_CARET = "3 caret"


def _mode(offset: int, over: Over) -> str:
    """How the place at `offset` is drawn, given that it lies wholly in or out of cursor and selection."""
    cursor, selection = over.cursor, over.selection
    if cursor and (cursor[0] <= offset < cursor[1] or offset == cursor[0]):
        return _CARET if selection else _CURSOR
    if selection and selection[0] <= offset < selection[1]:
        return _SELECTED
    if any(start <= offset < end for start, end in over.found):
        return _FOUND
    return ""


class _Pieces:
    """Text with styles, in as few pieces as show the same: every change of style costs some 40 bytes."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.styles: list[Style] = []

    def add(self, text: str, style: Style) -> None:
        if not text:
            return
        before = self.styles[-1] if self.styles else None
        if before is None or not self._joins(text, style, before):
            self.texts.append(text)
            self.styles.append(style)
            return
        if self.texts[-1].isspace():
            self.styles[-1] = style
        self.texts[-1] += text

    def _joins(self, text: str, style: Style, before: Style) -> bool:
        if style == before:
            return True
        # A blank shows no ink, so it may take its neighbour's, unless one of them has lines or a ground.
        blank = text.isspace() or self.texts[-1].isspace()
        return (
            blank and style.bgcolor == before.bgcolor and not (_shows_blanks(style) or _shows_blanks(before))
        )

    def segments(self) -> list[Segment]:
        return [
            Segment(piece, style)
            for text, style in zip(self.texts, self.styles, strict=True)
            for piece in measured_apart(text)
        ]


def _shows_blanks(style: Style) -> bool:
    return bool(style.underline or style.underline2 or style.overline or style.strike or style.reverse)
