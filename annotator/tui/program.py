"""What every app of ours has: its colours, and leaving the terminal whole whatever ends it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from math import inf
from time import time

from textual import events
from textual.app import App
from textual.command import CommandPalette
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.filter import ANSIToTruecolor, LineFilter, Monochrome, NoColor

from annotator.config.reading import Config
from annotator.text.safe import safe
from annotator.tui.beside import give_way_to_keys
from annotator.tui.colourless import Colourless
from annotator.tui.driver import PromptDriver
from annotator.tui.stylesheet import KeptStylesheet
from annotator.tui.theme import SIXTEEN, THEMES, label_variables
from annotator.tui.themes import DEFAULT, remember_theme, remembered_theme
from annotator.tui.typed_ahead import TypedAhead, keys_apart

_COLOURLESS = Colourless()
_WITHOUT_COLOURS = "ansi-dark"
"""The theme under which nothing is left of colours but signs, since it has few grounds."""
_TO_READ = 2.0
"""Seconds after which a toast may be taken for read."""
_THEMES = ("annotator-dark", "annotator-light", "ansi-dark", "ansi-light")


class Program(App[int]):
    """An app that ends with an exit status."""

    TITLE = "annotator"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    # At the bottom toasts would lie on messages, keys and cards. While something is asked they wait below it.
    CSS = """
    ToastRack { dock: top; align: right top; margin: 1 0 0 0; }
    Toast { width: 46; max-width: 60%; padding: 0 1; margin: 0 1 1 0; }
    Box ToastRack { max-height: 0; }
    """
    BINDINGS = []  # every key is a command of ours

    def __init__(self, config: Config | None = None) -> None:
        super().__init__()
        self.preferences = config or Config()
        self.last_words = ""
        """A sentence for the shell, once the terminal is as it was; `""` for none."""
        self._ahead = TypedAhead(self, super().on_event)
        self._has_few_colours = self.console.color_system == "standard"
        for theme in SIXTEEN if self._has_few_colours else THEMES:
            self.register_theme(theme)
        self.no_color = not self.preferences.colours  # Textual looks only whether there is a `NO_COLOR`
        chosen = _WITHOUT_COLOURS if self.no_color else self._wanted_theme()
        if self.theme == chosen:
            # Textual takes $TEXTUAL_THEME before a theme of ours is known, and paints it in another one's colours
            # until the name changes.
            self.theme = "textual-dark"
        self.theme = chosen
        self.stylesheet = KeptStylesheet(variables=self.get_css_variables())

    async def on_event(self, event: events.Event) -> None:
        """Input waits for the key before it."""
        if not isinstance(event, events.InputEvent) or event.is_forwarded:
            await super().on_event(event)
            return
        if isinstance(event, events.Key):
            self._take_away_what_was_read()
        for one in keys_apart(event):
            await self._ahead.take(one)

    def _take_away_what_was_read(self) -> None:
        """The next key takes toasts away that one has had the time to read: who goes on wants to see the text."""
        latest = max((one.raised_at for one in self._notifications), default=inf)
        if time() - latest >= _TO_READ:
            self.clear_notifications()

    def _wanted_theme(self) -> str:
        wanted = (os.environ.get("TEXTUAL_THEME", ""), self.preferences.theme, remembered_theme(), DEFAULT)
        return next(name for name in wanted if name in self.available_themes)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The labels' colours in themes that are not ours."""
        return label_variables(self.current_theme)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's; without colours ours instead of its greys, which are colours too.

        Textual mixes dim text with its ground. The nearest of sixteen colours to that is one grey for whatever it
        mixes: there the terminal makes the text dim, and the colour stays.
        """
        taken = Monochrome | NoColor | (ANSIToTruecolor if self._has_few_colours else NoColor)
        kept = [one for one in super().get_line_filters() if not isinstance(one, taken)]
        return [*kept, _COLOURLESS] if self.no_color else kept

    def next_theme(self) -> None:
        """Dark, light, the terminal's own colours on dark, and on light; without colours a word why there are none."""
        if self.no_color:
            self.notify(_why_no_colours(), markup=False)
            return
        place = _THEMES.index(self.theme) if self.theme in _THEMES else -1
        self.theme = _THEMES[(place + 1) % len(_THEMES)]
        remember_theme(self.theme)

    def get_driver_class(self) -> type[Driver]:
        """Textual's choice; where that is a terminal, one that writes less, and sooner."""
        found = super().get_driver_class()
        return PromptDriver if found is LinuxDriver else found

    def action_command_palette(self) -> None:
        """Open the palette, unless it is open."""
        if not isinstance(self.screen, CommandPalette):
            from annotator.tui.screens.palette import Palette  # not before somebody asks for it

            self.push_screen(Palette(id="--command-palette"))

    def action_suspend_process(self) -> None:
        """Give the terminal back to the shell, with all that the shell has started as this job: `make demo`, say.

        Textual stops this process alone. The shell would then wait for the others, which wait for this one.
        """
        if isinstance(self._driver, PromptDriver):
            self.app_suspend_signal.publish(self)
            self._driver.stop_job()

    def leave_on_signals(self) -> None:
        """A closed terminal or a polite kill leaves the terminal as it was; Textual alone would not."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT"):
            number = getattr(signal, name, None)
            if number is not None:
                # A platform without such a signal in its event loop, or a loop beside the main thread, as some
                # tests have: there the program ends as Textual alone would.
                with suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(number, self._signalled, int(number))

    def _signalled(self, number: int) -> None:
        self.last_words = f"Ended by {signal.Signals(number).name}. {self.log_place()}".rstrip()
        self.exit(128 + number)

    def log_place(self) -> str:
        """A sentence that says where one finds what was done; `""` where nothing could be."""
        return ""

    def _fatal_error(self) -> None:
        """Leave without Textual's traceback: `run_program` raises the error again, to be told in one place.

        Textual offers no public way to this; 8.2's own method draws the traceback with all local values.
        """
        self._close_messages_no_wait()


def _why_no_colours() -> str:
    why = "$NO_COLOR is set" if os.environ.get("NO_COLOR") else "The configuration wants none"
    return f'{why}: no colours are written. colours = "always" in the configuration has them all the same.'


def run_program(app: Program) -> int:
    """Show the app until the person leaves; its exit status.

    Raises:
        Exception: whatever ended it, once the terminal is as it was.
    """
    for name in ("COLUMNS", "LINES"):  # some shells export them; Textual would believe them for ever
        os.environ.pop(name, None)
    give_way_to_keys()
    result = app.run(mouse=app.preferences.mouse)
    if app._exception is not None:  # see `_fatal_error`
        raise app._exception
    if result is None:
        return app.return_code or 0
    with suppress(OSError):  # a terminal that was taken away
        if app.last_words:
            sys.stderr.write(f"{safe(app.last_words)}\n")
        sys.stdout.flush()
    return result
