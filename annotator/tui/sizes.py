"""How much room the screens need."""

from textual.geometry import Size

WIDE = 110
"""Columns from which the cards stand beside the article."""
SMALLEST = (60, 15)
"""Columns and rows below which nothing useful fits."""


def is_too_small(size: Size) -> bool:
    """Whether nothing useful fits."""
    return size.width < SMALLEST[0] or size.height < SMALLEST[1]
