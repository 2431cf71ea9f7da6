"""Lines that are kept are those that Textual would draw, whatever was refreshed, resized or coloured in between."""

from __future__ import annotations

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from annotator.tui.theme import DARK, LIGHT
from annotator.tui.widgets.kept_lines import KeptLines

PAINTS = (Style(color="red", bold=True), Style(color="#336699"), Style(dim=True, bgcolor="blue"), Style())


class Lines(Widget):
    """Draws the lines of the app, each a word in a paint of its own."""

    DEFAULT_CSS = """
    Lines { width: 1fr; height: 8; background: $panel; }
    Lines.framed { border: round $primary; padding: 1 2; border-title-color: $text-muted; }
    """

    def on_mount(self) -> None:
        self.border_title = "sungai"

    def render_line(self, y: int) -> Strip:
        assert isinstance(self.app, Pair)
        word, paint = self.app.words.get(y, ("", 0))
        return Strip([Segment(word, PAINTS[paint])]).adjust_cell_length(self.content_size.width)


class Kept(Lines, KeptLines):
    """The same, kept."""


class Pair(App[None]):
    """Both, one above the other."""

    def __init__(self, classes: str) -> None:
        super().__init__()
        self.words: dict[int, tuple[str, int]] = {0: ("air", 0), 2: ("hulu", 1)}
        self.dressed = classes
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self.theme = DARK.name

    def compose(self) -> ComposeResult:
        yield Lines(classes=self.dressed)
        yield Kept(classes=self.dressed)

    def say(self, y: int, word: str, paint: int) -> None:
        """Another word in a line, which both draw anew."""
        self.words[y] = (word, paint)
        for one in self.both():
            one.refresh(Region(0, y, 3, 1))

    def both(self) -> list[Lines]:
        return list(self.query(Lines))

    def drawn(self, crop: Region | None = None) -> list[list[list[tuple[str, Style | None]]]]:
        """What both give the compositor, segment by segment, neighbours of one style joined."""
        found = []
        for one in self.both():
            lines = one.render_lines(crop or Region(0, 0, *one.outer_size))
            found.append([[(text, style) for text, style, _ in line.simplify()] for line in lines])
        return found


@pytest.mark.parametrize("classes", ["", "framed"])
async def test_kept_lines_are_those_that_textual_draws(classes: str) -> None:
    app = Pair(classes)
    async with app.run_test(size=(40, 20)) as pilot:

        def same() -> None:
            plain, kept = app.drawn()
            assert kept == plain

        same()
        app.say(0, "lahar", 2)
        app.say(3, "banjir", 1)
        same()
        app.say(0, "air", 0)
        same()
        app.theme = LIGHT.name
        await pilot.pause()
        same()
        app.say(1, "muara", 3)
        same()
        app.theme = "ansi-dark"
        await pilot.pause()
        app.say(2, "kali", 2)
        same()
        await pilot.resize_terminal(31, 20)
        app.say(1, "delta", 1)
        same()
        app.words[0] = ("waduk", 0)
        for one in app.both():
            one.refresh()
        same()
        for one in app.both():
            one.border_title = "bendungan"
        await pilot.pause()
        same()
        part = Region(2, 1, 7, 4)
        plain, kept = app.drawn(part)
        assert kept == plain


async def test_a_line_is_drawn_once_until_it_is_refreshed() -> None:
    app = Pair("framed")
    async with app.run_test(size=(40, 20)):
        kept = app.query_one(Kept)
        app.drawn()
        app.words[0] = ("nobody asked for it", 0)
        assert "nobody" not in "".join(text for line in app.drawn()[1] for text, _ in line)
        kept.refresh(Region(0, 0, 1, 1))
        assert "nobody" in "".join(text for line in app.drawn()[1] for text, _ in line)


async def test_lines_that_are_not_there_may_be_refreshed() -> None:
    app = Pair("framed")
    async with app.run_test(size=(40, 20)):
        kept = app.query_one(Kept)
        app.drawn()
        kept.refresh(Region(0, -3, 4, 40))
        plain, after = app.drawn()
        assert after == plain
