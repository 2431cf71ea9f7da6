"""Text of a user's as it stands in bars, cards, lists and dialogs, where it shares rows with other things.

Safe, and of a width that no terminal disputes: what a terminal draws wider or narrower than it was counted leaves
cells of it behind, or pushes what stands to the right of it out of place. For showing only: neither code points nor
cells are those of the text.
"""

from __future__ import annotations

import re

from annotator.text.graphemes import BOX, plain_cells
from annotator.text.safe import safe, safe_lines

_TAGGED_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,6}\U000e007f?")
"""A flag whose region is written behind it in tags, such as England's (Unicode Technical Standard 51), or what a cut
left of it."""


def shown_line(text: str) -> str:
    """`text` for a part of one line; a grapheme of disputed width becomes ▯."""
    return plain_cells(safe(_one_sign_each(text)))


def shown_lines(text: str) -> str:
    """Like `shown_line`, but LF stays: for text of several lines."""
    return plain_cells(safe_lines(_one_sign_each(text)))


def _one_sign_each(text: str) -> str:
    """Flags of tags as one sign: `safe` would take each tag for text that is hidden."""
    return text if text.isascii() else _TAGGED_FLAG.sub(BOX, text)
