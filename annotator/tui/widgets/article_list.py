"""A list of articles that draws only what is looked at, so that 100,000 scroll like ten; and the line above it."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from annotator.model.items import Progress
from annotator.store.library import ArticleRow, Sort
from annotator.tui.catalogue import Catalogue
from annotator.tui.widgets.list_columns import FLAG, GLYPHS, Cell, fitted, head, layout, sort_at

_STATE_STYLES = {Progress.NEW: "list--muted", Progress.BEGUN: "list--begun", Progress.DONE: "list--done"}


class ArticleList(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows of articles with one of them marked."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    ArticleList { height: 1fr; overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }
    ArticleList { background: $background; scrollbar-color: $foreground 25%; scrollbar-background: $background; }
    ArticleList { scrollbar-background-hover: $background; scrollbar-background-active: $background; }
    ArticleList > .list--row { color: $foreground; background: $background; }
    ArticleList > .list--muted { color: $text-muted; background: $background; }
    ArticleList > .list--marked { background: $panel; text-style: bold; }
    ArticleList > .list--begun { color: $warning; background: $background; }
    ArticleList > .list--done { color: $success; background: $background; }
    ArticleList > .list--flag { color: $error; background: $background; }
    ArticleList > .list--bar { color: $accent; background: $background; }
    """
    COMPONENT_CLASSES = {
        "list--row",
        "list--muted",
        "list--marked",
        "list--begun",
        "list--done",
        "list--flag",
        "list--bar",
    }

    class Opened(Message):
        """The marked article is to be opened."""

        def __init__(self, article: str) -> None:
            super().__init__()
            self.article = article

    class Marked(Message):
        """Another article is marked, or it has become another."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self.catalogue = catalogue
        self.marked = 0
        """Place of the marked article in the list."""
        self._styles: dict[tuple[str, bool], Style] = {}

    def on_mount(self) -> None:
        self._sized()

    def on_resize(self) -> None:
        self._sized()

    def notify_style_update(self) -> None:
        self._styles.clear()
        super().notify_style_update()

    @property
    def marked_row(self) -> ArticleRow | None:
        """The marked article; None where none is listed."""
        return self.catalogue.row(self.marked)

    def show(self, marked: int, *, steady: bool = False) -> None:
        """Draw the list anew, as the catalogue is now, with this place marked.

        `steady` keeps the marked article on its row of the screen, whatever came in above it.
        """
        shift = marked - self.marked
        self._sized()
        if steady and shift:
            self.scroll_to(y=max(0, self.scroll_offset.y + shift), animate=False, force=True)
        self.marked = 0
        self.mark(marked)
        self.refresh()

    def mark(self, place: int) -> None:
        """Mark a place, or the nearest there is, and bring it into view."""
        place = max(0, min(place, len(self.catalogue) - 1))
        before, self.marked = self.marked, place
        self.scroll_to_region(Region(0, place, 1, 1), animate=False, force=True)
        top = self.scroll_offset.y
        for changed in {before, place}:
            if 0 <= changed - top < self.size.height:
                self.refresh_line(changed - top)
        self.post_message(self.Marked())

    def open_marked(self) -> None:
        """Ask for the marked article."""
        if (row := self.marked_row) is not None:
            self.post_message(self.Opened(row.id))

    def render_line(self, y: int) -> Strip:
        place = y + self.scroll_offset.y
        row = self.catalogue.row(place)
        width = self.scrollable_content_region.width
        if row is None:
            return Strip.blank(width, self._style("list--row", False))
        title, cells = layout(width, alone=self.catalogue.alone)
        return self._strip(row, title, cells, place == self.marked).adjust_cell_length(
            width, self._style("list--row", place == self.marked)
        )

    def _strip(self, row: ArticleRow, title: int, cells: tuple[Cell, ...], marked: bool) -> Strip:
        base, muted = self._style("list--row", marked), self._style("list--muted", marked)
        words = fitted(row.title or row.id, title)
        # As few pieces as can be: each costs a terminal some twenty bytes of colours.
        beside = "".join(
            f"  {fitted(cell.column.text(row), cell.column.width, right=cell.column.right)}" for cell in cells
        )
        return Strip(
            [
                Segment("▌" if marked else " ", self._style("list--bar", marked)),
                Segment(f"{FLAG} " if row.flagged else "  ", self._style("list--flag", marked)),
                Segment(f"{GLYPHS[row.state]} ", self._style(_STATE_STYLES[row.state], marked)),
                *([Segment(words, base)] if row.state is not Progress.DONE else []),
                Segment(beside if row.state is not Progress.DONE else words + beside, muted),
            ]
        )

    def _style(self, name: str, marked: bool) -> Style:
        """The style of a part of a row; the marked row has its own ground and is bold."""
        if (name, marked) not in self._styles:
            style = self.get_component_rich_style(name)
            if marked:
                ground = self.get_component_rich_style("list--marked")
                style += Style(bgcolor=ground.bgcolor, bold=ground.bold)
            self._styles[(name, marked)] = style
        return self._styles[(name, marked)]

    def _sized(self) -> None:
        self.virtual_size = Size(max(1, self.scrollable_content_region.width), len(self.catalogue))

    def on_click(self, event: events.Click) -> None:
        place = event.y + self.scroll_offset.y
        if place < len(self.catalogue):
            self.mark(place)
            if event.chain == 2:
                self.open_marked()


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
        return layout(self.size.width - 1, alone=self.catalogue.alone)
