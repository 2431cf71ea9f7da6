"""A list of people that draws only what is looked at, so that 100,000 scroll like ten."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from annotator.store.people import PersonRow
from annotator.tui.register import Register
from annotator.tui.widgets.list_columns import fitted

_COUNTS = (("quotes", 6), ("articles", 8), ("links", 6))
_KIND = 5
_GAP = 2
_LONGEST_NAME = 40
_KINDS = {"person": "", "organisation": "org."}


class PeopleList(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows of people with one of them marked."""

    ALLOW_SELECT = False
    DEFAULT_CSS = (
        "PeopleList { height: 1fr; overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }"
    )
    COMPONENT_CLASSES = {"list--row", "list--muted", "list--marked", "list--bar"}

    class Marked(Message):
        """Somebody else is marked."""

    class Opened(Message):
        """The links of the marked one are wanted."""

    def __init__(self, register: Register) -> None:
        super().__init__()
        self.register = register
        self.marked = 0
        """Place of the marked one in the list."""

    def on_mount(self) -> None:
        self._sized()

    def on_resize(self) -> None:
        self._sized()

    @property
    def marked_row(self) -> PersonRow | None:
        """The marked one; None where nobody is listed."""
        return self.register.row(self.marked)

    def show(self, marked: int) -> None:
        """Draw the list anew, as the register is now, with this place marked."""
        self._sized()
        self.mark(marked)
        self.refresh()

    def mark(self, place: int) -> None:
        """Mark a place, or the nearest there is, and bring it into view."""
        place = max(0, min(place, len(self.register) - 1))
        before, self.marked = self.marked, place
        self.scroll_to_region(Region(0, place, 1, 1), animate=False, force=True)
        top = self.scroll_offset.y
        for changed in {before, place}:
            if 0 <= changed - top < self.size.height:
                self.refresh_line(changed - top)
        self.post_message(self.Marked())

    def render_line(self, y: int) -> Strip:
        place = y + self.scroll_offset.y
        row = self.register.row(place)
        width = self.scrollable_content_region.width
        marked = place == self.marked
        base = self._style("list--row", marked=marked and row is not None)
        if row is None:
            return Strip.blank(width, base)
        name, rest = columns(width)
        counts = "".join(
            f"{' ' * _GAP}{fitted(f'{number:,}' if number else '', cells, right=True)}"
            for number, (_, cells) in zip((row.quotes, row.articles, row.links), _COUNTS, strict=True)
        )
        kind = fitted(_KINDS.get(row.entity.kind, row.entity.kind), _KIND)
        muted = self._style("list--muted", marked=marked)
        also = fitted(" · ".join(row.entity.aliases), rest) if rest else ""
        return Strip(
            [
                Segment("▌" if marked else " ", self._style("list--bar", marked=marked)),
                Segment(" " + fitted(row.entity.name, name), base),
                Segment(f"{' ' * _GAP}{kind}{counts}{' ' * _GAP}{also}", muted),
            ]
        ).adjust_cell_length(width, base)

    def _style(self, name: str, *, marked: bool) -> Style:
        style = self.get_component_rich_style(name)
        if marked:
            ground = self.get_component_rich_style("list--marked")
            style += Style(bgcolor=ground.bgcolor, bold=ground.bold)
        return style

    def _sized(self) -> None:
        self.virtual_size = Size(max(1, self.scrollable_content_region.width), len(self.register))

    def on_click(self, event: events.Click) -> None:
        place = event.y + self.scroll_offset.y
        if place < len(self.register):
            self.mark(place)
            if event.chain == 2:
                self.post_message(self.Opened())


class PeopleHead(Widget):
    """The names of the columns."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "PeopleHead { height: 1; }"
    COMPONENT_CLASSES = {"head--name"}

    def render_line(self, y: int) -> Strip:
        name, rest = columns(self.size.width - 1)  # the list below has a scrollbar
        counts = "".join(f"{' ' * _GAP}{fitted(title, cells, right=True)}" for title, cells in _COUNTS)
        told = f"  {fitted('name', name)}{' ' * _GAP}{fitted('kind', _KIND)}{counts}{' ' * _GAP}"
        style = self.get_component_rich_style("head--name")
        return Strip([Segment(told + fitted("also called", rest), style)]).adjust_cell_length(
            self.size.width, style
        )


def columns(width: int) -> tuple[int, int]:
    """Cells of the name and of the aliases in a row of so many cells; no aliases where there is no room."""
    room = width - 2 - _GAP - _KIND - sum(cells + _GAP for _, cells in _COUNTS) - _GAP
    if room < 36:
        return max(8, room + _GAP), 0
    name = min(_LONGEST_NAME, room * 6 // 10)
    return name, room - name
