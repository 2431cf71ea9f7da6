"""What the small screens over another one share: a box with a list in it, and an answer."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import ClassVar, Protocol, TypeAlias, runtime_checkable

from textual import events, on
from textual.app import SystemCommand
from textual.binding import Binding
from textual.content import Content
from textual.screen import ModalScreen, ScreenResultType
from textual.style import Style
from textual.widgets import Input, OptionList

from annotator.config.reading import Config
from annotator.session.command import Command
from annotator.session.reading import Bounds
from annotator.session.state import State
from annotator.text.graphemes import cell_width, cut
from annotator.text.shown import shown_line
from annotator.tui.dialog_commands import PLAIN, TYPED, SmallScreen
from annotator.tui.dialog_keys import dialog_keys
from annotator.tui.keys import shown, writes
from annotator.tui.pressing import textual_key
from annotator.tui.screen_commands import ScreenCommand
from annotator.tui.sizes import is_too_small
from annotator.tui.widgets.hints import PARTED

_LINES = 3
"""Lines of a list at the least."""
_AROUND = 40
"""Code points of context on either side."""


@runtime_checkable
class HasPreferences(Protocol):
    """An app of ours."""

    preferences: Config


class Keyed(Protocol):
    """A command of the screen below."""

    @property
    def id(self) -> str: ...

    @property
    def keys(self) -> tuple[str, ...]: ...


@runtime_checkable
class HasKeys(Protocol):
    """A screen of ours below."""

    @property
    def commands(self) -> Sequence[Keyed]: ...


@runtime_checkable
class ShowsText(Protocol):
    """A screen of ours below with an article in it."""

    def rows_of(self, start: int, end: int) -> tuple[int, int] | None:
        """The screen's rows, half-open, on which a stretch of the text stands; None if none is in sight."""


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
    about: tuple[Bounds, ...] = ()
    """Stretches of the text below of which one is to stay in sight, if there is room beside it: the first best."""
    SMALL: ClassVar[SmallScreen] = PLAIN
    """Its commands; each is an action of the screen by its id, `new-line` of `action_new_line`."""
    unsaved = False

    @cached_property
    def commands(self) -> tuple[ScreenCommand, ...]:
        """Its commands with the keys in force."""
        return dialog_keys(self.SMALL, self.preferences).commands

    @property
    def preferences(self) -> Config:
        """What the person has set."""
        return self.app.preferences if isinstance(self.app, HasPreferences) else Config()

    def on_mount(self) -> None:
        """Bind the keys in force. Textual has bindings by class alone, so they are put in place here."""
        bound = self._bindings.key_to_bindings
        for command in self.commands:
            for key in command.keys:
                bound[textual_key(key)] = [self._binding(key, command.id)]
        for key in self._opening_keys():
            bound.setdefault(textual_key(key), [self._binding(key, "escape")])
        if self.SMALL.typing:  # letters are the field's, wherever one has clicked
            for options in self.query(OptionList):
                options.can_focus = False

    def _binding(self, key: str, command: str) -> Binding:
        """A key goes before what the list or field with the focus has for it, but not before writing."""
        return Binding(textual_key(key), action_of(command), show=False, priority=not writes(key))

    def _opening_keys(self) -> tuple[str, ...]:
        """The keys that open this screen: who presses one again wants out."""
        below = self._below
        listed = below.commands if isinstance(below, HasKeys) and self.SMALL.opened_by else ()
        return next((tuple(one.keys) for one in listed if one.id == self.SMALL.opened_by), ())

    @property
    def _below(self) -> object:
        return next((one for one in reversed(self.app.screen_stack) if one is not self), None)

    def key(self, command: str) -> str:
        """The key of a command as people read it; `""` if it has none."""
        return next((shown(one.keys[0]) for one in self.commands if one.id == command and one.keys), "")

    def hint(self, *what: str | tuple[str, str]) -> str:
        """Keys as `Hints` shows them, such as `Enter takes it · ↑ ↓ move · Esc leaves`.

        Each is a command's id, with what it does here where that is not its title; `move` is both of up and down.
        """
        return PARTED.join(filter(None, map(self._piece, what)))

    def _piece(self, what: str | tuple[str, str]) -> str:
        identifier, told = what if isinstance(what, tuple) else (what, "")
        if identifier == "move":
            return f"{self.key('up')} {self.key('down')} {told or 'move'}"
        key = self.key(identifier)
        title = told or next(one.title for one in self.commands if one.id == identifier)
        return f"{key} {title}" if key else ""

    def palette(self) -> Iterable[SystemCommand]:
        """Its commands, for the command palette."""
        from annotator.tui.screens.palette import in_palette

        async def carry_out(command: ScreenCommand) -> None:
            await self.run_action(action_of(command.id))

        return in_palette(self.commands, lambda one: self.call_later(carry_out, one))

    def on_resize(self, event: events.Resize) -> None:
        """A list is as long as there is room for; where nothing fits, the reader below says so."""
        self.set_class(is_too_small(event.size), "small")
        self._fit(event.size.height)
        if self.about:  # the text below may be wrapped anew
            self.call_after_refresh(self._fit, event.size.height)

    def _fit(self, height: int) -> None:
        rows = self._stand_clear(height) or int(height * 0.9)
        for options in self.query(OptionList):
            options.styles.max_height = max(3, min(20, rows - self.OTHER_ROWS))

    def _stand_clear(self, height: int) -> int | None:
        """Leave what this is about in sight, above it or below it; the rows that are left, None if there is no room."""
        below = self._below
        for place in self.about:
            rows = below.rows_of(*place) if isinstance(below, ShowsText) else None
            if rows is not None and (room := max(rows[0], height - rows[1])) >= self.OTHER_ROWS + _LINES:
                self.styles.align_vertical = "top" if rows[0] > height - rows[1] else "bottom"
                return room
        self.styles.align_vertical = "middle"
        return None

    def on_click(self, event: events.Click) -> None:
        """A click beside the box leaves it."""
        if not self.query_one("#box").region.contains(event.screen_x, event.screen_y):
            self.action_leave()

    def action_leave(self) -> None:
        """Answer nothing."""
        self.dismiss(None)

    async def action_take(self) -> None:
        """What Enter does: take what is typed, or the marked line."""
        field = next((one for one in self.query(Input) if one.display), None)
        if field is not None:
            await field.action_submit()
        else:
            self.query_one(OptionList).action_select()

    def action_cursor(self, by: int) -> None:
        """Move the mark in the list while the keys go elsewhere."""
        options = self.query_one(OptionList)
        if options.option_count:
            options.highlighted = ((options.highlighted or 0) + by) % options.option_count

    def action_page(self, by: int) -> None:
        """Move the mark by a screenful."""
        for options in self.query(OptionList):
            if last := options.option_count - 1:
                place = (options.highlighted or 0) + options.size.height * by
                options.highlighted = max(0, min(last, place))

    def action_end(self, by: int) -> None:
        """Move the mark to the last line, or to the first."""
        for options in self.query(OptionList):
            options.action_last() if by > 0 else options.action_first()


