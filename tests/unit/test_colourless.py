"""Under NO_COLOR: no colour at all, and what had a ground still tells apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import Monochrome, NoColor
from textual.theme import BUILTIN_THEMES

from annotator.config.reading import parse_config
from annotator.tui.colourless import Colourless
from annotator.tui.program import Program
from annotator.tui.theme import palette_of


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


def test_labels_in_the_frame_in_hand_keep_their_signs_apart() -> None:
    strong = palette_of(BUILTIN_THEMES["ansi-dark"]).strong
    speaker, cue, quote = (left(Style(**{sign: True}) + strong) for sign in ("bold", "italic", "underline"))
    assert speaker is not None
    assert cue is not None
    assert quote is not None
    assert (speaker.bold, cue.bold, quote.bold) == (True, None, None)
    assert (speaker.italic, cue.italic, quote.italic) == (None, True, None)
    assert (speaker.underline, cue.underline, quote.underline) == (None, None, True)


@pytest.mark.parametrize("value", ["1", "0"])
@pytest.mark.parametrize("first", ["annotator-dark", "ansi-dark", "nord"])
def test_with_no_color_no_theme_brings_colours_back(
    first: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", value)
    monkeypatch.setenv("TEXTUAL_THEME", first)
    app = Program()
    assert app.native_ansi_color
    kinds = {type(one) for one in app.get_line_filters()}
    assert Colourless in kinds
    assert not {Monochrome, NoColor} & kinds


@pytest.mark.parametrize(
    ("file", "variable", "wanted"),
    [
        ("", None, True),
        ("", "", True),
        ("", "1", False),
        ("always", "1", True),
        ("never", None, False),
        ("auto", "1", False),
    ],
)
def test_the_configuration_goes_before_no_color(
    file: str, variable: str | None, wanted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    if variable is not None:
        monkeypatch.setenv("NO_COLOR", variable)
    config = parse_config(f'colours = "{file}"' if file else "", Path("c.toml"))
    assert not config.problems
    app = Program(config)
    assert config.colours == wanted
    assert app.no_color != wanted
    assert (Colourless in {type(one) for one in app.get_line_filters()}) != wanted
    assert not {Monochrome, NoColor} & {type(one) for one in app.get_line_filters()}
