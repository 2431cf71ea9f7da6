"""Under NO_COLOR: no colour where the terminal's own are, greys elsewhere, and what had a ground still tells apart."""

from __future__ import annotations

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import Monochrome, NoColor

from annotator.tui.colourless import Colourless
from annotator.tui.program import Program


def left(style: Style) -> Style | None:
    (segment,) = Colourless().apply([Segment("x", style)], Color(0, 0, 0))
    return segment.style


def test_no_colour_is_left_and_every_sign_stays() -> None:
    style = left(Style(color="green", underline=True, italic=True))
    assert style is not None
    assert style.color is not None
    assert style.color.is_default
    assert style.underline
    assert style.italic
    assert not style.reverse


def test_a_ground_shows_as_reverse_that_is_not_the_cursors() -> None:
    ground, cursor = left(Style(color="black", bgcolor="cyan", bold=True)), left(Style(reverse=True))
    assert ground is not None
    assert cursor is not None
    assert (ground.reverse, ground.dim) == (True, True)
    assert (cursor.reverse, bool(cursor.dim)) == (True, False)


@pytest.mark.parametrize("first", ["annotator-dark", "ansi-dark"])
def test_the_filter_follows_the_theme(first: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TEXTUAL_THEME", first)
    app = Program()
    for theme, wanted in (
        ("ansi-dark", Colourless),
        ("annotator-light", Monochrome),
        ("ansi-light", Colourless),
    ):
        app.theme = theme
        kinds = [type(one) for one in app.get_line_filters()]
        assert wanted in kinds
        assert not {Colourless, Monochrome, NoColor} & {*kinds} - {wanted}


def test_with_colours_nothing_is_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert not {Colourless, Monochrome, NoColor} & {type(one) for one in Program().get_line_filters()}
