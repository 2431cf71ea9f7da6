"""The figures in the palette's table."""

from __future__ import annotations

import re

import pytest
from rich.color import Color, ColorSystem
from textual import constants
from textual.filter import ANSIToTruecolor
from textual.theme import BUILTIN_THEMES, Theme

from annotator.model.scheme import COLORS
from annotator.tui import theme as module
from annotator.tui.program import Program
from annotator.tui.theme import SIXTEEN, THEMES, palette_of

SIXTEEN_OF_RICH = (
    *("#000000", "#aa0000", "#00aa00", "#aa5500", "#0000aa", "#aa00aa", "#00aaaa", "#aaaaaa"),
    *("#555555", "#ff5555", "#55ff55", "#ffff55", "#5555ff", "#ff55ff", "#55ffff", "#ffffff"),
)
"""What rich takes the sixteen colours for when it looks for the nearest."""
USED = ("green", "cyan", "yellow", "magenta")
"""Those of the scheme that comes with the program."""


def luminance(color: Color) -> float:
    parts = [value / 255 for value in color.get_truecolor()]
    red, green, blue = (v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_labels_are_readable_and_distinct(theme: Theme) -> None:
    background = Color.parse(theme.background)
    palette = palette_of(theme)
    colors = [palette.labels[name].color for name in COLORS]
    assert all(contrast(color, background) >= 4.5 for color in colors)
    assert all(contrast(color, palette.strong.bgcolor) >= 3.5 for color in colors)
    assert contrast(palette.text.color, background) >= 12
    assert contrast(palette.calm.color, background) >= 7
    assert contrast(palette.boilerplate.color, background) >= 4
    for system in (ColorSystem.EIGHT_BIT, ColorSystem.STANDARD):
        numbers = [color.downgrade(system).number for color in colors]
        assert len(set(numbers)) == len(numbers)
        assert background.downgrade(system).number not in numbers
    strong = palette.strong.bgcolor.downgrade(ColorSystem.STANDARD).number
    assert strong not in [color.downgrade(ColorSystem.STANDARD).number for color in colors]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_table_in_the_docstring_is_true(theme: Theme) -> None:
    column = 1 if theme.dark else 4
    for line in re.findall(r"^    (\w+ +#.*)$", module.__doc__, re.MULTILINE):
        cells = line.split()
        color = Color.parse(theme.variables[f"label-{cells[0]}"])
        assert color.name == cells[column]
        assert str(color.downgrade(ColorSystem.EIGHT_BIT).number) == cells[column + 1]
        assert str(color.downgrade(ColorSystem.STANDARD).number) == cells[column + 2]


@pytest.mark.parametrize("name", sorted(BUILTIN_THEMES))
def test_any_theme_of_textual_works(name: str) -> None:
    palette = palette_of(BUILTIN_THEMES[name])
    assert set(palette.labels) == set(COLORS)
    if BUILTIN_THEMES[name].ansi:
        assert palette.labels["green"].color == Color.parse("green")


@pytest.mark.parametrize("theme", SIXTEEN, ids=lambda theme: theme.name)
def test_with_sixteen_colours_every_label_is_readable_on_its_ground(theme: Theme) -> None:
    palette = palette_of(theme)
    ground = Color.parse(theme.background)
    for value in {theme.background, *theme.variables.values()}:
        number = Color.parse(value).downgrade(ColorSystem.STANDARD).number
        assert SIXTEEN_OF_RICH[number] == value
    labels = [palette.labels[name].color for name in COLORS]
    assert len(set(labels)) == len(labels)
    for color in [*labels, palette.bar.color, palette.text.color, palette.calm.color]:
        assert contrast(color, ground) >= 2.9
    on_strong = (
        [palette.strong.color] if palette.strong.color else [palette.labels[one].color for one in USED]
    )
    assert all(contrast(color, palette.strong.bgcolor) >= 4.5 for color in on_strong)
    assert palette.strong.bgcolor != ground


@pytest.mark.parametrize("theme", SIXTEEN, ids=lambda theme: theme.name)
def test_with_sixteen_colours_boilerplate_is_like_nothing_else(theme: Theme) -> None:
    palette = palette_of(theme)
    others = [palette.text, palette.calm, palette.bar, *palette.labels.values()]
    assert palette.boilerplate.color not in [style.color for style in others]


def test_the_sixteen_are_taken_where_a_terminal_has_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    for system, themes, mixes_dim in (("standard", SIXTEEN, False), ("truecolor", THEMES, True)):
        monkeypatch.setattr(constants, "COLOR_SYSTEM", system)
        app = Program()
        assert [app.available_themes[one.name] for one in themes] == list(themes)
        # Mixed with its ground, the colour of what is only suggested would come out as grey.
        assert mixes_dim == any(isinstance(one, ANSIToTruecolor) for one in app.get_line_filters())


def test_the_frame_in_hand_leaves_each_label_its_sign_in_the_terminals_own_colours() -> None:
    strong = palette_of(BUILTIN_THEMES["ansi-dark"]).strong
    assert (strong.bold, strong.italic, strong.underline, strong.underline2) == (None, None, None, None)
