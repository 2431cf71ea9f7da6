"""The figures in the palette's table."""

from __future__ import annotations

import re

import pytest
from rich.color import Color, ColorSystem
from textual.theme import BUILTIN_THEMES, Theme

from annotator.model.scheme import COLORS
from annotator.tui import theme as module
from annotator.tui.theme import THEMES, palette_of


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
