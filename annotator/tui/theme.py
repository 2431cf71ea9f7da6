"""Colours: our two themes, and how an article is painted in any theme.

The palette, as (hex, nearest of 256, nearest of 16). Labels are full-strength text colours, never tints:
tints fall together where a terminal has 256 colours, and all become one where it has 16. Each keeps a
contrast of 4.5 : 1 against the background. `tests/unit/test_theme.py` holds the figures.

    colour    annotator-dark        annotator-light
    green     #6fdc6f  77 10        #006b1f  22  2
    cyan      #5fd7ff  81 14        #00797f  30  6
    yellow    #ffd75f 221 11        #8a5a00  94  3
    magenta   #ff87ff 213 13        #a0209a 126  5
    blue      #6f9fff  75 12        #1f46c8  26 12
    red       #ff8787 210  9        #b81414 124  1
    white     #ffffff 231 15        #000000  16  0

Where a terminal has sixteen colours only, the nearest of them would be yellow on white and grey for three things:
`SIXTEEN` has both themes in colours of the sixteen, chosen so that each can be read on its ground.

`ansi-dark` and `ansi-light` use the terminal's own sixteen colours. With `NO_COLOR` no colour is written, whatever
the theme, and all else stays: signs (underline, bold, italic), gutter letters, the bar, reverse
(`annotator.tui.colourless`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rich.style import Style
from textual.theme import Theme

if TYPE_CHECKING:
    from annotator.tui.widgets.article_paint import Palette

_DARK = {
    "green": "#6fdc6f",
    "cyan": "#5fd7ff",
    "yellow": "#ffd75f",
    "magenta": "#ff87ff",
    "blue": "#6f9fff",
    "red": "#ff8787",
    "white": "#ffffff",
}
_LIGHT = {
    "green": "#006b1f",
    "cyan": "#00797f",
    "yellow": "#8a5a00",
    "magenta": "#a0209a",
    "blue": "#1f46c8",
    "red": "#b81414",
    "white": "#000000",
}


def _variables(labels: Mapping[str, str], muted: str, **others: str) -> dict[str, str]:
    """`muted` is Textual's `text-muted`; its own is a share of another colour, which pieces of a text ignore."""
    named = {f"label-{name}": color for name, color in labels.items()}
    for_article = {f"article-{name.replace('_', '-')}": color for name, color in others.items()}
    return {"text-muted": muted} | named | for_article


DARK = Theme(
    name="annotator-dark",
    dark=True,
    primary="#6f9fff",
    secondary="#8fa3c8",
    accent="#ffaf5f",
    success="#6fdc6f",
    warning="#ffd75f",
    error="#ff8787",
    foreground="#e6e6e3",
    background="#15171c",
    surface="#1b1e25",
    panel="#242833",
    variables=_variables(
        _DARK,
        muted="#a6aab4",
        text="#e6e6e3",
        calm="#b4b6bb",
        boilerplate="#767a82",
        strong="#303440",
        bar="#ffaf5f",
    ),
)
LIGHT = Theme(
    name="annotator-light",
    dark=False,
    primary="#1f46c8",
    secondary="#50545c",
    accent="#b85400",
    success="#006b1f",
    warning="#8a5a00",
    error="#b81414",
    foreground="#16181d",
    background="#fbfaf6",
    surface="#f3f1ea",
    panel="#e8e5da",
    variables=_variables(
        _LIGHT,
        muted="#50545c",
        text="#16181d",
        calm="#50545c",
        boilerplate="#6e7178",
        strong="#d8d4c8",
        bar="#b85400",
    ),
)
THEMES = (DARK, LIGHT)
"""To register with the app; `DARK.name` is the default."""