Dialog: TypeAlias = Box[Command | None]
"""A box over the reader, whose answer is a command for the session."""


class PickList(Box[ScreenResultType]):
    """A box in which one types to narrow a list: the arrows move in it meanwhile, enter or a click takes a line."""

    SMALL = TYPED

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


class Page(Box[ScreenResultType]):
    """A box with a text to read that scrolls."""

    ROWS: ClassVar[int] = 15
    """Rows of a screenful."""

    async def action_take(self) -> None:
        """There is nothing to take."""

    def action_cursor(self, by: int) -> None:
        """Scroll a little."""
        self._scroll(2 * by)

    def action_page(self, by: int) -> None:
        """Scroll a screenful."""
        self._scroll(self.ROWS * by)

    def action_end(self, by: int) -> None:
        """Scroll to the end, or to the start."""
        box = self.query_one("#box")
        box.scroll_end(animate=False) if by > 0 else box.scroll_home(animate=False)

    def _scroll(self, rows: int) -> None:
        self.query_one("#box").scroll_relative(y=rows, animate=False)


_ACTIONS = {
    "escape": "leave",
    "down": "cursor(1)",
    "up": "cursor(-1)",
    "page-down": "page(1)",
    "page-up": "page(-1)",
    "first": "end(-1)",
    "last": "end(1)",
}


def action_of(command: str) -> str:
    """The action of a screen that a command is."""
    return _ACTIONS.get(command, command.replace("-", "_"))


def titled(words: str) -> Content:
    """A box's title, whose words may come from anywhere: a string Textual would take for markup of its own."""
    return Content(shown_line(words))


def muted() -> Style:
    """The style of what matters less, in the colours that the program has now."""
    return Style.parse("$text-muted")


def one_line(text: str, cells: int) -> str:
    """A text as one line of at most so many cells, safe to show."""
    return cut(shown_line(" ".join(text[: 4 * cells + 200].split())), cells)


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
