"""Names and words for comparing: what differs only in case, marks or punctuation is the same."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

STUBBORN = str.maketrans({"ı": "i", "ł": "l", "đ": "d", "ð": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe"})
"""Letters that Unicode does not take apart."""
_PLAIN = "".join(chr(code).lower() if chr(code).isalnum() else " " for code in range(128))
"""What becomes of each character of ASCII, which most names are made of."""


@lru_cache(maxsize=200_000)
def normal(name: str) -> str:
    """A name for comparing: no marks, no case, single spaces, punctuation as spaces.

    Marks are removed after NFKD, since a combining mark inside a word would otherwise split it.
    """
    if name.isascii():
        return " ".join(name.translate(_PLAIN).split())
    decomposed = unicodedata.normalize("NFKD", name)
    bare = (
        "".join(char for char in decomposed if not unicodedata.combining(char)).casefold().translate(STUBBORN)
    )
    return " ".join("".join(char if char.isalnum() else " " for char in bare).split())
