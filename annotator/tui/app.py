"""The program on the terminal: opens screens, keeps the terminal whole, and leaves with the right status."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Protocol, runtime_checkable

from platformdirs import user_state_path
from textual.app import App, SystemCommand
from textual.screen import Screen

from annotator.store.project import Project
from annotator.tui.messages import ArticleLeft, ThemeWanted
from annotator.tui.screens.library import LibraryScreen
from annotator.tui.theme import DARK, THEMES, label_variables

_THEMES = ("annotator-dark", "annotator-light", "ansi-dark", "ansi-light")


@runtime_checkable
class HasCommands(Protocol):
    """A screen with commands of its own for the palette, and perhaps with something that could not be saved."""

    unsaved: bool

    def palette(self) -> Iterable[SystemCommand]:
        """The commands that apply now."""


class AnnotatorApp(App[int]):
    """The library, and the reader over it."""

    TITLE = "annotator"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS = []  # every key is a command of ours

    def __init__(self, project: Project, who: str, article: str | None = None) -> None:
        super().__init__()
        self.project = project
        self.who = who
        self._article = article
        for theme in THEMES:
            self.register_theme(theme)
        wanted = (os.environ.get("TEXTUAL_THEME", ""), _remembered_theme(), DARK.name)
        self.theme = next(name for name in wanted if name in self.available_themes)

    def on_mount(self) -> None:
        self._leave_on_signals()
        self.call_later(self.call_after_refresh, _collect_garbage)
        self.library = LibraryScreen(self.project, self.who, self._article or "")
        if self._article is None:
            self.push_screen(self.library)
        else:
            self._read(self._article)

    def _read(self, article: str) -> None:
        from annotator.tui.screens.read import ReadScreen  # the library's first page does not wait for it

        self.push_screen(ReadScreen(self.project, self.who, article))

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The labels' colours in themes that are not ours."""
        return label_variables(self.current_theme)

    def on_library_screen_chosen(self, event: LibraryScreen.Chosen) -> None:
        self._read(event.article)

    def on_article_left(self, event: ArticleLeft) -> None:
        """Back from the reader to the library, which may not have been opened yet."""
        self.library.remember(event.article)
        if self.library in self.screen_stack:
            self.pop_screen()
        else:
            self.switch_screen(self.library)

    async def action_quit(self) -> None:
        """Leave; with status 1 if the last key could not be saved, of which the screen tells."""
        unsaved = any(isinstance(one, HasCommands) and one.unsaved for one in self.screen_stack)
        self.exit(1 if unsaved else 0)

    def on_theme_wanted(self, _: ThemeWanted) -> None:
        self.next_theme()

    def next_theme(self) -> None:
        """Dark, light, the terminal's own colours on dark, and on light."""
        place = _THEMES.index(self.theme) if self.theme in _THEMES else -1
        self.theme = _THEMES[(place + 1) % len(_THEMES)]
        _remember_theme(self.theme)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: the reader's own commands where it is open."""
        if isinstance(screen, HasCommands):
            yield from screen.palette()
            return
        yield SystemCommand("Colours", "Dark, light, the terminal's own", self.next_theme)
        yield SystemCommand("Quit", "Leave the program", lambda: self.exit(0))

    def _fatal_error(self) -> None:
        """Leave without Textual's traceback: `open_reader` raises the error again, to be told in one place.

        Textual offers no public way to this; 8.2's own method draws the traceback with all local values.
        """
        self._close_messages_no_wait()

    def _leave_on_signals(self) -> None:
        """A closed terminal or a polite kill leaves the terminal as it was; Textual alone would not."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT"):
            number = getattr(signal, name, None)
            if number is not None:
                with suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(number, self._signalled, int(number))

    def _signalled(self, number: int) -> None:
        self.exit(128 + number)


def _collect_garbage() -> None:
    """Look for garbage from now on, but not among what is there already."""
    gc.freeze()
    gc.enable()


def _theme_file() -> Path:
    return user_state_path("annotator") / "theme"


def _remembered_theme() -> str:
    try:
        return _theme_file().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _remember_theme(name: str) -> None:
    with suppress(OSError):  # colours that are not remembered are no loss
        _theme_file().parent.mkdir(parents=True, exist_ok=True)
        _theme_file().write_text(name, encoding="utf-8")


def open_reader(project: Project, who: str, article: str | None = None, *, mouse: bool = True) -> int:
    """Open the library, or an article in the reader; returns the exit status when the person leaves.

    The status is 1 if the last key could not be saved.

    Raises:
        AnnotatorError: the article cannot be opened.
        Exception: a fault of ours, once the terminal is as it was.
    """
    for name in ("COLUMNS", "LINES"):  # some shells export them; Textual would believe them for ever
        os.environ.pop(name, None)
    app = AnnotatorApp(project, who, article)
    result = app.run(mouse=mouse)
    if app._exception is not None:  # see `_fatal_error`
        raise app._exception
    if result is None:
        return app.return_code or 0
    sys.stdout.flush()
    return result
