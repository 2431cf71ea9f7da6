"""No colours: none is written, and what had a ground of its own is reversed. For a theme of terminal colours."""

from __future__ import annotations

from functools import lru_cache

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

_DEFAULT = Style.from_color(RichColor.default(), RichColor.default())
_GROUND = Style(reverse=True, dim=True)


class Colourless(LineFilter):
    """Textual's way, grey for each colour, would write black on black where the terminal's own colours are."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments without colours."""
        return [Segment(text, style and _without(style), control) for text, style, control in segments]


@lru_cache(1024)
def _without(style: Style) -> Style:
    """The style's signs; a ground of its own shows as dim reverse, which is not the bright one of the cursor."""
    has_ground = style.bgcolor is not None and not style.bgcolor.is_default
    return style + _DEFAULT + (_GROUND if has_ground and not style.reverse else Style.null())