# The sixteen as rich has them, so that each comes out as itself. Normal ones, then bright ones.
_BLACK, _RED, _GREEN, _BLUE, _MAGENTA, _GREY = (
    "#000000",
    "#aa0000",
    "#00aa00",
    "#0000aa",
    "#aa00aa",
    "#aaaaaa",
)
_DARK_GREY, _BRIGHT_RED, _BRIGHT_GREEN, _BRIGHT_YELLOW = "#555555", "#ff5555", "#55ff55", "#ffff55"
_BRIGHT_BLUE, _BRIGHT_MAGENTA, _BRIGHT_CYAN, _WHITE = "#5555ff", "#ff55ff", "#55ffff", "#ffffff"
SIXTEEN = (
    Theme(
        name=DARK.name,
        dark=True,
        primary=_BRIGHT_BLUE,
        secondary=_GREY,
        accent=_BRIGHT_YELLOW,
        success=_BRIGHT_GREEN,
        warning=_BRIGHT_YELLOW,
        error=_BRIGHT_RED,
        foreground=_WHITE,
        background=_BLACK,
        surface=_BLACK,
        panel=_DARK_GREY,
        variables=_variables(
            {
                "green": _BRIGHT_GREEN,
                "cyan": _BRIGHT_CYAN,
                "yellow": _BRIGHT_YELLOW,
                "magenta": _BRIGHT_MAGENTA,
                "blue": _BRIGHT_BLUE,
                "red": _BRIGHT_RED,
                "white": _WHITE,
            },
            muted=_GREY,
            text=_WHITE,
            calm=_GREY,
            boilerplate=_DARK_GREY,
            strong=_BLUE,
            bar=_BRIGHT_YELLOW,
        ),
    ),
    Theme(
        name=LIGHT.name,
        dark=False,
        primary=_BLUE,
        secondary=_DARK_GREY,
        accent=_RED,
        success=_GREEN,
        warning=_RED,
        error=_RED,
        foreground=_BLACK,
        background=_WHITE,
        surface=_WHITE,
        panel=_GREY,
        # Neither yellow nor cyan can be read on white.
        variables=_variables(
            {
                "green": _GREEN,
                "cyan": _BLUE,
                "yellow": _RED,
                "magenta": _MAGENTA,
                "blue": _BRIGHT_BLUE,
                "red": _BRIGHT_RED,
                "white": _BLACK,
            },
            muted=_DARK_GREY,
            text=_BLACK,
            calm=_BLACK,
            boilerplate=_DARK_GREY,
            strong=_BRIGHT_YELLOW,  # green on it cannot be read; signs tell the labels apart there
            strong_text=_BLACK,
            bar=_RED,
        ),
    ),
)
"""The same for a terminal of sixteen colours."""


def label_variables(theme: Theme) -> dict[str, str]:
    """The variables `$label-…` for widgets other than the article, in a theme that does not define them."""
    if theme.ansi:
        named = {name: f"ansi_{name}" for name in _DARK}
        return {f"label-{name}": color for name, color in (named | {"white": "ansi_default"}).items()}
    return {f"label-{name}": color for name, color in (_DARK if theme.dark else _LIGHT).items()}


def palette_of(theme: Theme) -> Palette:
    """The palette of a theme: its `label-…` and `article-…` variables, and ours where it has none.

    In a theme of terminal colours (`ansi=True`) whatever the terminal calls green is green.
    """
    from annotator.tui.widgets.article_paint import Palette  # the library needs the themes alone

    if theme.ansi:
        return _ansi_palette()
    ours = DARK if theme.dark else LIGHT
    colors = ours.variables | theme.variables

    def color(name: str) -> Style:
        return Style(color=colors[name])

    return Palette(
        text=color("article-text"),
        calm=color("article-calm"),
        boilerplate=color("article-boilerplate"),
        bar=color("article-bar"),
        strong=Style(color=colors.get("article-strong-text"), bgcolor=colors["article-strong"], dim=False),
        caret=Style(color=theme.background or ours.background, bgcolor=colors["article-bar"], underline=True),
        hint=Style(color=theme.background or ours.background, bgcolor=colors["article-bar"], bold=True),
        found=Style(color=theme.background or ours.background, bgcolor=colors["label-yellow"]),
        labels={name: color(f"label-{name}") for name in _DARK},
    )


def _ansi_palette() -> Palette:
    from annotator.tui.widgets.article_paint import Palette

    # "White" is whatever the terminal writes in: its sixteen colours may hold no other that can be read.
    labels = {name: Style(color=name) for name in _DARK if name != "white"} | {"white": Style()}
    return Palette(
        text=Style(),
        calm=Style(),
        boilerplate=Style(dim=True),
        bar=Style(bold=True),
        # A pair that can be read in every palette, and is not the cursor; the signs still tell the labels apart.
        strong=Style(dim=False, color="black", bgcolor="cyan"),
        caret=Style(underline=True, bold=True, blink=False),
        hint=Style(reverse=True, bold=True),
        found=Style(color="black", bgcolor="yellow"),
        labels=labels,
    )
