"""A style sheet that reads again only what is new.

Textual reads all rules of all widgets anew whenever a screen with rules of its own opens, and four times before the
first page. What was read holds as long as the colours are the same.
"""

from __future__ import annotations

from textual.css.stylesheet import Stylesheet


class KeptStylesheet(Stylesheet):
    """Textual's, which keeps what it has read in the colours in force."""

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take other colours; the same ones once more change nothing."""
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """Have the rules of all sources, those as they are that were read in these colours.

        Textual reads all into another style sheet, lest a fault leave this one half done; but `parse` takes rules
        over only once it has read all.
        """
        self.parse()
