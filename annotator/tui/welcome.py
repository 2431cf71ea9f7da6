"""The first screen where there is nothing to read yet: ways to begin, one key each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Input, Static

from annotator.config.reading import Config
from annotator.text.shown import shown_line
from annotator.tui.keys import key_name
from annotator.tui.program import Program, run_program

QUIT = ""
"""Chosen by whoever leaves."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to begin."""

    id: str
    key: str
    title: str
    help: str
    asks: str = ""
    """What has to be typed for it; `""` if nothing."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A way, and what was typed for it."""

    way: str
    typed: str = ""


class _Line(Static):
    """A way as two lines: key and title, and what it does."""

    ALLOW_SELECT = False

    def __init__(self, way: Way) -> None:
        super().__init__("", markup=False)
        self.way = way

    def show(self, *, marked: bool) -> None:
        """Draw it, marked or not."""
        mark = Content("▸ " if marked else "  ").stylize(Style.parse("$accent"))
        key = Content(self.way.key).stylize(Style.parse("$accent bold"))
        title = Content(f"  {shown_line(self.way.title)}").stylize(Style.parse("bold"))
        told = Content(f"\n     {shown_line(self.way.help)}").stylize(Style.parse("$text-muted"))
        self.update(mark + key + title + told)
        self.set_class(marked, "marked")


class WelcomeScreen(Screen[None]):
    """A sentence about where one is, and the ways."""

    CSS = """
    WelcomeScreen { align: center middle; }
    #welcome { width: 76; max-width: 100%; height: auto; max-height: 100%; padding: 1 3; }
    #welcome { background: $surface; border: round $primary; }
    #where { margin: 0 0 1 0; }
    _Line { height: auto; margin: 0 0 1 0; padding: 0 1; }
    _Line.marked { background: $panel; }
    #welcome Input { display: none; border: none; height: 1; background: $panel; padding: 0 1; }
    WelcomeScreen.asking #welcome Input { display: block; }
    #say { color: $text-muted; height: auto; }
    WelcomeScreen.low #welcome { padding: 0 3; }
    WelcomeScreen.low _Line { margin: 0; }
    """

    def __init__(self, where: str, ways: Sequence[Way], said: str = "") -> None:
        super().__init__()
        self._where = where
        self._ways = tuple(ways)
        self._said = said
        self._marked = 0

    def compose(self) -> ComposeResult:
        with Vertical(id="welcome") as box:
            box.border_title = "annotator: who said what, and through whom it reached us"
            yield Static(shown_line(self._where), id="where", markup=False)
            for way in self._ways:
                yield _Line(way)
            yield Input(disabled=True)
            yield Static("", id="say", markup=False)

    def on_mount(self) -> None:
        self._mark(0)
        self._say(self._said or "Press its letter, or ↑ ↓ and Enter. Esc leaves.")

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.height < 22, "low")

    def on_key(self, event: events.Key) -> None:
        key = key_name(event.key, event.character)
        if self.has_class("asking"):
            if key == "escape":
                self._stop_asking()
                event.stop()
            return
        way = next((way for way in self._ways if way.key == key), None)
        if way is not None:
            self._mark(self._ways.index(way))
            self._choose(way)
        elif key in ("down", "j", "tab"):
            self._mark(self._marked + 1)
        elif key in ("up", "k", "shift+tab"):
            self._mark(self._marked - 1)
        elif key in ("enter", "space"):
            self._choose(self._ways[self._marked])
        elif key in ("escape", "q"):
            self._leave(Chosen(QUIT))
        else:
            return
        event.stop()
        event.prevent_default()

    @on(events.Click)
    def _clicked(self, event: events.Click) -> None:
        line = event.widget
        if isinstance(line, _Line):
            self._mark(self._ways.index(line.way))
            self._choose(line.way)

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        typed = event.value.strip()
        if typed:
            self._leave(Chosen(self._ways[self._marked].id, typed))

    def _choose(self, way: Way) -> None:
        if not way.asks:
            self._leave(Chosen(way.id))
            return
        self.add_class("asking")
        field = self.query_one(Input)
        field.disabled = False
        field.placeholder = way.asks
        field.focus()
        self._say("Enter goes on, Esc leaves it.")

    def _stop_asking(self) -> None:
        self.remove_class("asking")
        self.query_one(Input).disabled = True
        self._say("Press its letter, or ↑ ↓ and Enter. Esc leaves.")

    def _mark(self, number: int) -> None:
        self._marked = number % len(self._ways)
        for place, line in enumerate(self.query(_Line)):
            line.show(marked=place == self._marked)

    def _say(self, words: str) -> None:
        self.query_one("#say", Static).update(shown_line(words))

    def _leave(self, chosen: Chosen) -> None:
        assert isinstance(self.app, WelcomeApp)
        self.app.chosen = chosen
        self.app.exit(0)


class WelcomeApp(Program):
    """The first screen by itself."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, where: str, ways: Sequence[Way], config: Config | None = None, said: str = "") -> None:
        super().__init__(config)
        self._first = WelcomeScreen(where, ways, said)
        self.chosen = Chosen(QUIT)

    def on_mount(self) -> None:
        self.leave_on_signals()
        self.push_screen(self._first)


def ask_how_to_begin(
    where: str, ways: Sequence[Way], config: Config | None = None, said: str = ""
) -> tuple[Chosen, int]:
    """Show the ways under a sentence about where one is; what was chosen, and the app's exit status."""
    app = WelcomeApp(where, ways, config, said)
    status = run_program(app)
    return app.chosen, status
