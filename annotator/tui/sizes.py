"""How much room the screens need."""

from textual.geometry import Size

from annotator.config.reading import Config

WIDE = 110
"""Columns from which the cards stand beside the article."""
WIDEST_CARDS = 60
"""Columns that the cards take at most by themselves."""
SMALLEST = (60, 15)
"""Columns and rows below which nothing useful fits."""


def is_too_small(size: Size) -> bool:
    """Whether nothing useful fits."""
    return size.width < SMALLEST[0] or size.height < SMALLEST[1]


def cards_width(columns: int, config: Config) -> int:
    """Columns of the cards on a wide terminal: as set, else what the article's measure leaves, within reason."""
    if "reader.cards" in config.values:
        return config.cards
    # The library, which is laid out by the sizes above, does not wait for what the reader's article needs.
    from annotator.tui.widgets.article_layout import GUTTER

    return max(config.cards, min(WIDEST_CARDS, columns - GUTTER - config.measure))
