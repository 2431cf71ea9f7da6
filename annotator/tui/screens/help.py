"""All keys on one page, made from the command table."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from annotator.text.shown import shown_line
from annotator.tui.commands import GROUPS, ReaderCommand
from annotator.tui.dialog_commands import HELP, OVER_READER, SmallScreen
from annotator.tui.dialog_keys import listed_keys
from annotator.tui.keys import key_names, shown
from annotator.tui.pressing import press_again
from annotator.tui.screen_commands import ScreenCommand
from annotator.tui.screens.dialog import Page, titled

_KEY_WIDTH = 22
_WORDS_WIDTH = 60
"""Cells beside the keys, where the terminal has them."""
_FRAME = 8
"""Cells of border, padding and scrollbar."""
_WITH_MOUSE = (
    "The mouse works too: click, drag, double click for a word, triple for a sentence.",
    "A line of the cards puts its label in hand. Keys of the bar can be clicked, and so can every line below.",
    "Shift (or Option) and drag selects for your terminal's own copying.",
)
_SURE = "The % of a suggestion is how sure the rules are of the part of it that they are least sure of."
_MAYBE = "“+ 2 maybe” above the text: sentences that may report somebody's words. {key} goes to them last."
_WITHOUT_MOUSE = ("The mouse is your terminal's: drag to select and copy. --mouse gives it to the program.",)


class HelpScreen(Page[None]):
    """The keys by group."""

    DEFAULT_CSS = "HelpScreen #box { width: 92; height: 90%; padding: 0 2; }"
    SMALL = HELP

    def __init__(self, commands: Sequence[ReaderCommand], *, mouse: bool = True) -> None:
        super().__init__()
        self._listed_keys = commands
        self._mouse = mouse

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="box") as box:
            box.border_title = "Keys"
            box.border_subtitle = titled(self.hint(("escape", "closes")))
            yield Static("", id="page", markup=False)

    def on_resize(self, event: events.Resize) -> None:
        self.query_one("#page", Static).update(self.page())

    @property
    def room(self) -> int:
        """Cells for what stands beside the keys."""
        return max(20, min(_WORDS_WIDTH, int(self.app.size.width * 0.96) - _FRAME - _KEY_WIDTH))

    def on_click(self, event: events.Click) -> None:
        """A click on a command closes the page and does it."""
        if key := event.style.meta.get("key"):
            event.stop()
            self.dismiss()
            self.app.call_after_refresh(press_again, self.app, key)

    def page(self) -> Content:
        """What stands on the page."""
        page = help_text(self._listed_keys, mouse=self._mouse, room=self.room)
        return Content("\n").join([page, *self.small_screens(OVER_READER)])

    def small_screens(self, screens: Sequence[SmallScreen] = ()) -> list[Content]:
        """The keys of small screens: those that all have, then each one's own. They do nothing from here."""
        lines: list[Content] = []
        for title, commands in listed_keys(screens, self.preferences):
            lines += [Content(""), Content(title).stylize(Style.parse("$accent bold"))]
            lines += [
                entry("  ".join(map(shown, one.keys)), one.help, room=self.room)
                for one in commands
                if one.keys
            ]
        return lines


def help_text(commands: Sequence[ReaderCommand], *, mouse: bool = True, room: int = _WORDS_WIDTH) -> Content:
    """The page of keys; `mouse` says whether the program has it, `room` how many cells are beside the keys."""
    named = key_names(commands)
    lines = [
        Content("Nothing needs selecting first: a label's key tags what the cursor is on."),
        Content(
            "Every change is on disk before you see it; there is no save. "
            f"{named['escape']} goes to the library, {named['quit']} leaves."
        ),
        *(Content(line) for line in (_WITH_MOUSE if mouse else _WITHOUT_MOUSE)),
        Content(_SURE),
        Content(_MAYBE.format(key=named["next-waiting"])),
    ]
    for group in GROUPS:
        members = [one for one in commands if one.group == group and one.keys]
        if not members:
            continue
        lines += [Content(""), Content(group).stylize(Style.parse("$accent bold"))]
        for one in members:
            keys = "  ".join(shown(key) for key in one.keys)
            words = f"{one.title.capitalize()}: {one.help}" if group == "Label" else one.help
            lines.append(entry(keys, words, one.keys[0], room))
    digits = "Link the speaker in hand (or the quote) with that person of the article; the cards number them."
    lines += [
        Content(""),
        entry("1 … 9", digits, room=room),
        entry("0", "Take the person away again.", room=room),
    ]
    return Content("\n").join(lines)


def keys_by_group(
    groups: Sequence[str],
    commands: Sequence[ScreenCommand],
    before: Mapping[str, Sequence[Content]] = MappingProxyType({}),
    room: int = _WORDS_WIDTH,
) -> list[Content]:
    """A command table as lines: each group with its name, then what stands `before` its commands, then those."""
    lines: list[Content] = []
    for group in groups:
        members = [one for one in commands if one.group == group and one.keys]
        lines += [Content(""), Content(group).stylize(Style.parse("$accent bold")), *before.get(group, ())]
        lines += [entry("  ".join(map(shown, one.keys)), one.help, one.keys[0], room) for one in members]
    return lines


def entry(keys: str, words: str, key: str = "", room: int = _WORDS_WIDTH) -> Content:
    """Keys at the left, words beside them, wrapped under themselves; `key` is what a click presses."""
    first, *others = textwrap.wrap(shown_line(words), room) or [""]
    told = "\n".join([first, *(" " * _KEY_WIDTH + other for other in others)])
    line = Content(f"{keys:<{_KEY_WIDTH}}").stylize(Style.parse("bold")) + Content(told)
    return line.stylize(Style.from_meta({"key": key})) if key else line
