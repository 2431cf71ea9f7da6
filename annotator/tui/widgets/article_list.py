"""A list of articles that fetches only the page that is looked at, so that 100,000 scroll like ten."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from annotator.model.items import Progress
from annotator.store.reading import ArticleRow
from annotator.text.graphemes import cell_width, cut, plain_cells
from annotator.text.safe import safe

PAGE = 100
"""Articles fetched at a time."""
_GLYPHS = {Progress.NEW: "·", Progress.BEGUN: "◐", Progress.DONE: "✓"}

Fetch = Callable[[int, int], Sequence[ArticleRow]]
"""(limit, offset) -> rows."""


class ArticleList(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows of articles with one of them marked."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "ArticleList { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; }"
    COMPONENT_CLASSES = {"list--row", "list--muted", "list--marked", "list--state"}

    class Opened(Message):
        """The marked article is to be opened."""

        def __init__(self, article: str) -> None:
            super().__init__()
            self.article = article

    class Marked(Message):
        """Another article is marked."""

        def __init__(self, row: ArticleRow) -> None:
            super().__init__()
            self.row = row

    def __init__(self, fetch: Fetch, count: int) -> None:
        super().__init__()
        self._fetch = fetch
        self._count = count
        self._pages: LRUCache[int, Sequence[ArticleRow]] = LRUCache(30)
        self.marked = 0

    def on_mount(self) -> None:
        self._sized()

    def reload(self, count: int) -> None:
        """Fetch anew; the mark stays on its number as far as there are so many."""
        self._count = count
        self._pages.clear()
        self.marked = min(self.marked, max(0, count - 1))
        self._sized()
        self.refresh()

    def row(self, number: int) -> ArticleRow | None:
        """The article on a row, fetched if need be."""
        if not 0 <= number < self._count:
            return None
        page = number // PAGE
        rows = self._pages.get(page)
        if rows is None:
            rows = self._fetch(PAGE, page * PAGE)
            self._pages.set(page, rows)
        index = number - page * PAGE
        return rows[index] if index < len(rows) else None

    def mark(self, number: int) -> None:
        """Mark a row and bring it into view."""
        number = max(0, min(number, self._count - 1))
        if self._count == 0:
            return
        before, self.marked = self.marked, number
        self.scroll_to_region(Region(0, number, self.size.width, 1), animate=False, force=True)
        top = self.scroll_offset.y
        for changed in {before, number}:
            self.refresh_line(changed - top) if 0 <= changed - top < self.size.height else None
        if (row := self.row(number)) is not None:
            self.post_message(self.Marked(row))

    def open_marked(self) -> None:
        """Ask for the marked article."""
        if (row := self.row(self.marked)) is not None:
            self.post_message(self.Opened(row.id))

    def render_line(self, y: int) -> Strip:
        number = y + self.scroll_offset.y
        row = self.row(number)
        width = self.size.width
        if row is None:
            return Strip.blank(width, self.rich_style)
        marked = number == self.marked
        return _strip(row, width, self._styles(marked))

    def _styles(self, marked: bool) -> tuple[Style, Style, Style]:
        base = self.get_component_rich_style("list--marked" if marked else "list--row")
        muted = base + Style(dim=True) if marked else self.get_component_rich_style("list--muted")
        return base, muted, base + Style(bold=True)

    def _sized(self) -> None:
        self.virtual_size = Size(max(1, self.size.width), self._count)

    def on_resize(self) -> None:
        self._sized()

    def on_click(self, event: events.Click) -> None:
        number = event.y + self.scroll_offset.y
        if number < self._count:
            self.mark(number)
            if event.chain == 2:
                self.open_marked()


def _strip(row: ArticleRow, width: int, styles: tuple[Style, Style, Style]) -> Strip:
    base, muted, strong = styles
    glyph = "⚑" if row.flagged else _GLYPHS[row.state]
    right = plain_cells(safe("  ".join(part for part in (row.publisher, row.date[:10], row.lang) if part)))
    right = right if width >= 70 else ""
    title = plain_cells(safe(row.title or row.id))
    room = max(8, width - 6 - cell_width(right) - 2)
    title = cut(title, room)
    gap = " " * max(1, width - 4 - cell_width(title) - cell_width(right) - 1)
    done = row.state is Progress.DONE
    segments = [
        Segment("  ", base),
        Segment(f"{glyph} ", strong),
        Segment(title, muted if done else base),
        Segment(gap, base),
        Segment(right, muted),
        Segment(" ", base),
    ]
    return Strip(segments).adjust_cell_length(width, base)
