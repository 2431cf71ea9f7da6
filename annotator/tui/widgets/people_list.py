"""A list of people that draws only what is looked at, so that 100,000 scroll like ten."""

from __future__ import annotations

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from annotator.store.people_rows import PersonRow
from annotator.tui.register import Register
from annotator.tui.widgets.list_columns import fitted
from annotator.tui.widgets.marked_list import MarkedList

_COUNTS = (("quotes", 6), ("articles", 8), ("links", 6))
_KIND = 5
_GAP = 2
_LONGEST_NAME = 40
_KINDS = {"person": "", "organisation": "org."}


class PeopleList(MarkedList):
    """Rows of people with one of them marked."""

    class Opened(Message):
        """The links of the marked one are wanted."""

    def __init__(self, register: Register) -> None:
        super().__init__()
        self.register = register

    @property
    def length(self) -> int:
        return len(self.register)

    @property
    def marked_row(self) -> PersonRow | None:
        """The marked one; None where nobody is listed."""
        return self.register.row(self.marked)

    def open_marked(self) -> None:
        self.post_message(self.Opened())

    def render_line(self, y: int) -> Strip:
        place = y + self.scroll_offset.y
        row = self.register.row(place)
        width = self.scrollable_content_region.width
        marked = place == self.marked
        base = self.style_of("list--row", marked=marked and row is not None)
        if row is None:
            return Strip.blank(width, base)
        name, rest = columns(width)
        counts = "".join(
            f"{' ' * _GAP}{fitted(f'{number:,}' if number else '', cells, right=True)}"
            for number, (_, cells) in zip((row.quotes, row.articles, row.links), _COUNTS, strict=True)
        )
        kind = fitted(_KINDS.get(row.entity.kind, row.entity.kind), _KIND)
        muted = self.style_of("list--muted", marked=marked)
        also = fitted(" · ".join(row.entity.aliases), rest) if rest else ""
        return Strip(
            [
                Segment("▌" if marked else " ", self.style_of("list--bar", marked=marked)),
                Segment(" " + fitted(row.entity.name, name), base),
                Segment(f"{' ' * _GAP}{kind}{counts}{' ' * _GAP}{also}", muted),
            ]
        ).adjust_cell_length(width, base)


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
