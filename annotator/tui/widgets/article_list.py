"""A list of articles that draws only what is looked at, so that 100,000 scroll like ten; and the line above it."""

from __future__ import annotations

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from annotator.model.layer_names import Progress
from annotator.store.library import ArticleRow, Sort
from annotator.tui.catalogue import Catalogue
from annotator.tui.widgets.list_columns import (
    FLAG,
    GLYPHS,
    NOTED,
    Cell,
    Filled,
    fitted,
    head,
    layout,
    quoted,
    sort_at,
)
from annotator.tui.widgets.marked_list import MarkedList

_STATE_STYLES = {Progress.NEW: "list--muted", Progress.BEGUN: "list--begun", Progress.DONE: "list--done"}


class ArticleList(MarkedList):
    """Rows of articles with one of them marked."""

    DEFAULT_CSS = """
    ArticleList > .list--begun { color: $warning; background: $background; }
    ArticleList > .list--done { color: $success; background: $background; }
    ArticleList > .list--flag { color: $error; background: $background; }
    """
    COMPONENT_CLASSES = {"list--begun", "list--done", "list--flag"}

    class Opened(Message):
        """The marked article is to be opened."""

        def __init__(self, article: str) -> None:
            super().__init__()
            self.article = article

    def __init__(self, catalogue: Catalogue, head: ListHead) -> None:
        """`head` is the line above it, which names its columns."""
        super().__init__()
        self.catalogue = catalogue
        self.head = head

    def on_mount(self) -> None:
        super().on_mount()
        self._look(self.app.size.height)

    def show(self, marked: int, *, steady: bool = False) -> None:
        super().show(marked, steady=steady)
        self._look(self.size.height)

    def render_lines(self, crop: Region) -> list[Strip]:
        if self._look(self.size.height):  # all rows have the new columns, not only those asked for
            self.refresh()
            self.head.refresh()
        return super().render_lines(crop)

    def _look(self, height: int) -> bool:
        """See which columns the rows in sight need."""
        top = self.scroll_offset.y
        rows = (self.catalogue.row(place) for place in range(top, top + height))
        return self.head.filled.look(row for row in rows if row is not None)

    @property
    def length(self) -> int:
        return len(self.catalogue)

    @property
    def marked_row(self) -> ArticleRow | None:
        """The marked article; None where none is listed."""
        return self.catalogue.row(self.marked)

    def open_marked(self) -> None:
        if (row := self.marked_row) is not None:
            self.post_message(self.Opened(row.id))

    def render_line(self, y: int) -> Strip:
        place = y + self.scroll_offset.y
        row = self.catalogue.row(place)
        width = self.scrollable_content_region.width
        if row is None:
            return Strip.blank(width, self.style_of("list--row", marked=False))
        title, cells = layout(width, self.head.filled.columns)
        return self._strip(row, title, cells, place == self.marked).adjust_cell_length(
            width, self.style_of("list--row", marked=place == self.marked)
        )

    def _strip(self, row: ArticleRow, title: int, cells: tuple[Cell, ...], marked: bool) -> Strip:
        base, muted = self.style_of("list--row", marked=marked), self.style_of("list--muted", marked=marked)
        words = fitted(row.title or quoted(row.beginning, title) or row.id, title)
        # As few pieces as can be: each costs a terminal some twenty bytes of colours.
        beside = "".join(
            f"  {fitted(cell.column.text(row), cell.column.width, right=cell.column.right)}" for cell in cells
        )
        stands_out = row.state is not Progress.DONE and bool(row.title)
        return Strip(
            [
                Segment("▌" if marked else " ", self.style_of("list--bar", marked=marked)),
                Segment(self._marks(row), self.style_of("list--flag", marked=marked)),
                Segment(f"{GLYPHS[row.state]} ", self.style_of(_STATE_STYLES[row.state], marked=marked)),
                *([Segment(words, base)] if stands_out else []),
                Segment(beside if stands_out else words + beside, muted),
            ]
        )

    def _marks(self, row: ArticleRow) -> str:
        """The flag, and that notes wait."""
        return f"{FLAG if row.flagged else ' '}{NOTED if row.id in self.catalogue.notes else ' '}"


class ListHead(Widget):
    """The names of the columns; a click sorts by one, another turns the order round."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    ListHead { height: 1; }
    ListHead > .head--name { color: $text-muted; background: $surface; }
    ListHead > .head--sorted { color: $accent; background: $surface; text-style: bold; }
    """
    COMPONENT_CLASSES = {"head--name", "head--sorted"}

    class Picked(Message):
        """The list is to be sorted by this."""

        def __init__(self, sort: Sort) -> None:
            super().__init__()
            self.sort = sort

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self.catalogue = catalogue
        self.filled = Filled()

    def render_line(self, y: int) -> Strip:
        listing = self.catalogue.listing
        name, active = map(self.get_component_rich_style, ("head--name", "head--sorted"))
        parts = head(*self._layout(), listing.sort, descending=listing.descending)
        strip = Strip([Segment(words, active if sorted_by else name) for words, sorted_by in parts])
        return strip.adjust_cell_length(self.size.width, name)

    def on_click(self, event: events.Click) -> None:
        if (sort := sort_at(*self._layout(), event.x)) is not None:
            self.post_message(self.Picked(sort))

    def _layout(self) -> tuple[int, tuple[Cell, ...]]:
        # The list below has a scrollbar.
        return layout(self.size.width - 1, self.filled.columns)
