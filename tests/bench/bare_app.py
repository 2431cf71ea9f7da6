"""A Textual app with the widgets of ours in their sizes, and no data: what drawing costs at the least.

    python -m tests.bench.bare_app reader|library

w repaints a row, n six rows, s three, d scrolls by a third. Says `ready` when the first page is drawn.
"""

from __future__ import annotations

import sys
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.containers import Container, Vertical
from textual.geometry import Region, Size
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

_HERE = Style(reverse=True)
_LINE = "sungai itu meluap lagi di hulu " * 8


class Rows(ScrollView, can_focus=True):
    """Rows of words, one of them marked."""

    DEFAULT_CSS = "Rows { overflow: hidden hidden; width: 1fr; height: 1fr; }"

    def on_mount(self) -> None:
        self.virtual_size = Size(100, 20_000)
        self.marked = 3
        self.cell = 0

    def render_line(self, y: int) -> Strip:
        if y != self.marked:
            return Strip([Segment(_LINE, self.rich_style)]).adjust_cell_length(self.size.width)
        cell = self.cell
        pieces = [
            Segment(_LINE[:cell], self.rich_style),
            Segment(_LINE[cell], _HERE),
            Segment(_LINE[cell + 1 :], self.rich_style),
        ]
        return Strip(pieces).adjust_cell_length(self.size.width)


class Panel(Widget):
    """Where the cards stand."""

    DEFAULT_CSS = "Panel { width: 38; height: 1fr; padding: 0 1; border: round $panel; }"

    def render_line(self, y: int) -> Strip:
        return Strip.blank(self.content_size.width, self.rich_style)


class ReaderPage(Screen[None]):
    """As the reader is laid out."""

    CSS = "ReaderPage { layout: vertical; } #body { height: 1fr; layout: horizontal; } .bar { height: 1; }"
    AUTO_FOCUS = "Rows"

    def compose(self) -> ComposeResult:
        yield Static("status", classes="bar")
        with Container(id="body"):
            yield Panel()
            yield Rows()
        yield Static("", classes="bar")
        yield Static("ready", classes="bar")


class LibraryPage(Screen[None]):
    """As the library is laid out."""

    CSS = """
    LibraryPage { layout: vertical; }
    #body { height: 1fr; layout: horizontal; }
    #list { width: 1fr; }
    Rows { overflow-y: scroll; scrollbar-size-vertical: 1; }
    #preview { width: 30%; height: 1fr; padding: 1 2; }
    .bar { height: 1; }
    #empty, #small { display: none; }
    """
    AUTO_FOCUS = "Rows"

    def compose(self) -> ComposeResult:
        yield Static("status", classes="bar")
        with Container(id="body"):
            yield Static(_LINE * 4, id="preview")
            with Vertical(id="list"):
                yield Static("columns", classes="bar")
                yield Rows()
                yield Static("", id="empty")
        yield Static("", id="small")
        yield Static("", classes="bar")
        yield Static("ready", classes="bar")


class BareApp(App[None]):
    """Opens one of the pages."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = [("w", "repaint(1)"), ("n", "repaint(6)"), ("s", "repaint(3)"), ("d", "third")]

    def __init__(self, page: str) -> None:
        super().__init__()
        self._page = page

    def on_mount(self) -> None:
        self.push_screen(ReaderPage() if self._page == "reader" else LibraryPage())

    def action_repaint(self, rows: int) -> None:
        listed = self.screen.query_one(Rows)
        if rows == 1:
            listed.cell = (listed.cell + 5) % 80
        else:
            listed.marked = 3 if listed.marked > 3 else 2 + rows
        for y in range(3, 3 + rows):
            listed.refresh(Region(0, y, 80, 1))

    def action_third(self) -> None:
        listed = self.screen.query_one(Rows)
        listed.scroll_relative(y=listed.size.height // 3, animate=False, force=True)


if __name__ == "__main__":
    BareApp(sys.argv[1]).run()
