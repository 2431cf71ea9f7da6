"""A list of rows with one of them marked, which draws only what is looked at: 100,000 scroll like ten."""

from __future__ import annotations

from abc import abstractmethod

from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView


class MarkedList(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows of one kind, and a mark that keys and clicks move. What a row looks like is its own list's business."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    MarkedList { height: 1fr; overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }
    MarkedList { background: $background; scrollbar-color: $foreground 25%; scrollbar-background: $background; }
    MarkedList { scrollbar-background-hover: $background; scrollbar-background-active: $background; }
    MarkedList > .list--row { color: $foreground; background: $background; }
    MarkedList > .list--muted { color: $text-muted; background: $background; }
    MarkedList > .list--marked { background: $panel; text-style: bold; }
    MarkedList > .list--bar { color: $accent; background: $background; }
    """
    COMPONENT_CLASSES = {"list--row", "list--muted", "list--marked", "list--bar"}

    class Marked(Message):
        """Another row is marked, or the marked one has become another."""

    def __init__(self) -> None:
        super().__init__()
        self.marked = 0
        """Place of the marked row in the list."""
        self._styles: dict[tuple[str, bool], Style] = {}
        self._laid_out: tuple[Size, Size, Size] | None = None

    @property
    @abstractmethod
    def length(self) -> int:
        """Rows that there are."""

    @abstractmethod
    def open_marked(self) -> None:
        """Ask for what the marked row stands for."""

    def on_mount(self) -> None:
        self._sized()

    def notify_style_update(self) -> None:
        self._styles.clear()
        super().notify_style_update()

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        """Fit the scroll bar to the list where either has changed: Textual 8.2 draws it anew after every layout."""
        laid_out = size, container_size, self.virtual_size
        if laid_out == self._laid_out:
            return False
        self._laid_out = laid_out
        return super()._size_updated(size, virtual_size, container_size, layout)

    def show(self, marked: int, *, steady: bool = False) -> None:
        """Draw the list anew, with this place marked.

        `steady` keeps the mark on its row of the screen, whatever came in above it.
        """
        shift = marked - self.marked
        self._sized()
        if steady and shift:
            self.scroll_to(y=max(0, self.scroll_offset.y + shift), animate=False, force=True)
        self.mark(marked)
        self.refresh()

    def mark(self, place: int) -> None:
        """Mark a place, or the nearest there is, and bring it into view."""
        place = max(0, min(place, self.length - 1))
        before, self.marked = self.marked, place
        self.scroll_to_region(Region(0, place, 1, 1), animate=False, force=True)
        top = self.scroll_offset.y
        for changed in {before, place}:
            if 0 <= changed - top < self.size.height:
                self.refresh_line(changed - top)
        self.post_message(self.Marked())

    def style_of(self, part: str, *, marked: bool) -> Style:
        """The style of a part of a row, a component class; the marked row has its own ground and is bold."""
        if (part, marked) not in self._styles:
            style = self.get_component_rich_style(part)
            if marked:
                ground = self.get_component_rich_style("list--marked")
                style += Style(bgcolor=ground.bgcolor, bold=ground.bold)
            self._styles[(part, marked)] = style
        return self._styles[(part, marked)]

    def _sized(self) -> None:
        # Rows are as wide as the list. A width of theirs would change when it is laid out, and have all drawn again.
        self.virtual_size = Size(1, self.length)

    def on_click(self, event: events.Click) -> None:
        place = event.y + self.scroll_offset.y
        if place < self.length:
            self.mark(place)
            if event.chain == 2:
                self.open_marked()
