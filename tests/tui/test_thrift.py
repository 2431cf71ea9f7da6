"""Fewer bytes, the same screen: compared cell by cell in a terminal."""

from __future__ import annotations

import re

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.style import Style
from textual.strip import Strip

from annotator.tui.thrift import shorter

HEIGHT = 30
colors = st.sampled_from(["red", "bright_blue", "default", "#15171c", "#e6e6e3", "color(201)", None])
switch = st.sampled_from([True, False, None])
styles = st.builds(
    Style,
    color=colors,
    bgcolor=colors,
    bold=switch,
    italic=switch,
    underline=switch,
    reverse=switch,
    strike=switch,
)
texts = st.sampled_from(
    ["a", "kata ", " ", "    ", "\n", "\x1b[3;5H", "\n\x1b[2;1H", "\x1b[1;1H", "x\n", "\x1b[2K", "│ "]
)
systems = st.sampled_from([ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT, ColorSystem.STANDARD])


def screen(data: str) -> list[list[pyte.screens.Char]]:
    """What a terminal makes of it, too high for the text to scroll; of blanks only what can be seen of them."""
    found = pyte.Screen(30, HEIGHT)
    pyte.Stream(found).feed(data.replace("\n", "\r\n"))
    return [[seen(found.buffer[y][x]) for x in range(30)] for y in range(HEIGHT)]


def seen(char: pyte.screens.Char) -> pyte.screens.Char:
    if char.data == " " and not (char.underscore or char.reverse or char.strikethrough):
        return char._replace(fg="default", bold=False, italics=False)
    return char


@given(st.lists(st.tuples(texts, styles), max_size=20), systems)
def test_the_screen_is_the_same_and_it_never_takes_more(
    pieces: list[tuple[str, Style]], system: ColorSystem
) -> None:
    data = "".join(Strip.render_style(style, text, system) for text, style in pieces)
    told = shorter(data)
    assert screen(told) == screen(data)
    assert len(told) <= len(data)


@given(st.lists(st.tuples(texts, styles), max_size=6), st.lists(st.tuples(texts, styles), max_size=6))
def test_each_write_leaves_the_terminal_as_it_was_left_before(
    one: list[tuple[str, Style]], other: list[tuple[str, Style]]
) -> None:
    first, second = (
        "".join(Strip.render_style(style, text, ColorSystem.TRUECOLOR) for text, style in pieces)
        for pieces in (one, other)
    )
    assert screen(shorter(first) + shorter(second)) == screen(first + second)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("plain", "plain"),
        ("", ""),
        ("\x1b[?2026h", "\x1b[?2026h"),
        ("\x1b[1ma\x1b[0m\x1b[1mb\x1b[0m", "\x1b[1mab\x1b[0m"),
        ("\x1b[1ma\x1b[m b", "\x1b[1ma\x1b[0m b"),
        ("\x1b[1;2ma\x1b[0m\x1b[2mb\x1b[0m", "\x1b[1;2ma\x1b[0;2mb\x1b[0m"),
        ("\x1b[21;44ma\x1b[0m\x1b[4;44mb\x1b[0m", "\x1b[21;44ma\x1b[24;4mb\x1b[0m"),
        ("\x1b[31ma\x1b[0m\n\x1b[3;1H\x1b[31mb\x1b[0m", "\x1b[31ma\x1b[3Hb\x1b[0m"),
        ("a\n\x1b[3;5Hb\n\x1b[1;1H", "a\x1b[3;5Hb\x1b[H"),
        ("a\n\nb\x1b[12;1H", "a\n\nb\x1b[12H"),
        ("\x1b[31;44ma\x1b[0m\x1b[44m \x1b[0m\x1b[31;44mb\x1b[0m", "\x1b[31;44ma b\x1b[0m"),
        ("\x1b[4:3ma\x1b[0m", "\x1b[4:3ma\x1b[0m"),
        ("\x1b[1ma\x1b[58;5;3mb\x1b[0m", "\x1b[1ma\x1b[58;5;3mb\x1b[0m"),
        ("\x1b[38;2;1;2mb\x1b[0m", "\x1b[38;2;1;2mb\x1b[0m"),
    ],
)
def test_how_it_is_told(data: str, told: str) -> None:
    assert shorter(data) == told


def test_bold_survives_terminals_that_take_a_double_underline_for_not_bold() -> None:
    bold, both = Style(bold=True), Style(bold=True, underline=True, underline2=True)
    data = "".join(
        Strip.render_style(style, "kata", ColorSystem.TRUECOLOR) for style in (bold, both, bold, both)
    )
    told = [codes.split(";") for codes in re.findall(r"\x1b\[([\d;]*)m", shorter(data))]
    doubled = [codes for codes in told if "21" in codes]
    assert len(doubled) == 2
    assert all(codes.index("1") > codes.index("21") for codes in doubled)
