"""The article: one widget that draws rows, shows a cursor, and says what the mouse asked for.

It holds no rules of the work. Whoever owns it decides what a click or a selection means, and calls `place`
and `mark` with the outcome; only rows that look different are drawn again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager

from rich.segment import Segment
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.strip import Strip

from annotator.model.article import Article
from annotator.model.items import Span
from annotator.model.scheme import Scheme
from annotator.text.graphemes import grapheme_at
from annotator.text.safe import safe
from annotator.tui.theme import palette_of
from annotator.tui.widgets.article_layout import GUTTER, MEASURE, ArticleLayout, Row, top_that_shows
from annotator.tui.widgets.article_mouse import ArticleMouse
from annotator.tui.widgets.article_paint import Lanes, Over, Painter
from annotator.tui.widgets.article_runs import ArticleRuns
from annotator.tui.widgets.article_style import LabelLook, gutter, label_looks
from annotator.tui.widgets.differing import differing_cells
from annotator.tui.widgets.kept_lines import KeptLines

Hinted = tuple[tuple[int, str], ...]
"""Hint letters over a row, by offset."""

_KEPT_STRIPS = 2048
_MARGIN = 2
"""Rows above and below the cursor that stay in sight."""


class ArticleView(ArticleMouse, KeptLines, can_focus=False, inherit_bindings=False):
    """Draws one article with its spans. Give it no padding or border: cells are counted from its edge.

    Offsets are code points into the article's text. It has no key bindings and no scrollbar.
    """

    # The built-in selection counts cells per code point and is wrong after the first emoji.
    ALLOW_SELECT = False
    DEFAULT_CSS = """
    ArticleView { overflow: hidden hidden; width: 1fr; height: 1fr; }
    """

    def __init__(
        self,
        scheme: Scheme,
        *,
        measure: int = MEASURE,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._measure = measure
        self._looks: Mapping[str, LabelLook] = label_looks(scheme)
        self._runs = ArticleRuns(self._looks)
        self.lanes: Lanes = gutter
        """What the gutter says of a row."""
        self._article: Article | None = None
        self._text = ""
        self._plan = None
        self._painter: Painter | None = None
        self._cursor = (0, 0)
        self._selection: tuple[int, int] | None = None
        self._hints: dict[int, str] = {}
        self._found: Sequence[tuple[int, int]] = ()
        self._waiting_to_draw = False
        self._suspects: set[int] | None = None
        """Paragraphs whose rows may look different from what was last drawn; None if all may."""
        self._top = 0
        """The first row that was in view then."""
        self._paragraph = 0
        self._strips: LRUCache[tuple[int, int, int, Over, Hinted], Strip] = LRUCache(_KEPT_STRIPS)
        self._rows: dict[int, Row | None] = {}
        self._shown: dict[int, Strip] = {}
        self._columns = 0
        self._blank = Strip([])

    # What the owner calls

    def use_scheme(self, scheme: Scheme) -> None:
        """Draw with another scheme, such as one that an import has added labels to."""
        self.use_looks(label_looks(scheme))

    def use_looks(self, looks: Mapping[str, LabelLook]) -> None:
        """Draw labels otherwise."""
        self._looks = looks
        self._runs.use(looks)
        self._forget_styles()

    def show(self, article: Article) -> None:
        """Show an article, unmarked, with the cursor at its start."""
        self._article = article
        self._text = safe(article.text)
        self._runs.show(article, self._text)
        self._selection = None
        self._found = ()
        self._paragraph = 0
        self._pressed = None
        self._plan = None
        self._lay_out()
        self._cursor = self._plan.grapheme(0) if self._plan else (0, 0)
        self.scroll_to(y=0, animate=False, force=True)

    def mark(
        self, spans: Mapping[str, Span] | Iterable[Span], changed: AbstractSet[int] | None = None
    ) -> None:
        """Show these spans and no others.

        What differs from before is found by identity of spans, so pass on the ones that an edit left alone.
        `changed` names paragraphs to draw anew beside those.
        """
        if not isinstance(spans, Mapping):
            spans = {span.id: span for span in spans}
        self._touch(self._runs.mark(spans) | (changed or set()))

    def change(self, pairs: Iterable[tuple[Span | None, Span | None]]) -> None:
        """Show changes of spans, as (before, after); cheaper than `mark` in an article with many."""
        changed: set[int] = set()
        for before, after in pairs:
            changed |= self._runs.replace(before, after)
        self._touch(changed)

    def place(
        self, cursor: int, selection: tuple[int, int] | None = None, paragraph: int | None = None
    ) -> None:
        """Put the cursor on an offset, show a selection (half-open), take a paragraph in hand.

        Scrolls by a third of the height or more when the cursor leaves the margin, and shows a paragraph that
        is newly in hand whole, if it fits. `paragraph` defaults to the cursor's own.
        """
        layout = self._plan
        if layout is None:
            self._cursor, self._paragraph = (cursor, cursor), paragraph or 0
            return
        if not layout.rows:
            return
        before, selected = self._paragraph, self._selection
        self._suspect(before, layout.paragraph_of(self._cursor[0]))
        self._cursor = layout.grapheme(cursor)
        self._paragraph = layout.paragraph_of(cursor) if paragraph is None else paragraph
        self._suspect(self._paragraph, layout.paragraph_of(self._cursor[0]))
        self._selection = None
        if selection is not None and selection[0] < selection[1]:
            first, last = selection
            self._selection = (layout.grapheme(first)[0], max(layout.grapheme(last - 1)[1], last))
        if self._selection != selected:
            self._suspects = None
        self._reveal(whole=self._paragraph != before)
        self._draw_changed()

    def emphasise(self, span_ids: Iterable[str]) -> None:
        """Draw these spans (the frame in hand) stronger, and no others."""
        self._touch(self._runs.emphasise(frozenset(span_ids)))

    def hint(self, letters: Mapping[str, str]) -> None:
        """Write letters over the starts of spans (id -> letters), for choosing one of them; none: take them away."""
        by_offset = {span.start: letters[span.id] for span in self._runs.named(letters)}
        if by_offset != self._hints:
            self._hints = by_offset
            self._suspects = None
            self._draw_changed()

    def highlight(self, places: Sequence[tuple[int, int]]) -> None:
        """Mark what a search found (half-open stretches in text order); none: take the marks away."""
        if places is not self._found:
            self._found = places
            self._suspects = None
            self._draw_changed()

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Several calls inside, one comparison of what is shown with what should be."""
        self._waiting_to_draw = True
        try:
            yield
        finally:
            self._waiting_to_draw = False
            self._draw_changed()

    # What the owner asks

    def visible_range(self) -> tuple[int, int]:
        """Offsets of the first grapheme in view and just after the last."""
        layout = self._plan
        if layout is None or not layout.rows:
            return (0, 0)
        top = self.scroll_offset.y
        rows = [row for y in range(top, top + self.size.height) if (row := layout.row_at(y)) is not None]
        return (rows[0].start, rows[-1].end) if rows else (0, 0)

    def rows_of(self, start: int, end: int) -> tuple[int, int] | None:
        """Rows of the widget, half-open, on which a stretch of the text stands; None if none is in view."""
        if self._plan is None or not self._plan.rows:
            return None
        top = self.scroll_offset.y
        first, last = self._plan.y_of(start) - top, self._plan.y_of(max(start, end - 1)) + 1 - top
        return (max(0, first), min(last, self.size.height)) if first < self.size.height and last > 0 else None

    def offset_rows_away(self, offset: int, rows: int) -> int:
        """The offset that stands `rows` rows below `offset` (above, if negative), in the same column.

        Empty rows between paragraphs are passed over when moving by one row.
        """
        layout = self._plan
        if layout is None or not layout.rows:
            return offset
        y = layout.y_of(offset)
        here = layout.row_at(y)
        column = layout.column(here, offset) if here is not None else 0
        step = 1 if rows > 0 else -1
        target = y + rows
        while 0 <= target < layout.height and layout.row_at(target) is None:
            target += step
        target = max(0, min(target, layout.height - 1))
        while target > 0 and layout.row_at(target) is None:
            target -= 1
        return layout.offset_at(target, column)

    # Layout

    def on_resize(self) -> None:
        """Wrap anew when the width has changed; the cursor stays on its row of the screen."""
        layout = self._plan
        if self._article is None or (
            layout is not None and self._painter and self._columns == self.size.width
        ):
            for y in [y for y in self._shown if y >= self.size.height]:
                del self._shown[y]
            self._reveal()
            return
        row = layout.y_of(self._cursor[0]) - self.scroll_offset.y if layout is not None else 0
        self._lay_out()
        if self._plan is not None and self._plan.rows:
            self._cursor = self._plan.grapheme(self._cursor[0])
            y = self._plan.y_of(self._cursor[0])
            self.scroll_to(y=y - min(max(row, 0), self.size.height - 1), animate=False, force=True)
            self._reveal()

    def _lay_out(self) -> None:
        """Wrap the article, once there is a width to wrap it to: a long one takes a quarter of a second."""
        if self._article is None or not self.size.width:
            return
        self._columns = self.size.width
        self._plan = ArticleLayout(self._text, self._article.paragraphs, self.size.width, self._measure)
        self.virtual_size = Size(self.size.width, self._plan.height)
        self._rows.clear()
        self._forget_styles()

    def notify_style_update(self) -> None:
        """Textual's word that colours may have changed."""
        super().notify_style_update()
        self._forget_styles()

    def _forget_styles(self) -> None:
        self._painter = None
        self._strips.clear()
        self._shown.clear()
        self._suspects = None
        self.refresh()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """The row at `y` of the widget."""
        strip = self._strip(y + self.scroll_offset.y)
        self._shown[y] = strip
        return strip

    def _strip(self, y: int) -> Strip:
        layout = self._plan
        if layout is None:
            return Strip.blank(self.size.width, self.rich_style)
        painter = self._painter
        if painter is None:
            # The widget's own style walks its ancestors on every call; keep it until styles change.
            palette = palette_of(self.app.current_theme)
            painter = self._painter = Painter(layout, self._looks, palette, self.rich_style, self.lanes)
            self._blank = Strip.blank(self.size.width, painter.base)
        row = self._row(y)
        if row is None:
            return self._blank
        over = self._over(row)
        hints = (
            tuple(offset for offset in self._hints if row.start <= offset < row.end) if self._hints else ()
        )
        version = self._runs.version(row.paragraph, row.number, layout)
        key = (row.paragraph, row.number, version, over, self._hinted(hints))
        strip = self._strips.get(key)
        if strip is None:
            width = self.size.width
            strip = Strip(painter.paint(row, self._runs.of(row.paragraph), over, width), width)
            strip = self._with_hints(strip, row)
            self._strips[key] = strip
        return strip

    def _hinted(self, offsets: tuple[int, ...]) -> Hinted:
        return tuple((offset, self._hints[offset]) for offset in offsets)

    def _with_hints(self, strip: Strip, row: Row) -> Strip:
        """The row with hint letters over it."""
        layout, painter = self._plan, self._painter
        if layout is None or painter is None or not self._hints:
            return strip
        for offset, letters in self._hints.items():
            if row.start <= offset < row.end:
                # Before the words where there is room for it, so that they stay readable.
                cell = max(0, GUTTER + layout.column(row, offset) - len(letters))
                mark = Strip([Segment(letters, painter.palette.hint)])
                strip = Strip.join(
                    [strip.crop(0, cell), mark, strip.crop(cell + mark.cell_length, strip.cell_length)]
                )
        return strip

    def _row(self, y: int) -> Row | None:
        if y not in self._rows and self._plan is not None:
            self._rows[y] = self._plan.row_at(y)
        return self._rows.get(y)

    def _over(self, row: Row) -> Over:
        at = self._cursor[0]
        cursor = self._cursor if row.start <= at < row.end or (row.last and at == row.end) else None
        selection = None
        if self._selection:
            first, last = max(self._selection[0], row.start), min(self._selection[1], row.end)
            if first < last:
                selection = (first, last)
            elif cursor:
                # The cursor stands beside the selection, at the start of a row of its own.
                selection = (at, at)
        return Over(row.paragraph == self._paragraph, cursor, selection, self._found_in(row))

    def _found_in(self, row: Row) -> tuple[tuple[int, int], ...]:
        """What a search found in a row, in whole graphemes."""
        layout, text = self._plan, self._text
        if not self._found or layout is None:
            return ()
        part = layout.paragraphs[row.paragraph]
        found = []
        index = bisect_right(self._found, row.start, key=lambda place: place[1])
        while index < len(self._found) and self._found[index][0] < row.end:
            first, last = max(self._found[index][0], row.start), min(self._found[index][1], row.end)
            start = grapheme_at(text, part.start, part.end, first)[0]
            found.append((start, grapheme_at(text, part.start, part.end, last - 1)[1]))
            index += 1
        return tuple(found)

    def _touch(self, paragraphs: Iterable[int]) -> None:
        for paragraph in paragraphs:
            self._suspect(paragraph)
            self._runs.touch(paragraph)
        self._draw_changed()

    def _suspect(self, *paragraphs: int) -> None:
        if self._suspects is not None:
            self._suspects.update(paragraphs)

    def _draw_changed(self) -> None:
        """Ask for the rows that look different from what was last drawn, each up to its last difference."""
        if self._waiting_to_draw:
            return
        top, suspects = self.scroll_offset.y, self._suspects
        if top != self._top:
            suspects = None
        self._top, self._suspects = top, set()
        changed = []
        for y, shown in self._shown.items():
            if suspects is not None and (
                (row := self._row(y + top)) is None or row.paragraph not in suspects
            ):
                continue
            strip = self._strip(y + top)
            if strip is not shown and (cells := differing_cells(shown, strip)):
                changed.append(Region(0, y, cells, 1))
        if changed:
            self.refresh(*changed)

    def _reveal(self, *, whole: bool = False) -> None:
        """Scroll if the cursor is out of sight or near it; with `whole`, show all of its paragraph if it
        fits."""
        layout, height = self._plan, self.size.height
        if layout is None or not layout.rows or not height:
            return
        top = self.scroll_offset.y
        first = last = layout.y_of(self._cursor[0])
        if whole:
            start, end = layout.extent(self._paragraph)
            if end - start <= height - 2 * _MARGIN and start <= first < end:
                first, last = start, end - 1
        target = top_that_shows(first, last, top, height, _MARGIN)
        if target is not None:
            self.scroll_to(y=max(0, min(target, layout.height - height)), animate=False, force=True)
