"""What the small screens over another one share: a box with a list in it, and an answer."""

from __future__ import annotations

from abc import abstractmethod
from typing import TypeAlias

from textual import events, on
from textual.binding import Binding
from textual.content import Content
from textual.screen import ModalScreen, ScreenResultType
from textual.style import Style
from textual.widgets import Input, OptionList

from annotator.session.command import Command
from annotator.session.reading import Bounds
from annotator.session.state import State
from annotator.text.graphemes import cell_width, cut, plain_cells
from annotator.text.safe import safe
from annotator.tui.sizes import is_too_small

_AROUND = 40
"""Code points of context on either side."""


class Box(ModalScreen[ScreenResultType]):
    """A box over another screen. Its answer is None if the person thinks better of it."""

    DEFAULT_CSS = """
    Box { align: center middle; }
    Box.small #box { display: none; }
    Box #box { width: 76; max-width: 96%; height: auto; max-height: 90%; padding: 0 1; }
    Box #box { background: $surface; border: round $primary; }
    Box Input, Box Input:focus { border: none; height: 1; background: $panel; margin: 0 0 1 0; padding: 0; }
    Box OptionList, Box OptionList:focus { height: auto; border: none; background: $surface; padding: 0; }
    Box OptionList { text-wrap: nowrap; text-overflow: ellipsis; }
    Box OptionList > .option-list--option-highlighted,
    Box OptionList:focus > .option-list--option-highlighted { background: $primary 25%; color: $text; }
    Box OptionList:ansi > .option-list--option-highlighted,
    Box OptionList:ansi:focus > .option-list--option-highlighted { background: ansi_blue; color: ansi_white; }
    Box #box, Box OptionList { scrollbar-background: $surface; scrollbar-color: $panel-lighten-2; }
    """
    OTHER_ROWS = 6
    """Rows of the box that are not its list: border, hint, and what stands above."""

    def on_resize(self, event: events.Resize) -> None:
        """A list is as long as there is room for; where nothing fits, the reader below says so."""
        self.set_class(is_too_small(event.size), "small")
        room = int(event.size.height * 0.9) - self.OTHER_ROWS
        for options in self.query(OptionList):
            options.styles.max_height = max(3, min(20, room))

    def on_click(self, event: events.Click) -> None:
        """A click beside the box leaves it."""
        if not self.query_one("#box").region.contains(event.screen_x, event.screen_y):
            self.action_leave()

    def action_leave(self) -> None:
        """Answer nothing."""
        self.dismiss(None)

    def action_cursor(self, by: int) -> None:
        """Move the mark in the list while the keys go elsewhere."""
        options = self.query_one(OptionList)
        if options.option_count:
            options.highlighted = ((options.highlighted or 0) + by) % options.option_count


Dialog: TypeAlias = Box[Command | None]
"""A box over the reader, whose answer is a command for the session."""


class PickList(Box[ScreenResultType]):
    """A box in which one types to narrow a list: the arrows move in it meanwhile, enter or a click takes a line."""

    BINDINGS = [
        Binding("escape", "leave", "leave"),
        Binding("down,ctrl+j", "cursor(1)", show=False, priority=True),
        Binding("up,ctrl+k", "cursor(-1)", show=False, priority=True),
    ]

    @on(Input.Submitted)
    def _take_marked(self) -> None:
        marked = self.query_one(OptionList).highlighted
        if marked is not None:
            self.take(marked)

    @on(OptionList.OptionSelected)
    def _take_clicked(self, event: OptionList.OptionSelected) -> None:
        self.take(event.option_index)

    @abstractmethod
    def take(self, index: int) -> None:
        """Answer with a line of the list, or ask once more."""


def muted() -> Style:
    """The style of what matters less, in the colours that the program has now."""
    return Style.parse("$text-muted")


def one_line(text: str, cells: int) -> str:
    """A text as one line of at most so many cells, safe to show."""
    return cut(plain_cells(safe(" ".join(text[: 4 * cells + 200].split()))), cells)


def in_context(state: State, place: Bounds, cells: int, color: str = "$accent") -> Content:
    """A piece of text with some of its paragraph before and behind it, as one line of at most so many cells."""
    start, end = place
    part = state.reading.paragraph(state.reading.article.paragraph_at(start))
    text = state.reading.text
    words = one_line(text[start:end], cells - 8)
    before = text[max(part.start, start - _AROUND) : start]
    behind = text[end : max(end, min(part.end, end + 2 * _AROUND))]
    first = _last_cells(
        before, max(0, cells - cell_width(words)) // 2, cut_before=start - _AROUND > part.start
    )
    second = one_line(behind, max(0, cells - cell_width(first + words) - 2))
    return (
        Content(first + (" " if before[-1:].isspace() else "")).stylize(Style.parse("$text-muted"))
        + Content(words).stylize(Style.parse(f"{color} bold"))
        + Content((" " if behind[:1].isspace() else "") + second).stylize(Style.parse("$text-muted"))
    )


def _last_cells(text: str, cells: int, *, cut_before: bool) -> str:
    """The end of a text in at most so many cells, from a word's start on."""
    whole = one_line(text, 4 * _AROUND)
    words = whole.split(" ")
    if cut_before:
        words = words[1:]
    while words and cell_width(" ".join(words)) > cells - 2:
        words = words[1:]
    kept = " ".join(words)
    return kept if kept == whole and not cut_before else f"… {kept}".rstrip()
